"""What all asynchronous handlers share: trying again, parking what fails, taking an event once."""

import pytest

from chalicelib.kernel.changes import Record
from chalicelib.kernel.entity import Key
from chalicelib.kernel.observability import Failed
from chalicelib.kernel.triggers import WARM_UP, Repeated, consumer, observed, once, parse
from tests.builders.boundary import answering, error
from tests.builders.cloud import parked
from tests.rooms.kernel.things import Note, ThingHappened, happened

EVENT = {
    "id": "e-1",
    "source": "steward.things",
    "detail-type": "ThingHappened",
    "detail": happened(1).model_dump(mode="json"),
}


@pytest.fixture(autouse=True)
def naps(cloud, monkeypatch) -> list[float]:
    """How long a consumer would have waited, in seconds."""
    taken: list[float] = []
    monkeypatch.setattr("time.sleep", taken.append)
    return taken


def _failing(*failures: Exception | None):
    """A consumer that fails so in turn, and then takes everything; with the list of what it was given."""
    left, given = list(failures), []

    @consumer
    def on_event(event, context):
        given.append(event)
        failure = left.pop(0) if left else None
        if failure:
            raise failure
        return "taken"

    return on_event, given


def test_an_event_that_is_taken_is_taken_once():
    handler, given = _failing()
    assert handler(EVENT, None) == "taken"
    assert given == [EVENT] and parked() == []


def test_an_event_that_fails_is_tried_again(naps):
    handler, given = _failing(RuntimeError("busy"), RuntimeError("busy"))
    assert handler(EVENT, None) == "taken"
    assert len(given) == 3 and parked() == []
    assert naps == [0.1, 0.2]


def test_an_event_that_keeps_failing_is_parked_whole():
    handler, given = _failing(*[RuntimeError("broken")] * 9)
    assert handler(EVENT, None) == {"parked": "RuntimeError"}
    assert len(given) == 3
    assert parked() == [
        {"trigger": f"{__name__}._failing.<locals>.on_event", "why": "RuntimeError('broken')", "event": EVENT}
    ]


def test_an_event_that_cannot_be_read_is_parked_at_once():
    @consumer
    def on_event(event, context):
        parse(event, ThingHappened)

    unreadable = {**EVENT, "detail": {"sequence": "first"}}
    assert "parked" in on_event(unreadable, None)
    assert [kept["event"] for kept in parked()] == [unreadable]


def test_an_event_that_cannot_even_be_parked_is_raised_for_the_platform():
    handler, _ = _failing(*[RuntimeError("broken")] * 9)
    with (
        answering("sqs", "SendMessage", error("InternalError")),
        pytest.raises(Exception, match="InternalError"),
    ):
        handler(EVENT, None)


def test_a_failure_of_an_observed_handler_is_logged_and_raised_without_its_words(caplog):
    @observed
    def on_schedule(event, context):
        raise RuntimeError("broken")

    with pytest.raises(Failed, match=r"^RuntimeError$"):
        on_schedule({}, None)
    assert "trigger failed" in caplog.text and "broken" not in caplog.text


def test_a_handler_keeps_its_name_through_the_wrappers():
    handler, _ = _failing()
    assert handler.__name__ == "on_event"


def test_an_event_has_its_effect_once_for_each_consumer(acting):
    def take(consumer_name, sequence):
        note = Record(Key("SHELF", f"{consumer_name}{sequence}"), Note(text="x"))
        acting().commit(once(acting(), consumer_name, happened(sequence)), note)

    take("insights", 1)
    take("insights", 2)
    take("surveys", 1)
    with pytest.raises(Repeated):
        take("insights", 1)
    rows, _ = acting().table.query("SHELF")
    assert [row.sk for row in rows] == ["insights1", "insights2", "surveys1"]


def test_an_event_is_remembered_longer_than_any_queue_keeps_it(acting, clock):
    acting().commit(once(acting(), "insights", happened(1)))
    clock.advance(days=13, hours=23)
    with pytest.raises(Repeated):
        acting().commit(once(acting(), "insights", happened(1)))


def test_an_event_is_read_as_the_kind_it_says_it_is():
    assert parse(EVENT, ThingHappened) == happened(1)
    with pytest.raises(ValueError, match="SomethingElse is none of"):
        parse({**EVENT, "detail-type": "SomethingElse"}, ThingHappened)


def test_an_event_from_a_newer_producer_is_read_all_the_same():
    newer = {**EVENT, "detail": {**EVENT["detail"], "colour": "red", "schema_version": 2}}
    assert parse(newer, ThingHappened).sequence == 1


def test_a_warm_up_asks_a_handler_for_nothing():
    calls = []
    for wrap in (observed, consumer):
        assert wrap(lambda event, context: calls.append(event))({"detail-type": WARM_UP}, None) is None
    assert calls == []
