"""Events of surveys. `entity` is the survey's id."""

from typing import ClassVar

from chalicelib.contracts.envelope import Event
from chalicelib.contracts.workorders import OrderCard


class SurveyEvent(Event):
    """Base of the events of this room."""

    source: ClassVar[str] = "steward.surveys"

    order_id: str
    card: OrderCard


class SurveyInvited(SurveyEvent):
    """The resident is asked whether it is fixed; `link` ends with the survey's token."""

    resident_id: str
    link: str


class SurveyAnswered(SurveyEvent):
    """The resident has answered; `text` is what they wrote. Score 1 to 5."""

    score: int
    tags: tuple[str, ...]
    is_fixed: bool


class CallbackRequested(SurveyEvent):
    """Somebody should call the resident: a low score, or no answer. `cause` is low_score or unanswered."""

    cause: str
    score: int | None = None
