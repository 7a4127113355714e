"""`make run`: the whole of Steward on this machine, in the foreground, with its data kept in .run/."""

import argparse
import contextlib
import json
import os
import signal
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.build import build, local_architecture
from infra.cloud import HOST, Cloud, port_is_busy
from infra.deploy import Deployed, DeployError, deploy
from infra.local import api_url, apply_gateway_responses, parameters, site, verify_sender, warm_up
from infra.paths import REGION, RUN, STACK_NAME, fail
from infra.seed import seed
from infra.web.files import APPS, DIST, built
from infra.web.server import serving


@dataclass(frozen=True)
class Place:
    """Where a running stack keeps its things."""

    folder: Path

    @property
    def stack_file(self) -> Path:
        """What scripts read; there only while the stack runs."""
        return self.folder / "stack.json"

    @property
    def pid_file(self) -> Path:
        """Names the process that runs it."""
        return self.folder / "run.pid"


def bring_up(cloud: Cloud, out: Path, web_url: str, others: Mapping[str, str] | None = None) -> Deployed:
    """Build the sources and deploy them to a cloud that runs; the tests' stack comes up by the same words.

    `web_url` is where the apps are, or will be, served; `others` are template parameters beside the cloud's own.
    """
    package = build(local_architecture(), out)
    try:
        deployed = deploy(package, cloud.client, STACK_NAME, parameters(cloud, web_url) | dict(others or {}))
    except DeployError as error:
        fail(str(error))
    if deployed.changed:
        verify_sender(cloud, package)
        apply_gateway_responses(cloud, package, deployed.outputs)
    return deployed


def describe(cloud: Cloud, outputs: Mapping[str, str], users: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """What a script needs to use the stack: the content of stack.json."""
    return {
        "api_url": api_url(cloud, outputs),
        "web_url": outputs["PublicUrl"],
        "aws_endpoint_url": cloud.url,
        "region": REGION,
        "user_pool_id": outputs["UserPoolId"],
        "client_id": outputs["ClientId"],
        "table_name": outputs["TableName"],
        "users": list(users),
    }


def main() -> None:
    """Run until Ctrl-C, or stop the one that runs."""
    parser = argparse.ArgumentParser(description="Run Steward on this machine.")
    parser.add_argument("--port", type=int, default=4566, help="where the embedded cloud is")
    parser.add_argument("--web-port", type=int, default=8080, help="where the web apps are")
    parser.add_argument("--stop", action="store_true", help="stop the stack that runs in another terminal")
    parser.add_argument("--folder", type=Path, default=RUN, help="where data, builds and stack.json are kept")
    arguments = parser.parse_args()
    place = Place(arguments.folder.resolve())
    if arguments.stop:
        _stop_other(place)
    else:
        _run(place, arguments.port, arguments.web_port)


def _run(place: Place, port: int, web_port: int) -> None:
    if (other := _running(place)) is not None:
        fail(f"a stack of this project runs already (process {other}); `make stop` ends it")
    for name, wanted in (("PORT", port), ("WEB_PORT", web_port)):
        if port_is_busy(wanted):
            fail(
                f"port {wanted} is busy; stop what uses it, or choose another: make run {name}={wanted + 34}"
            )
    dist = built(DIST)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: _interrupt(stopped))
    place.folder.mkdir(parents=True, exist_ok=True)
    place.pid_file.write_text(str(os.getpid()))
    cloud, web = Cloud(place.folder / "cloud", port), contextlib.ExitStack()
    try:
        started = time.monotonic()
        print("Starting the embedded cloud ...", flush=True)
        cloud.start()
        print("Building and deploying ...", flush=True)
        deployed = bring_up(cloud, place.folder / "cache" / "local", f"http://{HOST}:{web_port}")
        web.enter_context(serving(site(cloud, deployed.outputs, dist), web_port))
        print("Seeding ...", flush=True)
        users = seed(cloud, api_url(cloud, deployed.outputs), deployed.outputs)
        place.stack_file.write_text(json.dumps(describe(cloud, deployed.outputs, users), indent=2) + "\n")
        _greet(place, json.loads(place.stack_file.read_text()), time.monotonic() - started)
        threading.Thread(target=_warm_up, args=(cloud,), daemon=True).start()
        # A plain wait() is not woken by a signal handler in every case; one with a timeout is.
        while not stopped.wait(0.5):
            if cloud.process is None or cloud.process.poll() is not None:
                fail(f"the embedded cloud ended by itself; see {cloud.log}")
    except _InterruptedError:
        pass
    finally:
        print(f"\nStopping; the data stays in {place.folder} ...", flush=True)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        web.close()
        cloud.stop()
        place.stack_file.unlink(missing_ok=True)
        place.pid_file.unlink(missing_ok=True)


class _InterruptedError(Exception):
    """Ctrl-C, or a polite request to end."""


def _interrupt(stopped: threading.Event) -> None:
    """Once: whoever presses twice must not interrupt the stopping."""
    if not stopped.is_set():
        stopped.set()
        raise _InterruptedError


def _warm_up(cloud: Cloud) -> None:
    """Nobody waits for this, and nothing depends on it: a cloud that is stopped meanwhile may refuse it."""
    with contextlib.suppress(BotoCoreError, ClientError):
        warm_up(cloud)


def _greet(place: Place, stack: Mapping[str, Any], seconds: float) -> None:
    print(f"\nSteward is up after {seconds:.0f} s.\n")
    for app in APPS:
        print(f"  {app.capitalize():<10} {stack['web_url']}/{app}/")
    print(f"  API        {stack['api_url']}/v1")
    print(f"  API pages  {stack['api_url']}/v1/docs")
    print(f"  AWS APIs   {stack['aws_endpoint_url']} (region {stack['region']})")
    print(f"  For scripts {place.stack_file}\n")
    rows = [("company", "role", "sign-in name", "password")]
    rows += [(user["tenant"], user["role"], user["username"], user["password"]) for user in stack["users"]]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print("\nCtrl-C stops it.", flush=True)


def _running(place: Place) -> int | None:
    """Process id of this project's running stack, if there is one."""
    with contextlib.suppress(FileNotFoundError, ValueError, ProcessLookupError):
        process = int(place.pid_file.read_text())
        os.kill(process, 0)
        command = Path(f"/proc/{process}/cmdline")
        if not command.exists() or b"infra.run" in command.read_bytes():
            return process
    return None


def _stop_other(place: Place) -> None:
    process = _running(place)
    if process is None:
        return
    os.kill(process, signal.SIGTERM)
    while _running(place) is not None:
        time.sleep(0.1)


if __name__ == "__main__":
    main()
