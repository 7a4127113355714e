"""An incident: the urgent task that a ladder opens about an order which its deadlines have not moved.

It is an order like any other, of kind task, in the department's queue (docs/decisions/0024).
"""

from chalicelib.contracts import workorders as events
from chalicelib.contracts.workorders import OrderCard
from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context
from chalicelib.kernel.ids import new_id
from chalicelib.tenants import service as tenants
from chalicelib.workorders import numbering, store
from chalicelib.workorders.model import Draft, WorkOrder, replay

_LONGEST_TITLE = 200
_PRIORITY = "urgent"


def opened(context: Context, order: WorkOrder, clocks: deadlines.Clocks) -> tuple[WorkOrder, list[Change]]:
    """The incident about an order, and the parts that write it; one read of the tenant and the number's call.

    It promises what the order promised, by the same ladder, but that it opens no further incident. It is no business
    of the household, so it names no unit and no contact.
    """
    tenant = context.find(tenants.tenant_ref())
    id = new_id("wo")
    card = OrderCard(
        number=numbering.next_number(context, tenant),
        kind="task",
        category=order.category,
        title=f"{order.number} {order.title}"[:_LONGEST_TITLE],
        status="open",
        is_emergency=order.is_emergency,
        department_id=order.department_id,
        assignee_id=None,
        reporter=context.stamp.actor,
        setter_id=order.setter_id,
        contact_id=None,
        unit_id=None,
        building_id=order.building_id,
        community_id=order.community_id,
        reported_at=context.now,
    )
    its, parts = deadlines.create(
        context,
        id,
        card,
        clocks.sla,
        deadlines.of_incident(clocks.ladder),
        is_running=True,
        priority=_PRIORITY,
        hours=clocks.hours,
    )
    card = card.model_copy(update={"due": deadlines.due(its)})
    happened = [
        Draft(context.stamp, id, 0, card).event(
            events.WorkOrderReported,
            text=order.description,
            priority=_PRIORITY,
            intake="escalation",
            terms=order.terms,
            building_name=order.building_name,
            incident_of=order.id,
            visibility="internal",
        )
    ]
    incident = replay(happened)
    return incident, [*store.save(incident, happened), *parts]
