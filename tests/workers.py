"""The processes that run the functions of the embedded cloud: who they are, what they weigh, and how they die."""

import contextlib
import os
import re
import signal
from dataclasses import dataclass
from pathlib import Path

from tests.stack import Stack

_WORKER = re.compile(r"ministack-lambda-steward-(.+)-[^-/]+/_worker\.py")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Worker:
    """A process that runs a function."""

    pid: int
    function: str

    @property
    def rss_mb(self) -> float:
        """Its resident memory in MB; 0 when it has ended."""
        try:
            return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * _PAGE / 1e6
        except (FileNotFoundError, ProcessLookupError):
            return 0.0

    def send(self, number: signal.Signals) -> None:
        """Stop it, let it go on, or kill it; nothing, if it has ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)


def workers(stack: Stack) -> list[Worker]:
    """The emulator's children that run functions, by the folder that each was unpacked to."""
    assert stack.cloud.process is not None
    found: list[Worker] = []
    for task in Path(f"/proc/{stack.cloud.process.pid}/task").iterdir():
        try:
            children = (task / "children").read_text().split()
        except FileNotFoundError:
            continue
        for pid in children:
            try:
                command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            except (FileNotFoundError, ProcessLookupError):
                continue
            named = _WORKER.search(command)
            if named:
                found.append(Worker(int(pid), named[1]))
    return found
