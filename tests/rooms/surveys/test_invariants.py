"""What holds of surveys however events, answers, calls and days fall together: drawn by hypothesis, on the fast cloud.

One survey for a completion, one rating, nobody asked twice within the pause but for what was not fixed, and an order
closes once.
"""

from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.contracts.surveys import SurveyInvited
from chalicelib.contracts.workorders import WorkOrderCompleted
from chalicelib.kernel import clock as wall_clock
from chalicelib.kernel.changes import Save
from chalicelib.kernel.context import for_system
from chalicelib.kernel.errors import DomainError
from chalicelib.surveys import calls, days, links, service, store
from chalicelib.surveys.model import survey_id
from chalicelib.surveys.replies import Reply
from chalicelib.tenants.service import SurveyPolicy, tenant_ref
from chalicelib.workorders import service as workorders
from tests.builders.boundary import before_writing
from tests.builders.cloud import empty_table, outbox
from tests.conftest import TENANT, Clock
from tests.rooms.surveys import orders

PAUSE = 10
ORDERS = ("wo_1", "wo_2", "wo_3")
POLICIES = st.builds(
    SurveyPolicy,
    answer_days=st.just(7),
    asking=st.sampled_from(["all", "sample", "callback_only", "callback_and_link"]),
    sample_percent=st.just(50),
    pause_days=st.just(PAUSE),
    reminders=st.integers(0, 2),
    on_expiry=st.sampled_from(["close", "callback", "close_and_callback"]),
)
REPLIES = st.builds(Reply, score=st.integers(1, 5), is_fixed=st.booleans(), is_half=st.booleans())
WHICH = st.sampled_from(ORDERS)
STEPS = st.one_of(
    st.tuples(st.just("deliver"), WHICH, st.integers(1, 3)),
    st.tuples(st.just("deliver at once"), WHICH, WHICH),
    st.tuples(st.just("answer"), WHICH, REPLIES),
    st.tuples(st.just("call"), WHICH, REPLIES),
    st.tuples(st.just("rework"), WHICH, st.none()),
    st.tuples(st.just("run"), st.none(), st.none()),
    st.tuples(st.just("wait"), st.none(), st.integers(1, 12)),
)


class Town:
    """Three orders of one resident, and everything that may happen to their surveys."""

    def __init__(self, clock: Clock, policy: SurveyPolicy, acting: Any) -> None:
        self.clock, self._acting = clock, acting
        context = self.system()
        orders.tenant(context)
        tenant = context.find(tenant_ref())
        policies = tenant.policies.model_copy(update={"survey": policy})
        context.commit(Save(tenant_ref().key, tenant.changed(policies=policies)))
        self.completions: dict[str, list[WorkOrderCompleted]] = {
            id: [orders.completed(self.system(), id, n=n)] for n, id in enumerate(ORDERS, 1)
        }

    def system(self) -> Any:
        return for_system(TENANT, "tests")

    def deliver(self, order: str, number: int) -> None:
        """The bus brings a completion: any of them, again or late."""
        known = self.completions[order]
        service.invite(known[min(number, len(known)) - 1])

    def deliver_at_once(self, one: str, other: str) -> None:
        with before_writing(lambda: self.deliver(other, 3)):
            self.deliver(one, 3)

    def answer(self, order: str, reply: Reply) -> None:
        survey = survey_id(order, len(self.completions[order]))
        service.answer(Guest(self), links.token_of(TENANT, survey), reply)  # type: ignore[arg-type]
        self.complete_again(order)

    def call(self, order: str, reply: Reply) -> None:
        survey = survey_id(order, len(self.completions[order]))
        calls.end(self._acting("assessor"), survey, reply, "said")
        self.complete_again(order)

    def rework(self, order: str, _: None) -> None:
        workorders.rework(self._acting("manager"), order, "Not up to standard")
        self.complete_again(order)

    def run(self, _: None, __: None) -> None:
        assert days.remind_due(TENANT) == days.expire_due(TENANT) == []

    def wait(self, _: None, many: int) -> None:
        self.clock.advance(days=many)

    def complete_again(self, order: str) -> None:
        if orders.order_of(self.system(), order).status == "assigned":
            self.completions[order].append(orders.completed_again(self.system(), order))


class Guest:
    """Whoever holds a link."""

    language = "en"

    def __init__(self, town: Town) -> None:
        self._town = town

    def enter(self, actor: Any) -> Any:
        return self._town.system()


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(policy=POLICIES, steps=st.lists(STEPS, max_size=25))
def test_whatever_happens_in_whatever_order(cloud, acting, policy, steps):
    empty_table()
    clock = Clock(datetime.fromisoformat("2026-11-23T01:00:00+00:00"))
    wall_clock.use(lambda: clock.now)
    try:
        town = Town(clock, policy, acting)
        for what, one, other in steps:
            with suppress(DomainError):  # a refusal is an answer: unknown link, answered before, moved on
                getattr(town, what.replace(" ", "_"))(one, other)
            holds()
    finally:
        wall_clock.use(wall_clock.system_clock)


def holds() -> None:
    told = outbox()
    rated = Counter(event["detail"]["entity"] for event in told if event["type"] == "SurveyAnswered")
    assert set(rated.values()) <= {1}
    invited = [event["detail"] for event in told if event["type"] == "SurveyInvited"]
    assert len({one["entity"] for one in invited}) == len(invited)
    asked = {}
    for event in told:
        is_call = event["type"] == "CallbackRequested" and event["detail"]["cause"] == "policy"
        if event["type"] == "SurveyInvited" or is_call:
            asked[event["detail"]["entity"]] = SurveyInvited.model_construct(**event["detail"])
    assert_paused(asked)
    for order in ORDERS:
        happened = [event["type"] for event in told if event["detail"]["entity"] == order]
        opened = happened.count("WorkOrderReopened") + 1
        assert happened.count("WorkOrderClosed") <= opened
        moves = [one for one in happened if one in ("WorkOrderClosed", "WorkOrderReopened")]
        assert ("WorkOrderClosed", "WorkOrderClosed") not in pairwise(moves)


def assert_paused(asked: dict[str, Any]) -> None:
    """Of those asked, each two are as far apart as the pause, unless the later follows on what was not fixed."""
    context = for_system(TENANT, "tests")
    # At one moment the second completion comes after the first.
    moments = sorted(
        (
            (datetime.fromisoformat(str(one.at)), context.find(store.survey_ref(id)))
            for id, one in asked.items()
        ),
        key=lambda moment: (moment[0], moment[1].completion),
    )
    for (before, _), (after, survey) in pairwise(moments):
        last = context.table.get(store.survey_ref(survey_id(survey.order_id, survey.completion - 1)))
        assert after - before >= timedelta(days=PAUSE) or (last is not None and last.is_not_fixed)
