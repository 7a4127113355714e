"""One survey for a completion, one answer to a survey."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.contracts.envelope import Stamp, Who, envelope
from chalicelib.contracts.workorders import OrderCard, WorkOrderCompleted
from chalicelib.surveys.model import (
    AlreadyAnswered,
    Reply,
    SurveyExpired,
    Terms,
    answered,
    expired,
    invited,
    opened,
    recipient,
    survey_id,
)

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
GUEST = Who(id="sv_1", kind="guest")


def card(reporter_kind: str = "resident", contact_id: str | None = None) -> OrderCard:
    return OrderCard(
        number="WO-2026-000001",
        kind="repair",
        category="leak",
        title="Water under the sink",
        status="completed",
        is_emergency=False,
        department_id="dp_1",
        assignee_id="mb_1",
        reporter=Who(id="p_reporter", kind=reporter_kind, name="R"),
        setter_id=None,
        contact_id=contact_id,
        unit_id=None,
        building_id=None,
        community_id=None,
        reported_at=NOW,
    )


def stamp(at: datetime = NOW) -> Stamp:
    return Stamp(tenant="tn_one", at=at, actor=GUEST)


def survey(low_score: int = 2, **of_card):
    completed = WorkOrderCompleted(
        **envelope(stamp(), "wo_1", 5),
        card=card(**of_card),
        visit=1,
        completion=1,
        minutes=None,
        parts=(),
        photos=0,
        is_late=False,
    )
    return opened(completed, Terms(language="en", answer_days=3, low_score=low_score))


def test_the_contact_is_asked_else_a_resident_who_reported_else_nobody():
    assert recipient(card("member", "rs_contact")) == "rs_contact"
    assert recipient(card("resident", "rs_contact")) == "rs_contact"
    assert recipient(card("resident")) == "p_reporter"
    assert recipient(card("member")) is None


def test_each_completion_has_its_own_survey_and_always_the_same():
    ids = [survey_id(order, completion) for order in ("wo_1", "wo_2") for completion in (1, 2, 11)]
    assert len(set(ids)) == 6
    assert survey_id("wo_1", 1) == ids[0]


def test_a_survey_without_a_resident_invites_nobody():
    assert invited(survey(reporter_kind="member"), "link", stamp()) == (survey(reporter_kind="member"), [])


replies = st.builds(Reply, score=st.integers(1, 5), is_fixed=st.booleans(), text=st.text(max_size=20))


@given(replies, st.integers(0, 5))
def test_a_bad_answer_asks_for_a_call_and_events_are_numbered_on(reply, low_score):
    asked, invitation = invited(survey(low_score), "link", stamp())
    after, events = answered(asked, reply, card(), stamp())
    is_bad = reply.score <= low_score or not reply.is_fixed
    assert [e.type for e in events] == ["SurveyAnswered"] + ["CallbackRequested"] * is_bad
    assert [e.sequence for e in invitation + events] == list(range(1, len(events) + 2))
    assert (after.status, after.reply, after.version) == ("answered", reply, 2)
    assert after.sequence == events[-1].sequence


@given(replies, replies)
def test_a_second_answer_is_refused(first, second):
    after, _ = answered(survey(), first, card(), stamp())
    with pytest.raises(AlreadyAnswered):
        answered(after, second, card(), stamp(NOW + timedelta(days=30)))


@given(replies, st.timedeltas(timedelta(days=-3), timedelta(days=30)))
def test_an_answer_counts_until_the_days_are_over_and_not_after(reply, delay):
    at = NOW + timedelta(days=3) + delay
    if delay < timedelta(0):
        assert answered(survey(), reply, card(), stamp(at))[0].status == "answered"
    else:
        with pytest.raises(SurveyExpired):
            answered(survey(), reply, card(), stamp(at))


def test_what_has_expired_takes_no_answer():
    gone, _ = expired(survey(), card(), stamp(), is_current=True)
    with pytest.raises(SurveyExpired):
        answered(gone, Reply(score=5), card(), stamp())


@pytest.mark.parametrize(
    ("reporter_kind", "is_current", "calls"),
    [("resident", True, 1), ("resident", False, 0), ("member", True, 0)],
)
def test_silence_asks_for_a_call_if_there_is_somebody_to_call_and_a_reason(reporter_kind, is_current, calls):
    asked, _ = invited(survey(reporter_kind=reporter_kind), "link", stamp())
    after, events = expired(asked, card(), stamp(), is_current=is_current)
    assert after.status == "expired"
    assert [e.cause for e in events] == ["unanswered"] * calls
