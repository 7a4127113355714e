"""What goes to whom by which channel, and when: whatever somebody wishes."""

from datetime import UTC, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.contracts import deadlines, surveys
from chalicelib.contracts import workorders as orders
from chalicelib.notifications.model import Channel
from chalicelib.notifications.planning import Plan, is_urgent, planned
from chalicelib.notifications.preferences import LONGEST_QUIET_HOURS, Digest, Preferences, QuietHours, default
from chalicelib.notifications.rules import EVENTS, GROUPS, RULES
from tests.rooms.notifications.events import AT, event

SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
EVERY_RULE = [(kind, rule) for kind in EVENTS for rule in RULES[kind]]
CHANNELS = get_args(Channel)
EVERYDAY = ("email", "web_push", "wechat")

minutes = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
quiet_hours = st.builds(
    lambda starts, minutes: QuietHours(
        starts=starts, ends=(datetime.combine(AT, starts) + timedelta(minutes=minutes)).time()
    ),
    minutes,
    st.integers(1, LONGEST_QUIET_HOURS * 60),
)
preferences = st.builds(
    Preferences,
    person_id=st.just("mb_tech"),
    off=st.dictionaries(st.sampled_from(GROUPS), st.sets(st.sampled_from(CHANNELS)).map(tuple)),
    quiet_hours=st.none() | quiet_hours,
    digest=st.builds(Digest, is_on=st.booleans(), hour=st.integers(0, 23)),
    time_zone=st.none() | st.sampled_from(ZONES),
)
#: half of them within two days of a change of some zone's clocks
moments = st.one_of(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    st.builds(
        lambda change, seconds: change + timedelta(seconds=seconds),
        st.sampled_from(
            [
                datetime(2026, 3, 29, 1),
                datetime(2026, 10, 25, 1),
                datetime(2026, 3, 8, 7),
                datetime(2026, 11, 1, 6),
                datetime(2026, 4, 4, 15),
                datetime(2026, 10, 3, 15, 30),
            ]
        ),
        st.integers(-172_800, 172_800),
    ),
).map(lambda at: at.replace(tzinfo=UTC, microsecond=0))


def shown_at(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def is_quiet(wishes: Preferences, at: datetime) -> bool:
    """What the person's own clock says, read apart from the code under test."""
    if wishes.quiet_hours is None:
        return False
    wall = shown_at(at, wishes.time_zone or "Asia/Shanghai")
    now, starts, ends = (
        t.hour * 60 + t.minute for t in (wall, wishes.quiet_hours.starts, wishes.quiet_hours.ends)
    )
    return (now - starts) % 1440 < (ends - starts) % 1440


def until_it_changes(wishes: Preferences, minute: datetime, *, quiet: bool) -> datetime:
    """The first minute from this one on at which it is otherwise, 26 hours on at most."""
    latest = minute + timedelta(hours=26)
    while is_quiet(wishes, minute) == quiet and minute < latest:
        minute += timedelta(minutes=1)
    return minute


@settings(deadline=None)
@given(preferences, st.sampled_from(EVERY_RULE), st.booleans(), moments)
def test_what_is_urgent_or_mandatory_takes_every_way_and_what_is_not_never_leaves_in_quiet_hours(
    wishes, kind_and_rule, is_emergency, now
):
    kind, rule = kind_and_rule
    of = {"is_emergency": is_emergency} if "card" in kind.model_fields else None
    happened = event(kind, of)
    plan = planned(wishes, rule, happened, now, SHANGHAI)
    unwished = planned(Preferences(person_id="mb_tech"), rule, happened, now, SHANGHAI)
    leaves = plan.not_before or now
    assert set(plan.channels) <= set(unwished.channels)
    assert leaves >= now and (plan.channels or plan == Plan(()))
    if is_urgent(happened, rule):
        assert plan == unwished and plan.not_before is None
    elif plan.channels:
        assert not is_quiet(wishes, leaves)
    if rule.is_mandatory:
        assert plan.channels == unwished.channels and not plan.is_digest
    elif not is_urgent(happened, rule):
        assert all(wishes.allows(rule.group, channel) for channel in plan.channels)
    assert not plan.is_digest or (rule.is_minor and wishes.digest.is_on)


@settings(deadline=None)
@given(quiet_hours, st.sampled_from(ZONES), moments)
@example(
    QuietHours(starts=time(22), ends=time(2, 30)), "Europe/Berlin", datetime(2026, 10, 25, 0, 40, tzinfo=UTC)
)
@example(
    QuietHours(starts=time(22), ends=time(2, 30)), "Europe/Berlin", datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
)
@example(
    QuietHours(starts=time(22), ends=time(2, 30)), "Europe/Berlin", datetime(2026, 3, 29, 0, 40, tzinfo=UTC)
)
@example(
    QuietHours(starts=time(2, 15), ends=time(3)),
    "Europe/Berlin",
    datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC),
)
def test_quiet_hours_end_when_the_clock_on_the_wall_says_so(quiet, zone, at):
    wishes = Preferences(person_id="mb_tech", quiet_hours=quiet, time_zone=zone)
    ends = wishes.quiet_until(at, SHANGHAI)
    assert (ends is not None) == is_quiet(wishes, at)
    if ends is None:
        return
    minute = until_it_changes(wishes, at.replace(second=0), quiet=True)
    # Where the clocks go back in the midst of them, to an hour in which they have not begun yet, they last until the
    # clocks show their end; where the clocks skip it, they end within the hour after.
    if shown_at(minute, zone).utcoffset() < shown_at(minute - timedelta(minutes=1), zone).utcoffset():
        minute = until_it_changes(wishes, until_it_changes(wishes, minute, quiet=False), quiet=True)
    assert minute <= ends <= minute + timedelta(hours=1)
    if ends != minute:
        shown, began = shown_at(ends, zone), shown_at(at, zone)
        assert shown.time() != quiet.ends or shown.utcoffset() != began.utcoffset()


@settings(deadline=None)
@given(preferences, moments)
def test_a_digest_goes_out_within_two_days_and_at_one_moment_for_all_that_waits(wishes, now):
    due = wishes.next_digest(now, SHANGHAI)
    assert now < due <= now + timedelta(days=2, hours=2)
    assert not is_quiet(wishes, due)
    halfway = now + (due - now) / 2
    if not is_quiet(wishes, halfway) and wishes.quiet_hours is None:
        assert wishes.next_digest(halfway, SHANGHAI) == due


@pytest.mark.parametrize(
    ("kind", "is_emergency", "channels"),
    [
        (orders.WorkOrderCommented, False, EVERYDAY),
        (orders.WorkOrderDirected, False, EVERYDAY),
        (orders.WorkOrderDirected, True, (*EVERYDAY, "sms")),
        (deadlines.DeadlineBreached, False, (*EVERYDAY, "sms")),
        (surveys.SurveyInvited, True, (*EVERYDAY, "sms")),
    ],
)
def test_who_wished_nothing_is_told_at_once_by_what_fits_the_news(kind, is_emergency, channels):
    wishes = default("mb_tech", frozenset({"technician"}))
    happened = event(kind, {"is_emergency": is_emergency})
    assert planned(wishes, RULES[kind][0], happened, AT, SHANGHAI) == Plan(channels)


def test_a_survey_of_an_emergency_waits_for_the_morning():
    wishes = Preferences(person_id="rs_1", quiet_hours=QuietHours(starts=time(8), ends=time(10)))
    happened = event(surveys.SurveyInvited, {"is_emergency": True})
    plan = planned(wishes, RULES[surveys.SurveyInvited][0], happened, AT, SHANGHAI)
    assert plan.not_before == datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("roles", "collects"),
    [
        ({"manager"}, True),
        ({"manager", "technician"}, False),
        ({"technician"}, False),
        ({"dispatcher"}, False),
        (set(), False),
    ],
)
def test_who_only_oversees_gets_what_is_minor_once_a_day(roles, collects):
    wishes = default("mb_x", frozenset(roles))
    plan = planned(
        wishes,
        RULES[orders.WorkOrderCommented][0],
        event(orders.WorkOrderCommented),
        AT,
        SHANGHAI,
    )
    assert plan.is_digest is collects
    assert plan.not_before == (datetime(2026, 11, 23, 9, tzinfo=UTC) if collects else None)


@pytest.mark.parametrize(("starts", "ends"), [(22, 22), (6, 23), (22, 15)])
def test_quiet_hours_leave_something_of_the_day(starts, ends):
    with pytest.raises(ValueError, match="quiet hours"):
        QuietHours(starts=time(starts), ends=time(ends))
