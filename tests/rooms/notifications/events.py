"""One event of each kind that the room takes, with an order whose people all differ."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from chalicelib.contracts import deadlines, surveys
from chalicelib.contracts import workorders as orders
from chalicelib.contracts.attachments import AttachmentRejected
from chalicelib.contracts.envelope import Event, Who
from chalicelib.contracts.notices import NoticeSent, NoticeWords
from chalicelib.contracts.notifications import NotificationFailed
from chalicelib.contracts.organization import DepartmentNudged
from chalicelib.contracts.reports import ExportFailed, ExportReady, WeekFigures, WeekReported
from tests.conftest import TENANT

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
RESIDENT = Who(id="rs_reporter", kind="resident", name="王芳")
DESK = Who(id="mb_desk", kind="member", name="李前台")
MANAGER = Who(id="mb_manager", kind="member", name="赵经理")


def card(**fields: Any) -> orders.OrderCard:
    """An order in the hands of `mb_tech`, reported by a resident, set by a manager, with one collaborator."""
    known: dict[str, Any] = {
        "number": "WO-2026-000123",
        "kind": "repair",
        "category": "water_leak",
        "title": "厨房漏水",
        "status": "assigned",
        "is_emergency": False,
        "department_id": "dp_1",
        "assignee_id": "mb_tech",
        "reporter": RESIDENT,
        "setter_id": "mb_setter",
        "contact_id": "rs_contact",
        "unit_id": "un_1",
        "building_id": "bd_1",
        "community_id": "cm_1",
        "collaborator_ids": ("mb_helper",),
        "reported_at": AT,
    }
    return orders.OrderCard(**{**known, **fields})


#: what each kind of event carries beyond the envelope and the card
OWN: dict[type[Event], dict[str, Any]] = {
    orders.WorkOrderReported: {"priority": "normal", "intake": "resident_app", "terms": orders.Terms()},
    orders.WorkOrderSuspended: {
        "hold": orders.Hold(
            reason="arrears",
            amount_due=orders.Amount(amount=120450, currency="CNY"),
            since=date(2026, 9, 1),
        )
    },
    orders.WorkOrderResumed: {"cause": "cleared", "status": "open"},
    orders.WorkOrderAssigned: {
        "assignee_id": "mb_tech",
        "department_id": "dp_1",
        "previous_assignee_id": "mb_former",
    },
    orders.WorkOrderAccepted: {"is_late": False},
    orders.WorkOrderDeclined: {},
    orders.WorkOrderReclassified: {
        "previous_category": "heating",
        "priority": "normal",
        "terms": orders.Terms(),
        "is_requeued": True,
        "previous_assignee_id": "mb_former",
    },
    orders.WorkOrderRequeued: {"previous_assignee_id": "mb_former"},
    orders.WorkOrderProgressed: {"percent": 40, "milestone": None},
    DepartmentNudged: {"department_id": "dp_1", "department_name": "工程部"},
    orders.WorkOrderCheckedIn: {
        "visit": 1,
        "lat": 31.2,
        "lon": 121.5,
        "accuracy_m": 10.0,
        "distance_m": 20,
        "captured_at": AT,
        "skew_s": 0,
        "is_late": True,
    },
    orders.WorkOrderPaused: {"expected_on": date(2026, 12, 1), "from_status": "on_site"},
    orders.WorkOrderCompleted: {
        "visit": 1,
        "completion": 1,
        "minutes": 30,
        "parts": (),
        "photos": 2,
        "is_late": False,
    },
    orders.WorkOrderReopened: {"cause": "not_fixed"},
    orders.WorkOrderClosed: {"cause": "survey", "score": 5},
    orders.WorkOrderCancelled: {},
    orders.WorkOrderCommented: {},
    orders.WorkOrderDirected: {},
    orders.WorkOrderNudged: {},
    orders.WorkOrderCollaboratorAdded: {"member_id": "mb_new"},
    orders.WorkOrderRated: {"score": 4},
    orders.WorkOrderPriorityChanged: {"priority": "high"},
    deadlines.DeadlineNear: {
        "kind": "respond",
        "step": 0,
        "due_at": AT + timedelta(hours=1),
        "recipient_ids": ("mb_tech", "mb_head"),
        "is_first": False,
    },
    deadlines.DeadlineBreached: {
        "kind": "respond",
        "step": 1,
        "due_at": AT,
        "recipient_ids": ("mb_head", "mb_assessor"),
        "is_first": True,
    },
    surveys.SurveyInvited: {
        "order_id": "wo_1",
        "resident_id": "rs_reporter",
        "link": "https://steward.example/s/T0ken",
    },
    surveys.SurveyReminded: {
        "order_id": "wo_1",
        "resident_id": "rs_reporter",
        "link": "https://steward.example/s/T0ken",
        "reminder": 1,
    },
    NotificationFailed: {
        "order_id": "wo_1",
        "department_id": "dp_1",
        "number": "WO-2026-000123",
        "person_id": "mb_tech",
        "person_name": "王师傅",
        "kind": "deadline_breached",
        "channels": ("email",),
    },
    surveys.CallbackRequested: {"order_id": "wo_1", "cause": "low_score", "score": 1},
    surveys.CallbackDone: {"order_id": "wo_1", "outcome": "half_fixed", "score": 1, "is_bad": True},
    ExportReady: {"person_id": "mb_asker", "kind": "work_orders", "rows": 300, "is_cut": False},
    WeekReported: {
        "person_id": "mb_head",
        "first": date(2026, 11, 16),
        "last": date(2026, 11, 22),
        "digest": "https://steward.example/console/digest?member=me&window=week&day=2026-11-16",
        "own": WeekFigures(completed=4, due=5, in_time=0.75, score=4.5, days=(1, 0, 3, 0, 0, 0, 0)),
        "departments": (
            WeekFigures(
                name="工程部", completed=44, due=50, in_time=0.9, score=None, days=(9, 8, 7, 6, 5, 4, 5)
            ),
        ),
    },
    ExportFailed: {"person_id": "mb_asker", "kind": "report", "reason": "not_found"},
    NoticeSent: {
        "notice_id": "nc_1",
        "kind": "outage",
        "words": {
            "zh-CN": NoticeWords(title="3号楼停水", body="请提前储水。"),
            "en": NoticeWords(title="No water in building 3", body="Please keep some water."),
        },
        "starts_at": AT,
        "ends_at": AT + timedelta(hours=3),
        "channels": ("sms", "wechat"),
        "recipient_ids": ("rs_reporter", "rs_neighbour"),
    },
    orders.WorkOrderPhotoFlagged: {
        "visibility": "internal",
        "attachment_id": "at_1",
        "flag": "duplicate",
    },
    AttachmentRejected: {
        "order_id": "wo_1",
        "role": "after",
        "reason": "not_an_image",
        "uploader_id": "mb_tech",
    },
}


def event(kind: type[Event], of: dict[str, Any] | None = None, **fields: Any) -> Event:
    """An event of this kind, caused by a manager; `of` changes its order's card, `fields` the event."""
    known: dict[str, Any] = {
        "tenant": TENANT,
        "entity": "wo_1",
        "sequence": 1,
        "at": AT,
        "actor": MANAGER,
        "text": "水一直在流",
        **OWN[kind],
    }
    if "card" in kind.model_fields:
        known["card"] = card(**(of or {}))
    return kind(**{**known, **fields})
