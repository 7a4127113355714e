from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.actor import Actor, Assignment
from chalicelib.reports.model import Days, SavedReport

AT = datetime(2026, 11, 23, tzinfo=UTC)

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
UNITS = ("day", "week", "month", "year")


def test_a_window_that_is_fixed_stays():
    window = Days(first=date(2026, 1, 1), last=date(2026, 3, 31))
    assert window.on(date(2030, 1, 1)) == (date(2026, 1, 1), date(2026, 3, 31))


def test_periods_on_a_leap_day():
    today = date(2028, 2, 29)  # a Tuesday
    known = {
        "this_day": (today, today),
        "this_week": (date(2028, 2, 28), today),
        "this_month": (date(2028, 2, 1), today),
        "this_year": (date(2028, 1, 1), today),
        "last_day": (date(2028, 2, 28), date(2028, 2, 28)),
        "last_week": (date(2028, 2, 21), date(2028, 2, 27)),
        "last_month": (date(2028, 1, 1), date(2028, 1, 31)),
        "last_year": (date(2027, 1, 1), date(2027, 12, 31)),
    }
    assert {period: Days(period=period).on(today) for period in known} == known


@given(DAYS, st.sampled_from(UNITS))
def test_the_last_period_ends_where_this_one_starts(today, unit):
    last_first, last_last = Days(period=f"last_{unit}").on(today)
    this_first, this_last = Days(period=f"this_{unit}").on(today)
    assert last_first <= last_last < this_first <= this_last == today
    assert this_first - last_last == timedelta(days=1)
    assert Days(period=f"this_{unit}").on(last_last) == (last_first, last_last)


def _actor(id: str, *departments: str, role: str = "technician") -> Actor:
    held = (Assignment(role=role),)
    return Actor(tenant="tn", id=id, kind="member", assignments=held, department_ids=departments)


def test_who_may_open_and_change_what():
    report = SavedReport(
        id="rp_1", name="x", group_by="member", window=Days(period="this_day"), owner_id="mb_owner",
        owner_name="O", department_ids=("dp_1",), created_at=AT,
    )  # fmt: skip
    owner, colleague = _actor("mb_owner", "dp_1"), _actor("mb_2", "dp_1")
    stranger, admin = _actor("mb_3", "dp_2"), _actor("mb_4", role="tenant_admin")
    everybody = (owner, colleague, stranger, admin)

    def openers(shared):
        return [one.id for one in everybody if report.model_copy(update={"shared": shared}).is_for(one)]

    assert openers("me") == ["mb_owner"]
    assert openers("department") == ["mb_owner", "mb_2"]
    assert openers("company") == [one.id for one in everybody]
    assert [one.id for one in everybody if report.may_be_changed_by(one)] == ["mb_owner", "mb_4"]
