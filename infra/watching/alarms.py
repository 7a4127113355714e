"""Every alarm that template.yaml does not write out itself, as one table. Each has a section in docs/operations.md."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from infra.watching.metrics import (
    API,
    CANARY,
    OPEN_TIMERS,
    SIGN_INS,
    TABLE,
    TIMERS,
    Metric,
    age_in,
    function,
    queue,
)

#: the stage's AlarmLevel from which it exists, or that the canary runs
Level = Literal["HasAlarms", "HasAllAlarms", "HasCanary"]


@dataclass(frozen=True)
class Alarm:
    """`statistic` of `metric` beyond `over` (or below `under`) in `times[0]` of `times[1]` periods of `period_s`."""

    name: str
    level: Level
    says: str
    metric: Metric
    statistic: str
    over: float | None = None
    under: float | None = None
    period_s: int = 60
    times: tuple[int, int] = (1, 1)
    missing: Literal["notBreaching", "breaching"] = "notBreaching"

    def resource(self) -> dict[str, Any]:
        """The alarm for CloudFormation."""
        is_percentile = re.fullmatch(r"p\d+", self.statistic)
        dimensions = [{"Name": name, "Value": value} for name, value in self.metric.dimensions.items()]
        limit = {"ComparisonOperator": "GreaterThanThreshold", "Threshold": self.over}
        if self.under is not None:
            limit = {"ComparisonOperator": "LessThanThreshold", "Threshold": self.under}
        return {
            "Type": "AWS::CloudWatch::Alarm",
            "Condition": self.level,
            "Properties": {
                "AlarmDescription": self.says,
                "Namespace": self.metric.namespace,
                "MetricName": self.metric.name,
                **({"Dimensions": dimensions} if dimensions else {}),
                ("ExtendedStatistic" if is_percentile else "Statistic"): self.statistic,
                "Period": self.period_s,
                "DatapointsToAlarm": self.times[0],
                "EvaluationPeriods": self.times[1],
                **limit,
                "TreatMissingData": self.missing,
                "AlarmActions": [{"Ref": "Alarms"}],
            },
        }


ALARMS: tuple[Alarm, ...] = (
    Alarm(
        "ApiErrorsAlarm",
        "HasAlarms",
        "More than one answer of the API in a hundred is a server error.",
        API.of("5XXError"),
        "Average",
        over=0.01,
        times=(3, 5),
    ),
    Alarm(
        "ApiSlowAlarm",
        "HasAlarms",
        "One request in a hundred takes longer than three seconds.",
        API.of("Latency"),
        "p99",
        over=3000,
        times=(3, 5),
    ),
    Alarm(
        "FunctionsThrottledAlarm",
        "HasAlarms",
        "Lambda refused to run a function, of this account and region: too many at once.",
        Metric("AWS/Lambda", "Throttles"),
        "Sum",
        over=0,
        times=(3, 5),
    ),
    Alarm(
        "TableThrottledAlarm",
        "HasAlarms",
        "The table refused writes: one partition key takes more than it can, or the table grows faster than it may.",
        TABLE.of("WriteThrottleEvents"),
        "Sum",
        over=10,
        times=(3, 5),
    ),
    Alarm(
        "LiveLateAlarm",
        "HasAllAlarms",
        "People hear of changes more than ten seconds late; their apps look by themselves after five minutes.",
        function("LiveTell", "IteratorAge"),
        "Maximum",
        over=10_000,
        times=(3, 5),
    ),
    Alarm(
        "TimersFailedAlarm",
        "HasAlarms",
        "A timer gave up; its order climbs its ladder no further.",
        TIMERS.of("ExecutionsFailed"),
        "Sum",
        over=0,
        period_s=300,
    ),
    Alarm(
        "TimersManyAlarm",
        "HasAlarms",
        "More than half of a million timers are open, where the account's quota ends.",
        OPEN_TIMERS,
        "Maximum",
        over=500_000,
        period_s=300,
    ),
    Alarm(
        "SendingsWaitAlarm",
        "HasAlarms",
        "A message has waited for half an hour to leave the house.",
        age_in("Sendings"),
        "Maximum",
        over=1800,
        period_s=300,
    ),
    Alarm(
        "TimersWaitingAlarm",
        "HasAllAlarms",
        "More than a thousand timers wait for an execution that Step Functions does not start.",
        queue("WaitingTimers").of("ApproximateNumberOfMessagesDelayed"),
        "Minimum",
        over=1_000,
        period_s=300,
        times=(3, 3),
    ),
    Alarm(
        "CanaryAlarm",
        "HasCanary",
        "The main job failed twice for the canary, or the canary itself does not run.",
        CANARY,
        "Minimum",
        under=1,
        period_s=1800,
        times=(2, 2),
        missing="breaching",
    ),
    Alarm(
        "ApiRefusalsAlarm",
        "HasAllAlarms",
        "More than half of all requests of a quarter of an hour were refused.",
        API.of("4XXError"),
        "Average",
        over=0.5,
        period_s=300,
        times=(3, 3),
    ),
    Alarm(
        "TableReadsThrottledAlarm",
        "HasAllAlarms",
        "The table refused reads.",
        TABLE.of("ReadThrottleEvents"),
        "Sum",
        over=10,
        times=(3, 5),
    ),
    Alarm(
        "TableFailsAlarm",
        "HasAllAlarms",
        "DynamoDB failed to commit transactions, by its own fault.",
        Metric("AWS/DynamoDB", "SystemErrors", TABLE.dimensions | {"Operation": "TransactWriteItems"}),
        "Sum",
        over=5,
        times=(3, 5),
    ),
    Alarm(
        "TimersThrottledAlarm",
        "HasAllAlarms",
        "Step Functions delayed timers: more transitions a second than the account may make.",
        TIMERS.of("ExecutionThrottled"),
        "Sum",
        over=0,
        period_s=300,
        times=(3, 3),
    ),
    Alarm(
        "SignInsThrottledAlarm",
        "HasAllAlarms",
        "Cognito refused sign-ins: more a second than the account may make.",
        SIGN_INS.of("SignInThrottles"),
        "Sum",
        over=0,
        period_s=300,
    ),
)


def function_alarms(functions: Iterable[str]) -> list[Alarm]:
    """Errors and throttles of each function by its own name: with `AlarmLevel=all`."""
    return [
        alarm
        for name in functions
        for alarm in (
            Alarm(
                f"{name}ErrorsAlarm",
                "HasAllAlarms",
                f"{name} raised an error or ran out of time or memory.",
                function(name, "Errors"),
                "Sum",
                over=0,
                period_s=300,
            ),
            Alarm(
                f"{name}ThrottlesAlarm",
                "HasAllAlarms",
                f"{name} was refused a start.",
                function(name, "Throttles"),
                "Sum",
                over=0,
                period_s=300,
            ),
        )
    ]
