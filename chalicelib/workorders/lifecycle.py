"""The life of a work order, as data: which action leads from which states to which, and who may take it.

`python -m infra.data_model` writes this table into the docs; the rules in `rules` go by it.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from chalicelib.kernel.errors import Conflict, Texts

Status = Literal[
    "suspended", "open", "assigned", "accepted", "on_site", "paused", "completed", "closed", "cancelled"
]
Action = Literal[
    "release",
    "assign",
    "take",
    "accept",
    "decline",
    "requeue",
    "plan",
    "progress",
    "check_in",
    "pause",
    "resume",
    "complete",
    "cancel",
    "withdraw",
    "rework",
    "close",
    "rate",
    "reclassify",
]

ACTIVE: tuple[Status, ...] = ("suspended", "open", "assigned", "accepted", "on_site", "paused", "completed")
DONE: tuple[Status, ...] = ("closed", "cancelled")


@dataclass(frozen=True)
class Transition:
    """From any of `sources` to `target`; None keeps the state (or restores the one before a pause)."""

    sources: tuple[Status, ...]
    target: Status | None
    who: str


TRANSITIONS: dict[Action, Transition] = {
    "release": Transition(("suspended",), "open", "the payment gate; manager or billing clerk by waiver"),
    "assign": Transition(
        ("open", "assigned", "accepted", "on_site", "paused"), "assigned", "dispatcher, manager"
    ),
    "take": Transition(("open",), "accepted", "technician of the department"),
    "accept": Transition(("assigned",), "accepted", "assignee"),
    "decline": Transition(("assigned", "accepted"), "open", "assignee"),
    "requeue": Transition(("assigned", "accepted", "on_site"), "open", "a step of the escalation ladder"),
    "plan": Transition(("open", "assigned", "accepted", "on_site", "paused"), None, "assignee, manager"),
    "progress": Transition(("accepted", "on_site", "paused"), None, "assignee"),
    "check_in": Transition(("accepted",), "on_site", "assignee"),
    "pause": Transition(("accepted", "on_site"), "paused", "assignee"),
    "resume": Transition(("paused",), None, "assignee"),
    "complete": Transition(("on_site",), "completed", "assignee"),
    "withdraw": Transition(("suspended", "open", "assigned", "accepted"), "cancelled", "reporter"),
    "cancel": Transition(
        ("suspended", "open", "assigned", "accepted", "on_site", "paused"), "cancelled", "manager"
    ),
    "rework": Transition(("completed", "closed"), "assigned", "reporter, manager, the survey's «not fixed»"),
    "close": Transition(("completed",), "closed", "the survey: answered, or expired"),
    "rate": Transition(("completed", "closed"), None, "manager"),
    "reclassify": Transition(
        ("suspended", "open", "assigned", "accepted", "on_site", "paused"), None, "dispatcher, manager"
    ),
}


#: where an action leads that has no one target, if not to the same state
_TARGETS: dict[Action, str] = {
    "resume": "the state before the pause",
    "reclassify": "open, in another department's queue or released from the gate; else the same",
}


class InvalidTransition(Conflict):
    """The order's state does not allow the action. `current_status` is where it is."""

    code = "invalid_transition"
    texts: ClassVar[Texts] = {
        "en": "This is not possible while the order is {current_status}.",
        "zh-CN": "工单当前状态为 {current_status}，不能执行此操作。",
    }


def demand(action: Action, status: Status) -> None:
    """Raises InvalidTransition unless `action` may be taken in `status`."""
    if status not in TRANSITIONS[action].sources:
        raise InvalidTransition(current_status=status, action=action)


def as_markdown() -> str:
    """The table for the docs."""
    lines = ["| action | from | to | who |", "|--|--|--|--|"]
    for action, transition in TRANSITIONS.items():
        target = transition.target or _TARGETS.get(action, "the same")
        lines.append(f"| `{action}` | {', '.join(transition.sources)} | {target} | {transition.who} |")
    return "\n".join(lines) + "\n"
