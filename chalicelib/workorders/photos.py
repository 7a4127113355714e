"""Photos of an order: who may add them, who sees what of them, and what a doubtful one leads to."""

from dataclasses import replace
from typing import ClassVar

from chalicelib.attachments import service as attachments
from chalicelib.contracts import workorders as events
from chalicelib.contracts.attachments import AttachmentFlagged
from chalicelib.deadlines import service as deadlines
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import Forbidden, NotFound, Texts
from chalicelib.kernel.triggers import once
from chalicelib.tenants import service as tenants
from chalicelib.workorders import access, reading, store
from chalicelib.workorders.change import change
from chalicelib.workorders.lifecycle import DONE, InvalidTransition
from chalicelib.workorders.model import WorkOrder, draft


class NotParticipant(Forbidden):
    """The work's photos come from those who do it."""

    code = "not_participant"
    texts: ClassVar[Texts] = {
        "en": "Only those who work on this order may add this photo.",
        "zh-CN": "只有参与该工单的人员可以上传此照片。",
    }


def request_upload(
    context: Context, order_id: str, role: attachments.Role, content_type: str, size: int
) -> attachments.UploadTicket:
    """A place to upload one photo of the order to, or a signature. Those who do the work add all but `evidence`.

    Raises NotFound, InvalidTransition, NotParticipant, and what the photo is refused by.
    """
    order, tenant = context.load(store.order_ref(order_id), tenants.tenant_ref())
    order = access.demand_sight(context.actor, order)
    if order.status in DONE:
        raise InvalidTransition(current_status=order.status, action="attach")
    if role != "evidence" and not _works_on(context, order):
        raise NotParticipant()
    ticket, parts = attachments.request_upload(
        context, order_id, order.visit, role, content_type, size, tenant.policies.photo_max_bytes
    )
    context.commit(parts, answer=ticket)
    return ticket


def list_of(context: Context, order_id: str) -> list[attachments.Attachment]:
    """The order's photos, newest last. One read of the order, one Query.

    That one repeats another order's is for staff alone; which order, for those who may see that too, is a read more.
    """
    reading.get(context, order_id)
    photos = attachments.list_of(context, order_id)
    if context.actor.kind == "resident":
        return [replace(photo, flag=None, duplicate_of=None) for photo in photos]
    others = context.load(
        *(store.order_ref(photo.duplicate_of) if photo.duplicate_of else None for photo in photos)
    )
    return [
        photo if other and access.can_see(context.actor, other) else replace(photo, duplicate_of=None)
        for photo, other in zip(photos, others, strict=True)
    ]


def record_flag(context: Context, flagged: AttachmentFlagged) -> None:
    """Write on the timeline that a photo is doubtful, and have the order climb its ladder until it is resolved.

    An order that is over only keeps the entry. Raises Repeated when that has been done.
    """
    order, clocks = context.load(store.order_ref(flagged.order_id), deadlines.clocks_ref(flagged.order_id))
    if order is None:
        raise NotFound()
    entry = draft(order, context.stamp).event(
        events.WorkOrderPhotoFlagged,
        attachment_id=flagged.entity,
        flag=flagged.flag,
        visibility="internal",
    )
    moved = [] if order.status in DONE else [deadlines.Doubt()]
    _, parts = change(context, order, clocks if moved else None, [entry], *moved)
    context.commit(once(context, "workorders", flagged), parts)


def _works_on(context: Context, order: WorkOrder) -> bool:
    return context.actor.id in (order.assignee_id, *order.collaborator_ids)
