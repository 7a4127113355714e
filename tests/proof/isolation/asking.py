"""Asks the API as somebody, and looks at all that comes of it: answer, headers, table, log.

After every call nothing of the other firm may be in any of them, nor anything of the own firm that the caller may not
see; and the other firm's items must be the very objects that they were.
"""

import json
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from chalicelib.kernel.http import PUBLIC, SIGNED_IN, Operation
from chalicelib.kernel.observability import log
from chalicelib.organization.permissions import PERMISSIONS
from tests.builders.api import Answer, Api, Caller
from tests.proof.isolation import rules, world
from tests.proof.isolation.people import Person
from tests.proof.isolation.world import Firm

#: a text that stands in one row, and who may read it
Secret = tuple[str, Callable[[Person], bool]]


def _may(permission: str) -> Callable[[Person], bool]:
    return lambda person: person.holds(PERMISSIONS[permission])


def secrets_of(firm: Firm) -> list[Secret]:
    """What stands in the firm's rows, with who of the firm may see it."""
    found: list[Secret] = []
    for order in firm.of("order"):
        found.append((order.text, lambda person, order=order: rules.sees_order(person, order)))
        internal = (f"{order.text} internally", lambda person: person.kind == "member")
        found.append(internal)
    for unit in firm.of("unit"):
        own = lambda person, unit=unit: _may("unit.read")(person) and rules.SIGHT["unit"](person, unit)  # noqa: E731
        payments = [row.text for row in firm.of("payment") if row.unit == unit.id]
        for text in (*(f"{why} by {unit.text}" for why in ("paid", "owed", "disputed")), *payments):
            found.append((text, lambda person, own=own: _may("account.read")(person) and own(person)))
        ordered = [order for order in firm.of("order") if order.unit == unit.id]
        found.append(
            (
                f'"{unit.text}"',  # whoever sees an order may know where it is
                lambda person, own=own, ordered=ordered: (
                    own(person) or any(rules.sees_order(person, order) for order in ordered)
                ),
            )
        )
    for resident in firm.of("resident"):
        found.append(
            (resident.text, lambda person, own=resident.id: _may("estate.read")(person) or person.id == own)
        )
    for member in firm.of("colleague"):
        found.append(
            (member.text, lambda person, own=member.id: _may("organization.read")(person) or person.id == own)
        )
    for phone in firm.of("phone"):
        held = [order for order in firm.of("order") if order.assignee == phone.id]
        found.append(
            (
                phone.text,  # colleagues call whoever has the order that they see; residents call nobody
                lambda person, own=phone.id, held=held: (
                    _may("organization.read")(person)
                    or person.id == own
                    or (person.kind == "member" and any(rules.sees_order(person, order) for order in held))
                ),
            )
        )
    for row in firm.of("notification"):  # the log of deliveries names them, without what they say
        found.append(
            (row.id, lambda person, row=row: person.id == row.recipient or _may("delivery.read")(person))
        )
    for row in firm.of("survey"):
        found.append((row.id, lambda person, row=row: person.id == row.recipient))
    return found


class _Lines(logging.Handler):
    """Keeps what is logged, as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@dataclass
class Asker:
    """Everything that is asked goes through one of these; `counted` says how often, by what was tried.

    `api` asks the authorizer each time; where somebody is signed in, its answer is kept as API Gateway keeps it.
    """

    api: Api
    remembering: Api
    own: Firm
    other: Firm
    counted: Counter[str] = field(default_factory=Counter)
    _callers: dict[str, Caller] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._secrets = secrets_of(self.own)
        self._start = world.Moment()
        texts = {(pk, sk): _text(item) for (pk, sk), item in world.items().items()}
        by_firm = {
            firm.id: world.ids_in(
                json.dumps([text for (pk, _), text in texts.items() if f"#{firm.id}#" in pk])
            )
            for firm in (self.own, self.other)
        }
        self._foreign_ids = by_firm[self.other.id] - by_firm[self.own.id]
        tokens = [re.escape(row.id) for row in self.other.of("survey")]
        marks = [self.other.mark, rf"\+8613[89]{len(self.other.mark):02}", *tokens]
        self._foreign = re.compile("|".join(marks), re.IGNORECASE)
        self._log = _Lines()
        self._log.setFormatter(log().registered_formatter)
        log().addHandler(self._log)
        log().setLevel("DEBUG")

    def close(self) -> None:
        """Listen no longer."""
        log().removeHandler(self._log)
        log().setLevel("WARNING")

    def rewind(self) -> None:
        """Let the table be as it was before anybody asked anything."""
        self._start.back()

    def as_(self, person: Person) -> Caller:
        """The person, signed in."""
        if person.sign_in_name not in self._callers:
            self._callers[person.sign_in_name] = self.remembering.as_(person.sign_in_name)
        return self._callers[person.sign_in_name]

    def ask(
        self,
        tried: str,
        person: Person,
        operation: Operation,
        path: str,
        body: Any = None,
        *,
        headers: dict[str, str] | None = None,
        caller: Caller | None = None,
    ) -> Answer:
        """The answer to a call, on the table as it was at first; fails when it shows or touches what it may not."""
        self.rewind()
        return self.ask_on(tried, person, operation, path, body, headers=headers, caller=caller)

    def ask_on(
        self,
        tried: str,
        person: Person,
        operation: Operation,
        path: str,
        body: Any = None,
        *,
        headers: dict[str, str] | None = None,
        caller: Caller | None = None,
    ) -> Answer:
        """As `ask`, on the table as the calls before have left it."""
        self.counted[tried] += 1
        del self._log.lines[:]
        asked = None if operation.permission == PUBLIC and caller is None else caller or self.as_(person)
        answer = (asked or self.api.with_header(None)).request(operation.method, path, body, headers)
        what = f"{tried}: {person.label} {operation.method} {path}"
        shown = json.dumps([answer.json, answer.headers], ensure_ascii=False)
        own_words = world.ids_in(
            json.dumps([path, body])
        )  # an answer may say which field of the body is wrong
        self._nothing_foreign(what, "the answer", [shown], own_words)
        self._nothing_foreign(what, "the log", self._log.lines)
        self._nothing_hidden(what, shown, person, operation)
        self._nothing_touched(what)
        return answer

    def _nothing_foreign(
        self, what: str, where: str, texts: Iterable[str], asked: frozenset[str] | set[str] = frozenset()
    ) -> None:
        for text in texts:
            assert not self._foreign.search(text), (what, where, text)
            assert not (world.ids_in(text) - asked) & self._foreign_ids, (what, where, text)

    def _nothing_hidden(self, what: str, shown: str, person: Person, operation: Operation) -> None:
        if operation.permission == PUBLIC:
            return  # whoever holds the link
        is_inbox = (
            operation.permission == SIGNED_IN
        )  # news of an order stay when it is no longer one's to see
        for text, may_see in self._secrets:
            if text in shown and not may_see(person):
                assert is_inbox and "order" in text, (what, text)

    def _nothing_touched(self, what: str) -> None:
        changed = list(self._start.changed())
        for partition, _, _ in changed:
            assert f"#{self.other.id}#" not in partition, (what, partition)
        written = [_text(item) for _, _, item in changed if item is not None]
        self._nothing_foreign(what, "what was written", written)


def _text(item: Any) -> str:
    """All that an item holds."""
    return json.dumps(item.to_json()["Attributes"], default=lambda value: value.to_json(), ensure_ascii=False)
