"""The rights that a function's policy gives it, in the words of `.chalice/policy-*.json`."""

import json
import re
from typing import Any

from tests.architecture.application import ROOT

#: an IAM action, and the part of the stack that it may be done to: `Table`, `Table/index/GSI1`, `Bucket/photos/*`
Right = tuple[str, str]

#: rights that no call of ours shows, or that name no resource: (function, action, part) -> why they are there
BY_THE_PLATFORM: dict[tuple[str, str, str], str] = {
    ("*", "logs:CreateLogStream", "own log"): "Lambda writes a function's log with the function's role",
    ("*", "logs:PutLogEvents", "own log"): "Lambda writes a function's log with the function's role",
    **{
        (
            function,
            f"dynamodb:{action}",
            "Table/stream",
        ): "Lambda's poller reads the stream with this role"
        for function in ("live_tell", "outbox_relay")
        for action in ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
    },
    **{
        (
            function,
            "sqs:SendMessage",
            "DeadLetters",
        ): "Lambda sends a run that failed to the queue with this role"
        for function in (
            "billing_publish_standing",
            "live_tell",
            "notifications_release",
            "reports_tell_week",
            "surveys_expire",
            "surveys_remind",
            "workorders_renew_calendars",
        )
    },
    **{
        (function, f"sqs:{action}", queue): "Lambda's poller takes messages with this role"
        for function, queue in (("notifications_send", "Sendings"), ("deadlines_resume", "WaitingTimers"))
        for action in ("DeleteMessage", "GetQueueAttributes", "ReceiveMessage")
    },
    (
        "deadlines_resume",
        "states:StopExecution",
        "execution:deadline-timer:*",
    ): "only when a stop overtakes the start within it",
    (
        "attachments_verify",
        "s3:ListBucket",
        "Bucket",
    ): "no call: with it S3 says that a file is gone, not forbidden",
}
#: the one right over every resource, and why
ANY_RESOURCE = dict.fromkeys(
    [("notifications_send", "sns:Publish"), ("organization_challenge", "sns:Publish")],
    "a phone number is no resource",
)


def functions() -> list[str]:
    """The names of all functions that have a policy."""
    return sorted(path.stem.removeprefix("policy-") for path in (ROOT / ".chalice").glob("policy-*.json"))


def granted(function: str) -> set[Right]:
    """What the function's policy allows."""
    policy = json.loads((ROOT / ".chalice" / f"policy-{function}.json").read_text())
    return {
        (action, part(resource))
        for statement in policy["Statement"]
        for action in statement["Action"]
        for resource in _resources(statement["Resource"])
    }


def _resources(resource: Any) -> list[Any]:
    """What a statement names, as it is on AWS."""
    if isinstance(resource, dict) and "Fn::If" in resource:
        return listed(resource["Fn::If"][1])
    return listed(resource)


def is_by_the_platform(function: str, right: Right) -> bool:
    """Whether the right is one that only the platform uses, in the function's name."""
    return bool({(function, *right), ("*", *right)} & set(BY_THE_PLATFORM))


def part(resource: Any) -> str:
    """The part of the stack that a resource of a policy is."""
    match resource:
        case str():
            return resource
        case {"Fn::GetAtt": [name, "Arn"]}:
            return name
        case {"Fn::GetAtt": [name, "StreamArn"]}:
            return f"{name}/stream"
        case {"Fn::Sub": text}:
            if ":log-group:" in text:
                return "own log"
            arn = re.sub(r"^arn:\S+?\$\{AWS::AccountId\}:", "", text)
            return re.sub(r"\$\{(\w+)\.Arn\}", r"\1", arn).replace("${AWS::StackName}-", "")
    raise ValueError(resource)


def listed(value: Any) -> list[Any]:
    """A policy may say one thing without a list."""
    return value if isinstance(value, list) else [value]
