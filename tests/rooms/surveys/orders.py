"""A tenant, a resident and completed orders, as the rooms below leave them."""

from datetime import timedelta

from chalicelib.contracts import workorders as events
from chalicelib.contracts.envelope import Who
from chalicelib.contracts.workorders import OrderCard, WorkOrderEvent
from chalicelib.deadlines import service as deadlines
from chalicelib.estates.model import Resident
from chalicelib.estates.service import resident_ref
from chalicelib.kernel.changes import Save
from chalicelib.kernel.context import Context
from chalicelib.tenants.service import Policies, SurveyPolicy, Tenant, tenant_ref
from chalicelib.workorders import service, store
from chalicelib.workorders.change import change
from chalicelib.workorders.model import Draft, WorkOrder, draft, replay

RESIDENT = Who(id="rs_wang", kind="resident", name="Wang Fang")
FRONT_DESK = Who(id="mb_desk", kind="member", name="Desk")


def tenant(context: Context) -> None:
    """A Chinese company that gives three days to answer."""
    context.commit(
        Save(
            tenant_ref().key,
            Tenant(
                id=context.table.tenant,
                slug="harbour",
                name="Harbour Estates",
                locale="zh-CN",
                time_zone="Asia/Shanghai",
                currency="CNY",
                jurisdiction="CN",
                policies=Policies(survey=SurveyPolicy(answer_days=3, low_score=2)),
            ),
        ),
        Save(
            resident_ref(RESIDENT.id).key,
            Resident(
                id=RESIDENT.id, name=RESIDENT.name, phone="+8613800138000", relation="owner", language="en"
            ),
        ),
    )


def card(context: Context, reporter: Who = RESIDENT, contact_id: str | None = None, n: int = 1) -> OrderCard:
    """An order as it is reported."""
    return OrderCard(
        number=f"WO-2026-{n:06}",
        kind="repair",
        category="leak",
        title="Water under the sink",
        status="open",
        is_emergency=False,
        department_id="dp_1",
        assignee_id=None,
        reporter=reporter,
        setter_id=None,
        contact_id=contact_id,
        unit_id="un_1",
        building_id="bd_1",
        community_id="cm_1",
        reported_at=context.now,
    )


def completed(context: Context, order_id: str = "wo_1", **fields: object) -> events.WorkOrderCompleted:
    """A new order that is completed now; answers the event that tells of it."""
    first = card(context, **fields)
    _, clock_parts = deadlines.create(
        context, order_id, first, deadlines.Sla(complete=timedelta(hours=4)), (), is_running=True
    )
    drafts = Draft(context.stamp, order_id, 0, first)
    happened = [
        drafts.event(
            events.WorkOrderReported, text="It drips", priority="normal", intake="api", terms=events.Terms()
        ),
        drafts.event(events.WorkOrderAssigned, assignee_id="mb_li", department_id="dp_1"),
        *_work(context, drafts, 1),
    ]
    order = replay(happened)
    last = happened[-1].model_copy(update={"card": order.card})
    context.commit(store.save(order, [*happened[:-1], last]), clock_parts)
    return last


def completed_again(context: Context, order_id: str = "wo_1") -> events.WorkOrderCompleted:
    """The order, reopened before, is completed once more."""
    order, clocks = context.load(service.order_ref(order_id), deadlines.clocks_ref(order_id))
    again = _work(context, draft(order, context.stamp), order.completions + 1)
    after, parts = change(context, order, clocks, again, deadlines.Meet("complete"))
    context.commit(parts)
    return again[-1].model_copy(update={"card": after.card})


def order_of(context: Context, order_id: str = "wo_1") -> WorkOrder:
    """The order as it is."""
    return context.find(service.order_ref(order_id))


def _work(context: Context, drafts: Draft, count: int) -> list[WorkOrderEvent]:
    return [
        drafts.event(events.WorkOrderAccepted, is_late=False),
        drafts.event(
            events.WorkOrderCheckedIn,
            visit=count,
            lat=31.2,
            lon=121.5,
            accuracy_m=5,
            distance_m=3,
            captured_at=context.now,
            skew_s=0,
            is_late=False,
        ),
        drafts.event(
            events.WorkOrderCompleted,
            text="Done",
            visit=count,
            completion=count,
            minutes=None,
            parts=(),
            photos=0,
            is_late=False,
        ),
    ]
