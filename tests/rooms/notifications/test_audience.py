"""Who is told of what."""

import pytest

from chalicelib.contracts import deadlines, surveys
from chalicelib.contracts import workorders as orders
from chalicelib.contracts.attachments import AttachmentRejected
from chalicelib.contracts.envelope import Who
from chalicelib.contracts.notices import NoticeSent
from chalicelib.contracts.notifications import NotificationFailed
from chalicelib.contracts.organization import DepartmentNudged
from chalicelib.contracts.reports import ExportFailed, ExportReady, WeekReported
from chalicelib.notifications.audience import Groups, audience, groups_of, wants_sms
from chalicelib.notifications.rules import EVENTS, TAKES
from tests.rooms.notifications.events import DESK, OWN, RESIDENT, event

GROUPS = Groups(
    queue=("mb_queue1", "mb_queue2"),
    heads=("mb_head",),
    assessors=("mb_assessor",),
    department=("mb_queue1", "mb_desk", "mb_head"),
)
OPEN = {"status": "open", "assignee_id": None}
SUSPENDED = {"status": "suspended", "assignee_id": None}


def news(happened) -> dict[str, set[str]]:
    """The people told of an event, by the kind of news."""
    told: dict[str, set[str]] = {}
    for one in audience(happened, GROUPS):
        told.setdefault(one.rule.kind, set()).add(one.recipient.id)
    return told


def texted(happened) -> set[str]:
    """The people for whom an event deserves a text message."""
    return {one.recipient.id for one in audience(happened, GROUPS) if wants_sms(happened, one.rule)}


INVOLVED = {"rs_reporter", "mb_setter", "mb_helper"}
CONCERNED = INVOLVED | {"mb_tech"}
QUEUE = {"mb_queue1", "mb_queue2"}

TABLE = [
    (
        "an open report",
        event(orders.WorkOrderReported, OPEN),
        {"queued": QUEUE, "reported": {"rs_reporter", "mb_setter"}},
    ),
    (
        "a report already assigned by a rule",
        event(orders.WorkOrderReported),
        {"reported": {"rs_reporter", "mb_setter"}},
    ),
    ("a suspended report", event(orders.WorkOrderReported, SUSPENDED), {}),
    (
        "a suspension",
        event(orders.WorkOrderSuspended, SUSPENDED),
        {"suspended": {"rs_reporter", "mb_setter"}},
    ),
    (
        "a resumption into the queue",
        event(orders.WorkOrderResumed, OPEN),
        {"resumed": INVOLVED | QUEUE},
    ),
    ("a resumption to an assignee", event(orders.WorkOrderResumed), {"resumed": INVOLVED}),
    (
        "a resumption from a pause",
        event(orders.WorkOrderResumed, {"status": "on_site"}, cause="continued", status="on_site"),
        {"resumed": CONCERNED},
    ),
    (
        "an assignment",
        event(orders.WorkOrderAssigned),
        {"assigned": {"mb_tech", "mb_setter", "mb_helper"}, "unassigned": {"mb_former"}},
    ),
    ("an acceptance", event(orders.WorkOrderAccepted), {"accepted": INVOLVED}),
    (
        "a refusal",
        event(orders.WorkOrderDeclined, OPEN),
        {"declined": {"mb_head", "mb_setter"}, "queued": QUEUE},
    ),
    ("a late check-in", event(orders.WorkOrderCheckedIn), {"late": {"mb_head", "mb_assessor"}}),
    ("a check-in in time", event(orders.WorkOrderCheckedIn, is_late=False), {}),
    ("a pause", event(orders.WorkOrderPaused), {"paused": INVOLVED | {"mb_head"}}),
    ("a completion", event(orders.WorkOrderCompleted), {"completed": INVOLVED}),
    ("a rework", event(orders.WorkOrderReopened), {"reopened": CONCERNED}),
    ("a closing", event(orders.WorkOrderClosed), {"closed": CONCERNED}),
    ("a cancellation", event(orders.WorkOrderCancelled), {"cancelled": CONCERNED}),
    ("a comment", event(orders.WorkOrderCommented), {"commented": CONCERNED}),
    (
        "an internal comment",
        event(orders.WorkOrderCommented, visibility="internal"),
        {"commented": CONCERNED - {"rs_reporter"}},
    ),
    (
        "a directive",
        event(orders.WorkOrderDirected, visibility="internal"),
        {"directed": CONCERNED - {"rs_reporter"}},
    ),
    ("a nudge", event(orders.WorkOrderNudged), {"nudged": CONCERNED}),
    (
        "a nudge of an order in the queue",
        event(orders.WorkOrderNudged, OPEN),
        {"nudged": INVOLVED | {"mb_head"} | QUEUE},
    ),
    (
        "a directive on an order in the queue",
        event(orders.WorkOrderDirected, OPEN, visibility="internal"),
        {"directed": (INVOLVED - {"rs_reporter"}) | {"mb_head"} | QUEUE},
    ),
    (
        "a nudge of a whole department",
        event(DepartmentNudged),
        {"department_nudged": {"mb_queue1", "mb_desk", "mb_head"}},
    ),
    (
        "a requeue",
        event(orders.WorkOrderRequeued, OPEN),
        {"requeued": {"mb_former"}, "queued": QUEUE},
    ),
    (
        "another category, of another department",
        event(orders.WorkOrderReclassified, OPEN),
        {"unassigned": {"mb_former"}, "queued": QUEUE},
    ),
    (
        "another category of the same department",
        event(orders.WorkOrderReclassified, is_requeued=False, previous_assignee_id=None),
        {},
    ),
    ("progress", event(orders.WorkOrderProgressed), {"progressed": {"mb_setter", "mb_helper"}}),
    ("a nudge of a suspended order", event(orders.WorkOrderNudged, SUSPENDED), {"nudged": INVOLVED}),
    ("a new collaborator", event(orders.WorkOrderCollaboratorAdded), {"collaborator_added": {"mb_new"}}),
    ("a rating", event(orders.WorkOrderRated), {"rated": {"mb_tech", "mb_setter", "mb_helper"}}),
    (
        "another priority",
        event(orders.WorkOrderPriorityChanged),
        {"priority_changed": {"mb_tech", "mb_setter", "mb_helper"}},
    ),
    ("a near deadline", event(deadlines.DeadlineNear), {"deadline_near": {"mb_tech", "mb_head"}}),
    ("a breach", event(deadlines.DeadlineBreached), {"deadline_breached": {"mb_head", "mb_assessor"}}),
    ("a survey", event(surveys.SurveyInvited), {"survey_invited": {"rs_reporter"}}),
    ("a survey, once more", event(surveys.SurveyReminded), {"survey_reminded": {"rs_reporter"}}),
    ("a call that is how one asks", event(surveys.CallbackRequested, cause="policy", score=None), {}),
    ("a call that ends badly", event(surveys.CallbackDone), {"callback_done": {"mb_assessor"}}),
    ("a call that ends well", event(surveys.CallbackDone, is_bad=False), {}),
    ("a low score", event(surveys.CallbackRequested), {"callback_requested": {"mb_assessor"}}),
    (
        "an unanswered survey",
        event(surveys.CallbackRequested, cause="unanswered", score=None),
        {"callback_requested": {"mb_assessor"}},
    ),
    ("a file that is ready", event(ExportReady), {"export_ready": {"mb_asker"}}),
    ("a file that there will not be", event(ExportFailed), {"export_failed": {"mb_asker"}}),
    ("a notice of an outage", event(NoticeSent), {"notice_outage": {"rs_reporter", "rs_neighbour"}}),
    ("a week", event(WeekReported), {"week_reported": {"mb_head"}}),
    ("a photo used before", event(orders.WorkOrderPhotoFlagged), {"photo_flagged": {"mb_assessor"}}),
    ("a rejected photo", event(AttachmentRejected), {"photo_rejected": {"mb_tech"}}),
    ("news that did not arrive", event(NotificationFailed), {"notice_lost": {"mb_head", "mb_assessor"}}),
]


@pytest.mark.parametrize(("happened", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_each_event_reaches_exactly_its_audience(happened, expected):
    assert news(happened) == expected


def test_the_table_knows_every_event_that_the_room_takes():
    assert {type(row[1]) for row in TABLE} == set(EVENTS) == set(OWN)
    assert set(TAKES) == {kind.__name__ for kind in OWN}


@pytest.mark.parametrize("kind", EVENTS)
def test_nobody_is_told_of_their_own_act(kind):
    exempt = {
        orders.WorkOrderSuspended,
        deadlines.DeadlineNear,
        deadlines.DeadlineBreached,
        surveys.SurveyInvited,
        surveys.SurveyReminded,
        ExportReady,
        ExportFailed,
        AttachmentRejected,
        NotificationFailed,
    }
    for told in audience(event(kind), GROUPS):
        who = Who(id=told.recipient.id, kind="member")
        by_themselves = {one.recipient.id for one in audience(event(kind, actor=who), GROUPS)}
        assert (who.id in by_themselves) == (kind in exempt)


def test_a_reporter_is_told_of_a_suspension_although_their_report_caused_it():
    assert "rs_reporter" in news(event(orders.WorkOrderSuspended, SUSPENDED, actor=RESIDENT))["suspended"]
    assert texted(event(orders.WorkOrderSuspended, SUSPENDED, actor=RESIDENT)) == {"rs_reporter"}


def test_what_staff_reported_for_a_unit_is_told_to_its_contact_and_to_the_reporting_member():
    completed = event(orders.WorkOrderCompleted, {"reporter": DESK})
    assert news(completed) == {"completed": {"rs_contact", "mb_desk", "mb_setter", "mb_helper"}}
    common_area = event(orders.WorkOrderCompleted, {"reporter": DESK, "contact_id": None})
    assert news(common_area) == {"completed": {"mb_desk", "mb_setter", "mb_helper"}}


def test_the_contact_is_not_told_of_what_another_resident_reported():
    assert not any("rs_contact" in people for _, happened, _ in TABLE for people in news(happened).values())


@pytest.mark.parametrize("kind", [kind for kind in EVENTS if issubclass(kind, orders.WorkOrderEvent)])
def test_a_suspended_order_reaches_nobody_in_the_department(kind):
    happened = event(kind, SUSPENDED)
    if kind is orders.WorkOrderCheckedIn:
        happened = event(kind, SUSPENDED, is_late=False)
    told = {one.recipient.id for one in audience(happened, GROUPS)}
    assert not told & {*GROUPS.queue, *GROUPS.heads}


@pytest.mark.parametrize("kind", [kind for kind in EVENTS if issubclass(kind, orders.WorkOrderEvent)])
def test_internal_entries_reach_no_resident(kind):
    told = audience(event(kind, visibility="internal"), GROUPS)
    assert all(one.recipient.kind == "member" for one in told)


def test_only_what_must_be_seen_at_once_is_texted():
    always = {
        orders.WorkOrderAssigned: {"mb_tech"},
        orders.WorkOrderSuspended: {"rs_reporter"},
        orders.WorkOrderResumed: {"rs_reporter"},
        deadlines.DeadlineBreached: {"mb_head", "mb_assessor"},
        surveys.SurveyInvited: {"rs_reporter"},
        surveys.SurveyReminded: {"rs_reporter"},
        NoticeSent: {"rs_reporter", "rs_neighbour"},
    }
    assert {kind: people for kind in EVENTS if (people := texted(event(kind)))} == always


def test_an_emergency_is_texted_to_the_queue():
    assert texted(event(orders.WorkOrderReported, OPEN)) == set()
    assert texted(event(orders.WorkOrderReported, {**OPEN, "is_emergency": True})) == QUEUE


def test_groups_are_asked_for_only_where_a_rule_names_them():
    assert groups_of(event(orders.WorkOrderReported, OPEN)) == {"queue"}
    assert groups_of(event(orders.WorkOrderReported, SUSPENDED)) == set()
    assert groups_of(event(orders.WorkOrderCheckedIn)) == {"heads", "assessors"}
    assert groups_of(event(orders.WorkOrderCommented)) == set()
    assert groups_of(event(orders.WorkOrderCommented, OPEN)) == {"heads"}
    assert groups_of(event(deadlines.DeadlineBreached)) == set()
