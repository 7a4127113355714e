"""The twin of a survey: one for each completion that was told of, good for one answer within seven days."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.proof.model.reference import Refusal

_DAYS = timedelta(days=7)


@dataclass
class Survey:
    """Whom it asks, until when, and what became of it."""

    order_id: str
    completion: int
    resident: str | None
    expires_at: datetime
    status: str = "open"

    @classmethod
    def open(cls, surveys: dict[tuple[str, int], "Survey"], completed: dict[str, Any]) -> None:
        """There is one now, unless there was one before."""
        told, card = completed["detail"], completed["detail"]["card"]
        reporter = card["reporter"]
        resident = card["contact_id"] or (reporter["id"] if reporter["kind"] == "resident" else None)
        expires_at = datetime.fromisoformat(told["at"]) + _DAYS
        survey = cls(told["entity"], told["completion"], resident, expires_at)
        surveys.setdefault((survey.order_id, survey.completion), survey)

    def refusal(self, now: datetime) -> Refusal | None:
        """Why it takes no answer now."""
        if self.status == "answered":
            return 409, "already_answered"
        return (409, "survey_expired") if self.status == "expired" or now >= self.expires_at else None
