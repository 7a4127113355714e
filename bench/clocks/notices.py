"""A notice to ten thousand homes: what it takes and how it grows, and that nobody is left out or told twice."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from bench import life, price
from bench.clocks.notice_town import NINE, TEN, Rough, Told, Walked, rough, told, town, walked
from bench.gateway import API
from bench.hot_spots import WRITE_LIMIT
from bench.meter import Invocation
from bench.report import Chapter, Figure, table
from chalicelib.notifications.pacing import SHARE
from chalicelib.notifications.sending import LIMITS

COMMAND = "make bench-clocks CHAPTER=notices"
FEW, MANY = 100, 10_000  # homes
WHOLE = 200  # homes whose messages are followed to their channels
_RECIPIENTS = 10_000
_MOST_UNITS, _MOST_CALLS, _MOST_USD, _MOST_SHARE, _LEAST_A_SECOND = 22, 14, 0.25, 0.25, 250
_CALL_S = (
    0.01  # that a call of AWS is taken to last: the embedded cloud is this process, and says nothing of it
)
_CARRIERS = {"sms": "SNS", "email": "SES"}
_HOMES = """Homes have one to three residents, who have a telephone number, half of them e-mail, a fifth WeChat. One
home in ten is in arrears, one resident in twenty has moved out, one in 25 wants no text messages, one in seven has
quiet hours until ten; some have two homes, one of them in arrears. A notice of a repair goes to all whose homes are
paid up, at nine in the morning: by the API, the outbox, the bus and the real functions."""
_WALK = f"""Counting and telling at {MANY:,} homes was played in full, up to the events that have people told; and once
more for a safety notice to all, in which every event comes twice and two runs in three are cut short, before or after
they write. Seconds are reckoned: the processor's of our own code, stretched to what the function's memory buys, and
{_CALL_S * 1000:.0f} ms for each call of AWS."""


_RESULT = """{wrong} of {told:,} people who were to be told, and {others:,} who were not, were left out, named twice,
or named though they should not be; {runs} runs came, {killed} were cut short."""
_KEYS = f"""The hottest keys of the table, in write units for each person told, and with how many people a second they
would take the {WRITE_LIMIT:,} units that DynamoDB gives one key:"""


def measure() -> Chapter:
    """Walk in a small and in a large company; follow the messages in one of them."""
    with town(FEW) as one:
        few = walked(one)
    with town(MANY) as one:
        many = walked(one)
        hard = rough(one)
    with town(WHOLE, rate=WHOLE / MANY) as one:
        whole = told(one)
    return _chapter(few, many, hard, whole)


def _chapter(few: Walked, many: Walked, hard: Rough, whole: Told) -> Chapter:
    people = len(whole.homes.told)
    used = {name: number / people for name, number in quantities(whole.runs).items()}
    calls = sum(len(one.calls) for one in whole.runs) / people
    more = max(_growth(few.requests[name], one) for name, one in many.requests.items())
    runs = [*many.counting, *many.telling, *whole.runs]
    longest = max(runs, key=_share)
    hottest = max(whole.keys.values())
    wrong = many.wrong + hard.wrong + whole.wrong
    parts = [
        _HOMES,
        table(_REQUEST_HEAD, _requests(few, many)),
        f"{_WALK}\n{_result(many, hard)}",
        table(_WALK_HEAD, [*_walks(few), *_walks(many)]),
        _followed(whole),
        table(_FUNCTION_HEAD, _functions(whole.runs, people)),
        _KEYS,
        table(["key", "write units", "people a second"], _hottest(whole.keys)),
        f"{_RECIPIENTS:,} people cost, by `bench/prices.toml`:",
        table(["", "for one person", f"USD for {_RECIPIENTS:,}", "share"], _prices(used)),
        _carriers(whole),
    ]
    return Chapter(
        "notices",
        "A notice to ten thousand homes",
        COMMAND,
        "\n\n".join(parts),
        [
            Figure("people left out of a notice, or told twice", wrong, "", 0, "lower"),
            Figure(f"requests at {MANY:,} homes to {FEW}, calls and units", more, "times", 1, "lower"),
            Figure("write units for each person told", used["write_units"], "", _MOST_UNITS, "lower"),
            Figure("calls of AWS for each person told", calls, "", _MOST_CALLS, "lower"),
            Figure("longest run, share of its timeout", _share(longest), "", _MOST_SHARE, "lower"),
            Figure(
                "people a second at the hottest key", WRITE_LIMIT / hottest, "", _LEAST_A_SECOND, "higher"
            ),
            Figure(
                f"price of {_RECIPIENTS:,} people, without carriers",
                _RECIPIENTS * price.usd(used),
                "USD",
                _MOST_USD,
                "lower",
            ),
        ],
    )


_REQUEST_HEAD = [
    "request",
    "calls",
    *(f"read units, {number:,} homes" for number in (FEW, MANY)),
    *(f"write units, {number:,}" for number in (FEW, MANY)),
    *(f"ms of our code, {number:,}" for number in (FEW, MANY)),
]
_WALK_HEAD = [
    *("homes", "to", "pieces", "runs", "seconds in all", "longest run, s"),
    *("read units for each resident", "write units for each", "calls for each"),
]
_FUNCTION_HEAD = [
    *("function", "runs", "longest, s", "its timeout, s"),
    *("calls for each person", "read units", "write units"),
]


def _result(many: Walked, hard: Rough) -> str:
    return _RESULT.format(
        wrong=many.wrong + hard.wrong,
        told=len(many.homes.told),
        others=len(many.homes.others),
        runs=hard.runs,
        killed=hard.killed,
    )


def quantities(runs: Sequence[Invocation]) -> dict[str, float]:
    """What runs take of everything that has a price; carriers are apart."""
    calls = [call for one in runs for call in one.calls]
    sends = sum(one.function == "notifications_send" for one in runs)
    return {
        "api_requests": sum(one.function == API for one in runs),
        **life.compute(runs),
        "lambda_gb_s": sum(life.gb_s(one.function, _seconds(one)) for one in runs),
        "bus_events": sum(len(call.asked["Entries"]) for call in calls if call.label == "events:PutEvents"),
        # Lambda takes a batch with one request, and deletes it with another.
        "queue_requests": sum(call.service == "sqs" for call in calls) + 2 * sends,
    }


def _growth(few: Invocation, many: Invocation) -> float:
    """The largest ratio of what a request took."""
    pairs = [
        (len(few.calls), len(many.calls)),
        (few.units.read, many.units.read),
        (few.units.write, many.units.write),
    ]
    return max(much / little for little, much in pairs if little)


def _seconds(one: Invocation) -> float:
    """How long a run lasts on Lambda, by what is known here."""
    own = one.processor - sum(call.processor for call in one.calls)
    return life.lambda_s(one.function, max(own, 0), _CALL_S * len(one.calls))


def _sums(runs: Sequence[Invocation]) -> dict[str, float]:
    """Calls of AWS and units of the table, of all runs together."""
    return {
        "calls": sum(len(one.calls) for one in runs),
        "read": sum(one.units.read for one in runs),
        "write": sum(one.units.write for one in runs),
    }


def _share(one: Invocation) -> float:
    """How much of its function's timeout a run took, on Lambda."""
    return _seconds(one) / life.functions()[one.function]["lambda_timeout"]


def _requests(few: Walked, many: Walked) -> list[list[Any]]:
    return [
        [
            name,
            len(one.calls),
            *(found.requests[name].units.read for found in (few, many)),
            *(found.requests[name].units.write for found in (few, many)),
            *(1000 * found.requests[name].own for found in (few, many)),
        ]
        for name, one in many.requests.items()
    ]


def _walks(found: Walked) -> Iterator[list[Any]]:
    residents = found.homes.residents
    for what, runs in (("count", found.counting), ("name", found.telling)):
        seconds = [_seconds(one) for one in runs]
        pieces = sum(one.function == "notices_walk" for one in runs)
        sums = _sums(runs)
        each = [sums[name] / residents for name in ("read", "write", "calls")]
        yield [f"{found.homes.number:,}", what, pieces, len(runs), sum(seconds), max(seconds), *each]


def _followed(whole: Told) -> str:
    rate = LIMITS["sms"].per_minute
    return f"""{whole.homes.number} homes were followed to the channels, each at {WHOLE / MANY:.0%} of its usual rate,
so that time goes as it does with {MANY:,} homes ({rate:.0f} text messages a minute, of which a notice takes
{SHARE:.0%}): {len(whole.homes.told)} people, {whole.messages} messages. The last of those without quiet hours leaves
after {whole.first.total_seconds() / 60:.0f} minutes, and {_after_ten(whole)} minutes after ten the last of those whose
quiet hours end then. Looking into each inbox, {whole.wrong} have it not once as they should. The most that one run is
answered by AWS is {whole.largest / 1024:.0f} KB."""


def _after_ten(whole: Told) -> int:
    return round((whole.last - (TEN - NINE) + timedelta(minutes=5)).total_seconds() / 60)


def _functions(runs: Sequence[Invocation], people: int) -> list[list[Any]]:
    rows = []
    for name in dict.fromkeys(one.function for one in runs):
        own = [one for one in runs if one.function == name]
        longest = max(map(_seconds, own))
        timeout = life.functions()[name]["lambda_timeout"]
        rows.append([name, len(own), longest, timeout, *(number / people for number in _sums(own).values())])
    return rows


def _hottest(keys: Mapping[str, float]) -> list[list[Any]]:
    found = sorted(keys.items(), key=lambda one: -one[1])[:5]
    return [[f"`{key}`", units, f"{WRITE_LIMIT / units:,.0f}"] for key, units in found]


def _prices(used: Mapping[str, float]) -> list[list[Any]]:
    total = price.usd(used)
    rows: list[list[Any]] = [
        [
            price.title(name),
            number,
            _RECIPIENTS * price.of(name, number),
            f"{price.of(name, number) / total:.0%}",
        ]
        for name, number in used.items()
    ]
    rows.sort(key=lambda row: -row[2])
    return [*rows, ["**together**", "", _RECIPIENTS * total, ""]]


def _carriers(whole: Told) -> str:
    """What the carriers ask for the same people, by the price table."""
    apart = {one["title"].partition(",")[0]: one["usd"] for one in price.prices()["apart"]}
    each = _RECIPIENTS / len(whole.homes.told)
    fees = [
        f"{whole.homes.ways[way] * each:,.0f} by {way}, {whole.homes.ways[way] * each * apart[name]:,.2f} USD"
        for way, name in _CARRIERS.items()
    ]
    return f"Carriers are apart, and ask for more than all of it: {'; '.join(fees)}."
