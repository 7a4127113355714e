"""Where surveys lie in the table. Open ones share an index partition, sorted by when they expire."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from chalicelib.contracts.surveys import SurveyEvent
from chalicelib.kernel.changes import Change, Emit, Save
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.table import TenantTable
from chalicelib.surveys.model import Survey

_OPEN = "SURVEYS_OPEN"


def survey_ref(id: str) -> Ref[Survey]:
    """Where a survey lies."""
    return Ref(Key(_partition(id)), Survey)


def save(survey: Survey, events: Iterable[SurveyEvent]) -> list[Change]:
    """Write a survey and what happened to it."""
    indexes = (
        {"GSI1": (_OPEN, f"{_moment(survey.expires_at)}#{survey.id}")} if survey.status == "open" else {}
    )
    emits = [Emit(_partition(survey.id), event) for event in events]
    return [Save(survey_ref(survey.id).key, survey, indexes=indexes), *emits]


def due(table: TenantTable, now: datetime) -> Iterator[Survey]:
    """Open surveys whose time to answer is over at `now`, oldest first. One Query for each 200; may lag a moment behind."""
    last: str | None = None
    has_more = True
    while has_more:
        rows, has_more = table.query(_OPEN, index="GSI1", after=last, before=_moment(now) + "~")
        for row in rows:
            yield row.load(Survey)
            last = row.sk


def _partition(id: str) -> str:
    return f"SURVEY#{id}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
