"""The text of `docs/data-model.md` and `docs/lifecycle.md`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chalicelib.kernel.changes import Add, Change, Claim, Emit, Lead, Record, Save
from chalicelib.workorders.lifecycle import as_markdown
from infra.data_model.budget import Budget
from infra.data_model.budgets import BUDGETS
from infra.data_model.patterns import PATTERNS
from infra.data_model.samples.envelope import AT, DAY, DUE, EXPIRES
from infra.data_model.samples.groups import groups
from infra.paths import ROOT

DATA_MODEL = ROOT / "docs" / "data-model.md"
LIFECYCLE = ROOT / "docs" / "lifecycle.md"

#: what stands in a sample's key -> what it stands for
_MEANINGS = {
    EXPIRES.isoformat(timespec="milliseconds"): "<expires_at>",
    AT.isoformat(timespec="milliseconds"): "<since>",
    AT.isoformat(): "<due_at>",
    f"{DAY}#<order>": "<day>#<order>",
    str(DAY): "<Monday>",
    str(DUE): "<due_on>",
    f"#{AT.year}": "#<year>",
    **{
        f"LOOKS#{band}#{bits}": "LOOKS#<band>#<bits>"
        for band, bits in enumerate(("6978", "4b5a", "2d3c", "0f1e"))
    },
    "STATS#1#people#completion": "STATS#<edition>#<space>#<family>",
    "STATS#1#places#completion": "STATS#<edition>#<space>#<family>",
    "MONTHS#1#people#completion": "MONTHS#<edition>#<space>#<family>",
    "MONTHS#1#places#completion": "MONTHS#<edition>#<space>#<family>",
    f"{AT:%Y-%m}#000": "<month>#<part>",
    f"{AT:%Y-%m}#late": "<month>#late",
    "FACTS#1#completion": "FACTS#<edition>#<family>",
    "COUNTED#1#": "COUNTED#<edition>#",
}

_HEAD = """# The data model

Written by `make openapi` from the rooms' stores and `infra/data_model`; tests hold every line of it.

One table holds everything. A key starts with the tenant (`T#<tenant>#`, left out below), which only
`kernel.table` puts there; the few names that are asked for before a tenant is known lie under `LOOKUP#` without
one. An entity's JSON is the attribute `data` ([0002](decisions/0002-entities-are-json-text.md)), packed where it
is long ([0016](decisions/0016-what-an-order-costs.md)); what the indexes do not hold is `more`, and `v` is its version,
which every save demands to be the one before. Five indexes, `GSI1` to `GSI5`, hold `data`, `kind` and `v` of the
items that name them: a list is read from its index alone. There is no Scan.

An event lies in the partition of the entity that it tells of, under `EV#` and its number: the outbox is the
timeline as well ([0006](decisions/0006-events-are-the-state.md)).
"""

_PATTERNS = """## How it is reached

One row for each access pattern, with its calls and the test that holds it; the tests of `tests/rooms/test_stores.py`
and of the table run on moto, on the embedded cloud and, where it is installed, on DynamoDB Local.
"""

_COSTS = """## What an operation costs

Reading one thing is one call; a list is one Query for each partition in the caller's scope; a change is one round
of reads (a report two) and one transaction, which holds the change, its guards, its events, its deadlines and the
answer to the idempotency key. The authorizer's two reads, which API Gateway keeps for a minute, the atomic ADD of
an order's number, and the conditional write of the costly operations' tokens
([0014](decisions/0014-a-token-for-what-is-costly.md)) are counted apart. A change that meets another one is decided
anew, and a request that comes again under its key reads the stored answer: those cost more, and only then.

Held by `tests/budgets/test_calls.py::test_every_operation_costs_what_its_budget_says`. That first pages cost the
same calls and read units with 20 and with 20,000 orders is held by `tests/budgets/test_flatness.py`.
"""

_LIFECYCLE = """# The life of a work order

Written by `make openapi` from `chalicelib/workorders/lifecycle.py`, whose rules go by this table; a test holds it.

"""


@dataclass
class Shape:
    """What one kind of item looks like: its key, and for each index the partitions in which it may lie."""

    room: str
    name: str
    pk: str
    sk: str
    indexes: dict[str, dict[str, None]] = field(default_factory=dict)


def shapes() -> list[Shape]:
    """Every kind of item, as the stores write it."""
    found: dict[tuple[str, ...], Shape] = {}
    for room, parts in (
        (room, part) for room, written in groups().items() for group in written for part in group
    ):
        name, pk, sk, indexes = _described(parts)
        shape = found.setdefault((room, name, pk, sk), Shape(room, name, pk, sk))
        for index, (index_pk, index_sk) in indexes.items():
            shape.indexes.setdefault(index, {})[f"`{_words(index_pk)}` / `{_words(index_sk)}`"] = None
    return list(found.values())


def partitions() -> set[str]:
    """Every partition that anything lies in, with its index: `GSI1 UNITS`."""
    found = {shape.pk for shape in shapes()}
    for shape in shapes():
        for index, places in shape.indexes.items():
            found |= {f"{index} {place.split('`')[1]}" for place in places}
    return found


def data_model() -> str:
    """The text of `docs/data-model.md`."""
    parts = [
        _HEAD,
        "## What lies in the table\n",
        *_items(),
        "",
        _PATTERNS,
        *_reached(),
        "",
        _COSTS,
        *_operations(),
    ]
    return "\n".join(parts) + "\n"


def lifecycle() -> str:
    """The text of `docs/lifecycle.md`."""
    return _LIFECYCLE + as_markdown()


def _described(part: Change) -> tuple[str, str, str, dict[str, tuple[str, str]]]:
    """Name, key and indexes of what a part writes."""
    match part:
        case Save():
            return type(part.entity).__name__, _words(part.key.pk), _words(part.key.sk), dict(part.indexes)
        case Record():
            return type(part.value).__name__, _words(part.key.pk), _words(part.key.sk), dict(part.indexes)
        case Claim():
            return type(part.value).__name__, _words(part.key.pk), _words(part.key.sk), {}
        case Add():
            return "numbers", _words(part.key.pk), _words(part.key.sk), {}
        case Emit():
            return "events", _words(part.pk), "EV#<sequence>", {}
        case Lead():
            return "lookup", f"LOOKUP#{part.lookup}#{_words(part.name)}", "LOOKUP", {}
        case _:
            raise TypeError(f"a sample is written, and {part} is not")


def _words(key: str) -> str:
    """A sample's key with what its parts stand for."""
    for sample, meaning in _MEANINGS.items():
        key = key.replace(sample, meaning)
    return re.sub(r"[0-9a-f]{64}", "<hash>", re.sub(r"<\w+ order>", "<order>", key))


def _items() -> Iterator[str]:
    yield "| room | item | partition | sort key | indexes |\n|---|---|---|---|---|"
    for shape in shapes():
        indexes = "; ".join(
            f"{index} " + " or ".join(shape.indexes[index]) for index in sorted(shape.indexes)
        )
        yield f"| {shape.room} | {shape.name} | `{shape.pk}` | `{shape.sk}` | {indexes} |"


def _reached() -> Iterator[str]:
    yield "| room | what | where | calls | used by | test |\n|---|---|---|---|---|---|"
    for one in PATTERNS:
        yield f"| {one.room} | {one.what} | `{one.where}` | {one.calls} | {one.users} | `{one.test}` |"


def _operations() -> Iterator[str]:
    yield "| operation | when | calls | beyond the rule, because |\n|---|---|---|---|"
    for name, budgets in BUDGETS.items():
        for budget in budgets:
            yield f"| `{name}` | {budget.when} | {_calls(budget)} | {budget.why} |"


def _calls(budget: Budget) -> str:
    counted: dict[str, int] = {}
    for call in (*budget.calls, *budget.beside):
        counted[call] = counted.get(call, 0) + 1
    return ", ".join(f"{number} {call}" for call, number in counted.items()) or "none"
