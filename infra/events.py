"""Write `docs/events.md` from contracts and rules: `python -m infra.events`. `--check` only compares."""

import argparse
import importlib
import pkgutil
import sys
import types
from collections.abc import Iterator, Mapping
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from chalicelib import contracts
from chalicelib.contracts.envelope import Event
from infra.paths import ROOT
from infra.template import resources

EVENTS = ROOT / "docs" / "events.md"
_COLUMNS = "| event | says | payload | consumers |\n|---|---|---|---|"

_HEAD = """# Events

Written by `python -m infra.events` from `chalicelib/contracts` and the rules of `infra/template.yaml`; a test
holds it against both.

An event is a fact: past tense, immutable. It is recorded in the transaction of the change that it tells of,
and the table's stream carries it to the bus (source `steward.<room>`, detail-type the event's name, detail
its JSON). Delivery is at least once and in any order, so every consumer takes an event once and compares
sequences. A consumer ignores fields it does not know; a producer may add fields, and raises `schema_version`
when the meaning of one changes.
"""


def kinds() -> list[type[Event]]:
    """The published kinds of event, by producer and name. A class that others derive from is not one; nor is a test's."""
    for module in pkgutil.iter_modules(contracts.__path__, contracts.__name__ + "."):
        importlib.import_module(module.name)
    published = (kind for kind in _leaves(Event) if kind.__module__.startswith(contracts.__name__))
    return sorted(published, key=lambda kind: (kind.source, kind.__name__))


def _leaves(kind: type[Event]) -> Iterator[type[Event]]:
    derived = kind.__subclasses__()
    if not derived:
        yield kind
    for one in derived:
        yield from _leaves(one)


def rules() -> dict[str, list[str]]:
    """Function name -> the detail-types that its rules let through, as the template says."""
    found: dict[str, list[str]] = {}
    for resource in resources().values():
        for heard in resource.get("Properties", {}).get("Events", {}).values():
            kinds_heard = heard.get("Properties", {}).get("Pattern", {}).get("detail-type", [])
            if kinds_heard:
                function = resource["Properties"]["FunctionName"].rpartition("}-")[2].replace("-", "_")
                found.setdefault(function, []).extend(kinds_heard)
    return found


def _consumers() -> dict[str, list[str]]:
    """Event name -> the functions that hear it."""
    heard: dict[str, list[str]] = {}
    for function, names in sorted(rules().items()):
        for name in names:
            heard.setdefault(name, []).append(function)
    return heard


def document() -> str:
    """The text of `docs/events.md`."""
    heard = _consumers()
    parts = [_HEAD, "## Every event carries\n", _fields(Event)]
    shapes: dict[str, type[BaseModel]] = {}
    _collect(Event, shapes)
    by_source: dict[str, list[type[Event]]] = {}
    for kind in kinds():
        by_source.setdefault(kind.source, []).append(kind)
    for source, published in by_source.items():
        parts.append(f"## {source}\n\n{_about(published[0])}\n\n{_COLUMNS}")
        for kind in published:
            payload = ", ".join(f"`{name}` {_words(field.annotation)}" for name, field in _own(kind).items())
            takers = ", ".join(f"`{function}`" for function in heard.get(kind.__name__, ())) or "nobody yet"
            parts.append(f"| `{kind.__name__}` | {_line(kind)} | {payload} | {takers} |")
            _collect(kind, shapes)
        parts.append("")
    parts.append("## Shapes\n")
    for name in sorted(shapes):
        parts += [f"### {name}\n", _line(shapes[name]) + "\n", _fields(shapes[name])]
    return "\n".join(parts).rstrip() + "\n"


def _about(kind: type[Event]) -> str:
    return (sys.modules[kind.__module__].__doc__ or "").strip().replace("\n", " ")


def _line(kind: type[BaseModel]) -> str:
    return " ".join((kind.__doc__ or "").split())


def _own(kind: type[Event]) -> Mapping[str, Any]:
    return {name: field for name, field in kind.model_fields.items() if name not in Event.model_fields}


def _fields(kind: type[BaseModel]) -> str:
    rows = [f"| `{name}` | {_words(field.annotation)} |" for name, field in kind.model_fields.items()]
    return "\n".join(["| field | type |", "|---|---|", *rows, ""])


def _words(annotation: Any) -> str:
    """A type as a reader says it."""
    if annotation is type(None):
        return "null"
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return " or ".join(_words(one) for one in arguments)
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        return f"list of {_words(arguments[0])}"
    named = {"str": "text", "int": "integer", "float": "number", "bool": "yes or no", "datetime": "time"}
    name = annotation.__name__
    return f"[{name}](#{name.lower()})" if issubclass(annotation, BaseModel) else named.get(name, name)


def _collect(kind: type[BaseModel], shapes: dict[str, type[BaseModel]]) -> None:
    """Find the shapes that a kind's fields name, and those that these name."""
    for field in kind.model_fields.values():
        for one in (field.annotation, *get_args(field.annotation)):
            if isinstance(one, type) and issubclass(one, BaseModel) and one.__name__ not in shapes:
                shapes[one.__name__] = one
                _collect(one, shapes)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the file is stale")
    arguments = parser.parse_args()
    text = document()
    if not arguments.check:
        EVENTS.write_text(text, encoding="utf-8")
    elif not EVENTS.exists() or EVENTS.read_text(encoding="utf-8") != text:
        sys.exit("docs/events.md is stale: run `python -m infra.events`")


if __name__ == "__main__":
    main()
