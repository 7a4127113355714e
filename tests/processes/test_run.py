"""`make run` and `make story` as somebody at a terminal meets them."""

import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from infra.cloud import HOST, free_port, port_is_busy
from infra.web.files import APPS
from tests.architecture.application import ROOT

pytestmark = pytest.mark.stack


class Terminal:
    """A process in the foreground of a terminal of its own."""

    def __init__(self, *command: str) -> None:
        self.output = ""
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execv(sys.executable, [sys.executable, *command])
        os.set_blocking(self._terminal, False)

    def wait_for(self, text: str, timeout: float = 180) -> None:
        deadline = time.monotonic() + timeout
        while text not in self._read():
            assert time.monotonic() < deadline, self.output
            time.sleep(0.1)

    def press_ctrl_c(self) -> int:
        """Press it, and answer the exit code."""
        os.write(self._terminal, b"\x03")
        deadline = time.monotonic() + 60
        while True:
            self._read()
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            assert time.monotonic() < deadline, self.output
            time.sleep(0.1)

    def kill(self) -> None:
        """Whatever is left of it."""
        try:
            os.kill(self.pid, signal.SIGTERM)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self._terminal)

    def _read(self) -> str:
        try:
            while chunk := os.read(self._terminal, 65536):
                self.output += chunk.decode()
        except OSError:
            pass  # nothing to read now, or the process has ended
        return self.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "run"


@pytest.fixture
def running(folder: Path) -> Iterator[tuple[Terminal, int]]:
    port = free_port()
    ports = ("--port", str(port), "--web-port", str(free_port()))
    terminal = Terminal("-m", "infra.run", *ports, "--folder", str(folder))
    try:
        yield terminal, port
    finally:
        terminal.kill()


def test_a_run_is_seeded_tells_the_story_and_ends_with_ctrl_c(
    running: tuple[Terminal, int], folder: Path
) -> None:
    terminal, port = running
    terminal.wait_for("Ctrl-C stops it.")
    stack = json.loads((folder / "stack.json").read_text())
    roles = {user["role"] for user in stack["users"] if user["tenant"] == stack["users"][0]["tenant"]}
    assert roles == {
        *("tenant_admin", "manager", "dispatcher", "technician", "front_desk", "billing_clerk"),
        *("assessor", "data_steward", "contractor", "resident"),
    }
    assert stack["users"][-1]["role"] == "platform_operator"
    for app in APPS:
        address = f"{stack['web_url']}/{app}/"
        assert address in terminal.output
        assert '<script type="module"' in httpx.get(address).text
    assert httpx.get(f"{stack['web_url']}/config.json").json()["client_id"] == stack["client_id"]

    story = [sys.executable, "-m", "infra.story", "--stack", str(folder / "stack.json")]
    told = subprocess.run(story, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert re.search(r"told as written: \d\d steps", told.stdout)

    assert terminal.press_ctrl_c() == 0, terminal.output
    assert not port_is_busy(port)
    assert not port_is_busy(int(stack["web_url"].rpartition(":")[2]))
    assert processes_of(folder) == []
    assert not (folder / "stack.json").exists()


@pytest.mark.parametrize(("option", "word"), [("--port", "PORT"), ("--web-port", "WEB_PORT")])
def test_a_busy_port_gives_one_clear_line(folder: Path, option: str, word: str) -> None:
    ports = {"--port": str(free_port()), "--web-port": str(free_port())}
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        options = [part for pair in (ports | {option: str(port)}).items() for part in pair]
        run = [sys.executable, "-m", "infra.run", *options, "--folder", str(folder)]
        done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"steward: port {port} is busy;")
    assert done.stderr.endswith(f"choose another: make run {word}={port + 34}\n")
    assert done.stderr.count("\n") == 1
    assert not folder.exists()


def test_a_story_without_a_stack_gives_one_clear_line(folder: Path) -> None:
    story = [sys.executable, "-m", "infra.story", "--stack", str(folder / "stack.json")]
    done = subprocess.run(story, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert (
        done.stderr
        == "steward: no stack is running; start one with `make run`, and play the story in another terminal\n"
    )


def processes_of(folder: Path) -> list[str]:
    """Command lines of processes that work in the folder or name it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode(errors="replace")
            where = str((process / "cwd").readlink())
        except OSError:
            continue  # ended meanwhile
        if str(folder) in command or where.startswith(str(folder)):
            found.append(command)
    return found
