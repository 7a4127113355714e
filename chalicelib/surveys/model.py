"""A survey: one completion of an order, one question to its resident, one answer, by link or on the telephone. Pure.

`open -> answered | expired`, and `expired -> answered` by a call. A survey that asks nobody expires and closes its
order.
"""

from datetime import datetime, timedelta
from typing import ClassVar, Literal

from chalicelib.contracts.envelope import Stamp, envelope
from chalicelib.contracts.surveys import (
    CallbackDone,
    CallbackRequested,
    SurveyAnswered,
    SurveyEvent,
    SurveyInvited,
    SurveyReminded,
)
from chalicelib.contracts.surveys import SurveyExpired as Expired
from chalicelib.contracts.workorders import OrderCard, WorkOrderCompleted
from chalicelib.kernel.entity import Entity, Value
from chalicelib.kernel.errors import Conflict, Texts
from chalicelib.kernel.ids import derived_id
from chalicelib.survey_templates.service import Form
from chalicelib.surveys.asking import NOBODY, Ways
from chalicelib.surveys.callbacks import Callback, CallOutcome, Cause
from chalicelib.surveys.replies import AlreadyAnswered, Reply, demand_asked
from chalicelib.tenants.service import OnExpiry, SurveyPolicy

Status = Literal["open", "answered", "expired"]


class SurveyExpired(Conflict):
    """The policy's days to answer are over."""

    code = "survey_expired"
    texts: ClassVar[Texts] = {"en": "This survey has expired.", "zh-CN": "该问卷已过期。"}


class Terms(Value):
    """What a survey lives under: the resident's language, the policy and the form of the day it began."""

    language: str
    policy: SurveyPolicy = SurveyPolicy()
    ways: Ways = Ways(by_link=True)
    form: Form | None = None


class Survey(Entity):
    """The question about one completion. `card` is the order as it was; `low_score` the highest low one.

    `form` is the template as it was; None: just the score. `remind_at` is when the next reminder is due.
    """

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
    is_linked: bool = True
    form: Form | None = None
    on_expiry: OnExpiry = "close_and_callback"
    remind_at: datetime | None = None
    remind_after_days: int = 0
    reminders_left: int = 0
    reminders: int = 0
    callback: Callback | None = None

    @property
    def has_link(self) -> bool:
        """Whether a resident was sent the link."""
        return self.resident_id is not None and self.is_linked

    @property
    def is_to_be_called(self) -> bool:
        """Whether somebody is to call the resident."""
        return self.callback is not None and self.callback.status == "open"

    @property
    def is_not_fixed(self) -> bool:
        """Whether the resident said that the work is not done: what follows on it is always asked about."""
        said = self.callback.outcome if self.callback else None
        return said in ("half_fixed", "not_fixed") or (self.reply is not None and not self.reply.is_fixed)

    def is_expired(self, now: datetime) -> bool:
        """Whether it is too late to answer by the link, also before the daily run has said so."""
        return self.status == "expired" or (self.status == "open" and now >= self.expires_at)

    def is_bad(self, score: int | None, outcome: str) -> bool:
        """Whether an answer calls for somebody to look at it."""
        return outcome in ("half_fixed", "not_fixed") or (score is not None and score <= self.low_score)


def survey_id(order_id: str, completion: int) -> str:
    """The id of the one survey of a completion."""
    return derived_id("sv", order_id, str(completion))


def opened(
    completed: WorkOrderCompleted, resident_id: str | None, terms: Terms, link: str, stamp: Stamp
) -> tuple[Survey, list[SurveyEvent]]:
    """The survey of a completion, the invitation, and the request to call, as its ways are.

    Its days count from the completion, however late the event comes; those to a reminder from the invitation.
    """
    policy, ways = terms.policy, terms.ways if resident_id else NOBODY
    survey = Survey(
        id=survey_id(completed.entity, completed.completion),
        order_id=completed.entity,
        completion=completed.completion,
        card=completed.card,
        resident_id=resident_id,
        language=terms.language,
        low_score=policy.low_score,
        expires_at=completed.at + timedelta(days=policy.answer_days),
        is_linked=ways.by_link,
        form=terms.form if ways != NOBODY else None,
        on_expiry=policy.on_expiry,
        remind_after_days=policy.remind_after_days if ways.by_link and policy.reminders else 0,
        reminders_left=policy.reminders if ways.by_link else 0,
    )
    survey = survey.model_copy(update={"remind_at": _next_reminder(survey, stamp.at)})
    events: list[SurveyEvent] = []
    if ways.by_link and resident_id:
        events.append(
            SurveyInvited(**_about(survey, survey.card, stamp, 1), resident_id=resident_id, link=link)
        )
    if ways.by_call:
        survey, events = _calling(survey, events, survey.card, stamp, "policy")
    return survey.model_copy(update={"sequence": len(events)}), events


def answered(survey: Survey, reply: Reply, card: OrderCard, stamp: Stamp) -> tuple[Survey, list[SurveyEvent]]:
    """The survey with its reply; a bad one asks for a call, a good one withdraws it. `card` is the order as it stands.

    Raises AlreadyAnswered, SurveyExpired, Unprocessable for what the survey does not ask.
    """
    if survey.status == "answered":
        raise AlreadyAnswered()
    if survey.is_expired(stamp.at):
        raise SurveyExpired()
    demand_asked(survey.form or Form(), reply)
    events: list[SurveyEvent] = [_answer(survey, reply, card, stamp)]
    if survey.is_bad(reply.score, reply.outcome):
        survey, events = _calling(survey, events, card, stamp, "low_score", reply.score)
    elif survey.callback and survey.is_to_be_called:
        survey = survey.model_copy(update={"callback": survey.callback.withdrawn(stamp.at)})
    return _ended(survey, events, status="answered", reply=reply, answered_at=stamp.at), events


def called(
    survey: Survey, reply: Reply | None, text: str, card: OrderCard, stamp: Stamp
) -> tuple[Survey, list[SurveyEvent]]:
    """The survey after the call, its answer if there was none; `reply` is None when nobody could be reached.

    Raises AlreadyAnswered for a second score, and what `Callback.ended` raises.
    """
    assert survey.callback
    outcome: CallOutcome = reply.outcome if reply else "unreachable"
    score = reply.score if reply else None
    callback = survey.callback.ended(stamp.actor, outcome, text, stamp.at)
    if score is not None and survey.status == "answered":
        raise AlreadyAnswered()
    events: list[SurveyEvent] = []
    fields: dict[str, object] = {"callback": callback}
    if reply and survey.status != "answered":
        fields |= {"status": "answered", "reply": reply, "answered_at": stamp.at}
        if score is not None:  # without a score there is an outcome, and no rating to count
            events.append(_answer(survey, reply, card, stamp, by="callback"))
    elif reply is None and not survey.has_link and survey.status == "open":
        fields["status"] = "expired"  # there is no other way to an answer
    events.append(
        CallbackDone(
            **_about(survey, card, stamp, len(events) + 1, text=text, visibility="internal"),
            outcome=outcome,
            score=score,
            is_bad=survey.is_bad(score, outcome),
        )
    )
    return _ended(survey, events, **fields), events


def expired(
    survey: Survey, card: OrderCard, stamp: Stamp, *, is_current: bool
) -> tuple[Survey, list[SurveyEvent]]:
    """The survey that nobody answered, and what its policy makes of that, if the order still waits for an answer."""
    events: list[SurveyEvent] = [Expired(**_about(survey, card, stamp, 1))] if survey.has_link else []
    is_wanted = is_current and survey.on_expiry != "close"
    if is_wanted and survey.has_link and survey.callback is None:
        survey, events = _calling(survey, events, card, stamp, "unanswered")
    elif not is_wanted and survey.callback and survey.is_to_be_called:
        survey = survey.model_copy(update={"callback": survey.callback.withdrawn(stamp.at)})
    return _ended(survey, events, status="expired"), events


def reminded(survey: Survey, link: str, stamp: Stamp) -> tuple[Survey, list[SurveyEvent]]:
    """The survey whose resident is asked again."""
    assert survey.resident_id
    count = survey.reminders + 1
    event = SurveyReminded(
        **_about(survey, survey.card, stamp, 1), resident_id=survey.resident_id, link=link, reminder=count
    )
    after = survey.model_copy(update={"reminders": count, "reminders_left": survey.reminders_left - 1})
    next_one = _next_reminder(after, stamp.at)
    return after.changed(remind_at=next_one, sequence=event.sequence), [event]


def _next_reminder(survey: Survey, after: datetime) -> datetime | None:
    """When the resident is asked again, unless the survey is over by then."""
    at = after + timedelta(days=survey.remind_after_days)
    return at if survey.reminders_left > 0 and at < survey.expires_at else None


def _calling(
    survey: Survey,
    events: list[SurveyEvent],
    card: OrderCard,
    stamp: Stamp,
    cause: Cause,
    score: int | None = None,
) -> tuple[Survey, list[SurveyEvent]]:
    """The survey with the call that is to be made now, and the request; who has claimed it keeps it."""
    about = _about(survey, card, stamp, len(events) + 1, visibility="internal")
    requested = CallbackRequested(**about, cause=cause, score=score)
    before = survey.callback
    if before and before.status == "open":
        callback = before.model_copy(update={"cause": cause})
    else:
        callback = Callback(
            cause=cause,
            requested_at=stamp.at,
            department_id=card.department_id,
            attempts=before.attempts if before else (),
        )
    return survey.model_copy(update={"callback": callback}), [*events, requested]


def _answer(
    survey: Survey, reply: Reply, card: OrderCard, stamp: Stamp, by: Literal["link", "callback"] = "link"
) -> SurveyAnswered:
    assert reply.score is not None
    return SurveyAnswered(
        **_about(survey, card, stamp, 1, text=reply.text),
        score=reply.score,
        tags=reply.tags,
        is_fixed=reply.is_fixed,
        outcome=reply.outcome,
        scores=reply.scores,
        by=by,
    )


def _ended(survey: Survey, events: list[SurveyEvent], **fields: object) -> Survey:
    """The next version, after the events."""
    return survey.changed(**fields, sequence=survey.sequence + len(events))


def _about(survey: Survey, card: OrderCard, stamp: Stamp, count: int, **fields: object) -> dict[str, object]:
    """What every event of a survey says, in the `count`th event of one change."""
    about = envelope(stamp, survey.id, survey.sequence + count)
    return {**about, "order_id": survey.order_id, "card": card, **fields}
