"""A survey: one completion of an order, one question to its resident, one answer. Pure.

`open -> answered | expired`. A survey without a resident is asked of nobody and only expires, which closes its order.
"""

from datetime import datetime, timedelta
from typing import ClassVar, Literal

from chalicelib.contracts.envelope import Stamp, envelope
from chalicelib.contracts.surveys import CallbackRequested, SurveyAnswered, SurveyEvent, SurveyInvited
from chalicelib.contracts.workorders import OrderCard, WorkOrderCompleted
from chalicelib.kernel.entity import Entity, Value
from chalicelib.kernel.errors import Conflict, Texts
from chalicelib.kernel.ids import derived_id

Status = Literal["open", "answered", "expired"]


class AlreadyAnswered(Conflict):
    """The link is good for one answer."""

    code = "already_answered"
    texts: ClassVar[Texts] = {
        "en": "This survey has been answered. Thank you.",
        "zh-CN": "该问卷已提交，感谢您的反馈。",
    }


class SurveyExpired(Conflict):
    """The policy's days to answer are over."""

    code = "survey_expired"
    texts: ClassVar[Texts] = {"en": "This survey has expired.", "zh-CN": "该问卷已过期。"}


class Terms(Value):
    """What the tenant and the resident bring to a survey: its language, and the policy as it was at the invitation."""

    language: str
    answer_days: int
    low_score: int


class Reply(Value):
    """What the resident says: score 1 to 5, their own tags and text, and whether it is fixed."""

    score: int
    tags: tuple[str, ...] = ()
    text: str = ""
    is_fixed: bool = True


class Survey(Entity):
    """The question about one completion. `card` is the order as it was then; `low_score` the highest that is low."""

    id: str
    order_id: str
    completion: int
    card: OrderCard
    resident_id: str | None
    language: str
    low_score: int
    expires_at: datetime
    status: Status = "open"
    reply: Reply | None = None
    answered_at: datetime | None = None
    sequence: int = 0

    def is_expired(self, now: datetime) -> bool:
        """Whether it is too late to answer, also before the daily run has said so."""
        return self.status == "expired" or (self.status == "open" and now >= self.expires_at)


def survey_id(order_id: str, completion: int) -> str:
    """The id of the one survey of a completion."""
    return derived_id("sv", order_id, str(completion))


def recipient(card: OrderCard) -> str | None:
    """The resident to ask: the unit's contact, else the reporter if a resident; None when there is nobody."""
    return card.contact_id or (card.reporter.id if card.reporter.kind == "resident" else None)


def opened(completed: WorkOrderCompleted, terms: Terms) -> Survey:
    """The survey of a completion. The days to answer count from the completion, however late its event comes."""
    return Survey(
        id=survey_id(completed.entity, completed.completion),
        order_id=completed.entity,
        completion=completed.completion,
        card=completed.card,
        resident_id=recipient(completed.card),
        language=terms.language,
        low_score=terms.low_score,
        expires_at=completed.at + timedelta(days=terms.answer_days),
    )


def invited(survey: Survey, link: str, stamp: Stamp) -> tuple[Survey, list[SurveyEvent]]:
    """A new survey, and the invitation if it has a resident."""
    if survey.resident_id is None:
        return survey, []
    event = SurveyInvited(
        **envelope(stamp, survey.id, 1),
        order_id=survey.order_id,
        card=survey.card,
        resident_id=survey.resident_id,
        link=link,
    )
    return survey.model_copy(update={"sequence": 1}), [event]


def answered(survey: Survey, reply: Reply, card: OrderCard, stamp: Stamp) -> tuple[Survey, list[SurveyEvent]]:
    """The survey with its reply, which asks for a callback when it is bad. `card` is the order as it stands now.

    Raises AlreadyAnswered or SurveyExpired.
    """
    if survey.status == "answered":
        raise AlreadyAnswered()
    if survey.is_expired(stamp.at):
        raise SurveyExpired()
    first = SurveyAnswered(
        **envelope(stamp, survey.id, survey.sequence + 1),
        text=reply.text,
        order_id=survey.order_id,
        card=card,
        score=reply.score,
        tags=reply.tags,
        is_fixed=reply.is_fixed,
    )
    events: list[SurveyEvent] = [first]
    if reply.score <= survey.low_score or not reply.is_fixed:
        events.append(_callback(survey, first.sequence + 1, card, stamp, "low_score", reply.score))
    after = survey.changed(status="answered", reply=reply, answered_at=stamp.at, sequence=events[-1].sequence)
    return after, events


def expired(
    survey: Survey, card: OrderCard, stamp: Stamp, *, is_current: bool
) -> tuple[Survey, list[SurveyEvent]]:
    """The survey that nobody answered. Somebody calls the resident, if there is one and the order still waits for it."""
    if not is_current or survey.resident_id is None:
        return survey.changed(status="expired"), []
    callback = _callback(survey, survey.sequence + 1, card, stamp, "unanswered", None)
    return survey.changed(status="expired", sequence=callback.sequence), [callback]


def _callback(
    survey: Survey, sequence: int, card: OrderCard, stamp: Stamp, cause: str, score: int | None
) -> CallbackRequested:
    return CallbackRequested(
        **envelope(stamp, survey.id, sequence),
        visibility="internal",
        order_id=survey.order_id,
        card=card,
        cause=cause,
        score=score,
    )
