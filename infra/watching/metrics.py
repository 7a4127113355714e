"""The figures of CloudWatch that alarms and dashboard look at, as both of them want them."""

from dataclasses import dataclass, field
from typing import Any

Text = str | dict[str, Any]

STACK: Text = {"Ref": "AWS::StackName"}


def ref(name: str) -> Text:
    """A resource's name."""
    return {"Ref": name}


@dataclass(frozen=True)
class Metric:
    """One figure of one thing; `dimensions` name the thing. Without any it is the account's in this region."""

    namespace: str
    name: str
    dimensions: dict[str, Text] = field(default_factory=dict)

    def of(self, name: str) -> "Metric":
        """Another figure of the same thing."""
        return Metric(self.namespace, name, self.dimensions)


API = Metric("AWS/ApiGateway", "Count", {"ApiName": STACK, "Stage": "api"})
TABLE = Metric("AWS/DynamoDB", "ConsumedWriteCapacityUnits", {"TableName": ref("Table")})
TIMERS = Metric("AWS/States", "ExecutionsStarted", {"StateMachineArn": ref("DeadlineTimer")})
#: of the whole account and region: one quota for all state machines
OPEN_TIMERS = Metric("AWS/States", "OpenExecutionCount")
SIGN_INS = Metric(
    "AWS/Cognito", "SignInSuccesses", {"UserPool": ref("UserPool"), "UserPoolClient": ref("UserPoolClient")}
)
CANARY = Metric("Steward", "CanarySucceeded", {"Stack": STACK})


def queue(name: str) -> Metric:
    """What waits in a queue."""
    return Metric(
        "AWS/SQS",
        "ApproximateNumberOfMessagesVisible",
        {"QueueName": {"Fn::GetAtt": [name, "QueueName"]}},
    )


def age_in(name: str) -> Metric:
    """How long the oldest message of a queue has waited, in seconds."""
    return queue(name).of("ApproximateAgeOfOldestMessage")


def function(name: str, figure: str) -> Metric:
    """A figure of one function."""
    return Metric("AWS/Lambda", figure, {"FunctionName": ref(name)})
