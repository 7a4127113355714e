"""An order and what belongs to it: deadlines, attachments, categories, workorders."""

from collections.abc import Iterator
from datetime import timedelta

from chalicelib.attachments import store as attachments
from chalicelib.attachments.model import Evidence, Look, Photos, Upload, VerifiedPhoto
from chalicelib.categories import store as categories
from chalicelib.categories.model import Category
from chalicelib.contracts.attachments import AttachmentVerified
from chalicelib.contracts.deadlines import CalendarChanged, TimerArmed
from chalicelib.contracts.envelope import Who
from chalicelib.contracts.workorders import (
    Amount,
    Hold,
    OrderCard,
    RecountWanted,
    Terms,
    WorkOrderReported,
    WorkOrderSuspended,
)
from chalicelib.deadlines import store as deadlines
from chalicelib.deadlines.calendar_model import Calendar
from chalicelib.deadlines.ladder import Sla, Step
from chalicelib.deadlines.model import Clocks, opened
from chalicelib.deadlines.rota import Rota
from chalicelib.kernel.changes import Add, Change, Emit
from chalicelib.workorders import store as workorders
from chalicelib.workorders.model import WorkOrder, replay
from infra.data_model.samples.company import BUILDING, COMMUNITY, DEPARTMENT, MEMBER, UNIT
from infra.data_model.samples.envelope import ADA, AT, DAY, DUE, ENVELOPE, EXPIRES, Groups

SLA = Sla(respond=timedelta(minutes=30), complete=timedelta(days=1))
LADDER = (Step(after=timedelta(0), notify=("head", "assessment")),)
CATEGORY = Category(
    code="<category>",
    names={"zh-CN": "漏水", "en": "Leak"},
    department_id=DEPARTMENT.id,
    kind="repair",
    gate="blocked",
    sla=SLA,
    ladder=LADDER,
)
CARD = OrderCard(
    number="<number>",
    kind="repair",
    category=CATEGORY.code,
    title="Leak under the sink",
    status="open",
    is_emergency=False,
    department_id=DEPARTMENT.id,
    assignee_id=None,
    reporter=Who(id="<person>", kind="resident"),
    setter_id=None,
    contact_id=None,
    unit_id=UNIT.id,
    building_id=BUILDING.id,
    community_id=COMMUNITY.id,
    reported_at=AT,
)
REPORTED = WorkOrderReported(
    **ENVELOPE,
    entity="<order>",
    card=CARD,
    text="Since this morning.",
    priority="normal",
    intake="resident_app",
    terms=Terms(photos_required=1),
)
SUSPENDED = WorkOrderSuspended(
    **{**ENVELOPE, "sequence": 2},
    entity="<order>",
    card=CARD,
    hold=Hold(reason="arrears", amount_due=Amount(amount=50, currency="CNY"), since=DUE),
)
ORDER: WorkOrder = replay([REPORTED])
RECOUNT = RecountWanted(**ENVELOPE, entity="<recount>", department_id=DEPARTMENT.id)
CLOCKS: Clocks = opened("<order>", CARD, SLA, LADDER, "running", AT)
ARMED = TimerArmed(**ENVELOPE, entity="<order>", generation=1, wake_at=AT + timedelta(minutes=30))
ROTA = Rota(department_id=DEPARTMENT.id, member_ids=(MEMBER.id,), starts_on=DAY)
CALENDAR = Calendar(id="<calendar>", name="Office", zone="Asia/Shanghai", week=(((540, 1080),),) * 7)
RENEWED = CalendarChanged(**ENVELOPE, entity=CALENDAR.id)
UPLOAD = Upload(
    id="<attachment>",
    order_id="<order>",
    visit=1,
    role="after",
    content_type="image/jpeg",
    size=482_113,
    uploader=ADA,
    language="en",
    created_at=AT,
    evidence=Evidence(lat=31.2, lon=121.5, taken_at=AT),
)
VERIFIED = AttachmentVerified(**ENVELOPE, entity="<attachment>", order_id="<order>", role="after")
PHOTOS = Photos(order_id="<order>", verified=(VerifiedPhoto(id="<attachment>", role="after", visit=1),))
LOOK = Look(attachment_id="<attachment>", order_id="<order>", role="after", look=0x0F1E_2D3C_4B5A_6978)


def orders() -> Iterator[list[Change]]:
    """An order as it is reported, held back, done by somebody, and closed."""
    yield workorders.save(ORDER, [REPORTED])
    held = replay([REPORTED, SUSPENDED]).model_copy(update={"id": "<held order>"})
    yield workorders.save(held, [SUSPENDED])
    taken = {"assignee_id": MEMBER.id, "reporter": Who(id=MEMBER.id, kind="member")}
    for status in ("assigned", "closed"):
        order = ORDER.model_copy(update={**taken, "id": f"<{status} order>", "status": status})
        yield workorders.save(order, [])


WRITTEN: Groups = {
    "deadlines": [
        [deadlines.save(CLOCKS), deadlines.emit(ARMED)],
        [deadlines.save_rota(ROTA)],
        [deadlines.save_calendar(CALENDAR), deadlines.emit_calendar(RENEWED)],
    ],
    "attachments": [
        [
            attachments.save(UPLOAD),
            attachments.save_photos(PHOTOS),
            attachments.keep_look(LOOK, EXPIRES),
            Emit(attachments.outbox_partition(UPLOAD.id), VERIFIED),
        ]
    ],
    "categories": [[categories.save(CATEGORY)]],
    "workorders": [
        *orders(),
        [workorders.emit_recount(RECOUNT)],
        [Add(workorders.number_counter(AT.year), {"n": 1})],
    ],
}
