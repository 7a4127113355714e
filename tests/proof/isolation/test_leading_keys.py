"""The script for an AWS account, here: where IAM evaluates the condition it finds the wall standing, elsewhere not."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSResponse

from chalicelib.kernel.aws import client
from infra.prove_leading_keys import attempts, prove
from tests.builders.boundary import error
from tests.builders.leading_keys import allows, touches
from tests.builders.meter import Call

EVERY = list(attempts("steward"))


@pytest.fixture
def evaluating(cloud) -> Iterator[None]:
    """IAM, at the boundary of each new client: every call is held against the session policy that STS was given."""
    policies: list[dict[str, Any]] = []

    def asked(params: dict[str, Any], **_: Any) -> None:
        policies.append(json.loads(params["body"]["Policy"]))

    def judged(model: Any, params: dict[str, Any], **_: Any) -> Any:
        call = Call("dynamodb", model.name, json.loads(params["body"]))
        if all(allows(policies[-1], action, keys) for action, keys in touches(call)):
            return None
        return AWSResponse("", 400, {}, None), error("AccessDeniedException")

    hooks = client("sts").meta.events
    hooks.register("before-call.sts.AssumeRole", asked)
    boto3.DEFAULT_SESSION.events.register(
        "before-call.dynamodb", judged
    )  # of clients that are made from now on
    yield
    hooks.unregister("before-call.sts.AssumeRole", asked)
    boto3.DEFAULT_SESSION.events.unregister("before-call.dynamodb", judged)


def test_where_the_condition_is_evaluated_the_wall_stands(evaluating):
    assert prove(client, "steward", settling_s=0) == []


def test_where_the_condition_is_not_evaluated_the_script_says_so_for_every_kind_of_call(cloud):
    assert prove(client, "steward", settling_s=0) == EVERY


def test_the_script_removes_what_it_made(cloud):
    prove(client, "steward", settling_s=0)
    assert client("dynamodb").scan(TableName="steward")["Items"] == []
    assert client("iam").list_roles()["Roles"] == []
