"""The template that is deployed: clean, with exact rights, and with a place for everything that fails."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from infra.build import AWS_ARCHITECTURE, build
from tests.architecture.application import HANDLERS, ROOT
from tests.builders.cloud import table_definition

POLICIES = sorted((ROOT / ".chalice").glob("policy-*.json"))
#: statements that may name every resource, and why
ANY_RESOURCE = {
    "SendTextToAnyPhone": "a phone number is no resource, so SNS knows no narrower one",
    "SendTraces": "a trace is no resource, so X-Ray knows no narrower one",
}
#: statements of which the embedded cloud knows no narrower resource; on AWS they have one
ANY_RESOURCE_LOCALLY = {"SendMail"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `chalice package` makes for AWS."""
    return build(AWS_ARCHITECTURE, tmp_path_factory.mktemp("package")).template


@pytest.mark.slow
def test_the_merged_template_is_clean_under_cfn_lint(template: dict[str, Any], tmp_path: Path):
    path = tmp_path / "template.yaml"
    path.write_text(yaml.safe_dump(template, sort_keys=False))
    lint = [str(Path(sys.executable).with_name("cfn-lint")), "--regions", "ap-southeast-1", "--", str(path)]
    done = subprocess.run(lint, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_function_has_a_policy_file_and_every_file_a_function():
    functions = {*HANDLERS, "api_handler"}
    assert {path.stem.removeprefix("policy-") for path in POLICIES} == functions
    configured = json.loads((ROOT / ".chalice" / "config.json").read_text())["lambda_functions"]
    assert {name: one["iam_policy_file"] for name, one in configured.items()} == {
        name: f"policy-{name}.json" for name in functions
    }


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_a_policy_names_exact_actions_and_resources(path: Path):
    for statement in json.loads(path.read_text())["Statement"]:
        assert statement["Effect"] == "Allow"
        for action in statement["Action"]:
            assert re.fullmatch(r"[a-z0-9-]+:[A-Z][A-Za-z]+", action), action
        if statement["Sid"] in ANY_RESOURCE_LOCALLY:
            assert statement["Resource"]["Fn::If"][0] == "OnAws"
            assert statement["Resource"]["Fn::If"][1] != "*"
        else:
            assert (statement["Resource"] == "*") == (statement["Sid"] in ANY_RESOURCE)


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_a_policy_names_actions_that_exist(path: Path):
    """As botocore's models of the services know them; s3's and three others go by the names of IAM alone."""
    known = {
        "execute-api:ManageConnections",
        "s3:GetObject",
        "s3:PutObject",
        "s3:ListBucket",
        "dynamodb:ConditionCheckItem",
    }
    for statement in json.loads(path.read_text())["Statement"]:
        for action in statement["Action"]:
            assert action in known or action.split(":")[1] in operations(action.split(":")[0]), action


def test_no_role_is_given_every_action_or_resource(template: dict[str, Any]):
    for name, resource in template["Resources"].items():
        for policy in policies_of(resource):
            document = policy if "Statement" in policy else policy["PolicyDocument"]
            for statement in document["Statement"]:
                actions = (
                    statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
                )
                assert not any("*" in action for action in actions), name
                assert statement["Resource"] != "*" or statement["Sid"] in ANY_RESOURCE, name


def test_every_asynchronous_function_and_every_rule_has_a_dead_letter_queue(template: dict[str, Any]):
    woken = 0
    by_logs = {
        one["Properties"]["DestinationArn"]["Fn::GetAtt"][0]
        for one in template["Resources"].values()
        if one["Type"] == "AWS::Logs::SubscriptionFilter"
    }
    for name, resource in template["Resources"].items():
        properties = resource.get("Properties", {})
        events = asynchronous(properties)
        if resource["Type"] != "AWS::Serverless::Function" or not (events or name in by_logs):
            continue
        woken += 1
        if name in by_logs:
            assert properties["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]["Destination"], name
        for event in events:
            if event["Type"] == "DynamoDB":
                assert event["Properties"]["DestinationConfig"]["OnFailure"]["Destination"], name
            elif event["Type"] == "SQS":
                queue = template["Resources"][event["Properties"]["Queue"]["Fn::GetAtt"][0]]["Properties"]
                assert queue["RedrivePolicy"]["deadLetterTargetArn"], name
                assert queue["VisibilityTimeout"] >= 6 * properties["Timeout"], name
            else:
                assert event["Properties"]["DeadLetterConfig"]["Arn"], name
                assert properties["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]["Destination"], name
    # The authorizer, codes to sign in with, the API, the timer's task and the greeting are called by somebody who waits
    # for the answer.
    assert woken == len(HANDLERS) - 4


def test_the_fast_tests_use_the_deployed_table(template: dict[str, Any]):
    deployed = template["Resources"]["Table"]["Properties"]
    local = table_definition("steward")
    for part in ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode"):
        assert local[part] == deployed[part]


def test_every_function_knows_the_names_it_asks_its_settings_for(template: dict[str, Any]):
    from chalicelib.kernel.settings import Settings

    given = template["Globals"]["Function"]["Environment"]["Variables"]
    assert {name.upper() for name in Settings.__dataclass_fields__} <= set(given)


def policies_of(resource: dict[str, Any]) -> list[dict[str, Any]]:
    if resource["Type"] == "AWS::IAM::Policy":
        return [resource["Properties"]]
    if resource["Type"] not in {"AWS::IAM::Role", "AWS::Serverless::Function"}:
        return []
    return resource["Properties"].get("Policies", [])


def asynchronous(properties: dict[str, Any]) -> list[dict[str, Any]]:
    return [event for event in properties.get("Events", {}).values() if event["Type"] != "Api"]


def operations(service: str) -> frozenset[str]:
    import boto3

    by_prefix = {"states": "stepfunctions"}
    client = boto3.client(by_prefix.get(service, service), region_name="us-east-1")
    return frozenset(client.meta.service_model.operation_names) | (
        frozenset(boto3.client("dynamodbstreams", region_name="us-east-1").meta.service_model.operation_names)
        if service == "dynamodb"
        else frozenset()
    )
