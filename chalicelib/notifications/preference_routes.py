"""Preferences over HTTP. Everybody signed in reads and chooses their own."""

from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import PreconditionFailed
from chalicelib.kernel.http import SIGNED_IN, Router
from chalicelib.notifications import choosing
from chalicelib.notifications.preference_schema import PreferencesIn, PreferencesOut
from chalicelib.notifications.preferences import Preferences

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
