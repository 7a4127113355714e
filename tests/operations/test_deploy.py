"""A deployment: what is shown before it, who has to say yes, and what is left when it fails."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber
from moto import mock_aws

from infra import deploy as deploying
from infra.build import Package
from infra.changes import Change, as_table, changes_of
from infra.deploy import DeclinedError, DeployError, asked, deploy
from infra.stages import Stage, stages
from tests.stack import Stack

STAGE = Stage(name="prod", stack="steward-prod")
TABLE = Change("Modify", "Table", "AWS::DynamoDB::Table", "True", ("KeySchema",))
ROLE = Change("Modify", "Role", "AWS::IAM::Role", "False", ("Policies",))


def package(queue: dict[str, Any], **resources: Any) -> Package:
    template = {
        "Parameters": {
            "Days": {"Type": "Number", "Default": 1},
            "Word": {"Type": "String", "Default": "none"},
        },
        "Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": queue}, **resources},
        "Outputs": {"Url": {"Value": {"Ref": "Queue"}}, "Word": {"Value": {"Ref": "Word"}}},
    }
    return Package(template, Path())


def saying(answer: bool, seen: list[Any]) -> Callable[[Any], bool]:
    def review(changes: Any) -> bool:
        seen[:] = [(one.what, one.name, one.loses_state) for one in changes]
        return answer

    return review


@pytest.mark.stack
def test_a_stack_is_made_changed_and_left_alone_by_change_sets(stack: Stack) -> None:
    seen: list[Any] = []
    name, clients = "deploy-steps", stack.cloud.client
    first = {"QueueName": "first", "VisibilityTimeout": 10}
    with pytest.raises(DeclinedError):
        deploy(package(first), clients, name, {}, review=saying(False, seen))
    assert seen == [("adds", "Queue", False)]
    assert deploying.outputs_of(clients, name) is None

    made = deploy(package(first), clients, name, {"Word": "kept"})
    assert made.changed
    assert not deploy(package(first), clients, name, {}).changed

    changed = deploy(package(first | {"VisibilityTimeout": 20}), clients, name, {}, review=saying(True, seen))
    assert seen == [("changes", "Queue", False)]
    assert changed.outputs["Word"] == "kept", "a parameter that is not named keeps its value"

    with pytest.raises(DeclinedError):
        deploy(package({"QueueName": "second"}), clients, name, {}, review=saying(False, seen))
    assert seen == [("replaces", "Queue", True)]
    assert deploying.outputs_of(clients, name) == made.outputs


@pytest.mark.stack
def test_what_fails_is_taken_back_and_says_which_resource_failed(stack: Stack) -> None:
    name, clients = "deploy-fails", stack.cloud.client
    queue = {"QueueName": "stays", "VisibilityTimeout": 10}
    deploy(package(queue), clients, name, {})
    client = {"Type": "AWS::Cognito::UserPoolClient", "Properties": {"UserPoolId": "none_such"}}
    broken = package(queue | {"VisibilityTimeout": 33}, Broken=client)
    with pytest.raises(
        DeployError, match=r"UPDATE_ROLLBACK_COMPLETE: Broken \(AWS::Cognito::UserPoolClient\)"
    ):
        deploy(broken, clients, name, {})
    sqs, outputs = clients("sqs"), deploying.outputs_of(clients, name)
    assert outputs
    left = sqs.get_queue_attributes(QueueUrl=outputs["Url"], AttributeNames=["VisibilityTimeout"])
    assert left["Attributes"] == {"VisibilityTimeout": "10"}


@pytest.mark.parametrize(
    ("changes", "is_yes", "typed", "goes_on"),
    [
        ([ROLE], True, None, True),
        ([ROLE], False, "y", True),
        ([ROLE], False, "", False),
        ([TABLE], False, "y", False),
        ([TABLE], False, "steward-prod", True),
    ],
)
def test_a_yes_is_enough_unless_something_is_lost(
    changes: list[Change], is_yes: bool, typed: str | None, goes_on: bool
) -> None:
    def answer(question: str) -> str:
        assert typed is not None, "nobody is to be asked"
        return typed

    assert asked(STAGE, is_yes=is_yes, answer=answer)(changes) == goes_on


def test_nothing_is_lost_by_an_unattended_yes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        asked(STAGE, is_yes=True)([TABLE])
    assert "Table would lose what it holds" in capsys.readouterr().err


def test_the_table_of_changes_begins_with_what_would_be_lost() -> None:
    told = [
        {"Action": "Add", "LogicalResourceId": f"F{n}", "ResourceType": "AWS::Lambda::Function"}
        for n in range(2)
    ]
    told += [
        {
            "Action": "Modify",
            "LogicalResourceId": "Role",
            "ResourceType": "AWS::IAM::Role",
            "Replacement": "False",
            "Details": [{"Target": {"Attribute": "Properties", "Name": "Policies"}}],
        },
        {"Action": "Remove", "LogicalResourceId": "Bucket", "ResourceType": "AWS::S3::Bucket"},
        {"Action": "Remove", "LogicalResourceId": "Alarm", "ResourceType": "AWS::CloudWatch::Alarm"},
    ]
    pages = [{"Changes": [{"ResourceChange": one} for one in part]} for part in (told[:3], told[3:])]
    shown = as_table(changes_of(pages), has_colour=False).splitlines()
    assert [line.split() for line in shown] == [
        ["removes", "Bucket", "AWS::S3::Bucket", "LOSES", "WHAT", "IT", "HOLDS"],
        ["changes", "Role", "AWS::IAM::Role", "Policies"],
        ["removes", "Alarm", "AWS::CloudWatch::Alarm"],
        ["adds", "2", "AWS::Lambda::Function"],
        ["removes", "2,", "adds", "2,", "changes", "1"],
    ]
    assert "\033[1;31m  removes" in as_table(changes_of(pages), has_colour=True)


def test_an_alarm_that_is_on_already_does_not_take_back_its_cure() -> None:
    cloudformation = boto3.client("cloudformation", region_name="us-east-1")
    cloudwatch = boto3.client("cloudwatch", region_name="us-east-1")
    with Stubber(cloudformation) as formation, Stubber(cloudwatch) as watch:
        for logical_id in deploying._WATCHED_ALARMS[:2]:
            detail = {"LogicalResourceId": logical_id, "PhysicalResourceId": f"prod-{logical_id}"} | {
                "ResourceType": "AWS::CloudWatch::Alarm",
                "LastUpdatedTimestamp": "2026-01-01T00:00:00Z",
                "ResourceStatus": "CREATE_COMPLETE",
            }
            formation.add_response("describe_stack_resource", {"StackResourceDetail": detail})
        for _ in deploying._WATCHED_ALARMS[2:]:
            formation.add_client_error("describe_stack_resource", "ValidationError")
        alarms = [
            {"AlarmName": "quiet", "AlarmArn": "arn:quiet", "StateValue": "OK"},
            {"AlarmName": "loud", "AlarmArn": "arn:loud", "StateValue": "ALARM"},
        ]
        watch.add_response("describe_alarms", {"MetricAlarms": alarms})
        clients = {"cloudformation": cloudformation, "cloudwatch": cloudwatch}
        found = deploying._rollback_configuration(clients.__getitem__, {"StackName": "steward-prod"}, 10)
    assert found == {
        "MonitoringTimeInMinutes": 10,
        "RollbackTriggers": [{"Arn": "arn:quiet", "Type": "AWS::CloudWatch::Alarm"}],
    }


def test_every_stage_names_parameters_that_the_template_has() -> None:
    from infra.paths import TEMPLATE, TEMPLATE_PARTS

    text = "".join(path.read_text() for path in (TEMPLATE, *TEMPLATE_PARTS))
    assert set(stages()) == {"dev", "staging", "prod"}
    for stage in stages().values():
        for name in stage.parameters:
            assert f"\n  {name}:\n    Type: " in text, (stage.name, name)
    assert stages()["prod"].is_protected
    assert not stages()["dev"].is_protected


@pytest.mark.parametrize("hears", [True, False])
def test_sns_is_told_to_write_receipts_only_where_the_stack_hears_them(hears: bool) -> None:
    role = "arn:aws:iam::123456789012:role/steward-prod-SmsReceiptsRole"
    with mock_aws():
        session = boto3.Session(region_name="us-east-1")
        deploying.read_sms_receipts(session.client, {"SmsReceiptsRole": role} if hears else {})
        told = session.client("sns").get_sms_attributes()["attributes"]
    assert told == (
        {"DeliveryStatusIAMRole": role, "DeliveryStatusSuccessSamplingRate": "100"} if hears else {}
    )


def test_the_role_that_sns_is_given_writes_receipts_and_nothing_else(resources: dict[str, Any]) -> None:
    groups = {
        name: one["Properties"]["LogGroupName"]["Fn::Sub"]
        for name, one in resources.items()
        if one["Type"] == "AWS::Logs::LogGroup" and name.startswith("Sms")
    }
    base = "sns/${AWS::Region}/${AWS::AccountId}/DirectPublishToPhoneNumber"
    assert groups == {"SmsDelivered": base, "SmsFailed": f"{base}/Failure"}
    (policy,) = resources["SmsReceiptsRole"]["Properties"]["Policies"]
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert statement["Resource"]["Fn::Sub"].endswith(f":log-group:{base}*")
    assert all(action.startswith("logs:") for action in statement["Action"])
    called = resources["SmsLogsMayCall"]["Properties"]
    assert called["Principal"] == "logs.amazonaws.com" and called["SourceArn"]["Fn::Sub"].endswith(f"{base}*")
    heard = [
        one["Properties"] for one in resources.values() if one["Type"] == "AWS::Logs::SubscriptionFilter"
    ]
    assert {one["LogGroupName"]["Ref"] for one in heard} == set(groups)
    assert {one["DestinationArn"]["Fn::GetAtt"][0] for one in heard} == {called["FunctionName"]["Ref"]}
