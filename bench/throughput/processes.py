"""Servers that are measured, and what processes cost: CPU time and memory as Linux tells them under /proc."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.cloud import free_port, port_is_busy
from infra.paths import ROOT

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Server:
    """A running gunicorn: its port, and the process that its workers descend from."""

    port: int
    pid: int


@contextmanager
def gunicorn(python: Path, application: str, workers: int, environment: dict[str, str]) -> Iterator[Server]:
    """Serve a WSGI application with so many processes, each of which takes one request at a time."""
    port = free_port()
    options = [
        "--worker-class=sync",
        f"--workers={workers}",
        f"--bind=127.0.0.1:{port}",
        "--log-level=warning",
    ]
    process = subprocess.Popen(
        [python, "-m", "gunicorn", *options, application],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,  # the log lines are written, and read by nobody
    )
    try:
        deadline = time.monotonic() + 60
        while not port_is_busy(port) or len(family(process.pid)) <= workers:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"gunicorn does not serve {application}")
            time.sleep(0.1)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(30)


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    parents = {
        int(path.name): _stat(path)[1] for path in Path("/proc").glob("[0-9]*") if (path / "stat").exists()
    }
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if int(parent) == one]
    return found


def child(program: str) -> int:
    """The child of this process that runs `program`."""
    (found,) = [
        pid for pid in family(os.getpid())[1:] if Path(f"/proc/{pid}/comm").read_text().strip() == program
    ]
    return found


def cpu_s(pid: int) -> float:
    """Seconds of CPU that a process, its descendants, and those of them that have ended, have used so far."""
    total = 0
    for one in family(pid):
        total += sum(int(ticks) for ticks in _stat(Path(f"/proc/{one}"))[11:15])
    return total / _TICKS


def resident_mb(pid: int) -> float:
    """Megabytes of memory that a process and its descendants have, each counted whole."""
    pages = (int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in family(pid))
    return sum(pages) * _PAGE / 1e6


def _stat(path: Path) -> list[str]:
    """The fields of `/proc/<pid>/stat` from the third on; empty where the process has just ended."""
    try:
        return (path / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ["Z", "0"] + ["0"] * 20
