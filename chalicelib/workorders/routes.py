"""The API of work orders: reading and reporting them. What is done to them stands in `action_routes`."""

from typing import Any

from chalicelib.attachments import service as attachments
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import UnknownReference
from chalicelib.kernel.http import Router
from chalicelib.kernel.schema import Listing, ListQuery, Page
from chalicelib.workorders import classification, intake, people, photos, reading
from chalicelib.workorders.answers import (
    AttachmentOut,
    DeadlineOut,
    EntryOut,
    PeopleOut,
    UploadTicketOut,
    WorkOrderOut,
)
from chalicelib.workorders.model import WorkOrder
from chalicelib.workorders.schema import ReportIn, UploadIn, WorkOrderPatch, WorkOrderQuery

router = Router("work orders")


@router.route(
    "POST",
    "/v1/work-orders",
    permission="work_order.report",
    body=ReportIn,
    answer=WorkOrderOut,
    status=201,
    errors=(UnknownReference,),
)
def report(context: Context, body: ReportIn) -> WorkOrder:
    """Report something that needs doing."""
    return intake.report(context, intake.Report(**body.model_dump()))


@router.route(
    "GET",
    "/v1/work-orders",
    permission="work_order.read",
    query=WorkOrderQuery,
    answer=Page[WorkOrderOut],
)
def list_work_orders(context: Context, query: WorkOrderQuery) -> Listing[WorkOrder]:
    """List the orders you may see, newest first."""
    return reading.list_orders(context, query.filters(context.actor.id), query.limit, query.cursor)


@router.route("GET", "/v1/work-orders/{order_id}", permission="work_order.read", answer=WorkOrderOut)
def get_work_order(context: Context, order_id: str) -> WorkOrder:
    """Read one order: what it is, where it stands, with whom and since when."""
    return reading.get(context, order_id)


@router.route("GET", "/v1/work-orders/{order_id}/people", permission="work_order.read", answer=PeopleOut)
def get_people(context: Context, order_id: str) -> people.People:
    """Read whom an order concerns, by name, and whom of them you may call."""
    return people.of_order(context, order_id)


@router.route(
    "PATCH",
    "/v1/work-orders/{order_id}",
    permission="work_order.direct",
    body=WorkOrderPatch,
    answer=WorkOrderOut,
)
def change_work_order(context: Context, order_id: str, body: WorkOrderPatch) -> WorkOrder:
    """Set another priority."""
    return classification.prioritise(context, order_id, body.priority)


@router.route(
    "GET",
    "/v1/work-orders/{order_id}/timeline",
    permission="work_order.read",
    query=ListQuery,
    answer=Page[EntryOut],
)
def get_timeline(context: Context, order_id: str, query: ListQuery) -> Listing[Any]:
    """Read what happened to an order, oldest first."""
    return Listing(*reading.timeline(context, order_id, query.limit, query.cursor))


@router.route(
    "GET", "/v1/work-orders/{order_id}/deadlines", permission="deadline.read", answer=Page[DeadlineOut]
)
def get_deadlines(context: Context, order_id: str) -> Listing[Any]:
    """Read an order's deadlines and escalations."""
    return Listing(reading.deadlines_of(context, order_id))


@router.route(
    "POST",
    "/v1/work-orders/{order_id}/attachments",
    permission="work_order.take_part",
    body=UploadIn,
    answer=UploadTicketOut,
    status=201,
)
def request_upload(context: Context, order_id: str, body: UploadIn) -> attachments.UploadTicket:
    """Ask for a place to upload a photo to."""
    return photos.request_upload(context, order_id, body.role, body.content_type, body.size)


@router.route(
    "GET", "/v1/work-orders/{order_id}/attachments", permission="work_order.read", answer=Page[AttachmentOut]
)
def list_attachments(context: Context, order_id: str) -> Listing[attachments.Attachment]:
    """List an order's photos and what was found in them."""
    return Listing(photos.list_of(context, order_id))
