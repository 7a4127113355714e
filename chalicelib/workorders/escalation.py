"""What a breach leaves on the order: an entry for each step, what the step did, and who sees to it."""

from datetime import timedelta
from typing import ClassVar

from chalicelib.contracts import workorders as events
from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import Conflict, Forbidden, NotFound, Texts
from chalicelib.kernel.triggers import once
from chalicelib.workorders import access, remedies, store
from chalicelib.workorders.change import change
from chalicelib.workorders.model import WorkOrder, draft


class NothingToAcknowledge(Conflict):
    """No step of the deadline has fired, or the deadline has ended."""

    code = "nothing_to_acknowledge"
    texts: ClassVar[Texts] = {
        "en": "There is no open escalation of this deadline.",
        "zh-CN": "该时限没有待确认的升级提醒。",
    }


def record(context: Context, breached: DeadlineBreached) -> None:
    """Write the step on the timeline and take its actions, all at once. Raises Repeated when that has been done.

    Actions that the order no longer needs are named in the entry as refused.
    """
    needs = [deadlines.clocks_ref(breached.entity)] if breached.actions else []
    order, *clocks = context.load(store.order_ref(breached.entity), *needs)
    if order is None:
        raise NotFound()
    drafts = draft(order, context.stamp)
    entry = drafts.event(
        events.WorkOrderEscalated,
        deadline=breached.kind,
        milestone=breached.milestone,
        step=breached.step,
        recipient_ids=breached.recipient_ids,
        visibility="internal",
    )
    done = remedies.taken(context, order, clocks[0], breached, drafts) if clocks else remedies.Remedies()
    entry = entry.model_copy(
        update={
            "actions": tuple(done.taken),
            "refused": tuple(one for one in breached.actions if one not in done.taken),
        }
    )
    moved = clocks[0] if done.drafts else None
    _, parts = change(context, order, moved, [entry, *done.drafts], *done.moves)
    context.commit([once(context, "workorders", breached)], parts, done.parts)


def acknowledge(
    context: Context, order_id: str, deadline: deadlines.Kind, lasts: timedelta, text: str
) -> WorkOrder:
    """Take notice of a deadline's escalation: its ladder tells nobody else until `lasts` has passed.

    For whom one of its steps has told, and for the order's managers. Raises NotFound, NothingToAcknowledge, Forbidden.
    """
    order, clocks = context.load(store.order_ref(order_id), deadlines.clocks_ref(order_id))
    order = access.demand_sight(context.actor, order)
    context.check_match(order)
    told = deadlines.told_of(clocks, deadline)
    if context.actor.id not in (told or ()) and not access.manages(context.actor, order):
        raise Forbidden()
    if told is None:
        raise NothingToAcknowledge()
    until = context.now + lasts
    entry = draft(order, context.stamp).event(
        events.WorkOrderAcknowledged, deadline=deadline, until=until, text=text, visibility="internal"
    )
    seen = deadlines.Acknowledge(deadline, context.stamp.actor, until)
    after, parts = change(context, order, clocks, [entry], seen)
    context.commit(parts, answer=after)
    return after
