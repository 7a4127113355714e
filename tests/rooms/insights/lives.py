"""The events of one order's life: deadlines fall due, three people have it, it comes back."""

import random
from datetime import timedelta
from typing import Any

from chalicelib.contracts.workorders import Due
from tests.builders.events import (
    MORNING,
    accepted,
    answered,
    breached,
    card,
    checked_in,
    completed,
    invited,
    rated,
    reopened,
    reported,
)

NOON = MORNING + timedelta(hours=3)
DUE = Due(respond_by=NOON, arrive_by=NOON, complete_by=NOON)
LIFE = (
    reported(card=card(assignee_id=None)),
    breached(kind="respond", due_at=NOON, sequence=1, card=card(assignee_id=None)),
    accepted(at=NOON + timedelta(minutes=1), is_late=True, sequence=2, card=card(due=DUE)),
    checked_in(at=NOON + timedelta(hours=1), captured_at=MORNING, sequence=3, card=card(due=DUE)),
    breached(kind="arrive", due_at=NOON, sequence=2),
    breached(kind="complete", due_at=NOON, sequence=3, card=card(assignee_id="mb_before")),
    completed(at=NOON + timedelta(days=1), is_late=True, sequence=4, card=card(due=DUE)),
    invited(at=NOON + timedelta(days=1)),
    answered(score=4, at=NOON + timedelta(days=2)),
    rated(score=5, at=NOON + timedelta(days=3), sequence=5),
    reopened(at=NOON + timedelta(days=4), sequence=6, card=card(assignee_id="mb_other")),
    accepted(at=NOON + timedelta(days=4), sequence=7, card=card(assignee_id="mb_other")),
    completed(at=NOON + timedelta(days=5), completion=2, sequence=8, card=card(assignee_id="mb_other")),
)


def lives(company: Any, count: int, chance: random.Random, **fields: Any) -> list[Any]:
    """The events of some orders' lives, each of Tom's or Flora's, out of order and some of them twice."""
    events = []
    for number in range(count):
        who = chance.choice([company.tom, company.flora])["id"]
        for event in LIFE:
            renamed = card(**{**dict(event.card), "assignee_id": event.card.assignee_id and who, **fields})
            names = {"order_id": f"wo_9{number}", "entity": f"sv_{number}"}
            names = names if hasattr(event, "order_id") else {"entity": f"wo_9{number}"}
            events.append(event.model_copy(update={"tenant": company.tenancy.id, "card": renamed, **names}))
    events += chance.sample(events, 8)
    chance.shuffle(events)
    return events
