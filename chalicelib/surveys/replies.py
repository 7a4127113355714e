"""What a resident answers to a survey, and whether that is what was asked. Pure."""

from typing import ClassVar

from pydantic import Field

from chalicelib.contracts.surveys import Outcome
from chalicelib.kernel.entity import Value
from chalicelib.kernel.errors import Conflict, Texts, Unprocessable
from chalicelib.survey_templates.service import Form


class AlreadyAnswered(Conflict):
    """A completion is rated once, by link or on the telephone."""

    code = "already_answered"
    texts: ClassVar[Texts] = {
        "en": "This survey has been answered. Thank you.",
        "zh-CN": "该问卷已提交，感谢您的反馈。",
    }


class Reply(Value):
    """What the resident says: scores 1 to 5, tags and text, and whether it is fixed, half fixed or not at all.

    Only on the telephone there may be no score.
    """

    score: int | None
    tags: tuple[str, ...] = ()
    text: str = ""
    is_fixed: bool = True
    is_half: bool = False
    scores: dict[str, int] = Field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        """In one word."""
        if self.is_fixed:
            return "fixed"
        return "half_fixed" if self.is_half else "not_fixed"


def demand_asked(form: Form, reply: Reply) -> None:
    """Demand that the reply answers what is asked. Raises Unprocessable."""
    questions, tags = ({one.code for one in phrases} for phrases in (form.questions, form.tags))
    for code in reply.scores:
        if code not in questions:
            raise Unprocessable("this survey does not ask this", "body", "scores", code)
    for number, tag in enumerate(reply.tags):
        if tags and tag not in tags:
            raise Unprocessable("this survey offers other tags", "body", "tags", number)
    if reply.text and not form.takes_text:
        raise Unprocessable("this survey takes no text", "body", "text")
