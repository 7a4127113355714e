"""Where an order's clocks lie: one item, in a partition of its own together with the events of this room.

A department's rota is one item; all of them are a partition of GSI1.
And the tenant's calendars: one item each with its events, all of them in one index partition.
"""

from chalicelib.contracts.deadlines import CalendarChanged, DeadlineEvent
from chalicelib.deadlines.calendar_model import Calendar
from chalicelib.deadlines.model import Clocks
from chalicelib.deadlines.rota import Rota, RotaExists
from chalicelib.kernel.changes import Emit, Save
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.errors import StaleRead
from chalicelib.kernel.table import TenantTable


def clocks_ref(order_id: str) -> Ref[Clocks]:
    """Where the clocks of an order lie; every order that this room was told of has them."""
    return Ref(Key(_partition(order_id)), Clocks)


def save(clocks: Clocks) -> Save:
    """Write the clocks, if nobody else has since they were read."""
    return Save(clocks_ref(clocks.order_id).key, clocks)


def emit(event: DeadlineEvent) -> Emit:
    """Record an event in the outbox."""
    return Emit(_partition(event.entity), event)


def rota_ref(department_id: str) -> Ref[Rota]:
    """Where the rota of a department lies."""
    return Ref(Key(f"ROTA#{department_id}"), Rota)


def save_rota(rota: Rota) -> Save:
    """Write a rota on the version before. A new one is refused with RotaExists where there is one."""
    return Save(
        rota_ref(rota.department_id).key,
        rota,
        indexes={"GSI1": ("ROTAS", rota.department_id)},
        refusal=RotaExists() if rota.version == 1 else StaleRead(),
    )


def rotas(table: TenantTable, after: str | None, limit: int) -> tuple[list[Rota], bool]:
    """Rotas by department, and whether there are more."""
    rows, has_more = table.query("ROTAS", index="GSI1", after=after, limit=limit)
    return [row.load(Rota) for row in rows], has_more


def calendar_ref(id: str) -> Ref[Calendar]:
    """One calendar. `tenants` and `organization`, lower rooms, know the key: what they name has to lie there."""
    return Ref(Key(f"CALENDAR#{id}"), Calendar)


def save_calendar(calendar: Calendar) -> Save:
    """The new or the next version of a calendar."""
    return Save(calendar_ref(calendar.id).key, calendar, indexes={"GSI1": ("CALENDARS", calendar.id)})


def emit_calendar(event: CalendarChanged) -> Emit:
    """Record the event of a calendar."""
    return Emit(calendar_ref(event.entity).key.pk, event)


def calendars(table: TenantTable, after: str | None, limit: int) -> tuple[list[Calendar], bool]:
    """Calendars in the order they were made, from the one after `after`, and whether there are more."""
    rows, has_more = table.query("CALENDARS", index="GSI1", after=after, limit=limit)
    return [row.load(Calendar) for row in rows], has_more


def _partition(order_id: str) -> str:
    return f"DEADLINES#{order_id}"
