"""Events of surveys. `entity` is the survey's id."""

from typing import ClassVar, Literal

from pydantic import Field

from chalicelib.contracts.envelope import Event
from chalicelib.contracts.workorders import OrderCard

#: whether the work is done, in the resident's words
Outcome = Literal["fixed", "half_fixed", "not_fixed"]


class SurveyEvent(Event):
    """Base of the events of this room."""

    source: ClassVar[str] = "steward.surveys"

    order_id: str
    card: OrderCard


class SurveyInvited(SurveyEvent):
    """The resident is asked whether it is fixed; `link` ends with the survey's token."""

    resident_id: str
    link: str


class SurveyReminded(SurveyEvent):
    """The resident is asked again, for the `reminder`th time, from 1. Same link."""

    resident_id: str
    link: str
    reminder: int


class SurveyAnswered(SurveyEvent):
    """The resident has answered; `text` is what they wrote. Scores are 1 to 5, `scores` by the code of the question.

    `by` is how: by the link of the invitation, or on the telephone to the actor.
    """

    score: int
    tags: tuple[str, ...]
    is_fixed: bool
    outcome: Outcome = "fixed"
    scores: dict[str, int] = Field(default_factory=dict)
    by: Literal["link", "callback"] = "link"


class SurveyExpired(SurveyEvent):
    """The resident was asked, and has not answered in time."""


class CallbackRequested(SurveyEvent):
    """Somebody should call the resident. `cause` is low_score, unanswered, or policy (a call is how one asks)."""

    cause: str
    score: int | None = None


class CallbackDone(SurveyEvent):
    """Somebody has called: `outcome` is the resident's, or unreachable; `text` is what was said.

    `is_bad` if it calls for a look: the score is a low one, or it is not fixed.
    """

    outcome: Literal["fixed", "half_fixed", "not_fixed", "unreachable"]
    score: int | None = None
    is_bad: bool = False
