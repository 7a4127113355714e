"""Who is asked about a completion, and how: the policy of the tenant, of its department and of its category. Pure."""

import hashlib
from datetime import datetime, timedelta

from chalicelib.categories.service import SurveyRules
from chalicelib.contracts.workorders import OrderCard
from chalicelib.kernel.entity import Entity, Value
from chalicelib.tenants.service import Asking, SurveyPolicy


class Ways(Value):
    """How a resident is asked about a completion: by a link, by a call, by both, or not at all."""

    by_link: bool = False
    by_call: bool = False


class LastAsked(Entity):
    """When a resident was asked last, and by which survey. Kept while the tenant asks nobody twice within some days."""

    resident_id: str
    at: datetime
    survey_id: str


NOBODY = Ways()
_WAYS: dict[Asking, Ways] = {
    "all": Ways(by_link=True),
    "sample": Ways(by_link=True),
    "callback_only": Ways(by_call=True),
    "callback_and_link": Ways(by_link=True, by_call=True),
}


def recipient(card: OrderCard) -> str | None:
    """The resident to ask: the unit's contact, else the reporter if a resident; None when there is nobody."""
    return card.contact_id or (card.reporter.id if card.reporter.kind == "resident" else None)


def ways(policy: SurveyPolicy, department: Asking | None, category: SurveyRules, order_id: str) -> Ways:
    """How the resident of an order is to be asked: as the category says, else its department, else the tenant."""
    asking = category.asking or department or policy.asking
    percent = category.sample_percent or policy.sample_percent
    if asking == "sample" and not is_sampled(order_id, percent):
        return NOBODY
    return _WAYS[asking]


def is_sampled(order_id: str, percent: int) -> bool:
    """Whether an order is among this share of all: always the same for it, whenever it is asked."""
    return int.from_bytes(hashlib.sha256(order_id.encode()).digest()[:8]) % 100 < percent


def is_too_soon(last: LastAsked | None, now: datetime, pause_days: int) -> bool:
    """Whether the resident was asked within the days in which the tenant asks nobody twice."""
    return last is not None and now < last.at + timedelta(days=pause_days)


def noted(last: LastAsked | None, resident_id: str, survey_id: str, now: datetime) -> LastAsked:
    """That the resident is asked now: the version after the one that was read, so that of two at once one fails."""
    if last is None:
        return LastAsked(resident_id=resident_id, at=now, survey_id=survey_id)
    return last.changed(at=max(now, last.at), survey_id=survey_id)
