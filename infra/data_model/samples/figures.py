"""What is counted of orders, and what is made of it: insights, reports."""

from datetime import date, timedelta

from chalicelib.contracts.deadlines import DeadlineBreached
from chalicelib.contracts.envelope import Stamp
from chalicelib.contracts.reports import WeekFigures, WeekReported
from chalicelib.insights import store as insights
from chalicelib.insights.facts import said
from chalicelib.insights.months import store as months
from chalicelib.insights.positions import store as positions
from chalicelib.insights.positions.durations import Stay
from chalicelib.insights.positions.model import Position, placed
from chalicelib.insights.store import Editions
from chalicelib.kernel.changes import Save
from chalicelib.reports import store as reports
from chalicelib.reports.export import Export
from chalicelib.reports.model import Days, SavedReport
from chalicelib.reports.week import Week
from infra.data_model.samples.company import TENANT
from infra.data_model.samples.envelope import ADA, AT, DAY, ENVELOPE, Groups
from infra.data_model.samples.orders import CARD, CATEGORY, REPORTED

POSITION: Position = placed(None, REPORTED).changed()
LEFT = Stay("open", POSITION.holder, CATEGORY.code, AT, AT + timedelta(hours=1))
#: what was counted of an order
FACTS = said(
    DeadlineBreached(
        **ENVELOPE,
        entity="<order>",
        card=CARD,
        kind="complete",
        step=0,
        due_at=AT,
        recipient_ids=(),
        is_first=True,
    ),
    lambda at: at.date(),
)
REPORT = SavedReport(
    id="<report>",
    name="First-time fixes",
    group_by="member",
    window=Days(period="last_month"),
    owner_id="<member>",
    owner_name="Ada",
    created_at=AT,
)
EXPORT = Export(
    id="<export>", person_id="<member>", kind="work_orders", format="csv", language="en", created_at=AT
)
WEEK = Week(first=DAY)
_FIGURES = WeekFigures(completed=3, due=3, in_time=1.0, score=None, days=(1, 1, 1, 0, 0, 0, 0))
WEEK_REPORTED = WeekReported(
    **ENVELOPE,
    entity="<Monday>.<member>",
    person_id="<member>",
    first=WEEK.first,
    last=WEEK.last,
    own=_FIGURES,
)

WRITTEN: Groups = {
    "insights": [
        [
            Save(insights.editions_ref().key, Editions(growing=2)),
            *(insights.save_fact(1, fact, AT) for fact in FACTS),
            *insights.additions(1, [(fact.cell, fact.day, fact.counted) for fact in FACTS]),
        ],
        [
            *months.keep_month(1, "people", "completion", DAY, 1, [(FACTS[0].cell, FACTS[0].counted)]),
            *months.corrections(1, [(FACTS[0].cell, DAY, FACTS[0].counted)], date.max),
        ],
        [
            positions.save(POSITION),
            *positions.gauge(POSITION.counts),
            *positions.durations([(DAY, LEFT, 1)]),
        ],
    ],
    "reports": [
        [reports.save_report(REPORT)],
        [*reports.save_export(EXPORT, EXPORT.wanted(Stamp(tenant=TENANT.id, at=AT, actor=ADA)))],
        [*reports.save_week(WEEK, [WEEK_REPORTED])],
    ],
}
