"""Where the counters lie: a partition for each dimension, in it one item for each week and value, `<Monday>#<value>`.

Its numbers are those of its days: `c3` is what was completed on Wednesday. So counting writes one item a dimension, of
less than 1 KB however busy the week was, and a report is one Query: 106 items for each value in a window of two years.

A counter that many events want at once lies in parts, `<Monday>#<value>#<part>` beside it (docs/decisions/0012).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from chalicelib.insights.calendar import week_of, weekdays
from chalicelib.insights.model import Dimension, Numbers
from chalicelib.kernel.changes import Add, Claim
from chalicelib.kernel.entity import Key
from chalicelib.kernel.table import TenantTable
from chalicelib.kernel.triggers import Repeated, Seen

_REMEMBERED = timedelta(days=800)  # a deadline may be answered long after it was missed
_EVERYTHING = 1_000_000
PARTS = 8  # of a crowded counter
#: a number's name in the item: ninety-one times the whole name would not fit into 1 KB
_STORED = {
    "reported": "r",
    "completed": "c",
    "due": "d",
    "due_completed": "dc",
    "respond_met": "rm",
    "respond_breached": "rb",
    "arrive_met": "am",
    "arrive_breached": "ab",
    "complete_met": "cm",
    "complete_breached": "cb",
    "rated": "n",
    "score_sum": "s",
    "excellent": "e",
}
_NAMES = {stored: name for name, stored in _STORED.items()}


def additions(values: Mapping[Dimension, str], marks: Iterable[tuple[date, Numbers]]) -> list[Add]:
    """The parts that add marks to every counter they concern: one for each item, as a transaction demands.

    At most 8: two days' weeks, four dimensions.
    """
    sums: dict[Key, dict[str, int]] = {}
    for day, numbers in marks:
        for dimension, value in values.items():
            counter = sums.setdefault(Key(_partition(dimension), f"{week_of(day)}#{value}"), {})
            for name, number in numbers.items():
                stored = f"{_STORED[name]}{day.isoweekday()}"
                counter[stored] = counter.get(stored, 0) + number
    return [Add(key, numbers, parts=PARTS) for key, numbers in sums.items()]


def once_for(claim: str, now: datetime) -> Claim:
    """The part that fails with Repeated when what `claim` names has been counted before."""
    return Claim(
        Key(f"SEEN#insights#{claim}"), Seen(event=claim), refusal=Repeated(), expires_at=now + _REMEMBERED
    )


def counts(
    table: TenantTable, dimension: Dimension, first: date, last: date
) -> Iterator[tuple[str, Numbers]]:
    """What the counters of a dimension say of the days from `first` to `last`, as (value, numbers). One Query."""
    rows, _ = table.query(
        _partition(dimension),
        after=f"{week_of(first)}#",
        before=f"{week_of(last)}#~",  # after all ids and codes
        limit=_EVERYTHING,
    )
    for row in rows:
        week, value = row.sk.split("#")[:2]
        if numbers := _sums(row.numbers, weekdays(date.fromisoformat(week), first, last)):
            yield value, numbers


def _sums(stored: Numbers, days: range) -> dict[str, int]:
    """The numbers of these days of a week."""
    sums: dict[str, int] = {}
    for key, number in stored.items():
        if int(key[-1]) in days:
            name = _NAMES[key[:-1]]
            sums[name] = sums.get(name, 0) + number
    return sums


def _partition(dimension: Dimension) -> str:
    return f"STATS#{dimension}"
