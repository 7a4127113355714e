"""From an event to the people it concerns. Pure: whom a department's groups hold is given."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from chalicelib.contracts.attachments import AttachmentEvent, AttachmentRejected
from chalicelib.contracts.deadlines import LadderStepFired
from chalicelib.contracts.envelope import Event
from chalicelib.contracts.notices import NoticeEvent, NoticeSent
from chalicelib.contracts.notifications import NotificationFailed
from chalicelib.contracts.organization import DepartmentNudged, OrganizationEvent
from chalicelib.contracts.reports import ExportFailed, ExportReady, ReportEvent, WeekReported
from chalicelib.contracts.surveys import SurveyEvent, SurveyInvited, SurveyReminded
from chalicelib.contracts.workorders import (
    OrderCard,
    WorkOrderAssigned,
    WorkOrderCollaboratorAdded,
    WorkOrderEvent,
    WorkOrderReclassified,
    WorkOrderRequeued,
)
from chalicelib.notifications.rules import Part, Rule, rules_of

Group = Literal["queue", "heads", "assessors", "department"]
_FROM_SOMEBODY = (WorkOrderAssigned, WorkOrderReclassified, WorkOrderRequeued)
_GROUPS: tuple[Group, ...] = ("queue", "heads", "assessors", "department")


@dataclass(frozen=True)
class Recipient:
    """An id to be told, and what it is said to be; `anyone` where the event does not say."""

    id: str
    kind: Literal["member", "resident", "anyone"]


@dataclass(frozen=True)
class Groups:
    """The members behind the groups that an audience may name."""

    queue: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    assessors: tuple[str, ...] = ()
    department: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """One recipient, and the rule by which they are told."""

    recipient: Recipient
    rule: Rule


def card_of(event: Event) -> OrderCard | None:
    """The order that the event shows, if it shows one."""
    return event.card if isinstance(event, WorkOrderEvent | LadderStepFired | SurveyEvent) else None


def department_of(event: Event) -> str | None:
    """The department whose groups are meant: the order's, or the one that the event itself is about."""
    if isinstance(event, NotificationFailed):
        return event.department_id or None
    if isinstance(event, DepartmentNudged):
        return event.department_id
    card = card_of(event)
    return card.department_id if card else None


def order_id_of(event: Event) -> str | None:
    """The id of the order that the event is about; None for one about no order."""
    if isinstance(event, NoticeEvent | OrganizationEvent | ReportEvent):
        return None
    about = SurveyEvent | AttachmentEvent | NotificationFailed
    return event.order_id if isinstance(event, about) else event.entity


def groups_of(event: Event) -> frozenset[Group]:
    """The groups whose members must be known before the audience can be."""
    parts = {part for rule in rules_of(event) for part in rule.audience}
    card = card_of(event)
    if "holder" in parts and card and not card.assignee_id:
        parts.add("heads")
    return frozenset(group for group in _GROUPS if group in parts)


def audience(event: Event, groups: Groups) -> tuple[Told, ...]:
    """Everybody to be told of the event, each once, in the order of the rules."""
    told: dict[str, Told] = {}
    for rule in rules_of(event):
        for part in rule.audience:
            for recipient in _recipients(part, event, groups):
                if recipient.id != event.actor.id or rule.tells_actor:
                    told.setdefault(recipient.id, Told(recipient, rule))
    return tuple(told.values())


def wants_sms(event: Event, rule: Rule) -> bool:
    """Whether this news of this event is to be seen at once."""
    card = card_of(event)
    return rule.sms == "always" or (rule.sms == "emergency" and card is not None and card.is_emergency)


def _recipients(part: Part, event: Event, groups: Groups) -> Iterator[Recipient]:
    if part == "addressed":
        yield from _addressed(event)
        return
    if part == "household":
        if event.visibility == "resident":
            yield from (Recipient(id, "resident") for id in _household(card_of(event)))
        return
    yield from (Recipient(id, "member") for id in _members(part, event, groups) if id)


def _addressed(event: Event) -> Iterator[Recipient]:
    match event:
        case LadderStepFired():
            yield from (Recipient(id, "member") for id in event.recipient_ids)
        case SurveyInvited() | SurveyReminded():
            yield Recipient(event.resident_id, "resident")
        case WorkOrderCollaboratorAdded():
            yield Recipient(event.member_id, "member")
        case ExportReady() | ExportFailed() | WeekReported():
            yield Recipient(event.person_id, "member")
        case AttachmentRejected():
            yield Recipient(event.uploader_id, "anyone")
        case NoticeSent():
            yield from (Recipient(id, "resident") for id in event.recipient_ids)


def _household(card: OrderCard | None) -> tuple[str, ...]:
    if card is None:
        return ()
    if card.reporter.kind == "resident":
        return (card.reporter.id,)
    return (card.contact_id,) if card.contact_id else ()


def _members(part: Part, event: Event, groups: Groups) -> tuple[str | None, ...]:
    card = card_of(event)
    if part == "assessors":
        return groups.assessors
    if card is None and part == "heads":
        return groups.heads
    if part == "department":
        return groups.department
    if card is None:
        return ()
    is_work = card.status != "suspended"  # the department must not see a suspended order as work
    match part:
        case "assignee":
            return (card.assignee_id,)
        case "previous_assignee":
            return (event.previous_assignee_id,) if isinstance(event, _FROM_SOMEBODY) else ()
        case "setter":
            return (card.setter_id,)
        case "collaborators":
            return card.collaborator_ids
        case "staff_reporter":
            return (card.reporter.id,) if card.reporter.kind == "member" else ()
        case "queue":
            return groups.queue if is_work else ()
        case "heads":
            return groups.heads if is_work else ()
        case "holder" if card.assignee_id:
            return (card.assignee_id,)
        case "holder":
            return groups.heads if is_work else ()
    return ()
