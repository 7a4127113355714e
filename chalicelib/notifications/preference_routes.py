"""Preferences over HTTP. Everybody signed in reads and chooses their own; a mail's link ends a kind of mail."""

from chalice.app import Response

from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound, PreconditionFailed
from chalicelib.kernel.http import PUBLIC, SIGNED_IN, Router, Visitor
from chalicelib.notifications import choosing, unsubscribing
from chalicelib.notifications.preference_schema import PreferencesIn, PreferencesOut
from chalicelib.notifications.preferences import Preferences
from chalicelib.notifications.unsubscribe_page import HEADERS, page

router = Router("notifications")


@router.route("GET", "/v1/me/preferences", permission=SIGNED_IN, answer=PreferencesOut)
def get_preferences(context: Context) -> Preferences:
    """Which messages you get, by which channels and when."""
    return choosing.preferences(context)


@router.route(
    "PUT",
    "/v1/me/preferences",
    permission="me.change",
    body=PreferencesIn,
    answer=PreferencesOut,
    errors=(PreconditionFailed,),
)
def put_preferences(context: Context, body: PreferencesIn) -> Preferences:
    """Choose which messages you get, by which channels and when."""
    return choosing.choose(context, **body.chosen())


@router.route(
    "GET",
    "/v1/unsubscribe/{unsubscribe_token}",
    permission=PUBLIC,
    answer=None,
    media_type="text/html",
    errors=(NotFound,),
)
def show_unsubscribe(visitor: Visitor, unsubscribe_token: str) -> Response:
    """The page behind a mail's link: what it would end, and a button; changes nothing."""
    return Response(page(unsubscribing.show(visitor, unsubscribe_token)), dict(HEADERS))


@router.route(
    "POST",
    "/v1/unsubscribe/{unsubscribe_token}",
    permission=PUBLIC,
    answer=None,
    media_type="text/html",
    errors=(NotFound,),
    reads_body=False,
)
def unsubscribe(visitor: Visitor, unsubscribe_token: str) -> Response:
    """End e-mail on the link's subject, by its button or a mail client's (RFC 8058); again is the same."""
    return Response(page(unsubscribing.unsubscribe(visitor, unsubscribe_token)), dict(HEADERS))
