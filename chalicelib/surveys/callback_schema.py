"""Callbacks in the API."""

from datetime import datetime
from typing import Self

from pydantic import Field, model_validator

from chalicelib.kernel.context import Context
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.kernel.schema import Body, Identifier, ListQuery, Out, Text
from chalicelib.surveys.callbacks import CallOutcome, CallStatus, Cause
from chalicelib.surveys.calls import Call
from chalicelib.surveys.replies import Reply
from chalicelib.surveys.schema import Score
from chalicelib.surveys.scripts import script


class CallbackQuery(ListQuery):
    """Which calls."""

    status: CallStatus = Field("open", description="withdrawn: not needed any more")
    department: Identifier | None = Field(None, description="the department that did the work")


class AttemptIn(Body):
    """A call that led to nothing yet."""

    note: Text = Field(examples=["Nobody answers; again after six."])


class OutcomeIn(Body):
    """What came of the call. With a score it is the completion's rating."""

    outcome: CallOutcome = Field(description="half and not fixed send the order back", examples=["fixed"])
    score: Score | None = Field(None, description="5 is best", examples=[4])
    text: Text | None = Field(None, examples=["Dry since Tuesday."])

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.outcome == "unreachable" and self.score is not None:
            raise FieldRefused("nobody who is unreachable gives a score")
        return self

    @property
    def reply(self) -> Reply | None:
        """What the resident said; None when nobody was reached."""
        if self.outcome == "unreachable":
            return None
        return Reply(
            score=self.score,
            text=self.text or "",
            is_fixed=self.outcome == "fixed",
            is_half=self.outcome == "half_fixed",
        )


class CallOrderOut(Out):
    """The work that was done."""

    id: str
    number: str = Field(examples=["WO-2026-000123"])
    title: str
    category: str
    department_id: str
    unit_id: str | None
    assignee_id: str | None


class CalledOut(Out):
    """Whom to call."""

    id: str
    name: str
    phone: str | None
    language: str


class CallerOut(Out):
    """A member of the staff."""

    id: str
    name: str


class AttemptOut(Out):
    """A call that led to nothing yet."""

    at: datetime
    by: CallerOut
    note: str


class CallbackOut(Out):
    """A call to be made, or made."""

    id: str
    status: CallStatus
    cause: Cause
    requested_at: datetime
    work_order: CallOrderOut
    score: int | None = Field(description="what the resident gave before the call or in it")
    words: str | None = Field(description="what the resident wrote by the link")
    script: str = Field(description="what to say, in the language of whoever reads this")
    claimed_by: CallerOut | None = Field(description="who makes the call, while the claim lasts")
    claimed_until: datetime | None
    resident: CalledOut | None = Field(description="whom to call: for whoever has claimed the call")
    attempts: list[AttemptOut]
    outcome: CallOutcome | None
    text: str | None = Field(description="what was said on the telephone")
    ended_at: datetime | None
    version: int

    @classmethod
    def of(cls, value: Call, context: Context) -> Self:
        """The call, as this caller may see it."""
        survey, callback, card = value.survey, value.callback, value.survey.card
        holder = callback.holder(context.now)
        reply = survey.reply
        return cls(
            id=survey.id,
            status=callback.status,
            cause=callback.cause,
            requested_at=callback.requested_at,
            work_order=CallOrderOut(
                id=survey.order_id,
                number=card.number,
                title=card.title,
                category=card.category,
                department_id=callback.department_id,
                unit_id=card.unit_id,
                assignee_id=card.assignee_id,
            ),
            score=reply.score if reply else None,
            words=(reply.text or None) if reply else None,
            script=script(survey.form, context.language),
            claimed_by=CallerOut.model_validate(holder) if holder else None,
            claimed_until=callback.claimed_until if holder else None,
            resident=CalledOut.model_validate(value.resident) if value.resident else None,
            attempts=[AttemptOut.model_validate(one) for one in callback.attempts],
            outcome=callback.outcome,
            text=callback.text or None,
            ended_at=callback.ended_at,
            version=survey.version,
        )
