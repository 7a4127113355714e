"""`docs/events.md` says what the contracts say, and the rules name what their consumers take."""

import importlib.util

import pytest

from chalicelib.notifications.receipts import MAIL_EVENTS
from infra import events
from tests.architecture.application import HANDLERS

RULES = events.rules()
KINDS = {kind.__name__ for kind in events.kinds()}


def test_the_committed_table_of_events_is_current():
    assert events.EVENTS.read_text(encoding="utf-8") == events.document(), "run `make openapi`"


def test_every_kind_of_event_has_a_name_of_its_own():
    assert len(KINDS) == len(events.kinds())


def test_an_event_is_named_in_the_past_tense_of_its_room():
    for kind in events.kinds():
        assert kind.source == f"steward.{kind.__module__.rpartition('.')[2]}", kind


def test_rules_name_only_events_that_exist():
    heard = {name for names in RULES.values() for name in names}
    assert heard - KINDS <= {"Object Created", *MAIL_EVENTS}  # S3's and SES's own


def _takes(function: str) -> tuple[str, ...] | None:
    """What the room of a function declares to take, where it does: beside its rules or its triggers."""
    if function == "notifications_note":  # hears SES; the room's other functions do not
        return MAIL_EVENTS
    room = HANDLERS[function].split(".")[1]
    for module in (HANDLERS[function].rpartition(".")[0], f"chalicelib.{room}.rules"):
        if importlib.util.find_spec(module) and hasattr(importlib.import_module(module), "TAKES"):
            return importlib.import_module(module).TAKES
    return None


@pytest.mark.parametrize("function", sorted(name for name in HANDLERS if name in RULES and _takes(name)))
def test_a_consumers_rule_lets_through_exactly_what_it_takes(function):
    assert sorted(RULES[function]) == sorted(_takes(function) or ())
