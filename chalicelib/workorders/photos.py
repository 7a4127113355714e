"""Photos of an order: who may add them, and who sees them."""

from typing import ClassVar

from chalicelib.attachments import service as attachments
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import Forbidden, Texts
from chalicelib.tenants import service as tenants
from chalicelib.workorders import access, reading, store
from chalicelib.workorders.lifecycle import DONE, InvalidTransition
from chalicelib.workorders.model import WorkOrder


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
    """A place to upload one photo of the order to, or a signature. Those who do the work add all but `evidence`."""
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
    """The order's photos, newest last. One read of the order, one Query."""
    reading.get(context, order_id)
    return attachments.list_of(context, order_id)


def _works_on(context: Context, order: WorkOrder) -> bool:
    return context.actor.id in (order.assignee_id, *order.collaborator_ids)
