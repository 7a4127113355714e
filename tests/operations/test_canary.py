"""The canary on the stack: its round succeeds when the main job works, and says where it stops when it does not."""

import json
from collections.abc import Iterator

import pytest

from infra.build import build, local_architecture
from infra.canary.__main__ import SLUG, play, prepare
from infra.deploy import deploy
from infra.deployment import Deployment
from infra.local import api_url
from infra.paths import REGION
from tests.stack import Stack

pytestmark = pytest.mark.stack
NAME = "steward-watched"


@pytest.fixture(scope="module")
def watched(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """A second stack beside the session's, with everything on that the embedded cloud can have."""
    package = build(local_architecture(), tmp_path_factory.mktemp("watched"))
    options = {"Canary": "on", "AlarmLevel": "all", "Dashboard": "on", "AccessLog": "on", "Protection": "off"}
    wanted = options | {"CognitoEndpoint": stack.cloud.url}
    before = deploy(package, stack.client, NAME, wanted).outputs
    address = api_url(stack.cloud, before)
    outputs = deploy(package, stack.client, NAME, wanted | {"PublicUrl": address}).outputs
    deployment = Deployment(NAME, stack.client, outputs, address, REGION, stack.cloud.url)
    prepare(deployment)
    return deployment


def test_a_round_reports_is_heard_of_and_leaves_nothing_open(watched: Deployment, stack: Stack) -> None:
    assert play(watched) is None
    prepare(watched)  # again is the same
    assert play(watched) is None
    said = [json.loads(line) for line in stack.lines_of(f"/aws/lambda/{NAME}-canary") if line.startswith("{")]
    metrics = [line for line in said if "_aws" in line]
    assert [line["CanarySucceeded"] for line in metrics] == [1, 1]
    assert metrics[0]["Stack"] == NAME
    assert metrics[0]["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "Steward"
    assert all(order["status"] == "cancelled" for order in orders(watched))
    assert len(orders(watched)) == 2


def test_a_round_says_where_it_stops(watched: Deployment, stack: Stack) -> None:
    client = stack.client("lambda")
    (mapping,) = client.list_event_source_mappings(FunctionName=f"{NAME}-outbox-relay")["EventSourceMappings"]
    canary = client.get_function_configuration(FunctionName=f"{NAME}-canary")["Environment"]
    client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
    impatient = {"Variables": canary["Variables"] | {"PATIENCE_S": "3"}}
    client.update_function_configuration(FunctionName=f"{NAME}-canary", Environment=impatient)
    try:
        assert play(watched) == "inbox: nothing came within 3 s"
    finally:
        client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)
        client.update_function_configuration(FunctionName=f"{NAME}-canary", Environment=canary)
    assert all(order["status"] == "cancelled" for order in orders(watched)), "a failed round cleans up too"


def test_the_founder_cannot_sign_in_afterwards(watched: Deployment) -> None:
    users = watched.clients("cognito-idp")
    founder = users.admin_get_user(
        UserPoolId=watched.outputs["UserPoolId"], Username="canary-founder@platform"
    )
    assert founder["Enabled"] is False


def orders(watched: Deployment) -> list[dict]:
    from infra.client import Caller, Pool

    secret = watched.clients("secretsmanager").get_secret_value(SecretId=watched.outputs["CanaryPasswordArn"])
    pool = Pool(watched.endpoint_url, watched.region, watched.outputs["ClientId"])
    resident = Caller(watched.api_url, pool.sign_in(f"resident@{SLUG}", secret["SecretString"]))
    return list(resident.every("/v1/work-orders"))
