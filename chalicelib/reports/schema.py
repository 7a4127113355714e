"""Saved reports and exports in the API."""

from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import (
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from chalicelib.insights.model import Dimension
from chalicelib.insights.query_schema import MeasureName
from chalicelib.kernel.context import Context
from chalicelib.kernel.days import following
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.kernel.schema import Body, Day, Identifier, Line, Out
from chalicelib.reports import files
from chalicelib.reports.export import Export, Format, Kind, Status
from chalicelib.reports.model import Days, Period, SavedReport, Shared
from chalicelib.reports.sources import PAGING, QUERIES

_MOST_MEASURES = 20
_EXAMPLE_FILTERS = {"status": "open,assigned", "from": "2026-11-01", "to": "2026-11-30"}


class WindowIn(Body):
    """Either a period that moves on with the calendar, or days from `from` to `to`, both included."""

    period: Period | None = Field(None, description="weeks start on Mondays", examples=["last_month"])
    first: Day | None = Field(None, alias="from", description="first day", examples=[None])
    last: Day | None = Field(
        None, alias="to", description="last day, at most two years after the first", examples=[None]
    )

    @field_validator("last")
    @classmethod
    def _follows(cls, last: date | None, others: ValidationInfo) -> date | None:
        return following(others.data.get("first"), last) if last else None

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        days = (self.first, self.last)
        if (days != (None, None)) if self.period else (None in days):
            raise FieldRefused("has either a `period`, or `from` and `to`")
        return self

    @property
    def days(self) -> Days:
        """The same, as the room calls it."""
        return Days(period=self.period, first=self.first, last=self.last)


class FiguresFilters(Body):
    """What is counted at all; null does not narrow."""

    member: Identifier | None = Field(None, description="with rows by member or department")
    department: Identifier | None = Field(None, description="with rows by member or department")
    category: Identifier | None = Field(None, description="with rows by category or community")
    community: Identifier | None = Field(None, description="with rows by category or community")

    @property
    def values(self) -> dict[Dimension, str]:
        """Those that narrow."""
        found: dict[Dimension, str] = {}
        for dimension in ("member", "department", "category", "community"):
            if value := getattr(self, dimension):
                found[dimension] = value
        return found


Measures = Annotated[tuple[MeasureName, ...], Field(max_length=_MOST_MEASURES)]


class SavedReportIn(Body):
    """A report to keep."""

    name: Line = Field(examples=["First-time fixes by member"])
    group_by: Dimension = Field(description="one row for each of these", examples=["member"])
    measures: Measures = Field(
        (), description="as /v1/stats/measures lists them", examples=[["first_time_fix_rate", "response_p90"]]
    )
    filters: FiguresFilters = FiguresFilters()
    window: WindowIn = Field(examples=[{"period": "last_month"}])
    shared: Shared = Field(
        "me", description="who may open it; each sees their own figures in it, whoever saved it"
    )

    def fields(self) -> dict[str, Any]:
        """The fields that were sent, or all, as the room calls them."""
        return _fields(self, set(type(self).model_fields))


class ReportPatch(Body):
    """What may change; what is absent or null stays, filters and window are replaced as a whole."""

    name: Line | None = None
    group_by: Dimension | None = None
    measures: Measures | None = None
    filters: FiguresFilters | None = None
    window: WindowIn | None = Field(None, examples=[{"period": "this_month"}])
    shared: Shared | None = None

    def fields(self) -> dict[str, Any]:
        """The fields to replace, as the room calls them."""
        return _fields(self, {name for name in self.model_fields_set if getattr(self, name) is not None})


def _fields(body: SavedReportIn | ReportPatch, names: set[str]) -> dict[str, Any]:
    fields = {name: getattr(body, name) for name in names}
    if "filters" in fields:
        fields["values"] = fields.pop("filters").values
    if "window" in fields:
        fields["window"] = fields["window"].days
    return fields


class WindowOut(Out):
    """Which days."""

    model_config = ConfigDict(serialize_by_alias=True)

    period: Period | None
    first: date | None = Field(alias="from")
    last: date | None = Field(alias="to")


class FiguresFiltersOut(Out):
    """What is counted at all; null does not narrow."""

    member: str | None
    department: str | None
    category: str | None
    community: str | None


class SavedReportOut(Out):
    """A saved report."""

    id: str = Field(examples=["rp_01J9ZQ5W8E6T4V2N0R7K3M1B5C"])
    name: str = Field(examples=["First-time fixes by member"])
    group_by: Dimension
    measures: list[str]
    filters: FiguresFiltersOut
    window: WindowOut
    shared: Shared
    owner_id: str
    owner_name: str
    is_own: bool = Field(description="whether you may change it")
    created_at: datetime
    version: int

    @classmethod
    def of(cls, value: SavedReport, context: Context) -> Self:
        """The report for this reader."""
        same = {name: getattr(value, name) for name in cls.model_fields if hasattr(value, name)}
        names, window = FiguresFiltersOut.model_fields, value.window
        return cls.model_validate(
            {
                **same,
                "measures": list(value.measures),
                "filters": {name: value.values.get(name) for name in names},  # type: ignore[call-overload]
                "window": {"period": window.period, "from": window.first, "to": window.last},
                "is_own": value.may_be_changed_by(context.actor),
            }
        )


FilterText = Annotated[str, StringConstraints(max_length=500)]


class ExportIn(Body):
    """What shall be a file."""

    kind: Kind = Field(examples=["work_orders"])
    format: Format = Field(examples=["csv"])
    filters: dict[FilterText, FilterText] = Field(
        {},
        max_length=20,
        description="the parameters of the list itself, as text: of GET /v1/work-orders, /v1/stats/work-orders, "
        "/v1/stats/work-orders/facts, /v1/boards/stalls, /v1/stats/digest; of a saved report its id, as `report`",
        examples=[_EXAMPLE_FILTERS],
    )

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        if named := PAGING & self.filters.keys():
            raise FieldRefused("an export has all pages: no `{name}`", name=min(named))
        try:
            QUERIES[self.kind].model_validate(self.filters)
        except ValidationError as refusal:
            first = refusal.errors(include_url=False, include_context=False)[0]
            where = ".".join(map(str, first["loc"]))
            raise FieldRefused("filters: {where}: {reason}", where=where, reason=first["msg"]) from None
        return self


class ExportOut(Out):
    """An export, and how far it is."""

    id: str = Field(examples=["ex_01J9ZQ5W8E6T4V2N0R7K3M1B5C"])
    kind: Kind
    format: Format
    filters: dict[str, str]
    status: Status
    rows: int = Field(description="that have been read so far", examples=[300])
    is_cut: bool = Field(description="whether there were more rows than the 100,000 that a file holds")
    reason: str | None = Field(description="why there will be no file: not_allowed, not_found, invalid")
    created_at: datetime
    ready_at: datetime | None
    gone_at: datetime = Field(description="when the file is removed")
    url: str | None = Field(
        description="downloads the file, for a quarter of an hour; null until it is ready"
    )

    @classmethod
    def of(cls, value: Export, context: Context) -> Self:
        """The export for its owner."""
        same = {name: getattr(value, name) for name in cls.model_fields if hasattr(value, name)}
        url = files.link(context.table.tenant, value) if value.status == "ready" else None
        return cls.model_validate({**same, "url": url})
