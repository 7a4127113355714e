"""The page behind a survey's link, for whoever holds the link."""

from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.http import PUBLIC, Router, Visitor
from chalicelib.surveys import service
from chalicelib.surveys.model import Survey, SurveyExpired
from chalicelib.surveys.replies import AlreadyAnswered
from chalicelib.surveys.schema import AnswerIn, AnswerOut, SurveyOut
from chalicelib.surveys.service import SurveyView

router = Router("surveys")


@router.route("GET", "/v1/surveys/{token}", permission=PUBLIC, answer=SurveyOut, errors=(NotFound,))
def show_survey(visitor: Visitor, token: str) -> SurveyView:
    """Read what a survey asks about; never answers it."""
    return service.show(visitor, token)


@router.route(
    "POST",
    "/v1/surveys/{token}",
    permission=PUBLIC,
    body=AnswerIn,
    answer=AnswerOut,
    errors=(NotFound, AlreadyAnswered, SurveyExpired),
)
def answer_survey(visitor: Visitor, token: str, body: AnswerIn) -> Survey:
    """Answer a survey, once."""
    return service.answer(visitor, token, body.reply)
