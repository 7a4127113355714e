"""The embedded cloud's process: MiniStack, whose rules invoke a function as AWS does. `infra/cloud.py` runs it.

On AWS a rule's event is an asynchronous invocation: it waits its turn in a queue, is tried again when the function
dies, and goes to the function's failure destination in the end. MiniStack calls a rule's function once, forgets the
event when that fails, and starts a process for each event of a burst (docs/decisions/0018).

To IAM, sending a batch of messages to a queue is `sqs:SendMessage`; MiniStack asks for an action of the batch's own
name, which AWS does not know.

For each process that runs a function MiniStack unpacks the function's archive and its layer anew: 3,000 files, while it
answers nobody. Here each archive is unpacked once, and the processes link to it.

Runs under the emulator's own Python: it may import nothing of this project.
"""

import hashlib
import json
import tempfile
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

from ministack.app import main
from ministack.core import iam_actions, lambda_runtime
from ministack.services import eventbridge, lambda_svc

_AT_ONCE = 8  # what two cores can start side by side; AWS takes a thousand
_queue = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="rules")


def invoke(arn: str, payload: str) -> None:
    """Have a rule's function take an event when its turn comes."""
    function, config, _ = lambda_svc._get_func_record_for_ref(arn)  # noqa: SLF001 - there is no public way
    if function and config:
        _queue.submit(_attempt, {**function, "config": config}, json.loads(payload))


def _attempt(function: dict[str, Any], event: dict[str, Any]) -> None:
    """Once here; if that fails, again and with a destination as the function's `EventInvokeConfig` says."""
    result = lambda_svc._execute_function_with_config_scope(function, event)  # noqa: SLF001
    if result.get("error"):
        lambda_svc.invoke_async_with_retry(function, event)


def action(headers: dict[str, str]) -> str | None:
    """What IAM calls the operation that a request's headers name."""
    named: str | None = _operation(headers)
    is_queues = headers.get("x-amz-target", "").startswith("AmazonSQS.")
    return named.removesuffix("Batch") if named and is_queues else named


class Unpacked:
    """An archive of a function: whoever unpacks it gets a link to the one folder with what is in it."""

    def __init__(self, filename: str) -> None:
        """The archive at that path, which is opened once somebody has to unpack it."""
        self._archive = Path(filename)

    def __enter__(self) -> Self:
        """MiniStack's way to use an archive."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def namelist(self) -> list[str]:
        """Nothing: MiniStack looks where each name leads, 3,000 times, and `zipfile` lets none out of the folder."""
        return []

    def extractall(self, path: str) -> None:
        """Have it at `path`, an empty folder."""
        folder = Path(
            tempfile.gettempdir(), "unpacked", hashlib.sha256(self._archive.read_bytes()).hexdigest()
        )
        with _unpacking:
            if not folder.exists():
                unfinished = folder.with_suffix(".unfinished")
                with zipfile.ZipFile(self._archive) as archive:
                    archive.extractall(unfinished)
                unfinished.rename(folder)
        Path(path).rmdir()
        Path(path).symlink_to(folder)


_unpacking = threading.Lock()
_operation = iam_actions._action_from_target  # noqa: SLF001
iam_actions._action_from_target = action  # noqa: SLF001
eventbridge._dispatch_to_lambda = invoke  # noqa: SLF001
lambda_runtime.zipfile = SimpleNamespace(**(vars(zipfile) | {"ZipFile": Unpacked}))
main()
