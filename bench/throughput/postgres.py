"""A PostgreSQL of our own, in a temporary folder, that listens on a socket in that folder alone."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_OPTIONS = {
    "listen_addresses": "",
    "shared_buffers": "256MB",
    "max_connections": "40",
    "fsync": "off",  # the database beside it lives in memory
    "synchronous_commit": "off",
    "autovacuum": "off",  # its time would fall on whatever is being measured
}


def binaries() -> Path | None:
    """Where `initdb` and `postgres` are: on the PATH, or where Debian puts them. None when they are not here."""
    for folder in (
        Path(shutil.which("initdb") or "/").parent,
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"))[::-1],
    ):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def why_not() -> str | None:
    """Why there is no peer to measure; None when there is one."""
    return None if binaries() else "there is no PostgreSQL here: apt-get install postgresql"


@contextmanager
def postgres() -> Iterator[tuple[Path, int]]:
    """Runs it, with the empty database `postgres` in it; gives the folder of its socket, and its process id."""
    folder = binaries()
    assert folder
    # It refuses to run as root; Debian's package brings a user for it.
    user = "postgres" if os.geteuid() == 0 else None
    with TemporaryDirectory(prefix="steward-bench-") as base:
        sockets, data = Path(base), Path(base) / "data"
        if user:
            shutil.chown(base, user)
            sockets.chmod(0o755)
        subprocess.run(
            [
                folder / "initdb",
                "--pgdata",
                data,
                "--username",
                "helpdesk",
                "--auth",
                "trust",
                "--no-sync",
                "--encoding",
                "UTF8",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            user=user,
            cwd=base,
        )
        options = [f"-c{name}={value}" for name, value in _OPTIONS.items()]
        with (sockets / "log").open("wb") as log:
            server = subprocess.Popen(
                [folder / "postgres", "-D", data, "-k", sockets, *options],
                user=user,
                cwd=base,
                stdout=log,
                stderr=log,
            )
        try:
            _await(data, server)
            yield sockets, server.pid
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown: clients are cut off
            server.wait(30)


def _await(data: Path, server: subprocess.Popen[bytes]) -> None:
    """Wait until it writes into its pid file that it takes connections."""
    deadline = time.monotonic() + 60
    status = data / "postmaster.pid"
    while not (status.exists() and "ready" in status.read_text()):
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError((data.parent / "log").read_text())
        time.sleep(0.1)
