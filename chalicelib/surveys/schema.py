"""The API's models of surveys."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Body, Out, Text
from chalicelib.surveys.model import Reply, Survey

Tag = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True, pattern=r"\S")]


class AnswerIn(Body):
    """What the resident says about the work."""

    score: int = Field(ge=1, le=5, description="5 is best", examples=[5])
    tags: tuple[Tag, ...] = Field((), max_length=10, examples=[["punctual", "friendly"]])
    text: Text | None = Field(None, examples=["Quick and clean."])
    not_fixed: bool = Field(False, description="the work has to be done again: the order goes back")

    @property
    def reply(self) -> Reply:
        """The same, as the room calls it."""
        return Reply(score=self.score, tags=self.tags, text=self.text or "", is_fixed=not self.not_fixed)


class SurveyOut(Out):
    """What a link asks about. It names no person."""

    order_number: str = Field(examples=["WO-2026-000123"])
    title: str = Field(examples=["Water under the sink"])
    category: str = Field(description="the category's code", examples=["plumbing"])
    company: str = Field(examples=["Harbour Estates"])
    language: str = Field(description="the resident's", examples=["zh-CN"])
    is_answered: bool
    is_expired: bool
    expires_at: datetime = Field(description="until when it can be answered")


class AnswerOut(Out):
    """The answer as it was taken."""

    score: int
    tags: tuple[str, ...]
    text: str | None
    not_fixed: bool
    answered_at: datetime

    @classmethod
    def of(cls, value: Survey, context: Context) -> "AnswerOut":
        """The reply of an answered survey."""
        assert value.reply and value.answered_at
        return cls(
            score=value.reply.score,
            tags=value.reply.tags,
            text=value.reply.text or None,
            not_fixed=not value.reply.is_fixed,
            answered_at=value.answered_at,
        )
