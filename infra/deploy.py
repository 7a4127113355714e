"""Deploy a built package through CloudFormation: the same way, and the same template, on AWS and locally.

Every deployment is a change set that is looked at before it is executed: by whoever typed `make deploy`, or on the
embedded cloud by nobody. What fails CloudFormation takes back by itself.
"""

import argparse
import contextlib
import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.artifacts import Artifacts, Clients
from infra.build import AWS_ARCHITECTURE, Package, build
from infra.changes import Change, as_table, changes_of
from infra.paths import CACHE, fail
from infra.stages import Stage, stage_named
from infra.web.files import DIST, built
from infra.web.publish import publish

#: looks at the changes and says whether they may happen
Review = Callable[[Sequence[Change]], bool]
_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
_GOOD_ENDS = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
#: an update is taken back when one of these goes off while CloudFormation still watches
_WATCHED_ALARMS = ("ApiErrorsAlarm", "ApiSlowAlarm", "DeadLettersAlarm", "RelayAgeAlarm")


@dataclass(frozen=True)
class Deployed:
    """What the stack says of itself."""

    outputs: Mapping[str, str]
    changed: bool


class DeployError(Exception):
    """CloudFormation refused; the message names the resource and the reason."""


class DeclinedError(Exception):
    """Whoever looked at the changes did not want them."""


def deploy(
    package: Package,
    clients: Clients,
    stack_name: str,
    parameters: Mapping[str, str],
    *,
    review: Review = lambda _: True,
    watch_minutes: int = 0,
) -> Deployed:
    """Create the stack, or bring it to this package; do nothing when it is there already.

    A parameter that is not named keeps the stack's value. Raises DeployError, and DeclinedError when `review` says no.
    """
    cloudformation = clients("cloudformation")
    artifacts = Artifacts(clients)
    body = json.dumps(artifacts.with_uploads(package), sort_keys=True)
    stack = _describe(cloudformation, stack_name)
    if stack and stack["StackStatus"] in {"ROLLBACK_COMPLETE", "CREATE_FAILED"}:
        raise DeployError(f"stack {stack_name} never came up; delete it first")
    is_new = stack is None or stack["StackStatus"] == "REVIEW_IN_PROGRESS"
    known = set(package.template["Parameters"])
    previous = {one["ParameterKey"] for one in (stack or {}).get("Parameters", [])} & known - set(parameters)
    request: dict[str, Any] = {
        "StackName": stack_name,
        "ChangeSetName": f"deploy-{hashlib.sha256(body.encode()).hexdigest()[:12]}-{time.time_ns() // 10**6}",
        "ChangeSetType": "CREATE" if is_new else "UPDATE",
        "Parameters": [
            *({"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()),
            *({"ParameterKey": key, "UsePreviousValue": True} for key in sorted(previous)),
        ],
        "Capabilities": _CAPABILITIES,
        # The same for ever: CloudFormation puts a stack's tags on its resources, so a new one would change them all.
        "Tags": [{"Key": "application", "Value": "steward"}],
    } | artifacts.template_argument(body)
    if stack and not is_new and watch_minutes:
        request["RollbackConfiguration"] = _rollback_configuration(clients, stack, watch_minutes)
    try:
        change_set = cloudformation.create_change_set(**request)["Id"]
    except ClientError as refusal:
        raise DeployError(str(refusal)) from refusal
    pages = _described(cloudformation, change_set)
    if pages is None:
        cloudformation.delete_change_set(ChangeSetName=change_set)
        return Deployed(_outputs(stack or {}), changed=False)
    if not review(changes_of(pages)):
        cloudformation.delete_change_set(ChangeSetName=change_set)
        if is_new:
            cloudformation.delete_stack(StackName=stack_name)  # the empty one that the change set was for
        raise DeclinedError(stack_name)
    cloudformation.execute_change_set(ChangeSetName=change_set)
    return Deployed(_outputs(_wait(cloudformation, stack_name)), changed=True)


def outputs_of(clients: Clients, stack_name: str) -> Mapping[str, str] | None:
    """What a stack that is there says of itself; None when it is not."""
    stack = _describe(clients("cloudformation"), stack_name)
    return _outputs(stack) if stack else None


def _described(cloudformation: Any, change_set: str) -> list[dict[str, Any]] | None:
    """The change set's pages once it is made; None when it would change nothing. Raises DeployError."""
    while True:
        page = cloudformation.describe_change_set(ChangeSetName=change_set)
        if page["Status"] == "CREATE_COMPLETE":
            break
        if page["Status"] == "FAILED":
            reason = page.get("StatusReason", "no reason given")
            if "didn't contain changes" in reason or "No updates are to be performed" in reason:
                return None
            cloudformation.delete_change_set(ChangeSetName=change_set)
            raise DeployError(f"the change set could not be made: {reason}")
        time.sleep(_pause(cloudformation))
    pages = [page]
    while token := pages[-1].get("NextToken"):
        pages.append(cloudformation.describe_change_set(ChangeSetName=change_set, NextToken=token))
    return pages


def _rollback_configuration(clients: Clients, stack: Mapping[str, Any], minutes: int) -> dict[str, Any]:
    """The stack's own alarms that are quiet now: one that is on already would take back the very cure."""
    cloudformation = clients("cloudformation")
    names = []
    for logical_id in _WATCHED_ALARMS:
        with contextlib.suppress(ClientError):  # this level of alarms does not have it
            detail = cloudformation.describe_stack_resource(
                StackName=stack["StackName"], LogicalResourceId=logical_id
            )["StackResourceDetail"]
            names.append(detail["PhysicalResourceId"])
    if not names:
        return {"MonitoringTimeInMinutes": minutes, "RollbackTriggers": []}
    alarms = clients("cloudwatch").describe_alarms(AlarmNames=names)["MetricAlarms"]
    return {
        "MonitoringTimeInMinutes": minutes,
        "RollbackTriggers": [
            {"Arn": alarm["AlarmArn"], "Type": "AWS::CloudWatch::Alarm"}
            for alarm in alarms
            if alarm["StateValue"] != "ALARM"
        ],
    }


def _describe(cloudformation: Any, stack_name: str) -> dict[str, Any] | None:
    try:
        stack: dict[str, Any] = cloudformation.describe_stacks(StackName=stack_name)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    return None if stack["StackStatus"] == "DELETE_COMPLETE" else stack


def _wait(cloudformation: Any, stack_name: str) -> dict[str, Any]:
    while True:
        stack = _describe(cloudformation, stack_name)
        if stack is None:
            raise DeployError(f"stack {stack_name} disappeared")
        status = stack["StackStatus"]
        if status in _GOOD_ENDS:
            return stack
        if not status.endswith("IN_PROGRESS"):
            raise DeployError(
                f"stack {stack_name} ended in {status}: {_first_failure(cloudformation, stack_name)}"
            )
        time.sleep(_pause(cloudformation))


def _pause(cloudformation: Any) -> float:
    return 0.2 if "127.0.0.1" in cloudformation.meta.endpoint_url else 3


def _first_failure(cloudformation: Any, stack_name: str) -> str:
    events = cloudformation.describe_stack_events(StackName=stack_name)["StackEvents"]
    failed = [event for event in reversed(events) if event["ResourceStatus"].endswith("FAILED")]
    if not failed:
        return "no resource reported a failure"
    first = failed[0]
    reason = first.get("ResourceStatusReason", "no reason given")
    return f"{first['LogicalResourceId']} ({first['ResourceType']}): {reason}"


def _outputs(stack: Mapping[str, Any]) -> dict[str, str]:
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def read_sms_receipts(clients: Clients, outputs: Mapping[str, str]) -> None:
    """Have SNS write down what becomes of text messages, where the stack hears it (infra/sms_receipts.yaml).

    CloudFormation does not know this setting of the account. A stack that hears nothing leaves it as it is.
    """
    if role := outputs.get("SmsReceiptsRole"):
        attributes = {"DeliveryStatusIAMRole": role, "DeliveryStatusSuccessSamplingRate": "100"}
        clients("sns").set_sms_attributes(attributes=attributes)


def asked(stage: Stage, *, is_yes: bool, answer: Callable[[str], str] = input) -> Review:
    """Show the changes and ask; `is_yes` answers for them, but never for what would lose data."""

    def review(changes: Sequence[Change]) -> bool:
        print(f"\nChanges of {stage.stack}:\n{as_table(changes)}\n", flush=True)
        if lost := [change.name for change in changes if change.loses_state]:
            if is_yes:
                fail(f"{', '.join(lost)} would lose what it holds; that takes somebody who types yes")
            return answer(f"This loses data. Type the stack's name, {stage.stack}, to do it: ") == stage.stack
        return is_yes or answer("Do it? [y/N] ").strip().lower() in {"y", "yes"}

    return review


def main() -> None:
    """Deploy a stage to AWS with the caller's own credentials and region."""
    import boto3

    parser = argparse.ArgumentParser(description="Deploy a stage of Steward to AWS.")
    parser.add_argument("--stage", required=True, help="a section of infra/stages.toml")
    parser.add_argument(
        "--yes", action="store_true", help="do not ask; data is lost for nobody's yes but a person's"
    )
    parser.add_argument("--out", type=Path, default=CACHE / "aws")
    parser.add_argument(
        "parameters", nargs="*", help="template parameters, as Name=value; they go before the stage's"
    )
    arguments = parser.parse_args()
    stage = stage_named(arguments.stage)
    parameters = dict(stage.parameters) | dict(pair.split("=", 1) for pair in arguments.parameters)
    session = boto3.Session()
    if not session.region_name or session.get_credentials() is None:
        fail("no AWS region or credentials; set AWS_REGION and AWS_PROFILE first")
    dist, package = built(DIST), build(AWS_ARCHITECTURE, arguments.out)
    try:
        result = deploy(
            package,
            session.client,
            stage.stack,
            parameters,
            review=asked(stage, is_yes=arguments.yes),
            watch_minutes=stage.watch_minutes,
        )
        if "PublicUrl" not in result.outputs:
            # CloudFront's name for the apps is known from the first deployment on.
            links = {"PublicUrl": result.outputs["WebUrl"]}
            result = deploy(package, session.client, stage.stack, parameters | links)
    except DeployError as error:
        fail(str(error))
    except DeclinedError:
        fail("nothing was changed")
    if stage.is_protected:
        session.client("cloudformation").update_termination_protection(
            StackName=stage.stack, EnableTerminationProtection=True
        )
    count = publish(dist, session.client, result.outputs, session.region_name)
    read_sms_receipts(session.client, result.outputs)
    print("deployed" if result.changed else "already up to date", f"with {count} files of the web apps")
    for name, value in sorted(result.outputs.items()):
        print(f"  {name}: {value}")


if __name__ == "__main__":
    main()
