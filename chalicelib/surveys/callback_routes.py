"""The list of residents to be called, for the staff who look after the quality of the service."""

from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.http import Router
from chalicelib.kernel.schema import Listing, Page
from chalicelib.surveys import calls
from chalicelib.surveys.callback_schema import AttemptIn, CallbackOut, CallbackQuery, OutcomeIn
from chalicelib.surveys.callbacks import CallbackClaimed, CallbackNotTried, CallbackOver, TooManyAttempts
from chalicelib.surveys.calls import Call
from chalicelib.surveys.replies import AlreadyAnswered

router = Router("callbacks")
WORK = "callback.work"


@router.route("GET", "/v1/callbacks", permission=WORK, query=CallbackQuery, answer=Page[CallbackOut])
def list_callbacks(context: Context, query: CallbackQuery) -> Listing[Call]:
    """List the residents to be called, those who wait longest first."""
    return calls.list_calls(context, query.status, query.department, query.limit, query.cursor)


@router.route("GET", "/v1/callbacks/{callback_id}", permission=WORK, answer=CallbackOut, errors=(NotFound,))
def get_callback(context: Context, callback_id: str) -> Call:
    """Read one call."""
    return calls.get(context, callback_id)


@router.route(
    "POST",
    "/v1/callbacks/{callback_id}/claim",
    permission=WORK,
    answer=CallbackOut,
    errors=(NotFound, CallbackClaimed, CallbackOver),
)
def claim_callback(context: Context, callback_id: str) -> Call:
    """Make a call one's own, for half a day, and learn whom to call."""
    return calls.claim(context, callback_id)


@router.route(
    "POST",
    "/v1/callbacks/{callback_id}/attempts",
    permission=WORK,
    body=AttemptIn,
    answer=CallbackOut,
    errors=(NotFound, CallbackClaimed, CallbackOver, TooManyAttempts),
)
def note_callback_attempt(context: Context, callback_id: str, body: AttemptIn) -> Call:
    """Note a call that led to nothing yet."""
    return calls.attempt(context, callback_id, body.note)


@router.route(
    "POST",
    "/v1/callbacks/{callback_id}/outcome",
    permission=WORK,
    body=OutcomeIn,
    answer=CallbackOut,
    errors=(NotFound, AlreadyAnswered, CallbackClaimed, CallbackNotTried, CallbackOver),
)
def end_callback(context: Context, callback_id: str, body: OutcomeIn) -> Call:
    """Keep what the resident said as the answer to the survey."""
    return calls.end(context, callback_id, body.reply, body.text or "")
