"""An export: a list or a report as a file, read piece by piece. Pure."""

from datetime import datetime, timedelta
from typing import Literal, Self

from pydantic import Field

from chalicelib.contracts.envelope import Stamp, envelope
from chalicelib.contracts.reports import ExportFailed, ExportReady, ExportWanted, ReportEvent
from chalicelib.kernel.entity import Entity

Kind = Literal["work_orders", "figures", "facts", "stalls", "digest", "report"]
Format = Literal["csv", "xlsx"]
Status = Literal["queued", "running", "ready", "failed"]
#: what one file holds; a spreadsheet takes ten times as many
MOST_ROWS = 100_000
#: as the bucket's lifecycle rule
KEPT = timedelta(days=7)


class Export(Entity):
    """What somebody wants as a file, and how far it is.

    `filters` are the parameters of the list's own query, as text. `pieces` of rows lie in the bucket; `cursor` is where
    the list goes on, `is_read` when it is at its end, or at the most that a file holds (`is_cut`).
    """

    id: str
    person_id: str
    kind: Kind
    format: Format
    filters: dict[str, str] = Field(default_factory=dict)
    language: str
    created_at: datetime
    status: Status = "queued"
    rows: int = 0
    pieces: int = 0
    cursor: str | None = None
    is_read: bool = False
    is_cut: bool = False
    reason: str | None = None
    ready_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is more to do."""
        return self.status in ("queued", "running")

    @property
    def gone_at(self) -> datetime:
        """When its file is removed, at the earliest."""
        return self.created_at + KEPT

    def wanted(self, stamp: Stamp) -> ExportWanted:
        """The event that has somebody go on with this version of it."""
        return ExportWanted(**envelope(stamp, self.id, self.version), visibility="internal")

    @property
    def room(self) -> int:
        """How many rows more its file holds."""
        return MOST_ROWS - self.rows

    def with_piece(self, found: int, cursor: str | None) -> Self:
        """The same with one piece more in the bucket: what there is room for of so many rows that were found."""
        is_cut = found > self.room or (found == self.room and cursor is not None)
        return self.changed(
            status="running",
            rows=self.rows + min(found, self.room),
            pieces=self.pieces + 1,
            cursor=None if is_cut else cursor,
            is_read=is_cut or cursor is None,
            is_cut=is_cut,
        )

    def ready(self, stamp: Stamp) -> tuple[Self, ReportEvent]:
        """The same with its file."""
        after = self.changed(status="ready", cursor=None, ready_at=stamp.at)
        told = {"person_id": self.person_id, "kind": self.kind, "rows": self.rows, "is_cut": self.is_cut}
        event = ExportReady(**envelope(stamp, self.id, after.version), visibility="internal", **told)
        return after, event

    def failed(self, reason: str, stamp: Stamp) -> tuple[Self, ReportEvent]:
        """The same, given up."""
        after = self.changed(status="failed", cursor=None, reason=reason)
        told = {"person_id": self.person_id, "kind": self.kind, "reason": reason}
        event = ExportFailed(**envelope(stamp, self.id, after.version), visibility="internal", **told)
        return after, event
