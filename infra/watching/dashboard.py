"""The one dashboard: is the service up, are events flowing, do timers fire, what does it consume."""

import json
from collections.abc import Iterable
from typing import Any

from infra.watching.metrics import API, OPEN_TIMERS, SIGN_INS, TABLE, TIMERS, Metric, function, queue

_WIDTH, _HEIGHT, _COLUMNS = 8, 6, 3


def dashboard(functions: Iterable[str]) -> dict[str, Any]:
    """The dashboard for CloudFormation, three graphs in a row."""
    names = list(functions)
    graphs: list[tuple[str, str, list[Metric]]] = [
        ("Requests", "Sum", [API, API.of("4XXError"), API.of("5XXError")]),
        ("Latency p99, ms", "p99", [API.of("Latency"), API.of("IntegrationLatency")]),
        ("Sign-ins", "Sum", [SIGN_INS, SIGN_INS.of("SignInThrottles")]),
        ("Waiting to be looked at", "Maximum", [queue("DeadLetters"), queue("OutboxParked")]),
        ("Events late, ms", "Maximum", [function("OutboxRelay", "IteratorAge")]),
        ("Functions' errors", "Sum", [function(name, "Errors") for name in names]),
        ("Functions' duration p99, ms", "p99", [function(name, "Duration") for name in names]),
        ("Functions at once", "Maximum", [Metric("AWS/Lambda", "ConcurrentExecutions")]),
        ("Functions refused", "Sum", [Metric("AWS/Lambda", "Throttles")]),
        ("Timers", "Sum", [TIMERS, TIMERS.of("ExecutionsFailed"), TIMERS.of("ExecutionThrottled")]),
        ("Timers open", "Maximum", [OPEN_TIMERS]),
        ("Table, units", "Sum", [TABLE.of("ConsumedReadCapacityUnits"), TABLE]),
        ("Table refuses", "Sum", [TABLE.of("ReadThrottleEvents"), TABLE.of("WriteThrottleEvents")]),
    ]
    widgets = [
        {
            "type": "metric",
            "x": number % _COLUMNS * _WIDTH,
            "y": number // _COLUMNS * _HEIGHT,
            "width": _WIDTH,
            "height": _HEIGHT,
            "properties": {
                "title": title,
                "stat": statistic,
                "period": 300,
                "region": "${AWS::Region}",
                "metrics": [_row(metric) for metric in metrics],
            },
        }
        for number, (title, statistic, metrics) in enumerate(graphs)
    ]
    body = json.dumps({"widgets": widgets}, indent=1)
    return {
        "Type": "AWS::CloudWatch::Dashboard",
        "Condition": "HasDashboard",
        "Properties": {"DashboardName": {"Ref": "AWS::StackName"}, "DashboardBody": {"Fn::Sub": body}},
    }


def _row(metric: Metric) -> list[str]:
    dimensions = [part for name, value in metric.dimensions.items() for part in (name, _text(value))]
    return [metric.namespace, metric.name, *dimensions]


def _text(value: str | dict[str, Any]) -> str:
    """A reference as `Fn::Sub` writes it."""
    match value:
        case {"Ref": name}:
            return f"${{{name}}}"
        case {"Fn::GetAtt": [name, attribute]}:
            return f"${{{name}.{attribute}}}"
    return str(value)
