"""Every alarm tells somebody what to do, and who pays for which is true."""

import json
import re
from typing import Any

import yaml

from tests.architecture.application import HANDLERS, ROOT

RUNBOOK = (ROOT / "docs" / "operations.md").read_text()


def alarms(resources: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in resources.items() if one["Type"] == "AWS::CloudWatch::Alarm"}


def section_of(alarm: str, functions: set[str]) -> str:
    """The heading of an alarm's section; those of each function share two."""
    for function in functions:
        if alarm in {f"{function}ErrorsAlarm", f"{function}ThrottlesAlarm"}:
            return f"<Function>{alarm.removeprefix(function)}"
    return alarm


def test_every_alarm_has_a_section_in_the_runbook_and_every_section_an_alarm(
    resources: dict[str, Any],
) -> None:
    functions = {name for name, one in resources.items() if one["Type"] == "AWS::Serverless::Function"}
    assert len(functions) == len(HANDLERS) + 1
    wanted = {section_of(name, functions) for name in alarms(resources)}
    assert set(re.findall(r"^### (\S*Alarm)$", RUNBOOK, re.MULTILINE)) == wanted


def test_every_alarm_tells_somebody_and_is_somebodys_choice(resources: dict[str, Any]) -> None:
    for name, alarm in alarms(resources).items():
        assert alarm["Properties"]["AlarmActions"] == [{"Ref": "Alarms"}], name
        assert alarm["Properties"]["AlarmDescription"], name
        assert alarm["Condition"] in {"HasAlarms", "HasAllAlarms", "HasCanary"}, name


def test_the_runbook_counts_the_alarms_right(resources: dict[str, Any]) -> None:
    levels = [alarm["Condition"] for alarm in alarms(resources).values()]
    essential, every = levels.count("HasAlarms"), levels.count("HasAlarms") + levels.count("HasAllAlarms")
    assert f"`essential` {essential}, `all` {every} | {essential / 10:.2f} / {every / 10:.2f} |" in RUNBOOK


def test_the_dashboard_names_things_that_are_there(resources: dict[str, Any]) -> None:
    body = resources["Overview"]["Properties"]["DashboardBody"]["Fn::Sub"]
    named = set(re.findall(r"\$\{([A-Za-z]+)", body)) - {"AWS"}
    assert named <= set(resources)
    assert len(json.loads(body)["widgets"]) > 10


def test_every_log_is_kept_as_long_as_the_stage_says(resources: dict[str, Any]) -> None:
    logs = [one for one in resources.values() if one["Type"] == "AWS::Logs::LogGroup"]
    assert len(logs) >= len(HANDLERS) + 1
    assert all(one["Properties"]["RetentionInDays"] == {"Ref": "LogDays"} for one in logs)


def test_the_access_log_holds_nothing_of_the_caller() -> None:
    text = (ROOT / "infra" / "watching.yaml").read_text()
    (line,) = re.findall(r"^ *(\{\"at\".*\})$", text, re.MULTILINE)
    said = set(yaml.safe_load(line).values())
    assert said <= {
        "$context.requestTime",
        "$context.requestId",
        "$context.httpMethod",
        "$context.resourcePath",
        "$context.status",
        "$context.responseLength",
        "$context.responseLatency",
        "$context.integrationLatency",
        "$context.error.responseType",
    }
