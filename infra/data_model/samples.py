"""One of each thing that lies in the table, written by the rooms' own stores: what the keys look like follows.

Ids are placeholders such as `<unit>`. A group is what one transaction writes.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chalicelib.attachments import store as attachments
from chalicelib.attachments.model import Evidence, Look, Photos, Upload, VerifiedPhoto
from chalicelib.billing import store as billing
from chalicelib.billing.model import Account, Allocation, Charge, Dispute, OpenCharge, Payment, Reversal
from chalicelib.categories import store as categories
from chalicelib.categories.model import Category
from chalicelib.contracts.attachments import AttachmentVerified
from chalicelib.contracts.billing import ChargePosted
from chalicelib.contracts.deadlines import CalendarChanged, DeadlineBreached, TimerArmed
from chalicelib.contracts.envelope import Stamp, Who
from chalicelib.contracts.notices import NoticeWords
from chalicelib.contracts.notifications import NotificationFailed
from chalicelib.contracts.organization import DepartmentNudged, MemberInvited, ParticularsChanged
from chalicelib.contracts.reports import WeekFigures, WeekReported
from chalicelib.contracts.surveys import SurveyInvited
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
from chalicelib.estates import store as estates
from chalicelib.estates.model import Building, Community, Location, Resident, Unit
from chalicelib.insights import store as insights
from chalicelib.insights.facts import said
from chalicelib.insights.months import store as months
from chalicelib.insights.positions import store as positions
from chalicelib.insights.positions.durations import Stay
from chalicelib.insights.positions.model import Position, placed
from chalicelib.insights.store import Editions
from chalicelib.kernel.actor import Actor, Assignment
from chalicelib.kernel.changes import Add, Change, Claim, Emit, Save
from chalicelib.kernel.entity import Key
from chalicelib.kernel.errors import Conflict
from chalicelib.kernel.idempotency import Attempt
from chalicelib.kernel.tenancy import register
from chalicelib.kernel.triggers import Repeated, Seen
from chalicelib.live import store as live
from chalicelib.live.model import Connection
from chalicelib.notices import store as notices
from chalicelib.notices.model import Notice, Scope
from chalicelib.notices.way import way_of
from chalicelib.notifications import store as notifications
from chalicelib.notifications.accounts import NO_CHATS, WechatAccount, WechatToken
from chalicelib.notifications.model import Delivery, Notification
from chalicelib.notifications.preferences import Preferences
from chalicelib.notifications.reach import Reach
from chalicelib.notifications.waiting import Sealed, Waiting
from chalicelib.notifications.wording import TenantTemplate
from chalicelib.organization import store as organization
from chalicelib.organization.model import Department, Member, Operator
from chalicelib.organization.sign_in import sign_in_change
from chalicelib.reports import store as reports
from chalicelib.reports.export import Export
from chalicelib.reports.model import Days, SavedReport
from chalicelib.reports.week import Week
from chalicelib.survey_templates import store as survey_templates
from chalicelib.survey_templates.model import SurveyTemplate
from chalicelib.surveys import store as surveys
from chalicelib.surveys.asking import LastAsked
from chalicelib.surveys.callbacks import Callback
from chalicelib.surveys.links import leading_to
from chalicelib.surveys.model import Survey
from chalicelib.tenants import store as tenants
from chalicelib.tenants.model import AuditEntry, Tenant
from chalicelib.workorders import store as workorders
from chalicelib.workorders.model import WorkOrder, replay

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
EXPIRES = AT + timedelta(days=7)
DAY, DUE = date(2026, 11, 23), date(2026, 10, 1)
ADA = Who(id="<member>", kind="member", name="Ada")
ENVELOPE: dict[str, Any] = {"tenant": "<tenant>", "at": AT, "actor": ADA, "sequence": 1}

TENANT = Tenant(
    id="<tenant>",
    slug="<slug>",
    name="Harbour Estates",
    locale="en",
    time_zone="Asia/Shanghai",
    currency="CNY",
    jurisdiction="CN",
)
CONNECTION = Connection(
    id="<connection>", actor=Actor(tenant=TENANT.id, id="<person>", kind="member"), until=AT
)
AUDITED = AuditEntry(
    id="<entry>", at=AT, actor=ADA, kind="tenant", entity_id=TENANT.id, name=TENANT.name, action="changed"
)
DEPARTMENT = Department(id="<department>", name="Repairs", kind="service")
MEMBER = Member(
    id="<member>",
    name="Ada",
    sign_in_name="<sign-in name>",
    assignments=(Assignment(role="assessor"),),
    department_ids=(DEPARTMENT.id,),
    assesses=True,
)
JOINED = MemberInvited(**ENVELOPE, entity=MEMBER.id, name=MEMBER.name)
NUDGED = DepartmentNudged(
    **ENVELOPE, entity="<nudge>", department_id=DEPARTMENT.id, department_name=DEPARTMENT.name
)
MOVED = ParticularsChanged(**ENVELOPE, entity="rs_<resident>")
OPERATOR = Operator(id="<operator>", name="Otto")
COMMUNITY = Community(id="<community>", name="Lakeside")
BUILDING = Building(
    id="<building>", community_id=COMMUNITY.id, name="Building 3", location=Location(lat=31.2, lon=121.5)
)
UNIT = Unit(id="<unit>", building_id=BUILDING.id, community_id=COMMUNITY.id, name="3-1201")
RESIDENT = Resident(
    id="<resident>", name="Li Wei", phone="+8613800138000", unit_ids=(UNIT.id,), relation="owner"
)

OPEN_CHARGE = OpenCharge(
    id="ch_<charge>", kind="property_fee", period="2026-09", due_on=DUE, amount=12_050, remaining=50
)
ACCOUNT = Account(unit_id=UNIT.id, currency="CNY", open_charges=(OPEN_CHARGE,), published_standing="arrears")
_LINE: dict[str, Any] = {"unit_id": UNIT.id, "at": AT, "by": ADA}
CHARGE = Charge(**_LINE, id="ch_<charge>", kind="property_fee", period="2026-09", due_on=DUE, amount=12_050)
PAYMENT = Payment(
    **_LINE,
    id="py_<payment>",
    amount=12_000,
    provider="<provider>",
    provider_reference="<reference>",
    allocations=(Allocation(charge=OPEN_CHARGE, amount=12_000),),
)
REVERSAL = Reversal(**_LINE, id="rv_<reversal>", reverses=CHARGE.id, amount=12_050, reason="posted twice")
DISPUTE = Dispute(**_LINE, id="dt_<dispute>", charge_id=CHARGE.id, reason="not ours", is_settled=False)

SLA = Sla(respond=timedelta(minutes=30), complete=timedelta(days=1))
LADDER = (Step(after=timedelta(0), notify=("head", "assessment")),)
POSTED = ChargePosted(
    **ENVELOPE,
    entity=UNIT.id,
    charge_id=CHARGE.id,
    amount=Amount(amount=CHARGE.amount, currency="CNY"),
    due_on=DUE,
)

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
POSITION: Position = placed(None, REPORTED).changed()
LEFT = Stay("open", POSITION.holder, CATEGORY.code, AT, AT + timedelta(hours=1))
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
SURVEY = Survey(
    id="<survey>",
    order_id="<order>",
    completion=1,
    card=CARD,
    resident_id=RESIDENT.id,
    language="en",
    low_score=2,
    expires_at=EXPIRES,
    sequence=1,
)
#: what was counted of an order
FACTS = said(
    DeadlineBreached(
        **ENVELOPE,
        entity="<order>",
        card=CARD,
        kind="complete",
        step=0,
        due_at=AT,
        recipient_ids=(),
        is_first=True,
    ),
    lambda at: at.date(),
)
TEMPLATE = SurveyTemplate(code="<template>", name="Plumbing")
TO_REMIND = SURVEY.model_copy(update={"id": "<reminded survey>", "remind_at": AT})
TO_CALL = SURVEY.model_copy(
    update={
        "id": "<called survey>",
        "status": "expired",
        "callback": Callback(cause="unanswered", requested_at=AT, department_id=DEPARTMENT.id),
    }
)
ASKED = LastAsked(resident_id=RESIDENT.id, at=AT, survey_id=SURVEY.id)
INVITED = SurveyInvited(
    **ENVELOPE,
    entity=SURVEY.id,
    order_id="<order>",
    card=CARD,
    resident_id=RESIDENT.id,
    link="https://steward.example/v1/surveys/token",
)
NOTIFICATION = Notification(
    id="<notification>",
    person_id="<person>",
    kind="survey_invited",
    title="How was it?",
    body="Tell us.",
    work_order_id="<order>",
    step=None,
    link=INVITED.link,
    created_at=AT,
)
REACH = Reach(person_id="<person>")
WECHAT_ACCOUNT = WechatAccount(
    app_id="wx1",
    sealed_secret="…",  # noqa: S106 - an ellipsis
    template_id="t",
    fields={"thing1": "title"},
)
WECHAT_TOKEN = WechatToken(app_id="wx1", expires_at=AT)
CHATS = NO_CHATS.changed()
REPORT = SavedReport(
    id="<report>",
    name="First-time fixes",
    group_by="member",
    window=Days(period="last_month"),
    owner_id="<member>",
    owner_name="Ada",
    created_at=AT,
)
EXPORT = Export(
    id="<export>", person_id="<member>", kind="work_orders", format="csv", language="en", created_at=AT
)
WEEK = Week(first=DAY)
_FIGURES = WeekFigures(completed=3, due=3, in_time=1.0, score=None, days=(1, 1, 1, 0, 0, 0, 0))
WEEK_REPORTED = WeekReported(
    **ENVELOPE,
    entity="<Monday>.<member>",
    person_id="<member>",
    first=WEEK.first,
    last=WEEK.last,
    own=_FIGURES,
)
NOTICE = Notice(
    id="<notice>",
    kind="outage",
    words={"en": NoticeWords(title="No water", body="On Tuesday.")},
    scope=Scope(is_company=True),
    channels=("sms",),
    author=ADA,
    created_at=AT,
)
LOST = NotificationFailed(
    **ENVELOPE,
    entity="<notification>",
    order_id="<order>",
    department_id="<department>",
    number="WO-2026-000001",
    person_id="<person>",
    person_name="Li",
    kind="deadline_breached",
    channels=(),
)
DELIVERY = Delivery(
    notification_id="<notification>",
    person_id="<person>",
    work_order_id="<order>",
    event_id=INVITED.id,
    kind="survey_invited",
    created_at=AT,
    sendings=(),
)


WAITING = Waiting(due_at=AT, bundle="digest", group="conversation", delivery=DELIVERY)
SEALED = Sealed(person_id="<person>", due_at=AT, place="<order>", notification_id="<notification>")


def orders() -> Iterator[list[Change]]:
    """An order as it is reported, held back, done by somebody, and closed."""
    yield workorders.save(ORDER, [REPORTED])
    held = replay([REPORTED, SUSPENDED]).model_copy(update={"id": "<held order>"})
    yield workorders.save(held, [SUSPENDED])
    taken = {"assignee_id": MEMBER.id, "reporter": Who(id=MEMBER.id, kind="member")}
    for status in ("assigned", "closed"):
        order = ORDER.model_copy(update={**taken, "id": f"<{status} order>", "status": status})
        yield workorders.save(order, [])


RECOUNT = RecountWanted(**ENVELOPE, entity="<recount>", department_id=DEPARTMENT.id)


def groups() -> Mapping[str, list[list[Change]]]:
    """Room -> what it writes, each group in one transaction."""
    claim = Attempt("<person>", "<route>", "<idempotency key>", "hash").claim(201, {}, "{}")
    seen = Claim(Key("SEEN#<consumer>#<event>"), Seen(event="<event>"), Repeated(), expires_at=EXPIRES)
    return {
        "kernel": [[claim], [seen], [register(TENANT.id)], [Add(Key("LIMIT#<person>", "<limit>"), {"n": 1})]],
        "tenants": [tenants.create(TENANT), [tenants.record(AUDITED)]],
        "organization": [
            [organization.save_department(DEPARTMENT)],
            [
                *organization.save_member(MEMBER),
                sign_in_change(MEMBER.sign_in_name, MEMBER.id),
                Emit(organization.member_pk(MEMBER.id), JOINED),
            ],
            [organization.emit_person(MOVED)],
            [organization.save_operator(OPERATOR)],
            [Emit(organization.nudge_pk("<nudge>"), NUDGED)],
        ],
        "estates": [
            [
                estates.save_community(COMMUNITY),
                estates.save_building(BUILDING),
                estates.save_unit(UNIT),
                *estates.save_resident(RESIDENT),
            ]
        ],
        "billing": [
            [
                billing.save(ACCOUNT),
                billing.write(CHARGE),
                billing.keep(billing.charge_ref(CHARGE.id), CHARGE),
                billing.emit(POSTED),
            ],
            [
                billing.write(PAYMENT),
                billing.keep(billing.payment_ref(PAYMENT.id), PAYMENT),
                billing.take_reference(PAYMENT),
            ],
            [
                billing.write(REVERSAL),
                billing.reverse(billing.charge_ref(CHARGE.id), REVERSAL, Conflict()),
                billing.write(DISPUTE),
            ],
        ],
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
        "survey_templates": [[survey_templates.save(TEMPLATE)]],
        "surveys": [
            [*surveys.save(SURVEY, [INVITED]), leading_to(SURVEY, "token"), surveys.note(ASKED)],
            surveys.save(TO_REMIND, []),
            surveys.save(TO_CALL, []),
        ],
        "notifications": [
            [*notifications.first(NOTIFICATION), notifications.save_delivery(DELIVERY)],
            [notifications.save_preferences(Preferences(person_id="<person>"))],
            [notifications.save_template(TenantTemplate(kind="<kind>", language="<language>"))],
            [notifications.wait(WAITING), notifications.seal(SEALED)],
            notifications.count_notice("<notice>", {}, {"reached": 1}),
            [
                notifications.save_reach(REACH),
                notifications.save_wechat_account(WECHAT_ACCOUNT),
                notifications.save_wechat_token(WECHAT_TOKEN),
                notifications.save_chats(CHATS),
                notifications.told_lost(LOST),
            ],
        ],
        "insights": [
            [
                Save(insights.editions_ref().key, Editions(growing=2)),
                *(insights.save_fact(1, fact, AT) for fact in FACTS),
                *insights.additions(1, [(fact.cell, fact.day, fact.counted) for fact in FACTS]),
            ],
            [
                *months.keep_month(1, "people", "completion", DAY, 1, [(FACTS[0].cell, FACTS[0].counted)]),
                *months.corrections(1, [(FACTS[0].cell, DAY, FACTS[0].counted)], date.max),
            ],
            [
                positions.save(POSITION),
                *positions.gauge(POSITION.counts),
                *positions.durations([(DAY, LEFT, 1)]),
            ],
        ],
        "notices": [
            [notices.save_notice(NOTICE)],
            *(
                notices.save_way(way_of(NOTICE, purpose), Stamp(tenant=TENANT.id, at=AT, actor=ADA))
                for purpose in notices.PURPOSES
            ),
            notices.tell(
                "<notice>",
                [NOTICE.told(Stamp(tenant=TENANT.id, at=AT, actor=ADA), 1, ("<resident>",))],
                [(1, ("<resident>",))],
            ),
        ],
        "reports": [
            [reports.save_report(REPORT)],
            [*reports.save_export(EXPORT, EXPORT.wanted(Stamp(tenant=TENANT.id, at=AT, actor=ADA)))],
            [*reports.save_week(WEEK, [WEEK_REPORTED])],
        ],
        "live": [[live.keep(CONNECTION)]],
    }
