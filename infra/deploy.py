"""Deploy a built package through CloudFormation: the same way, and the same template, on AWS and locally."""

import argparse
import copy
import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.build import AWS_ARCHITECTURE, Package, build
from infra.paths import CACHE, STACK_NAME, fail

Clients = Callable[[str], Any]
_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
_GOOD_ENDS = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
# CloudFormation takes no larger template inline; a larger one it reads from the bucket.
_INLINE_LIMIT = 51_200


@dataclass(frozen=True)
class Deployed:
    """What the stack says of itself."""

    outputs: Mapping[str, str]
    changed: bool


class DeployError(Exception):
    """CloudFormation refused; the message names the resource and the reason."""


def deploy(package: Package, clients: Clients, stack_name: str, parameters: Mapping[str, str]) -> Deployed:
    """Create the stack, or bring it to this package; do nothing when it is there already."""
    cloudformation = clients("cloudformation")
    bucket = _artifact_bucket(clients)
    body = json.dumps(_with_uploads(package, clients("s3"), bucket), sort_keys=True)
    wanted = hashlib.sha256((body + json.dumps(dict(parameters), sort_keys=True)).encode()).hexdigest()
    stack = _describe(cloudformation, stack_name)
    if stack and stack["StackStatus"] in _GOOD_ENDS and _tags(stack).get("content") == wanted:
        return Deployed(_outputs(stack), changed=False)
    request = {
        "StackName": stack_name,
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        "Capabilities": _CAPABILITIES,
        "Tags": [{"Key": "application", "Value": "steward"}, {"Key": "content", "Value": wanted}],
    } | _template_argument(body, clients("s3"), bucket)
    if stack and stack["StackStatus"] in {"ROLLBACK_COMPLETE", "CREATE_FAILED"}:
        raise DeployError(f"stack {stack_name} never came up; delete it first")
    if stack:
        try:
            cloudformation.update_stack(**request)
        except ClientError as error:
            if "No updates are to be performed" not in str(error):
                raise DeployError(str(error)) from error
    else:
        cloudformation.create_stack(**request)
    return Deployed(_outputs(_wait(cloudformation, stack_name)), changed=True)


def outputs_of(clients: Clients, stack_name: str) -> Mapping[str, str] | None:
    """What a stack that is there says of itself; None when it is not."""
    stack = _describe(clients("cloudformation"), stack_name)
    return _outputs(stack) if stack else None


def _artifact_bucket(clients: Clients) -> str:
    account = clients("sts").get_caller_identity()["Account"]
    s3 = clients("s3")
    region: str = s3.meta.region_name
    bucket = f"steward-artifacts-{account}-{region}"
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError:
        where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        s3.create_bucket(Bucket=bucket, **where)
        s3.put_public_access_block(
            Bucket=bucket,
            PublicAccessBlockConfiguration=dict.fromkeys(
                ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True
            ),
        )
    return bucket


def _with_uploads(package: Package, s3: Any, bucket: str) -> dict[str, Any]:
    """Upload each archive under its content's hash, so that what is unchanged stays unchanged."""
    template = copy.deepcopy(package.template)
    uploaded: dict[str, str] = {}
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        for name in ("CodeUri", "ContentUri"):
            local = properties.get(name)
            if not isinstance(local, str) or not local.startswith("./"):
                continue
            if local not in uploaded:
                uploaded[local] = _upload((package.folder / local).read_bytes(), s3, bucket, ".zip")
            properties[name] = uploaded[local]
    return template


def _upload(content: bytes, s3: Any, bucket: str, suffix: str) -> str:
    key = hashlib.sha256(content).hexdigest() + suffix
    try:
        s3.head_object(Bucket=bucket, Key=key)
    except ClientError:
        s3.put_object(Bucket=bucket, Key=key, Body=content)
    return f"s3://{bucket}/{key}"


def _template_argument(body: str, s3: Any, bucket: str) -> dict[str, str]:
    if len(body.encode()) <= _INLINE_LIMIT:
        return {"TemplateBody": body}
    key = _upload(body.encode(), s3, bucket, ".template.json").rsplit("/", 1)[1]
    base = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key})
    return {"TemplateURL": base.split("?", 1)[0]}


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
        time.sleep(0.2 if "127.0.0.1" in cloudformation.meta.endpoint_url else 3)


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


def _tags(stack: Mapping[str, Any]) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in stack.get("Tags", [])}


def main() -> None:
    """Deploy to AWS with the caller's own credentials and region."""
    import boto3

    parser = argparse.ArgumentParser(description="Deploy Steward to AWS.")
    parser.add_argument("--stack", default=STACK_NAME)
    parser.add_argument("--out", type=Path, default=CACHE / "aws")
    parser.add_argument("parameters", nargs="*", help="template parameters, as Name=value")
    arguments = parser.parse_args()
    parameters = dict(pair.split("=", 1) for pair in arguments.parameters)
    session = boto3.Session()
    if not session.region_name or session.get_credentials() is None:
        fail("no AWS region or credentials; set AWS_REGION and AWS_PROFILE first")
    try:
        result = deploy(build(AWS_ARCHITECTURE, arguments.out), session.client, arguments.stack, parameters)
    except DeployError as error:
        fail(str(error))
    print("deployed" if result.changed else "already up to date")
    for name, value in sorted(result.outputs.items()):
        print(f"  {name}: {value}")


if __name__ == "__main__":
    main()
