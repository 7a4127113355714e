"""What infra/watching.yaml cannot say in few words: the alarms, the dashboard, and what all functions and logs have."""

from typing import Any

from infra.watching.alarms import ALARMS, function_alarms
from infra.watching.dashboard import dashboard

Resources = dict[str, Any]


def watched(resources: Resources) -> Resources:
    """The same resources, their functions and logs with what all of these have, and what watches them."""
    functions = sorted(name for name, one in resources.items() if _is_function(one))
    alarms = {alarm.name: alarm.resource() for alarm in (*ALARMS, *function_alarms(functions))}
    shared = {name: _with_shared_properties(one) for name, one in resources.items()}
    return shared | alarms | {"Overview": dashboard(functions), "TracingRights": _tracing_rights(resources)}


def _with_shared_properties(resource: dict[str, Any]) -> dict[str, Any]:
    own_key = {"Fn::If": ["HasOwnKey", {"Fn::GetAtt": ["Key", "Arn"]}, {"Ref": "AWS::NoValue"}]}
    added: dict[str, Any] = {}
    match resource["Type"]:
        case "AWS::Logs::LogGroup":
            added = {"RetentionInDays": {"Ref": "LogDays"}, "KmsKeyId": own_key}
        case "AWS::Serverless::Function":
            # The environment holds the secret that signs links.
            added = {"KmsKeyArn": own_key, "Tracing": {"Fn::If": ["HasTracing", "Active", "PassThrough"]}}
    return resource | {"Properties": resource.get("Properties", {}) | added} if added else resource


def _tracing_rights(resources: Resources) -> dict[str, Any]:
    """What a function needs to send its traces; X-Ray knows no narrower resource."""
    roles = {one["Properties"]["Role"]["Fn::GetAtt"][0] for one in resources.values() if _is_function(one)}
    statement = {
        "Sid": "SendTraces",
        "Effect": "Allow",
        "Action": ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
        "Resource": "*",
    }
    return {
        "Type": "AWS::IAM::Policy",
        "Condition": "HasTracing",
        "Properties": {
            "PolicyName": "tracing",
            "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]},
            "Roles": [{"Ref": role} for role in sorted(roles)],
        },
    }


def _is_function(resource: dict[str, Any]) -> bool:
    return bool(resource["Type"] == "AWS::Serverless::Function")
