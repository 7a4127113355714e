"""How an order comes to be: classified, placed, numbered, sent to its department or held back by the payment gate."""

from dataclasses import dataclass

from chalicelib.billing import service as billing
from chalicelib.categories import service as categories
from chalicelib.categories.service import Category
from chalicelib.contracts import workorders as events
from chalicelib.contracts.workorders import Hold, OrderCard, Place, Terms, WorkOrderEvent
from chalicelib.deadlines import service as deadlines
from chalicelib.estates import service as estates
from chalicelib.kernel.changes import guard
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import UnknownReference, Unprocessable
from chalicelib.kernel.ids import new_id
from chalicelib.tenants import service as tenants
from chalicelib.tenants.service import Tenant
from chalicelib.workorders import counting, gate, numbering, store
from chalicelib.workorders.model import Draft, WorkOrder, replay

_SOURCE_BY_ROLE = {"resident": "resident_app", "front_desk": "front_desk", "manager": "manager"}


@dataclass(frozen=True)
class Report:
    """What somebody reports."""

    kind: str
    category: str
    title: str
    description: str = ""
    unit_id: str | None = None
    building_id: str | None = None
    community_id: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Site:
    """Where it is: as much of it as is known."""

    unit: estates.Unit | None
    building: estates.Building | None
    community_id: str | None


def report(context: Context, what: Report) -> WorkOrder:
    """A new order, open or suspended. Two batched reads, the number, one transaction guarded by the account's version.

    In working time two reads more: what calendar counts, and the calendar.

    Raises UnknownReference for a category there is not or a place that is not the caller's to name,
    Unprocessable for a category that does not fit.
    """
    tenant, category, unit, building, community, account = context.load(
        tenants.tenant_ref(),
        categories.category_ref(what.category),
        estates.unit_ref(what.unit_id) if what.unit_id else None,
        estates.building_ref(what.building_id) if what.building_id else None,
        estates.community_ref(what.community_id) if what.community_id else None,
        billing.account_ref(what.unit_id) if what.unit_id else None,
    )
    _check_place(context, what, unit, building, community)
    _check_category(context, what, category)
    site = _site(context, what, unit, building)
    arrears = gate.arrears(category, what.kind, account, tenant, context.now) if what.unit_id else None
    hold = arrears if category.gate == "blocked" else None

    order_id = new_id("wo")
    card = OrderCard(
        number=numbering.next_number(context, tenant),
        kind=what.kind,
        category=what.category,
        title=what.title,
        status="suspended" if hold else "open",
        is_emergency=category.is_emergency,
        department_id=category.department_for(site.community_id),
        assignee_id=None,
        reporter=context.stamp.actor,
        setter_id=context.actor.id if context.actor.kind == "member" else None,
        contact_id=site.unit.contact_id if site.unit and context.actor.kind == "member" else None,
        unit_id=what.unit_id,
        building_id=site.building.id if site.building else None,
        community_id=site.community_id,
        reported_at=context.now,
    )
    clocks, deadline_parts = deadlines.create(
        context,
        order_id,
        card,
        category.sla,
        category.ladder,
        is_running=hold is None,
        priority=priority_of(category),
        hours=counting.hours(context, card.department_id) if category.counts_working_time else None,
    )
    card = card.model_copy(update={"due": deadlines.due(clocks)})
    happened = _first_events(
        context, order_id, card, what, category, site, _terms(category, site, tenant), hold, arrears
    )
    order = replay(happened)
    guards = [guard(billing.account_ref(what.unit_id), account)] if what.unit_id else []
    context.commit(store.save(order, happened), deadline_parts, guards, answer=order)
    return order


def _first_events(
    context: Context,
    order_id: str,
    card: OrderCard,
    what: Report,
    category: Category,
    site: Site,
    terms: Terms,
    hold: Hold | None,
    arrears: Hold | None,
) -> list[WorkOrderEvent]:
    draft = Draft(context.stamp, order_id, 0, card)
    happened = [
        draft.event(
            events.WorkOrderReported,
            text=what.description,
            priority=priority_of(category),
            intake=what.source or _source(context),
            terms=terms,
            arrears=arrears,
            unit_name=site.unit.name if site.unit else None,
            building_name=site.building.name if site.building else None,
        )
    ]
    if hold:
        happened.append(draft.event(events.WorkOrderSuspended, hold=hold))
    return happened


def priority_of(category: Category) -> str:
    """The priority with which an order of the category begins."""
    return "urgent" if category.is_emergency else category.priority


def _check_place(
    context: Context,
    what: Report,
    unit: estates.Unit | None,
    building: estates.Building | None,
    community: estates.Community | None,
) -> None:
    if context.actor.kind == "resident" and what.unit_id and what.unit_id not in context.actor.unit_ids:
        raise UnknownReference("body", "unit_id")
    for name, found in (("unit_id", unit), ("building_id", building), ("community_id", community)):
        if getattr(what, name) and found is None:
            raise UnknownReference("body", name)
    if unit and building and unit.building_id != building.id:
        raise Unprocessable("the unit is in another building", "body", "building_id")
    lower = unit or building
    if community and lower and community.id != lower.community_id:
        raise Unprocessable("the place is in another community", "body", "community_id")


def _check_category(context: Context, what: Report, category: Category | None) -> None:
    if category is None:
        raise UnknownReference("body", "category")
    if not category.is_active:
        raise Unprocessable("the category takes no more reports", "body", "category")
    if what.kind not in (category.kind, "task"):
        raise Unprocessable("the category is for orders of kind {kind}", "body", "kind", kind=category.kind)
    if what.kind == "task" and "manager" not in context.actor.roles:  # a task passes the payment gate
        raise Unprocessable("tasks are set by managers", "body", "kind")
    if context.actor.kind == "resident" and not what.unit_id and not category.is_common_area:
        raise Unprocessable("say which of your units it is in", "body", "unit_id")


def _site(
    context: Context, what: Report, unit: estates.Unit | None, building: estates.Building | None
) -> Site:
    """Completes the place upwards; reads the building when only the unit was named."""
    if unit and building is None:
        (building,) = context.load(estates.building_ref(unit.building_id))
    return Site(unit, building, building.community_id if building else what.community_id)


def _terms(category: Category, site: Site, tenant: Tenant) -> Terms:
    """The rules as they are today: the order keeps them whatever becomes of the category."""
    place = None
    if site.building:
        place = Place(
            lat=site.building.location.lat,
            lon=site.building.location.lon,
            radius_m=site.building.geofence_radius_m or tenant.policies.geofence_radius_m,
        )
    return Terms(
        gate=category.gate,
        photos_required=category.photos_required,
        place=place,
        accuracy_limit_m=tenant.policies.accuracy_limit_m,
    )


def _source(context: Context) -> str:
    for role, source in _SOURCE_BY_ROLE.items():
        if role in context.actor.roles:
            return source
    return "api"
