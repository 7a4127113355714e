"""What domain.md says of an order and of an account, in plain Python: the twin that the product is compared with.

It is written from the domain's words and imports nothing of the product. A verb answers None when it may be done (and
the twin has then done it), else the status and code with which it is to be refused.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.proof.model.stage import Person
from tests.proof.model.watches import Watches

Refusal = tuple[int, str]
HIDDEN: Refusal = (404, "not_found")
FORBIDDEN: Refusal = (403, "forbidden")
STATE: Refusal = (409, "invalid_transition")
NOT_YOURS: Refusal = (403, "not_assignee")

OVERSEERS = {"manager", "dispatcher", "front_desk", "billing_clerk", "assessor", "tenant_admin"}
DONE = {"closed", "cancelled"}
BEFORE_COMPLETION = {"open", "assigned", "accepted", "on_site", "paused"}
REWORKED_TWICE = 2  # completions after which work that comes back counts as not resolved
PERFORMERS = {"technician", "contractor"}
#: the verb's roles, by domain.md's «who may move it»
MAY = {
    "assign": {"dispatcher", "manager"},
    "take": {"technician"},
    "accept": PERFORMERS,
    "decline": PERFORMERS,
    "check-in": PERFORMERS,
    "pause": PERFORMERS,
    "resume": PERFORMERS,
    "complete": PERFORMERS,
    "cancel": {"resident", "front_desk", "manager"},
    "rework": {"resident", "front_desk", "manager"},
    "rate": {"manager"},
    "waive-hold": {"manager", "billing_clerk"},
    "directives": {"manager"},
    "priority": {"manager"},
}
#: the verbs that are the assignee's -> the states in which they may be done
OWN = {
    "accept": {"assigned"},
    "decline": {"assigned", "accepted"},
    "check-in": {"accepted"},
    "pause": {"accepted", "on_site"},
    "resume": {"paused"},
    "complete": {"on_site"},
}


@dataclass
class Fact:
    """Something that counts in the statistics: what, when, and who had the order then."""

    what: str
    at: datetime
    member: str | None
    score: int = 0


@dataclass
class Order:
    """The twin of one order."""

    id: str
    number: str
    category: str
    department: str
    reporter: Person
    unit: str | None
    setter: str | None
    contact: str | None
    photos_required: int
    status: str
    owed: int | None
    watches: Watches
    assignee: str | None = None
    collaborators: set[str] = field(default_factory=set)
    before_pause: str = ""
    visit: int = 0
    completions: int = 0
    photos: list[int] = field(default_factory=list)  # the visits of the verified `after` photos
    accepted_at: datetime | None = None
    nudged_at: datetime | None = None
    priority: str = "normal"
    rating: int | None = None
    score: int | None = None
    resumptions: int = 0
    facts: list[Fact] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # the timeline's kinds, escalations left out

    # -- who sees it ---------------------------------------------------------------------------------------------

    def is_seen_by(self, who: Person) -> bool:
        if who.role == "resident":
            return self.unit in who.units or self.reporter.id == who.id
        if who.role in OVERSEERS or self.is_listed_for(who):
            return True
        return who.id in self.collaborators

    def is_listed_for(self, who: Person) -> bool:
        """Whether it is in the person's own list; who was only drawn in finds it by its link."""
        if who.role == "resident":
            return self.is_seen_by(who)
        in_queue = who.role == "technician" and self.status == "open" and self.department in who.departments
        return who.role in OVERSEERS or self.assignee == who.id or in_queue

    # -- verbs ---------------------------------------------------------------------------------------------------

    def refusal(self, verb: str, who: Person) -> Refusal | None:
        """Why this person may not do this now; None when they may."""
        if who.role not in MAY.get(verb, {who.role}):
            return FORBIDDEN
        if verb == "take":
            return self._take_refusal(who)
        if not self.is_seen_by(who):
            return HIDDEN
        if verb in OWN:
            if self.status not in OWN[verb]:
                return STATE
            return None if self.assignee == who.id else NOT_YOURS
        match verb:
            case "assign" if self.status not in BEFORE_COMPLETION:
                return STATE
            case "waive-hold" if self.status != "suspended":
                return STATE
            case "rate" if self.status not in ("completed", "closed"):
                return STATE
            case "cancel" | "rework":
                return self._end_refusal(verb, who)
        return None

    def _take_refusal(self, who: Person) -> Refusal | None:
        in_department = self.department in who.departments
        if self.status == "suspended" or not (in_department or self.is_seen_by(who)):
            return HIDDEN
        if self.status != "open":
            return STATE
        return None if in_department else FORBIDDEN

    def _end_refusal(self, verb: str, who: Person) -> Refusal | None:
        is_manager, is_reporter = who.role == "manager", self.reporter.id == who.id
        if verb == "rework":
            if not (is_manager or is_reporter or self.unit in who.units):
                return FORBIDDEN
            return None if self.status in ("completed", "closed") else STATE
        if is_manager:
            return None if self.status in {"suspended", *BEFORE_COMPLETION} else STATE
        if not is_reporter:
            return FORBIDDEN
        return None if self.status in ("suspended", "open", "assigned", "accepted") else STATE

    def done(self, verb: str, who: Person, now: datetime, **given: Any) -> None:
        """Do what `refusal` allowed."""
        act = getattr(self, f"_{verb.replace('-', '_')}")
        if verb in {*OWN, "assign", "take", "cancel", "rework", "waive-hold"}:
            self.watches.act(given.get("counted_at") if verb == "check-in" else now)
        act(who, now, **given)

    def _assign(self, who: Person, now: datetime, *, to: Person) -> None:
        source = self.before_pause if self.status == "paused" else self.status
        if self.status == "paused":
            self.watches.go_on(now)
        self._give_back(source, now)
        self.status, self.assignee = "assigned", to.id
        if self.department not in to.departments:
            (self.department,) = to.departments
        self.told.append("assigned")

    def _take(self, who: Person, now: datetime) -> None:
        self.assignee = who.id
        self.told.append("assigned")
        self._accept(who, now)

    def _accept(self, who: Person, now: datetime) -> None:
        self.status, self.accepted_at = "accepted", now
        self.told.append("accepted")
        self._met("respond", now, now)

    def _decline(self, who: Person, now: datetime) -> None:
        self._give_back(self.status, now)
        self.status, self.assignee = "open", None
        self.told.append("declined")

    def _check_in(self, who: Person, now: datetime, *, counted_at: datetime) -> None:
        self.status, self.visit = "on_site", self.visit + 1
        self.told.append("checked_in")
        self._met("arrive", counted_at, now)
        self.watches.act(now)

    def _pause(self, who: Person, now: datetime) -> None:
        self.before_pause, self.status = self.status, "paused"
        self.watches.stand(now)
        self.told.append("paused")

    def _resume(self, who: Person, now: datetime) -> None:
        self.status = self.before_pause
        self.watches.go_on(now)
        self.told.append("resumed")

    def _complete(self, who: Person, now: datetime) -> None:
        self.status, self.completions = "completed", self.completions + 1
        self.told.append("completed")
        self.facts.append(Fact("completed", now, self.assignee))
        self._met("complete", now, now)
        self._met("resolution", now, now)

    def _cancel(self, who: Person, now: datetime) -> None:
        self.status, self.owed = "cancelled", None
        self.watches.cancel()
        self.told.append("cancelled")

    def _rework(self, who: Person, now: datetime) -> None:
        self.status = "assigned"
        self.watches.restart(now, list(self.watches.sla))
        if self.completions >= REWORKED_TWICE:
            self.watches.doubt(now)
        self.told.append("reopened")

    def _waive_hold(self, who: Person, now: datetime) -> None:
        self.release(now)

    def _rate(self, who: Person, now: datetime, *, score: int) -> None:
        self.rating = score
        self.facts.append(Fact("rated", now, self.assignee, score))
        self.told.append("rated")

    def _comments(self, who: Person, now: datetime) -> None:
        self.told.append("commented")

    def _directives(self, who: Person, now: datetime) -> None:
        self.told.append("directed")

    def _nudges(self, who: Person, now: datetime) -> None:
        self.nudged_at = now
        self.told.append("nudged")

    def _priority(self, who: Person, now: datetime, *, to: str) -> None:
        if to != self.priority:
            self.priority = to
            self.told.append("priority_changed")

    def _collaborators(self, who: Person, now: datetime, *, member: Person) -> None:
        if member.id not in self.collaborators:
            self.collaborators.add(member.id)
            self.told.append("collaborator_added")

    # -- what happens by itself ----------------------------------------------------------------------------------

    def release(self, now: datetime) -> None:
        """The hold is over; its clocks start."""
        self.status, self.owed, self.resumptions = "open", None, self.resumptions + 1
        self.watches.go_on(now)
        self.told.append("resumed")

    def answered(self, completion: int, score: int, now: datetime, *, is_fixed: bool) -> None:
        """The resident says how it was. An order that has moved on since keeps its state."""
        self.facts.append(Fact("rated", now, self.assignee, score))
        if self.status != "completed" or self.completions != completion:
            return
        if is_fixed:
            self.status, self.score = "closed", score
            self.told.append("closed")
        else:
            self.watches.act(now)
            self._rework(self.reporter, now)
            self.watches.doubt(now)

    def expired(self, completion: int) -> None:
        """Nobody answered in time."""
        if self.status == "completed" and self.completions == completion:
            self.status = "closed"
            self.told.append("closed")

    def _give_back(self, source: str, now: datetime) -> None:
        """Whoever gets it next answers and arrives anew."""
        self.watches.restart(now, {"accepted": ["respond"], "on_site": ["respond", "arrive"]}.get(source, []))

    def _met(self, kind: str, at: datetime, now: datetime) -> None:
        self.watches.meet(kind, at)


@dataclass
class Account:
    """The twin of an account: what was written on it and still counts."""

    charges: dict[str, tuple[int, Any]] = field(default_factory=dict)  # id -> amount, due on
    payments: dict[str, int] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    disputed: set[str] = field(default_factory=set)

    @property
    def balance(self) -> int:
        return sum(amount for amount, _ in self.charges.values()) - sum(self.payments.values())


def counted_at(captured: datetime, accepted_at: datetime | None, now: datetime) -> datetime:
    """The device's time within the skew policy (five minutes) and after the acceptance, else the server's."""
    is_credible = (accepted_at or captured) <= captured <= now
    return captured if is_credible and now - captured <= timedelta(minutes=5) else now
