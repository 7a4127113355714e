"""Where the counters lie: for each dimension a partition of days, in it `<date>#<value>`, and one of months.

A counter that many events want at once lies in parts, `<date>#<value>#<part>` beside it (docs/decisions/0012).

A report is at most three Queries: whole months lie in one run, and so do the days at either edge. A window of
two years reads at most 24 months and 60 edge days for each value, about 0.2 KB each; a Query goes on for
every further 1 MB.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from chalicelib.insights.calendar import Granularity, Span, buckets
from chalicelib.insights.model import Dimension, Numbers
from chalicelib.kernel.changes import Add, Claim
from chalicelib.kernel.entity import Key
from chalicelib.kernel.table import TenantTable
from chalicelib.kernel.triggers import Repeated, Seen

_REMEMBERED = timedelta(days=800)  # a deadline may be answered long after it was missed
_EVERYTHING = 1_000_000
PARTS = 8  # of a crowded counter


def additions(values: Mapping[Dimension, str], marks: Iterable[tuple[date, Numbers]]) -> list[Add]:
    """The parts that add marks to every counter they concern: one for each item, as a transaction demands.

    At most 16: two days, four dimensions, a day's and a month's counter.
    """
    sums: dict[Key, dict[str, int]] = {}
    for day, numbers in marks:
        for dimension, value in values.items():
            for granularity, bucket in buckets(day):
                key = Key(_partition(dimension, granularity), f"{bucket}#{value}")
                counter = sums.setdefault(key, {})
                for name, number in numbers.items():
                    counter[name] = counter.get(name, 0) + number
    return [Add(key, numbers, parts=PARTS) for key, numbers in sums.items()]


def once_for(claim: str, now: datetime) -> Claim:
    """The part that fails with Repeated when what `claim` names has been counted before."""
    return Claim(
        Key(f"SEEN#insights#{claim}"), Seen(event=claim), refusal=Repeated(), expires_at=now + _REMEMBERED
    )


def counts(table: TenantTable, dimension: Dimension, spans: Iterable[Span]) -> Iterator[tuple[str, Numbers]]:
    """All counters of a dimension in the spans, as (value, numbers). One Query for each span."""
    for span in spans:
        rows, _ = table.query(
            _partition(dimension, span.granularity),
            after=f"{span.first}#",
            before=f"{span.last}#~",  # after all ids and codes
            limit=_EVERYTHING,
        )
        for row in rows:
            yield row.sk.split("#")[1], row.numbers


def _partition(dimension: Dimension, granularity: Granularity) -> str:
    return f"STATS#{dimension}#{granularity}"
