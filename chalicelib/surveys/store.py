"""Where surveys lie in the table: open ones in the order they expire, and in the order they remind; calls by status."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from chalicelib.contracts.surveys import SurveyEvent
from chalicelib.kernel.changes import Change, Emit, Indexes, Save
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.table import TenantTable
from chalicelib.surveys.asking import LastAsked
from chalicelib.surveys.callbacks import CallStatus
from chalicelib.surveys.model import Survey

_OPEN = "SURVEYS_OPEN"
_TO_REMIND = "SURVEYS_TO_REMIND"


def survey_ref(id: str) -> Ref[Survey]:
    """Where a survey lies."""
    return Ref(Key(_partition(id)), Survey)


def last_asked_ref(resident_id: str) -> Ref[LastAsked]:
    """When a resident was asked last."""
    return Ref(Key(f"SURVEY_ASKED#{resident_id}"), LastAsked)


def save(survey: Survey, events: Iterable[SurveyEvent]) -> list[Change]:
    """Write a survey and what happened to it."""
    emits = [Emit(_partition(survey.id), event) for event in events]
    return [Save(survey_ref(survey.id).key, survey, indexes=_indexes(survey)), *emits]


def note(asked: LastAsked) -> Save:
    """Write that a resident is asked, on the version before: of two at once one has to decide anew."""
    return Save(last_asked_ref(asked.resident_id).key, asked)


def due(table: TenantTable, now: datetime) -> Iterator[Survey]:
    """Open surveys whose time is over at `now`, oldest first. One Query for each 200; may lag a moment."""
    return _until(table, _OPEN, "GSI1", now)


def to_remind(table: TenantTable, now: datetime) -> Iterator[Survey]:
    """Open surveys with a reminder due at `now`, oldest first. One Query for each 200; may lag a moment."""
    return _until(table, _TO_REMIND, "GSI2", now)


def calls(
    table: TenantTable, status: CallStatus, department_id: str | None, after: str | None, limit: int
) -> tuple[list[tuple[str, Survey]], bool]:
    """Surveys with a call in this status, of a department or all, oldest request first, each with its position."""
    index = "GSI4" if department_id else "GSI3"
    pk = _calls(status, department_id)
    rows, has_more = table.query(pk, index=index, after=after, limit=limit)
    return [(row.sk, row.load(Survey)) for row in rows], has_more


def _indexes(survey: Survey) -> Indexes:
    indexes: dict[str, tuple[str, str]] = {}
    if survey.status == "open":
        indexes["GSI1"] = (_OPEN, f"{_moment(survey.expires_at)}#{survey.id}")
        if survey.remind_at:
            indexes["GSI2"] = (_TO_REMIND, f"{_moment(survey.remind_at)}#{survey.id}")
    if survey.callback:
        position = f"{_moment(survey.callback.requested_at)}#{survey.id}"
        indexes["GSI3"] = (_calls(survey.callback.status, None), position)
        indexes["GSI4"] = (_calls(survey.callback.status, survey.callback.department_id), position)
    return indexes


def _until(table: TenantTable, pk: str, index: str, now: datetime) -> Iterator[Survey]:
    last: str | None = None
    has_more = True
    while has_more:
        rows, has_more = table.query(pk, index=index, after=last, before=_moment(now) + "~")
        for row in rows:
            yield row.load(Survey)
            last = row.sk


def _calls(status: CallStatus, department_id: str | None) -> str:
    return f"CALLBACKS#{department_id}#{status}" if department_id else f"CALLBACKS#{status}"


def _partition(id: str) -> str:
    return f"SURVEY#{id}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
