"""Every right that a function has is one that it uses; what nobody uses, nobody has."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bench.report import Chapter, table
from chalicelib.kernel import clock as wall_clock
from infra.paths import PROCESSES
from infra.template import resources
from tests.builders.cloud import fast_cloud
from tests.conftest import Clock
from tests.proof.rights.granted import (
    ANY_RESOURCE,
    BY_THE_PLATFORM,
    functions,
    granted,
    is_by_the_platform,
    listed,
)
from tests.proof.rights.rehearsal import Rehearsal, Used

COMMAND = "make prove ONLY=rights"
TEXT = """
What each function may do, beside what it did while everything that Steward can do was done once: the walk through every
operation of the API, and its events, files, timers and schedules at the functions themselves, every call of AWS seen at
botocore. The deployed journeys run under IAM enforcement, so that a right that lacks fails them. A right without a call
has its reason here.
"""


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Used]:
    clock = Clock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    wall_clock.use(lambda: clock.now)
    with fast_cloud(tmp_path_factory.mktemp("rights")):
        yield Rehearsal(clock).play()
    wall_clock.use(wall_clock.system_clock)


@pytest.mark.parametrize("function", functions())
def test_a_function_has_the_rights_that_it_uses_and_no_others(function: str, used: Used):
    allowed = {right for right in granted(function) if not is_by_the_platform(function, right)}
    assert used[function] - allowed == set(), "used, and not granted"
    assert allowed - used[function] == set(), "granted, and not used"


def test_no_right_is_a_wildcard_but_those_with_a_reason():
    for function in functions():
        for action, where in granted(function):
            assert "*" not in action, (function, action)
            assert where != "*" or (function, action) in ANY_RESOURCE, (function, action)


def test_a_reason_is_given_only_for_rights_that_there_are():
    rights = {(function, *right) for function in functions() for right in granted(function)}
    anybodys = {("*", action, where) for _, action, where in rights}
    assert set(BY_THE_PLATFORM) - rights - anybodys == set()


def test_the_timer_calls_its_task_and_may_do_nothing_else():
    role = resources()["DeadlineTimerRole"]["Properties"]
    (policy,) = role["Policies"]
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert (statement["Action"], statement["Resource"]) == ("lambda:InvokeFunction", "DeadlinesFire.Arn")
    states = json.loads((PROCESSES / "processes" / "deadline_timer.asl.json").read_text())["States"].values()
    assert [one["Resource"] for one in states if one["Type"] == "Task"] == ["${FireFunctionArn}"]


def test_a_tenants_role_has_the_apis_own_rights_to_the_table():
    (policy,) = resources()["TenantRole"]["Properties"]["Policies"]
    given = {
        (action, resource.replace("${Table.Arn}", "Table").removesuffix(".Arn"))
        for statement in policy["PolicyDocument"]["Statement"]
        for action in listed(statement["Action"])
        for resource in listed(statement["Resource"])
    }
    assert given == {right for right in granted("api_handler") if right[0].startswith("dynamodb:")}


def test_nobody_but_the_apis_function_becomes_a_tenant():
    (statement,) = resources()["TenantRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Principal"] == {"AWS": "ApiHandlerRole.Arn"}
    become = resources()["BecomeTenant"]["Properties"]
    assert become["Roles"] == ["ApiHandlerRole"]
    (right,) = become["PolicyDocument"]["Statement"]
    assert (right["Action"], right["Resource"]) == ("sts:AssumeRole", "TenantRole.Arn")


@pytest.mark.prove
def test_the_table_of_rights(used: Used, published):
    rows = []
    for function in functions():
        for action, where in sorted(granted(function)):
            if ("*", action, where) in BY_THE_PLATFORM:
                continue  # every function's log
            reason = BY_THE_PLATFORM.get((function, action, where), "")
            seen = "used" if (action, where) in used[function] else reason
            rows.append([f"`{function}`", f"`{action}`", f"`{where}`", seen])
    published(Chapter("rights", "Rights", COMMAND, f"{TEXT}\n{table(['function', 'right', 'on', ''], rows)}"))
