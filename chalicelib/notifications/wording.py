"""A tenant's own words for a kind of news: what they may be made of, and how they are read. Pure.

A template is text with values in it, conditions and a few filters: nothing else of Jinja2. Without loops, calls,
attributes and arithmetic it ends, it cannot grow beyond the values it names, and it reaches nothing but them; so what
is refused is refused when it is written. It is rendered in the immutable sandbox all the same.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from chalicelib.kernel.entity import Entity
from chalicelib.kernel.refusals import FieldRefused

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.nodes import Node
    from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST_SOURCES = {"title": 300, "body": 2000, "sms": 500}
FILTERS = ("capitalize", "default", "lower", "trim", "truncate", "upper")
_TESTS = ("defined", "none")
#: what is looked up by name, as people call it
_CALLED = {"Name": "variable", "Filter": "filter", "Test": "test"}
_GRAMMAR = {
    "Template",
    "Output",
    "TemplateData",
    "Name",
    "Const",
    "If",
    "CondExpr",
    "Compare",
    "Operand",
    "And",
    "Or",
    "Not",
    "Concat",
    "Filter",
    "Keyword",
    "Test",
}


class TenantTemplate(Entity):
    """The tenant's words for a kind in a language. `title` None: they were taken back, and the built-in ones apply.

    Without an `sms` the built-in one goes out as a text message.
    """

    kind: str
    language: str
    title: str | None = None
    body: str | None = None
    sms: str | None = None

    @property
    def code(self) -> str:
        """Its name in the audit trail."""
        return f"{self.kind}.{self.language}"

    @property
    def sources(self) -> dict[str, str]:
        """Part -> its template."""
        parts = {"title": self.title, "body": self.body, "sms": self.sms}
        return {part: source for part, source in parts.items() if source is not None}

    def rendered(self, facts: Mapping[str, Any]) -> dict[str, str]:
        """Part -> its text. Raises what Jinja2 raises."""
        return {part: compiled(source).render(facts) for part, source in self.sources.items()}


@cache
def _sandbox() -> "ImmutableSandboxedEnvironment":
    from jinja2 import StrictUndefined  # deferred: only a delivery and a template's author need it
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        finalize=lambda value: "" if value is None else value,
    )


@lru_cache(maxsize=256)
def compiled(source: str) -> "Template":
    """A template that was checked when it was written."""
    return _sandbox().from_string(source)


def check(source: str, names: frozenset[str]) -> None:
    """Demand that a template is one, and names only these values. Raises FieldRefused with the reason."""
    from jinja2 import TemplateSyntaxError

    try:
        tree = _sandbox().parse(source)
        for node in _nodes(tree):
            _check(node, names)
        compiled(source)
    except TemplateSyntaxError as error:
        raise FieldRefused("line {line}: {reason}", line=error.lineno, reason=error.message) from None
    except (RecursionError, MemoryError, SyntaxError):
        raise FieldRefused("too deeply nested") from None


def _nodes(tree: "Node") -> Iterator["Node"]:
    """All nodes, however deep they lie."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.iter_child_nodes())


def _check(node: Any, names: frozenset[str]) -> None:
    kind, line = type(node).__name__, node.lineno
    if kind not in _GRAMMAR:
        raise FieldRefused(
            "line {line}: {kind} is not available; use values, conditions and filters", line=line, kind=kind
        )
    known = {"Name": names, "Filter": FILTERS, "Test": _TESTS}.get(kind)
    if known is not None and node.name not in known:
        raise FieldRefused(
            "line {line}: unknown {what} {name!r}; known are {known}",
            line=line,
            what=_CALLED[kind],
            name=node.name,
            known=", ".join(sorted(known)),
        )
