"""Events of reports: exports on their way, and what a week brought. An export's `entity` is its id."""

from datetime import date
from typing import ClassVar

from chalicelib.contracts.envelope import Contract, Event


class ReportEvent(Event):
    """Base of the events of this room."""

    source: ClassVar[str] = "steward.reports"


class ExportWanted(ReportEvent):
    """There is more of an export to do: its next piece, or its file. The sequence is the export's version."""


class ExportReady(ReportEvent):
    """An export's file lies there for whoever asked for it; `is_cut` when there was more than a file may hold."""

    person_id: str
    kind: str
    rows: int
    is_cut: bool


class ExportFailed(ReportEvent):
    """An export will bring no file: whoever asked may no longer, or what was to be exported is gone (`reason`)."""

    person_id: str
    kind: str
    reason: str


class WeekFigures(Contract):
    """What a week brought somebody, or a department (`name`): completions, and how those were that fell due.

    `in_time` is a share of 0 to 1, `score` an average of 1 to 5, each None over nothing; `days` are the completions of
    Monday to Sunday.
    """

    name: str = ""
    completed: int
    due: int
    in_time: float | None
    score: float | None
    days: tuple[int, ...]


class WeekReported(ReportEvent):
    """What the week from `first` to `last` brought a member, and each department that they head.

    `digest` is where the orders behind it are shown; None for people whose app does not show them.
    """

    person_id: str
    first: date
    last: date
    own: WeekFigures
    departments: tuple[WeekFigures, ...] = ()
    digest: str | None = None
