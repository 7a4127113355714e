"""Who listens, for how long, and how they are greeted."""

import json
from datetime import datetime, timedelta

from chalicelib.kernel.actor import Actor
from chalicelib.kernel.entity import Value

#: how long a greeting holds: whoever may no longer act here hears that much longer that something has changed
GREETED = timedelta(minutes=5)
#: connections of one person, such as tabs; the one that was greeted first makes room
MOST_OF_ONE = 10
#: the share of a greeting's time after which the next one is due
_RENEWED_AFTER = 0.8


class Connection(Value):
    """Somebody's open connection, and how long it may be told things."""

    id: str
    actor: Actor
    until: datetime


def greeted_until(token_ends: datetime, now: datetime) -> datetime:
    """The end of a greeting that is made now: never after that of the token."""
    return min(token_ends, now + GREETED)


def welcome(connection: Connection, now: datetime) -> str:
    """The answer to a greeting: everything that changes from now on is told, and when to greet again."""
    seconds = (connection.until - now).total_seconds() * _RENEWED_AFTER
    return json.dumps({"welcome": {"again_in_s": max(1, int(seconds))}})


REFUSED = json.dumps({"refused": True})
