"""One survey for a completion, one answer to a survey."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.contracts.envelope import Stamp, Who, envelope
from chalicelib.contracts.workorders import OrderCard, WorkOrderCompleted
from chalicelib.kernel.errors import Unprocessable
from chalicelib.survey_templates.service import Form, Phrase
from chalicelib.surveys.asking import NOBODY, Ways, recipient
from chalicelib.surveys.callbacks import CallbackClaimed, CallbackNotTried, CallbackOver
from chalicelib.surveys.model import (
    SurveyExpired,
    Terms,
    answered,
    called,
    expired,
    opened,
    reminded,
    survey_id,
)
from chalicelib.surveys.replies import AlreadyAnswered, Reply
from chalicelib.tenants.service import SurveyPolicy

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


LINK = Ways(by_link=True)


def asked(low_score: int = 2, ways: Ways = LINK, form=None, policy=None, **of_card):
    """The survey of a completion, and what opening it tells."""
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
    rules = SurveyPolicy(answer_days=3, low_score=low_score, **(policy or {}))
    terms = Terms(language="en", policy=rules, ways=ways, form=form)
    return opened(completed, recipient(completed.card), terms, "link", stamp())


def survey(low_score: int = 2, **fields):
    return asked(low_score, **fields)[0]


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
    opened_one, events = asked(reporter_kind="member", ways=Ways(by_link=True, by_call=True))
    assert (events, opened_one.has_link, opened_one.is_to_be_called) == ([], False, False)


replies = st.builds(Reply, score=st.integers(1, 5), is_fixed=st.booleans(), text=st.text(max_size=20))


@given(replies, st.integers(0, 5))
def test_a_bad_answer_asks_for_a_call_and_events_are_numbered_on(reply, low_score):
    before, invitation = asked(low_score)
    after, events = answered(before, reply, card(), stamp())
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
    before, _ = asked(reporter_kind=reporter_kind)
    after, events = expired(before, card(), stamp(), is_current=is_current)
    assert after.status == "expired"
    assert [e.cause for e in events if e.type == "CallbackRequested"] == ["unanswered"] * calls
    assert [e.type for e in events[:1]] == ["SurveyExpired"] * (reporter_kind == "resident")
    assert after.is_to_be_called == bool(calls)


@pytest.mark.parametrize(
    ("ways", "kinds"),
    [
        (NOBODY, []),
        (Ways(by_link=True), ["SurveyInvited"]),
        (Ways(by_call=True), ["CallbackRequested"]),
        (Ways(by_link=True, by_call=True), ["SurveyInvited", "CallbackRequested"]),
    ],
)
def test_each_way_of_asking_tells_what_is_to_be_done(ways, kinds):
    one, events = asked(ways=ways)
    assert [e.type for e in events] == kinds
    assert [e.sequence for e in events] == list(range(1, len(kinds) + 1))
    assert (one.has_link, one.is_to_be_called, one.sequence) == (ways.by_link, ways.by_call, len(kinds))


# -- what is asked ----------------------------------------------------------------------------------

FORM = Form(
    questions=(Phrase(code="speed", texts={"en": "Fast?", "zh-CN": "快吗？"}),),
    tags=(Phrase(code="clean", texts={"en": "Clean", "zh-CN": "整洁"}),),
    takes_text=False,
)


@pytest.mark.parametrize(
    ("reply", "loc"),
    [
        ({"scores": {"speed": 5, "manners": 1}}, ["body", "scores", "manners"]),
        ({"tags": ("clean", "dirty")}, ["body", "tags", 1]),
        ({"text": "words"}, ["body", "text"]),
    ],
)
def test_an_answer_to_what_is_not_asked_is_refused_with_its_place(reply, loc):
    with pytest.raises(Unprocessable) as refusal:
        answered(survey(form=FORM), Reply(score=5, **reply), card(), stamp())
    assert refusal.value.loc == loc


def test_an_answer_to_the_form_is_taken_and_told():
    reply = Reply(score=5, tags=("clean",), scores={"speed": 4})
    _, (told,) = answered(survey(form=FORM), reply, card(), stamp())
    assert (told.tags, told.scores, told.outcome, told.by) == (("clean",), {"speed": 4}, "fixed", "link")


def test_without_a_form_any_tag_and_words_are_taken():
    after, _ = answered(survey(), Reply(score=5, tags=("准时",), text="ok"), card(), stamp())
    assert after.reply.tags == ("准时",)


# -- reminders --------------------------------------------------------------------------------------


@given(st.integers(0, 5), st.integers(1, 30))
def test_reminders_are_as_many_as_policy_says_and_none_after_the_end(most, days):
    one = survey(policy={"reminders": most, "remind_after_days": days})
    moments = []
    while one.remind_at:
        moments.append(one.remind_at)
        one, (told,) = reminded(one, "link", stamp(one.remind_at))
        assert told.reminder == len(moments)
    assert len(moments) == min(most, len([n for n in range(1, 6) if n * days < 3]))
    assert all(at < one.expires_at for at in moments)


# -- calls ------------------------------------------------------------------------------------------

ANA, BEN = Who(id="mb_ana", kind="member", name="Ana"), Who(id="mb_ben", kind="member", name="Ben")
BY_CALL = Ways(by_call=True)


def by(who: Who, at: datetime = NOW) -> Stamp:
    return Stamp(tenant="tn_one", at=at, actor=who)


def call(one, reply, who=ANA, at=NOW):
    return called(one, reply, "said", card(), by(who, at))


@given(replies)
def test_a_call_is_the_answer_and_tells_of_a_rating_and_of_itself(reply):
    after, events = call(survey(ways=BY_CALL), reply)
    assert [e.type for e in events] == ["SurveyAnswered", "CallbackDone"]
    assert (events[0].by, events[0].score, events[0].outcome) == ("callback", reply.score, reply.outcome)
    assert events[1].is_bad == (reply.score <= 2 or not reply.is_fixed)
    assert (after.status, after.callback.status, after.reply) == ("answered", "done", reply)


def test_a_call_without_a_score_answers_and_rates_nothing():
    after, events = call(survey(ways=BY_CALL), Reply(score=None))
    assert ([e.type for e in events], after.status) == (["CallbackDone"], "answered")
    with pytest.raises(AlreadyAnswered):
        answered(after, Reply(score=5), card(), stamp())


@given(replies, replies, st.booleans())
def test_link_and_call_rate_a_completion_once_whichever_comes_first(first, second, calls_first):
    one = survey(ways=Ways(by_link=True, by_call=True))
    if calls_first:
        one, events = call(one, first)
        with pytest.raises(AlreadyAnswered):
            answered(one, second, card(), stamp())
    else:
        one, events = answered(one, first, card(), stamp())
        refusal = AlreadyAnswered if one.is_to_be_called else CallbackOver
        with pytest.raises(refusal):
            call(one, second)
    assert [e.type for e in events].count("SurveyAnswered") == 1


def test_a_good_answer_withdraws_the_call_and_a_bad_one_gives_it_a_cause():
    both = Ways(by_link=True, by_call=True)
    good, _ = answered(survey(ways=both), Reply(score=5), card(), stamp())
    bad, events = answered(survey(ways=both), Reply(score=1), card(), stamp())
    assert good.callback.status == "withdrawn"
    assert (bad.callback.status, bad.callback.cause, events[-1].cause) == ("open", "low_score", "low_score")


def test_a_follow_up_of_a_low_score_keeps_the_rating_and_learns_the_outcome():
    low, _ = answered(survey(), Reply(score=1), card(), stamp())
    after, events = call(low, Reply(score=None, is_fixed=False))
    assert [e.type for e in events] == ["CallbackDone"]
    assert (after.reply.score, after.callback.outcome, after.is_not_fixed) == (1, "not_fixed", True)


def test_a_claim_holds_against_others_for_half_a_day_and_not_against_oneself():
    mine = survey(ways=BY_CALL).callback.claimed(ANA, NOW)
    mine.claimed(ANA, NOW + timedelta(hours=1))
    with pytest.raises(CallbackClaimed):
        mine.claimed(BEN, NOW + timedelta(hours=11, minutes=59))
    assert mine.claimed(BEN, NOW + timedelta(hours=12)).claimed_by == BEN


def test_giving_up_takes_an_attempt():
    one = survey(ways=BY_CALL)
    with pytest.raises(CallbackNotTried):
        call(one, None)
    tried = one.callback.tried(ANA, "engaged", NOW)
    after, events = call(one.model_copy(update={"callback": tried}), None)
    assert (after.status, after.callback.outcome) == ("expired", "unreachable")
    assert [(e.type, e.outcome) for e in events] == [("CallbackDone", "unreachable")]


def test_giving_up_leaves_the_link_open_where_there_is_one():
    one = survey(ways=Ways(by_link=True, by_call=True))
    tried = one.callback.tried(ANA, "engaged", NOW)
    after, _ = call(one.model_copy(update={"callback": tried}), None)
    assert after.status == "open"
    low, _ = answered(after, Reply(score=1), card(), stamp())
    assert (low.callback.status, len(low.callback.attempts)) == ("open", 1)


@pytest.mark.parametrize(
    ("on_expiry", "is_current", "status"),
    [
        ("close", True, "withdrawn"),
        ("close_and_callback", True, "open"),
        ("callback", True, "open"),
        ("callback", False, "withdrawn"),
    ],
)
def test_what_becomes_of_a_call_when_the_days_are_over(on_expiry, is_current, status):
    one = survey(ways=BY_CALL, policy={"on_expiry": on_expiry})
    after, events = expired(one, card(), stamp(), is_current=is_current)
    assert (after.callback.status, after.status, events) == (status, "expired", [])


def test_an_expired_survey_can_still_be_answered_by_the_call_it_asked_for():
    gone, _ = expired(survey(), card(), stamp(), is_current=True)
    after, events = call(gone, Reply(score=4))
    assert (after.status, after.reply.score, events[0].type) == ("answered", 4, "SurveyAnswered")
