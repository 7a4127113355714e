"""What a template may say of an event: plain values, already in the reader's words, money and time of day. Pure.

What people wrote is data here and stays data: it is cleaned and cut, and never read as a template.
"""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.contracts.attachments import AttachmentRejected
from chalicelib.contracts.deadlines import LadderStepFired
from chalicelib.contracts.envelope import Event
from chalicelib.contracts.notices import NoticeSent
from chalicelib.contracts.notifications import NotificationFailed
from chalicelib.contracts.organization import DepartmentNudged
from chalicelib.contracts.reports import ExportFailed, ExportReady, WeekFigures, WeekReported
from chalicelib.contracts.surveys import CallbackDone, CallbackRequested, SurveyInvited, SurveyReminded
from chalicelib.contracts.workorders import (
    Amount,
    WorkOrderClosed,
    WorkOrderPaused,
    WorkOrderPriorityChanged,
    WorkOrderProgressed,
    WorkOrderRated,
    WorkOrderReopened,
    WorkOrderResumed,
    WorkOrderSuspended,
)
from chalicelib.notifications.audience import card_of

#: how a language writes words, moments and money: the `words`, `times` and `money` of its file; `code` is its own
Wording = Mapping[str, Any]
LONGEST_TITLE = 60
LONGEST_TEXT = 500
LONGEST_MESSAGE = 800
_DECIMALS = {
    "JPY": 0,
    "KRW": 0,
    "VND": 0,
    "CLP": 0,
    "ISK": 0,
    "KWD": 3,
    "BHD": 3,
    "OMR": 3,
    "JOD": 3,
    "TND": 3,
}
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def facts(event: Event, wording: Wording, zone: ZoneInfo, is_resident: bool) -> dict[str, Any]:
    """The values for the templates of this event's news, for a reader who is a resident or a member."""
    known: dict[str, Any] = {
        "actor": line(event.actor.name, 40) or wording["words"]["somebody"],
        "text": prose(event.text),
        "is_resident": is_resident,
    }
    card = card_of(event)
    if card:
        known |= {
            "number": card.number,
            "subject": line(card.title, LONGEST_TITLE),
            "is_emergency": card.is_emergency,
        }
    if isinstance(event, NoticeSent):
        return known | _notice(event, wording, zone)
    return known | _own(event, wording, zone)


def _own(event: Event, wording: Wording, zone: ZoneInfo) -> dict[str, Any]:
    """What only this kind of event tells."""
    match event:
        case WorkOrderSuspended():
            since = event.hold.since
            return {"amount": money(event.hold.amount_due, wording), "since": since and day(since, wording)}
        case WorkOrderResumed() | WorkOrderReopened():
            return {"cause": event.cause, "status": event.card.status}
        case WorkOrderPaused():
            return {"expected_on": day(event.expected_on, wording)}
        case WorkOrderClosed():
            return {"cause": event.cause, "score": event.score}
        case WorkOrderRated():
            return {"score": event.score}
        case WorkOrderPriorityChanged():
            return {"priority": wording["priorities"].get(event.priority, line(event.priority, 20))}
        case LadderStepFired():
            return {
                "deadline": line(event.milestone or "", 40)
                or wording["deadlines"].get(event.kind, line(event.kind, 20)),
                "due_at": moment(event.due_at, wording, zone),
                "step": event.step,
            }
        case SurveyInvited() | SurveyReminded():
            return {"link": event.link}
        case CallbackDone():
            return {"outcome": event.outcome, "score": event.score}
        case WorkOrderProgressed():
            return {"percent": event.percent, "milestone": line(event.milestone or "", 40)}
        case DepartmentNudged():
            return {"department": line(event.department_name, 40)}
        case CallbackRequested():
            return {"cause": event.cause, "score": event.score}
        case NotificationFailed():
            return {"number": event.number, "person": line(event.person_name, 40)}
        case ExportReady():
            return {"export": wording["exports"][event.kind], "rows": event.rows, "is_cut": event.is_cut}
        case ExportFailed():
            return {"export": wording["exports"][event.kind], "reason": line(event.reason, 80)}
        case WeekReported():
            departments = (week(one, line(one.name, 40), wording) for one in event.departments)
            return {
                "first": day(event.first, wording),
                "last": day(event.last, wording),
                "completed": event.own.completed,
                "figures": week(event.own, wording["week"]["you"], wording),
                "departments": cut("\n".join(departments), LONGEST_TEXT),
                "digest": event.digest or "",
            }
        case AttachmentRejected():
            return {"reason": line(event.reason, 80)}
    return {}


def _notice(event: NoticeSent, wording: Wording, zone: ZoneInfo) -> dict[str, Any]:
    """What a notice says in the reader's language, or in the one that it was written in."""
    said = event.words.get(wording["code"]) or next(iter(event.words.values()))
    bounds = (("from", event.starts_at), ("until", event.ends_at))
    named = {name: moment(at, wording, zone) for name, at in bounds if at}
    return {
        "headline": line(said.title, LONGEST_TITLE),
        "message": prose(said.body, LONGEST_MESSAGE),
        "window": wording["window"]["_".join(named)].format(**named) if named else "",
        "follow_up": event.follow_up or "",
        "prefix": wording["follow_ups"][event.follow_up] if event.follow_up else "",
    }


def week(found: WeekFigures, whose: str, wording: Wording) -> str:
    """What a week brought somebody, as one line; what is over nothing is left out."""
    forms = wording["week"]
    said = [forms["completed"].format(whose=whose, count=found.completed)]
    if found.due:
        said.append(forms["due"].format(count=found.due))
    if found.in_time is not None:
        said.append(forms["in_time"].format(percent=round(100 * found.in_time)))
    if found.score is not None:
        said.append(forms["score"].format(score=found.score))
    return str(forms["joint"].join(said))


def prose(written: str, longest: int = LONGEST_TEXT) -> str:
    """What somebody wrote, without control characters and reversals of direction, with its line breaks, cut to size."""
    lines = written[: longest * 4].splitlines()
    return cut("\n".join(line(one, longest) for one in lines).strip(), longest)


def line(written: str, longest: int) -> str:
    """What somebody wrote, as one clean line, cut to size."""
    kept = (" " if c.isspace() else c for c in written if c.isspace() or not _is_hidden(c))
    return cut(" ".join("".join(kept).split()), longest)


def cut(text: str, longest: int) -> str:
    """`text`, or as much of it as fits with an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _is_hidden(character: str) -> bool:
    return character in _DIRECTIONS or unicodedata.category(character) in ("Cc", "Cs")


def money(amount: Amount, wording: Wording) -> str:
    """An amount in minor units as people write it: `1,204.50 元`, `CNY 1,204.50`."""
    decimals = _DECIMALS.get(amount.currency, 2)
    whole, part = divmod(abs(amount.amount), 10**decimals)
    digits = f"{whole:,}" + (f".{part:0{decimals}}" if decimals else "")
    form = wording["money"].get(amount.currency, wording["money"]["other"])
    return str(form.format(amount="-" * (amount.amount < 0) + digits, currency=amount.currency))


def moment(at: datetime, wording: Wording, zone: ZoneInfo) -> str:
    """A moment as the clocks of `zone` show it, to the minute."""
    return _dated(wording["times"]["moment"], at.astimezone(zone), wording)


def day(on: date, wording: Wording) -> str:
    """A date with its year."""
    return _dated(wording["times"]["day"], on, wording)


def _dated(form: str, when: date, wording: Wording) -> str:
    return form.format(at=when, month=wording["times"]["months"][when.month - 1])
