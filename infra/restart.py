"""What the embedded cloud forgets when it stops, and AWS never would, put right at its next start.

It keeps how far each stream's reader had come, but not the stream, which begins anew: the reader would wait for records
that it takes for old ones. And it keeps executions as running, but runs them no further.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Interrupted:
    """An execution that ran when the cloud stopped."""

    state_machine_arn: str
    name: str
    input: str


def mend(state: Path) -> list[Interrupted]:
    """Before the start: let streams be read from their beginning, and take out the executions to run again."""
    with _Kept(state / "lambda.json") as functions:
        functions.get("dynamodb_stream_positions", {}).get("data", {}).clear()
    with _Kept(state / "stepfunctions.json") as processes:
        executions: dict[str, Any] = processes.get("executions", {}).get("data", {})
        running = [key for key, execution in executions.items() if execution["status"] == "RUNNING"]
        return list(_taken(executions, running))


def run_again(stepfunctions: Any, interrupted: list[Interrupted]) -> None:
    """After the start: run them again, under their names. Timers ask the table what is due, so twice does no harm."""
    for execution in interrupted:
        stepfunctions.start_execution(
            stateMachineArn=execution.state_machine_arn, name=execution.name, input=execution.input
        )


def _taken(executions: dict[str, Any], keys: list[str]) -> Iterator[Interrupted]:
    for key in keys:
        execution = executions.pop(key)
        yield Interrupted(execution["stateMachineArn"], execution["name"], execution["input"])


class _Kept:
    """The state of one service, as it lies on disk; written back at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: dict[str, Any] = {"payload": {}}

    def __enter__(self) -> dict[str, Any]:
        if self._path.exists():
            self._document = json.loads(self._path.read_text(encoding="utf-8"))
        payload: dict[str, Any] = self._document["payload"]
        return payload

    def __exit__(self, *_: object) -> None:
        if self._path.exists():
            scratch = self._path.with_suffix(".new")
            scratch.write_text(json.dumps(self._document), encoding="utf-8")
            scratch.replace(self._path)
