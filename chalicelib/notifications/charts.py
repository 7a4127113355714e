"""A chart that goes with some news: what its bars are, in the reader's words. Pure."""

from collections.abc import Iterator
from datetime import timedelta

from chalicelib.contracts.envelope import Event
from chalicelib.contracts.reports import WeekReported
from chalicelib.kernel.entity import Value
from chalicelib.notifications.facts import Wording, line

MOST_ROWS = 3  # that are told apart at a glance


class Bars(Value):
    """One row of bars, a number for each of the chart's labels."""

    name: str
    values: tuple[int, ...]


class Chart(Value):
    """Rows of bars side by side. `labels` are digits; whatever needs words is said beside the picture."""

    title: str
    labels: tuple[str, ...]
    rows: tuple[Bars, ...]

    @property
    def said(self) -> str:
        """What the picture shows, for who does not see it."""
        rows = (f"{one.name}: {', '.join(map(str, one.values))}" for one in self.rows)
        return f"{self.title}. {'; '.join(rows)}"


def chart_of(event: Event, wording: Wording) -> Chart | None:
    """The chart of an event's news; None where there is none, or nothing in it."""
    if not isinstance(event, WeekReported):
        return None
    rows = tuple(_rows(event, wording))[:MOST_ROWS]
    days = (event.first + timedelta(days=number) for number in range(len(event.own.days)))
    labels = tuple(f"{day:%m-%d}" for day in days)
    return Chart(title=wording["week"]["chart"], labels=labels, rows=rows) if rows else None


def _rows(event: WeekReported, wording: Wording) -> Iterator[Bars]:
    """The reader's own and their departments', in which there is something to see."""
    named = [(wording["week"]["you"], event.own), *((line(one.name, 40), one) for one in event.departments)]
    for name, found in named:
        if any(found.days):
            yield Bars(name=name, values=found.days)
