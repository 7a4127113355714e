"""No log line holds anything of a person: no name, phone, address, coordinate, text, token or link.

Everything that the API can do is done with recognisable values, and goes wrong in each way that quotes them: refused
bodies, unreadable events, and calls of AWS that fail with all that was sent in their message.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.billing.triggers import on_schedule
from chalicelib.deadlines.triggers import on_moment
from chalicelib.kernel.relay import on_stream
from chalicelib.surveys.triggers import on_day
from tests.budgets.walk import walk
from tests.builders.bus import consumers_of
from tests.builders.cloud import bus_event, fast_cloud, outbox, stream_records
from tests.builders.company import Company
from tests.journeys.firm import LAT, LON, Firm
from tests.operations.private import READS, WORD, WRITES, Lines, PrivateApi, broken_event, every_item, failing
from tests.stack import Stack, eventually


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lines]:
    """All log lines of the walk and of every trigger, in order and in every failure."""
    from app import app

    patch = pytest.MonkeyPatch()
    patch.setattr("time.sleep", lambda _: None)
    with fast_cloud(tmp_path_factory.mktemp("logs")), Lines().caught() as caught:
        api = PrivateApi(app, caught)
        walk(Company(api, api.found()))
        _wake_triggers(caught)
        _refuse_authorizer(api)
        yield caught
    patch.undo()


def _wake_triggers(lines: Lines) -> None:
    for event in outbox():
        for consume in consumers_of(event["type"]):
            for spoiled in (bus_event(event), broken_event(bus_event(event))):
                for operations in (READS, WRITES):
                    with failing(*operations):
                        _call(lines, consume, spoiled)
            with failing("SendMessage", service="sqs"):
                _call(lines, consume, broken_event(bus_event(event)))
    recorded = [item for item in every_item() if item["SK"]["S"].startswith("EV#")]
    with failing("PutEvents", service="events"):
        _call(lines, on_stream, stream_records(recorded))
    _call(lines, on_stream, stream_records([{**item, "data": {"N": WORD}} for item in recorded]))
    tenant = recorded[0]["PK"]["S"].split("#")[1]
    order = next(item["PK"]["S"].split("#")[-1] for item in recorded if "#WO#" in item["PK"]["S"])
    for operations in ((), READS, WRITES):
        with failing(*operations):
            _call(lines, on_schedule, {"tenant": tenant})
            _call(lines, on_day, {"tenant": tenant})
            _call(lines, on_moment, {"tenant": tenant, "order_id": order, "generation": 1})


def _call(lines: Lines, handler: Callable[[dict[str, Any], Any], Any], event: dict[str, Any]) -> None:
    try:
        handler(event, None)
    except Exception as failure:
        lines.raised(failure)


def _refuse_authorizer(api: PrivateApi) -> None:
    stranger = api.as_(f"{WORD}@harbour")
    with failing("GetItem"):
        try:
            stranger.get("/v1/me")
        except Exception as failure:
            api.lines.raised(failure)
    assert api.with_header(f"Bearer {WORD}.{WORD}.{WORD}").get("/v1/me").status == 401


def test_no_log_line_holds_anything_of_a_person(lines: Lines) -> None:
    assert lines.leaks() == []


def test_the_lines_are_those_of_every_kind_of_success_and_failure(lines: Lines) -> None:
    """That nothing leaks is worth something only if everything was said."""
    text = "\n".join(lines.lines)
    for said in ("served", "authorized", "trigger done", "trigger failed", "attempt failed", "event parked"):
        assert f'"message":"{said}"' in text, said
    for said in ("failed", "not told", "standing not published", "cannot authorize"):
        assert f'"message":"{said}"' in text, said
    assert "ValidationError" in text and "RuntimeError" in text
    assert '"where":["' in text, "a failure says where it happened"
    assert len(lines.lines) > 1000
    assert len(lines.secrets) > 40


@pytest.mark.stack
def test_no_functions_log_on_the_stack_holds_anything_of_a_person(stack: Stack) -> None:
    """A whole order with its photo, its survey and a poisoned event, after all that other journeys have logged."""
    firm = Firm(stack)
    home = firm.household()
    order = firm.report(home.resident, firm.category(photos_required=1), home.unit_id, title=f"Leak {WORD}")
    firm.assign(order)
    firm.finish(order)
    poison = {"Source": "steward.billing", "DetailType": "StandingChanged", "Detail": f'{{"name": "{WORD}"}}'}
    stack.client("events").put_events(Entries=[poison | {"EventBusName": stack.outputs["BusName"]}])
    (invited,) = eventually(lambda: firm.told(home.resident, order, "survey_invited"))
    token = invited["link"].rpartition("/")[2]
    answer = firm.stack.http().post(f"/v1/surveys/{token}", json={"score": 5, "text": f"Dry {WORD}"})
    assert answer.status_code == 200

    plain = (WORD, "+861", "@", "Rita", "Ada Admin", str(LAT), str(LON), "eyJ", token, "X-Amz-")
    # A telephone number whole: four digits of one stand in many a correlation id.
    personal = re.compile("|".join([*map(re.escape, plain), r"8613\d{9}"]))
    groups = (
        stack.client("logs").get_paginator("describe_log_groups").paginate(logGroupNamePrefix="/aws/lambda/")
    )
    names = [group["logGroupName"] for page in groups for group in page["logGroups"]]
    said = 0
    for name in names:
        for line in stack.lines_of(name):
            said += 1
            assert not personal.search(line), (name, line[:500])
    assert said > 50
