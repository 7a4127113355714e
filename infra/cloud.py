"""The embedded cloud: MiniStack as a child process on loopback, with IAM enforced.

It lives in its own virtual environment (it pins botocore and pydantic), keeps what it keeps under one state
directory, and never outlives us: the kernel stops it when its parent dies, however that happens.
"""

import contextlib
import ctypes
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from infra import restart
from infra.paths import CLOUD_PYTHON, REGION, ROOT, fail

HOST = "127.0.0.1"
# MiniStack's root credentials: what an administrator's keys are in AWS. Functions get their own role's.
ROOT_KEY = "test"
_PR_SET_PDEATHSIG = 1
_SETTLED_S = 3


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def port_is_busy(port: int) -> bool:
    """Whether somebody already answers there."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Cloud:
    """One running embedded cloud."""

    state: Path
    port: int
    persistent: bool = True
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """The one address of every AWS API here."""
        return f"http://{HOST}:{self.port}"

    @property
    def log(self) -> Path:
        """Everything it printed, the functions' log lines included."""
        return self.state / "cloud.log"

    def client(self, service: str) -> Any:
        """A boto3 client with the administrator's keys."""
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id=ROOT_KEY,
            aws_secret_access_key=ROOT_KEY,
            config=Config(retries={"total_max_attempts": 2}, s3={"addressing_style": "path"}),
        )

    def environment_of(self, outputs: Mapping[str, str]) -> dict[str, str]:
        """What code outside the functions needs to work on the deployed stack as its administrator."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": ROOT_KEY,
            "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
            "TABLE_NAME": outputs["TableName"],
            "USER_POOL_ID": outputs["UserPoolId"],
        }

    def start(self, timeout: float = 60) -> "Cloud":
        """Start it and wait until it answers."""
        if not CLOUD_PYTHON.exists():
            fail("the embedded cloud is not installed; run `make setup`")
        if port_is_busy(self.port):
            fail(f"port {self.port} is busy; stop what uses it, or choose another: make run PORT=4600")
        scratch = self.state / "tmp"
        shutil.rmtree(scratch, ignore_errors=True)
        for folder in (scratch, self.state / "state", self.state / "s3"):
            folder.mkdir(parents=True, exist_ok=True)
        interrupted = restart.mend(self.state / "state")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                # -P: the modules beside the script are ours, and not for the emulator's Python to find.
                [str(CLOUD_PYTHON), "-P", str(ROOT / "infra" / "emulator.py")],
                env=self._environment(scratch),
                cwd=self.state,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Its own session: Ctrl-C reaches us alone, and we stop it in order.
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - it only sets a flag of its own
            )
        deadline = time.monotonic() + timeout
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                tail = self.log.read_text(errors="replace").strip().splitlines()[-5:]
                self.stop()
                fail("the embedded cloud did not start: " + (" | ".join(tail) or "no output"))
            time.sleep(0.05)
        restart.run_again(self.client("stepfunctions"), interrupted)
        return self

    def stop(self, timeout: float = 60) -> None:
        """Stop it in order, so that it writes its state; then make sure that nothing of it is left."""
        process, self.process = self.process, None
        if process is None:
            return
        asked = time.time()
        process.terminate()
        try:
            # It writes its state first, and then waits for calls under way, whose answers nobody awaits any more.
            while process.poll() is None and not self._has_written(asked) and time.time() < asked + timeout:
                time.sleep(0.1)
        finally:
            process.kill()
            process.wait()
        # Function workers end when their standard input closes; this is for one that hangs in a call.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        shutil.rmtree(self.state / "tmp", ignore_errors=True)

    def _has_written(self, asked: float) -> bool:
        """Whether the state was written since then, and the last of it is some seconds old, if there is any."""
        if not self.persistent:
            return True
        newest = 0.0
        for path in (self.state / "state").iterdir():
            with contextlib.suppress(
                FileNotFoundError
            ):  # written beside its place, and moved there meanwhile
                newest = max(newest, path.stat().st_mtime)
        return asked < newest < time.time() - _SETTLED_S

    def configure(self, **settings: Any) -> None:
        """Change a setting of the running emulator, such as stepfunctions._SFN_WAIT_SCALE, for a test."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        connection.request(
            "POST", "/_ministack/config", json.dumps(settings), {"Content-Type": "application/json"}
        )
        answer = connection.getresponse()
        if answer.status != http.client.OK:
            raise RuntimeError(f"the embedded cloud refused {settings}: {answer.read()!r}")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=2)
        try:
            connection.request("GET", "/_ministack/health")
            return connection.getresponse().status == http.client.OK
        except OSError:
            return False
        finally:
            connection.close()

    def _environment(self, scratch: Path) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        persistence = {
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self.state / "state"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self.state / "s3"),
        }
        return (
            kept
            | (persistence if self.persistent else {})
            | {
                "HOME": str(self.state),
                "TMPDIR": str(scratch),
                "BIND_HOST": HOST,
                "GATEWAY_PORT": str(self.port),
                "MINISTACK_REGION": REGION,
                "AWS_DEFAULT_REGION": REGION,
                "AWS_ACCESS_KEY_ID": ROOT_KEY,
                "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
                "AUTH": "true",
                "LOG_LEVEL": os.environ.get("CLOUD_LOG_LEVEL", "INFO"),
                "LAMBDA_EXECUTOR": "local",
                # Listeners of services that we do not use; the first would even be open to the network.
                "IOT_MTLS_ENABLED": "0",
                "SFTP_ENABLED": "0",
            }
        )
