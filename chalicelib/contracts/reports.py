"""Events of reports: exports on their way, and what a week brought. An export's `entity` is its id."""

from typing import ClassVar

from chalicelib.contracts.envelope import Event


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
