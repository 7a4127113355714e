"""The API's models of surveys, as whoever holds the link sees them."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from chalicelib.contracts.surveys import Outcome
from chalicelib.kernel.context import Context
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.kernel.schema import Body, Out, Text
from chalicelib.surveys.model import Survey
from chalicelib.surveys.replies import Reply

Tag = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True, pattern=r"\S")]
Score = Annotated[int, Field(ge=1, le=5)]


class AnswerIn(Body):
    """What the resident says about the work."""

    score: Score = Field(description="5 is best", examples=[5])
    tags: tuple[Tag, ...] = Field((), max_length=10, examples=[["punctual", "friendly"]])
    text: Text | None = Field(None, examples=["Quick and clean."])
    not_fixed: bool = Field(False, description="the work has to be done again: the order goes back")
    scores: dict[str, Score] = Field(
        default_factory=dict, max_length=10, description="by the code of the question", examples=[{}]
    )
    outcome: Outcome | None = Field(
        None, description="half and not fixed send the order back; it has to agree with `not_fixed`"
    )

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        goes_back = self.outcome in ("half_fixed", "not_fixed")
        if self.outcome and "not_fixed" in self.model_fields_set and self.not_fixed != goes_back:
            raise FieldRefused("`outcome` and `not_fixed` contradict each other")
        return self

    @property
    def reply(self) -> Reply:
        """The same, as the room calls it."""
        outcome = self.outcome or ("not_fixed" if self.not_fixed else "fixed")
        return Reply(
            score=self.score,
            tags=self.tags,
            text=self.text or "",
            is_fixed=outcome == "fixed",
            is_half=outcome == "half_fixed",
            scores=self.scores,
        )


class WordingOut(Out):
    """A question or a tag; an answer names it by its code."""

    code: str = Field(examples=["punctuality"])
    text: str = Field(description="in the resident's language", examples=["Was it on time?"])


class SurveyOut(Out):
    """What a link asks about. It names no person."""

    order_number: str = Field(examples=["WO-2026-000123"])
    title: str = Field(examples=["Water under the sink"])
    category: str = Field(description="the category's code", examples=["plumbing"])
    company: str = Field(examples=["Harbour Estates"])
    language: str = Field(description="the resident's", examples=["zh-CN"])
    questions: list[WordingOut] = Field(description="each to be scored 1 to 5, beside the whole")
    tags: list[WordingOut] = Field(
        description="to choose from; when there are none, an answer may name its own"
    )
    takes_text: bool = Field(description="whether there is room for words")
    is_answered: bool
    is_expired: bool
    expires_at: datetime = Field(description="until when it can be answered")


class AnswerOut(Out):
    """The answer as it was taken."""

    score: int
    tags: tuple[str, ...]
    text: str | None
    not_fixed: bool
    scores: dict[str, int]
    outcome: Outcome
    answered_at: datetime

    @classmethod
    def of(cls, value: Survey, context: Context) -> "AnswerOut":
        """The reply of an answered survey."""
        assert value.reply and value.reply.score and value.answered_at
        return cls(
            score=value.reply.score,
            tags=value.reply.tags,
            text=value.reply.text or None,
            not_fixed=not value.reply.is_fixed,
            scores=value.reply.scores,
            outcome=value.reply.outcome,
            answered_at=value.answered_at,
        )
