"""Who is told what, as data: for each event the kinds of news it makes, each with its audience and its urgency.

A person is told once of an event, by the first rule that names them. Everybody gets the inbox entry, and an e-mail if
they have an address; a text message is for what must be seen at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from chalicelib.contracts.attachments import AttachmentRejected
from chalicelib.contracts.deadlines import DeadlineBreached, DeadlineNear
from chalicelib.contracts.envelope import Event
from chalicelib.contracts.notices import REACHES_ALL, NoticeKind, NoticeSent
from chalicelib.contracts.notifications import NotificationFailed
from chalicelib.contracts.organization import DepartmentNudged
from chalicelib.contracts.reports import ExportFailed, ExportReady, WeekReported
from chalicelib.contracts.surveys import CallbackDone, CallbackRequested, SurveyInvited, SurveyReminded
from chalicelib.contracts.workorders import (
    WorkOrderAccepted,
    WorkOrderAssigned,
    WorkOrderCancelled,
    WorkOrderCheckedIn,
    WorkOrderClosed,
    WorkOrderCollaboratorAdded,
    WorkOrderCommented,
    WorkOrderCompleted,
    WorkOrderDeclined,
    WorkOrderDirected,
    WorkOrderNudged,
    WorkOrderPaused,
    WorkOrderPhotoFlagged,
    WorkOrderPriorityChanged,
    WorkOrderProgressed,
    WorkOrderRated,
    WorkOrderReclassified,
    WorkOrderReopened,
    WorkOrderReported,
    WorkOrderRequeued,
    WorkOrderResumed,
    WorkOrderSuspended,
)

#: A part of an audience. `addressed`: whom the event itself names. `household`: the resident who reported, else the
#: unit's contact. `staff_reporter`: the member who reported. `holder`: the assignee or, without one, the heads.
#: `queue`: who takes or assigns the department's new work. `department`: everybody who works in it, and its heads.
Part = Literal[
    "addressed",
    "assessors",
    "assignee",
    "collaborators",
    "department",
    "heads",
    "holder",
    "household",
    "previous_assignee",
    "queue",
    "setter",
    "staff_reporter",
]
Urgency = Literal["never", "emergency", "always"]
#: what a person may switch off as one: what they are to do, how an order goes on, what is said, deadlines, surveys,
#: figures and files, what residents are told of where they live
Group = Literal["work", "progress", "conversation", "deadlines", "surveys", "reports", "notices"]
GROUPS: tuple[Group, ...] = get_args(Group)
_OTHERS: dict[str, Group] = {
    "reported": "progress",
    "accepted": "progress",
    "paused": "progress",
    "completed": "progress",
    "closed": "progress",
    "priority_changed": "progress",
    "commented": "conversation",
    "nudged": "conversation",
    "collaborator_added": "conversation",
    "directed": "conversation",
    "rated": "conversation",
    "deadline_near": "deadlines",
    "deadline_breached": "deadlines",
    "late": "deadlines",
    "survey_invited": "surveys",
    "survey_reminded": "surveys",
    "export_ready": "reports",
    "export_failed": "reports",
    "week_reported": "reports",
    "notice_safety": "notices",
    "notice_outage": "notices",
    "notice_repair": "notices",
    "notice_general": "notices",
}
#: what can wait for a digest
_MINOR = frozenset({"commented", "collaborator_added", "priority_changed", "closed", "rated"})


def _always(event: Any) -> bool:
    return True


def _is_open(event: Any) -> bool:
    return bool(event.card.status == "open")


def _is_not_suspended(event: Any) -> bool:
    return bool(event.card.status != "suspended")


def _is_elsewhere(event: Any) -> bool:
    """In another department's hands than before."""
    return bool(event.is_requeued)


def _is_elsewhere_open(event: Any) -> bool:
    return _is_elsewhere(event) and _is_open(event)


def _is_late(event: Any) -> bool:
    return bool(event.is_late)


def _is_released(event: Any) -> bool:
    """Resumed from a suspension, not from a pause."""
    return bool(event.cause != "continued")


def _is_released_to_queue(event: Any) -> bool:
    return _is_released(event) and _is_open(event)


def _is_not_usual(event: Any) -> bool:
    """A call that something gave cause for, not one that is how residents are asked."""
    return bool(event.cause != "policy")


def _is_bad(event: Any) -> bool:
    return bool(event.is_bad)


def _is_continued(event: Any) -> bool:
    return not _is_released(event)


def _is_of(kind: NoticeKind) -> Callable[[Any], bool]:
    return lambda event: bool(event.kind == kind)


@dataclass(frozen=True)
class Rule:
    """One kind of news.

    `sms` says when it goes out as a text message too, `tells_actor` whether also whoever caused the event is told: so
    it is for what the system decides upon somebody's act, `is_mandatory` that its audience cannot switch it off,
    `passes_quiet_hours` that it goes out at any hour, `must_reach` that others hear of it when it reaches somebody by
    no channel, `stays_inside` that it is for the inbox.
    """

    kind: str
    audience: tuple[Part, ...]
    sms: Urgency = "never"
    when: Callable[[Any], bool] = _always
    tells_actor: bool = False
    is_mandatory: bool = False
    passes_quiet_hours: bool = False
    must_reach: bool = False
    stays_inside: bool = False

    @property
    def group(self) -> Group:
        """The group by which it is switched off: the work that it asks for, unless it is known as something else."""
        return group_of(self.kind)

    @property
    def is_minor(self) -> bool:
        """Whether it can wait for a digest."""
        return self.kind in _MINOR


_INVOLVED: tuple[Part, ...] = ("household", "staff_reporter", "setter", "collaborators")
_CONCERNED: tuple[Part, ...] = ("holder", *_INVOLVED)

RULES: dict[type[Event], tuple[Rule, ...]] = {
    WorkOrderReported: (
        Rule("queued", ("queue",), sms="emergency", when=_is_open),
        Rule("reported", ("household", "setter"), when=_is_not_suspended),
    ),
    WorkOrderSuspended: (
        Rule("suspended", ("household",), sms="always", tells_actor=True, is_mandatory=True),
        Rule("suspended", ("staff_reporter", "setter"), tells_actor=True),
    ),
    WorkOrderResumed: (
        Rule("resumed", ("household",), sms="always", when=_is_released),
        Rule("resumed", ("queue",), sms="emergency", when=_is_released_to_queue),
        Rule("resumed", ("staff_reporter", "setter", "collaborators"), when=_is_released),
        Rule("resumed", ("assignee", *_INVOLVED), when=_is_continued),
    ),
    WorkOrderAssigned: (
        Rule("assigned", ("assignee",), sms="always"),
        Rule("unassigned", ("previous_assignee",)),
        Rule("assigned", ("setter", "collaborators")),
    ),
    WorkOrderAccepted: (Rule("accepted", _INVOLVED),),
    WorkOrderDeclined: (
        Rule("declined", ("heads", "setter"), sms="emergency"),
        Rule("queued", ("queue",), sms="emergency", when=_is_open),
    ),
    WorkOrderReclassified: (
        Rule("unassigned", ("previous_assignee",), when=_is_elsewhere),
        Rule("queued", ("queue",), sms="emergency", when=_is_elsewhere_open),
    ),
    WorkOrderRequeued: (
        Rule("requeued", ("previous_assignee",)),
        Rule("queued", ("queue",), sms="emergency", when=_is_open),
    ),
    WorkOrderCheckedIn: (Rule("late", ("heads", "assessors"), when=_is_late),),
    WorkOrderPaused: (Rule("paused", ("heads", *_INVOLVED)),),
    WorkOrderCompleted: (Rule("completed", _INVOLVED),),
    WorkOrderReopened: (Rule("reopened", _CONCERNED, sms="emergency"),),
    WorkOrderClosed: (Rule("closed", ("assignee", *_INVOLVED)),),
    WorkOrderCancelled: (Rule("cancelled", ("assignee", *_INVOLVED), sms="emergency"),),
    WorkOrderCommented: (Rule("commented", _CONCERNED),),
    WorkOrderDirected: (
        Rule("directed", ("holder",), sms="emergency", is_mandatory=True),
        Rule("directed", ("queue",), sms="emergency", when=_is_open, is_mandatory=True),
        Rule("directed", _INVOLVED, sms="emergency"),
    ),
    WorkOrderNudged: (
        Rule("nudged", _CONCERNED, sms="emergency"),
        Rule("nudged", ("queue",), sms="emergency", when=_is_open),
    ),
    WorkOrderProgressed: (Rule("progressed", ("staff_reporter", "setter", "collaborators")),),
    DepartmentNudged: (Rule("department_nudged", ("department",)),),
    WorkOrderCollaboratorAdded: (Rule("collaborator_added", ("addressed",)),),
    WorkOrderRated: (Rule("rated", ("assignee", "setter", "collaborators")),),
    WorkOrderPriorityChanged: (
        Rule("priority_changed", ("holder", "staff_reporter", "setter", "collaborators")),
    ),
    DeadlineNear: (Rule("deadline_near", ("addressed",), sms="emergency", tells_actor=True),),
    DeadlineBreached: (
        Rule(
            "deadline_breached",
            ("addressed",),
            sms="always",
            tells_actor=True,
            is_mandatory=True,
            must_reach=True,
        ),
    ),
    NotificationFailed: (Rule("notice_lost", ("heads", "assessors"), tells_actor=True, stays_inside=True),),
    SurveyInvited: (Rule("survey_invited", ("addressed",), sms="always", tells_actor=True),),
    SurveyReminded: (Rule("survey_reminded", ("addressed",), sms="always", tells_actor=True),),
    CallbackRequested: (Rule("callback_requested", ("assessors",), when=_is_not_usual),),
    CallbackDone: (Rule("callback_done", ("assessors",), when=_is_bad),),
    ExportReady: (Rule("export_ready", ("addressed",), tells_actor=True),),
    ExportFailed: (Rule("export_failed", ("addressed",), tells_actor=True),),
    WeekReported: (Rule("week_reported", ("addressed",)),),
    WorkOrderPhotoFlagged: (Rule("photo_flagged", ("assessors",)),),
    AttachmentRejected: (Rule("photo_rejected", ("addressed",), tells_actor=True),),
    # whether it goes out as a text message is for its sender to say
    NoticeSent: (
        *(
            Rule(
                f"notice_{kind}",
                ("addressed",),
                sms="always",
                when=_is_of(kind),
                is_mandatory=True,
                passes_quiet_hours=True,
            )
            for kind in REACHES_ALL
        ),
        Rule("notice_repair", ("addressed",), sms="always", when=_is_of("repair")),
        Rule("notice_general", ("addressed",), sms="always", when=_is_of("general")),
    ),
}

EVENTS: tuple[type[Event], ...] = tuple(RULES)
#: the detail-types that this room's rule on the bus must let through
TAKES: tuple[str, ...] = tuple(kind.__name__ for kind in EVENTS)
KINDS: tuple[str, ...] = tuple(sorted({rule.kind for rules in RULES.values() for rule in rules}))

#: kinds that are for the inbox alone
INSIDE = frozenset({rule.kind for rules in RULES.values() for rule in rules if rule.stays_inside})


def group_of(kind: str) -> Group:
    """The group that a kind of news belongs to."""
    return _OTHERS.get(kind, "work")


#: the groups of what can wait for a digest
MINOR_GROUPS: tuple[Group, ...] = tuple(
    group for group in GROUPS if any(group_of(kind) == group for kind in _MINOR)
)


def rules_of(event: Event) -> tuple[Rule, ...]:
    """The rules that this event fulfils."""
    return tuple(rule for rule in RULES[type(event)] if rule.when(event))
