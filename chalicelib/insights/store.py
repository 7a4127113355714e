"""Where the counters lie: one partition for each dimension, `D#<date>#<value>` for days, `M#<month>#<value>` for months.

A report is at most three Queries: whole months lie in one run, and so do the days at either edge. A window of two years
reads at most 24 months and 60 edge days for each value, about 0.2 KB each; a Query goes on for every further 1 MB.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from chalicelib.insights.calendar import Span, buckets
from chalicelib.insights.model import Dimension, Numbers
from chalicelib.kernel.changes import Add, Claim
from chalicelib.kernel.entity import Key
from chalicelib.kernel.table import TenantTable
from chalicelib.kernel.triggers import Repeated, Seen

_REMEMBERED = timedelta(days=800)  # a deadline may be answered long after it was missed
_EVERYTHING = 1_000_000


def additions(values: Mapping[Dimension, str], marks: Iterable[tuple[date, Numbers]]) -> list[Add]:
    """The parts that add marks to every counter they concern: one for each item, as a transaction demands.

    At most 16: two days, four dimensions, a day's and a month's counter.
    """
    sums: dict[Key, dict[str, int]] = {}
    for day, numbers in marks:
        for dimension, value in values.items():
            for granularity, bucket in buckets(day):
                key = Key(_partition(dimension), f"{granularity}#{bucket}#{value}")
                counter = sums.setdefault(key, {})
                for name, number in numbers.items():
                    counter[name] = counter.get(name, 0) + number
    return [Add(key, numbers) for key, numbers in sums.items()]


def once_for(claim: str, now: datetime) -> Claim:
    """The part that fails with Repeated when what `claim` names has been counted before."""
    return Claim(
        Key("SEEN#insights", claim), Seen(event=claim), refusal=Repeated(), expires_at=now + _REMEMBERED
    )


def counts(table: TenantTable, dimension: Dimension, spans: Iterable[Span]) -> Iterator[tuple[str, Numbers]]:
    """All counters of a dimension in the spans, as (value, numbers). One Query for each span."""
    for span in spans:
        rows, _ = table.query(
            _partition(dimension),
            after=f"{span.granularity}#{span.first}#",
            before=f"{span.granularity}#{span.last}#~",  # after all ids and codes
            limit=_EVERYTHING,
        )
        for row in rows:
            yield row.sk.split("#", 2)[2], row.numbers


def _partition(dimension: Dimension) -> str:
    return f"STATS#{dimension}"
