"""What others may ask of an order's clocks."""

from datetime import datetime, timedelta

from chalicelib.contracts.workorders import Due
from chalicelib.deadlines.model import TICK, Acknowledgement, Clocks, Escalation, Kind, State, advance
from chalicelib.kernel.entity import Value


class DeadlineView(Value):
    """A deadline as people see it. `remaining_s` is in whole seconds, negative when overdue.

    `is_open`: what it asks for is still to be done, be it missed or standing still.
    """

    kind: Kind
    milestone: str | None
    due_at: datetime | None
    state: State
    is_open: bool
    remaining_s: int
    escalations: tuple[Escalation, ...]
    acknowledged: Acknowledgement | None


def due(clocks: Clocks) -> Due:
    """When the order's deadlines fall due; None for those that wait, and for those there are not."""
    moments = {clock.kind: clock.fell_due_at for clock in clocks.clocks}
    return Due(
        respond_by=moments.get("respond"),
        arrive_by=moments.get("arrive"),
        complete_by=moments.get("complete"),
    )


def is_late(clocks: Clocks, kind: Kind) -> bool:
    """Whether the current clock of this kind has been breached; asked after the move that meets it."""
    clock = clocks.of(kind)
    return clock is not None and clock.breached_at is not None


def is_still(clocks: Clocks, kind: str, milestone: str | None, breached_at: datetime) -> bool:
    """Whether what was breached at that moment is still waited for: not done, begun anew or standing still."""
    clock = clocks.of(kind, milestone)
    return clock is not None and clock.phase == "running" and clock.breached_at == breached_at


def is_over(clocks: Clocks) -> bool:
    """Whether no clock goes on."""
    return all(clock.phase in ("done", "cancelled") for clock in clocks.clocks)


def told_of(clocks: Clocks, kind: Kind) -> frozenset[str] | None:
    """Whom a deadline's escalations have told; None when there are none to see to, or the deadline has ended."""
    escalated = [clock for clock in clocks.clocks if clock.kind == kind and clock.is_escalated]
    if not escalated:
        return None
    return frozenset(id for clock in escalated for one in clock.escalations for id in one.notified)


def describe(clocks: Clocks, now: datetime) -> list[DeadlineView]:
    """The current deadlines as they stand at `now`, even if the timer has yet to mark the latest breach."""
    standing, _ = advance(clocks, now - TICK)
    return [
        DeadlineView(
            kind=clock.kind,
            milestone=clock.milestone,
            due_at=clock.fell_due_at,
            state=clock.state,
            is_open=clock.phase not in ("done", "cancelled"),
            remaining_s=clock.left(now, clocks.hours) // timedelta(seconds=1),
            escalations=clock.escalations,
            acknowledged=clock.acknowledged,
        )
        for clock in standing.clocks
    ]
