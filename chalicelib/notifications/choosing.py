"""Verbs of preferences: what a person reads of their own, and what they choose."""

from typing import Any

from chalicelib.kernel.context import Context
from chalicelib.notifications import store
from chalicelib.notifications.preferences import Preferences, default


def preferences(context: Context) -> Preferences:
    """The caller's own preferences; the defaults of who they are, with version 0, if they chose none."""
    return context.table.get(store.preferences_ref(context.actor.id)) or _default(context)


def choose(context: Context, **chosen: Any) -> Preferences:
    """Put these preferences in the place of the caller's own; what is None becomes the default.

    Raises PreconditionFailed.
    """
    before = preferences(context)
    context.check_match(before)
    given = {name: value for name, value in chosen.items() if value is not None}
    after = _default(context).model_copy(update={**given, "version": before.version + 1})
    context.commit(store.save_preferences(after), answer=after)
    return after


def _default(context: Context) -> Preferences:
    return default(context.actor.id, context.actor.roles)
