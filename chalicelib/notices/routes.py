"""Notices over HTTP."""

from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound, PreconditionFailed, UnknownReference
from chalicelib.kernel.http import Router
from chalicelib.kernel.schema import Listing, Page
from chalicelib.notices import service
from chalicelib.notices.model import AlreadySent, Notice, NotSent
from chalicelib.notices.schema import FollowUpIn, NoticeIn, NoticeOut, NoticePatch, NoticeQuery, ProgressOut
from chalicelib.notices.service import Progress

router = Router("notices")
SEND = "notice.send"
READ = "notice.read"


@router.route(
    "POST",
    "/v1/notices",
    permission=SEND,
    body=NoticeIn,
    answer=NoticeOut,
    status=201,
    errors=(UnknownReference,),
)
def draft_notice(context: Context, body: NoticeIn) -> Notice:
    """Draft a notice to the people of some places. How many it would reach is counted at once; nothing is sent yet."""
    return service.draft(context, **body.fields())


@router.route("GET", "/v1/notices", permission=READ, query=NoticeQuery, answer=Page[NoticeOut])
def list_notices(context: Context, query: NoticeQuery) -> Listing[Notice]:
    """List notices, newest first."""
    return service.list_notices(context, query.status, query.limit, query.cursor)


@router.route("GET", "/v1/notices/{notice_id}", permission=READ, answer=ProgressOut, errors=(NotFound,))
def get_notice(context: Context, notice_id: str) -> Progress:
    """A notice: how many people it would reach by what, or how far it is and what became of it, as of now."""
    return service.progress(context, notice_id)


@router.route(
    "PATCH",
    "/v1/notices/{notice_id}",
    permission=SEND,
    body=NoticePatch,
    answer=NoticeOut,
    errors=(NotFound, UnknownReference, AlreadySent, PreconditionFailed),
)
def change_notice(context: Context, notice_id: str, body: NoticePatch) -> Notice:
    """Change a draft. Its people are counted anew."""
    return service.change(context, notice_id, body.fields())


@router.route(
    "DELETE",
    "/v1/notices/{notice_id}",
    permission=SEND,
    answer=NoticeOut,
    errors=(NotFound, AlreadySent, PreconditionFailed),
)
def remove_notice(context: Context, notice_id: str) -> Notice:
    """Remove a draft."""
    return service.remove(context, notice_id)


@router.route(
    "POST",
    "/v1/notices/{notice_id}/send",
    permission=SEND,
    answer=NoticeOut,
    status=202,
    errors=(NotFound, AlreadySent, PreconditionFailed),
)
def send_notice(context: Context, notice_id: str) -> Notice:
    """Let a draft go to its people, each once, in the background."""
    return service.send(context, notice_id)


@router.route(
    "POST",
    "/v1/notices/{notice_id}/follow-ups",
    permission=SEND,
    body=FollowUpIn,
    answer=NoticeOut,
    status=201,
    errors=(NotFound, NotSent),
)
def follow_up_notice(context: Context, notice_id: str, body: FollowUpIn) -> Notice:
    """Draft what the same people are told next: that it is over, or a correction. It is sent like any notice."""
    return service.follow_up(context, notice_id, **body.fields())
