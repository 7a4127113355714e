"""What it costs to let one person know of changes for a working day, three ways, on paper and by the price table.

What each way asks for follows from its protocol; how long a function runs for it is a round figure above what was seen.
"""

from collections.abc import Mapping

from bench import price
from bench.report import Chapter, Figure, table
from chalicelib.live.model import GREETED

COMMAND = "make bench CHAPTER=live"
HOURS = 8
NEWS = 300  # messages that a person hears in a day
PUBLISHED_TO = (
    5  # channels that one change would go to: the company, a department, a holder, a unit, a reporter
)
MOST_USD = 0.002
_LOOK_S = 2
_MINUTES = HOURS * 60
_LOOKS = HOURS * 3600 // _LOOK_S
_GREETINGS = int(_MINUTES * 60 / (GREETED.total_seconds() * 0.8))
_TEXT = f"""A person looks at an app for {HOURS} hours and hears {NEWS} times of something new. Prices as above,
those of live updates of us-east-1; no free tier. Per person and day, in USD:"""

#: name -> quantities by the table's names
WAYS: dict[str, Mapping[str, float]] = {
    f"a cursor with ETag, asked for every {_LOOK_S} s": {
        "api_requests": _LOOKS,
        "lambda_requests": _LOOKS + _MINUTES,  # and the authorizer, once a minute
        "lambda_gb_s": _LOOKS * 0.01 + _MINUTES * 0.005,
        "read_units": _LOOKS + _MINUTES * 2,
    },
    "AppSync Events, if the person were alone": {
        "channel_minutes": _MINUTES,
        "channel_operations": 1 + PUBLISHED_TO + NEWS + NEWS * PUBLISHED_TO,
        "lambda_requests": 1 + PUBLISHED_TO + NEWS,
        "lambda_gb_s": (1 + PUBLISHED_TO + NEWS) * 0.02,
    },
    "WebSocket API, if the person were alone": {
        "socket_minutes": _MINUTES,
        "socket_messages": 2 * _GREETINGS + NEWS,
        "lambda_requests": _GREETINGS + NEWS,
        "lambda_gb_s": _GREETINGS * 0.02 + NEWS * 0.02,
        "write_units": _GREETINGS * 2,
        "read_units": _GREETINGS * 3 + NEWS,
    },
    "WebSocket API, one of 50 who hear the same": {
        "socket_minutes": _MINUTES,
        "socket_messages": 2 * _GREETINGS + NEWS,
        "lambda_requests": _GREETINGS + NEWS / 50,
        "lambda_gb_s": _GREETINGS * 0.02 + NEWS * 0.1 / 50,
        "write_units": _GREETINGS * 2,
        "read_units": _GREETINGS * 3 + NEWS * 6 / 50,
    },
}
CHOSEN = "WebSocket API, if the person were alone"


def measure() -> Chapter:
    """Price the ways."""
    rows = [[way, price.usd(asked), _largest(asked)] for way, asked in WAYS.items()]
    figure = Figure("live updates, a person and day", price.usd(WAYS[CHOSEN]), "USD", MOST_USD, "lower")
    text = f"{_TEXT}\n\n{table(['', 'USD', 'most of it'], rows)}"
    return Chapter("live", "Live updates", COMMAND, text, [figure])


def _largest(asked: Mapping[str, float]) -> str:
    """The dearest of the quantities, with its share."""
    name = max(asked, key=lambda one: price.of(one, asked[one]))
    return f"{price.title(name)}: {price.of(name, asked[name]) / price.usd(asked):.0%}"
