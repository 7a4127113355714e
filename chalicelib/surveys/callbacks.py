"""A callback: the resident of a survey is to be telephoned. It is part of its survey, whose one answer it may bring.

`open -> done | withdrawn`. Whoever claims it has it for half a day; then others may. Pure.
"""

from datetime import datetime, timedelta
from typing import ClassVar, Literal, Self

from chalicelib.contracts.envelope import Who
from chalicelib.contracts.surveys import Outcome
from chalicelib.kernel.entity import Value
from chalicelib.kernel.errors import Conflict, Texts

Cause = Literal["policy", "unanswered", "low_score"]
CallStatus = Literal["open", "done", "withdrawn"]
CallOutcome = Outcome | Literal["unreachable"]
CLAIMED_FOR = timedelta(hours=12)
MOST_ATTEMPTS = 50


class CallbackClaimed(Conflict):
    """Somebody else makes this call."""

    code = "callback_claimed"
    texts: ClassVar[Texts] = {"en": "{name} is making this call.", "zh-CN": "{name} 正在处理该回访。"}


class CallbackOver(Conflict):
    """The call was made, or is not needed any more."""

    code = "callback_over"
    texts: ClassVar[Texts] = {"en": "This call is no longer open.", "zh-CN": "该回访已结束。"}


class CallbackNotTried(Conflict):
    """To be unreachable takes an attempt."""

    code = "callback_not_tried"
    texts: ClassVar[Texts] = {
        "en": "Note at least one attempt before you give up.",
        "zh-CN": "请先记录至少一次呼叫，再标记为无法接通。",
    }


class TooManyAttempts(Conflict):
    """It has been tried often enough."""

    code = "too_many_attempts"
    texts: ClassVar[Texts] = {
        "en": "It was tried often enough; please give the outcome.",
        "zh-CN": "呼叫次数过多，请填写回访结果。",
    }


class CallAttempt(Value):
    """One call that nobody answered, or that has to be made again."""

    at: datetime
    by: Who
    note: str


class Callback(Value):
    """Why the resident is to be called, who does so, and what came of it."""

    cause: Cause
    requested_at: datetime
    department_id: str
    status: CallStatus = "open"
    claimed_by: Who | None = None
    claimed_until: datetime | None = None
    attempts: tuple[CallAttempt, ...] = ()
    outcome: CallOutcome | None = None
    text: str = ""
    ended_at: datetime | None = None

    def holder(self, now: datetime) -> Who | None:
        """Who has claimed it, as long as that counts."""
        return self.claimed_by if self.claimed_until and now < self.claimed_until else None

    def claimed(self, who: Who, now: datetime) -> Self:
        """The same, to be made by this person. Raises CallbackOver, CallbackClaimed."""
        if self.status != "open":
            raise CallbackOver()
        holder = self.holder(now)
        if holder and holder.id != who.id:
            raise CallbackClaimed(name=holder.name)
        return self.model_copy(update={"claimed_by": who, "claimed_until": now + CLAIMED_FOR})

    def tried(self, who: Who, note: str, now: datetime) -> Self:
        """The same with an attempt, claimed on. Raises CallbackOver, CallbackClaimed, TooManyAttempts."""
        mine = self.claimed(who, now)
        if len(self.attempts) >= MOST_ATTEMPTS:
            raise TooManyAttempts()
        return mine.model_copy(update={"attempts": (*self.attempts, CallAttempt(at=now, by=who, note=note))})

    def ended(self, who: Who, outcome: CallOutcome, text: str, now: datetime) -> Self:
        """The same, made. Raises CallbackOver, CallbackClaimed, CallbackNotTried."""
        mine = self.claimed(who, now)
        if outcome == "unreachable" and not self.attempts:
            raise CallbackNotTried()
        return mine.model_copy(update={"status": "done", "outcome": outcome, "text": text, "ended_at": now})

    def withdrawn(self, now: datetime) -> Self:
        """The same, not needed any more."""
        return self.model_copy(update={"status": "withdrawn", "ended_at": now})
