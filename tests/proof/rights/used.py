"""The rights that calls of AWS need, told from the calls themselves as botocore is about to send them."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlparse

from chalicelib.kernel.aws import client
from tests.builders.leading_keys import PARTS
from tests.builders.meter import SERVICES
from tests.proof.rights.granted import Right

_PREFIXES = {"sesv2": "ses", "stepfunctions": "states"}
_QUEUES = {
    "parked": "OutboxParked",
    "dead-letters": "DeadLetters",
    "sendings": "Sendings",
    "waiting-timers": "WaitingTimers",
}


@contextmanager
def watched(rights: set[Right]) -> Iterator[None]:
    """Adds to `rights` what the calls made inside need, and what is signed inside for others to call."""

    def sent(model: Any, params: dict[str, Any], **_: Any) -> None:
        body = params["body"]
        asked = json.loads(body) if isinstance(body, bytes) and body[:1] == b"{" else {}
        # The stores' own way to the table (decision 0019) has no path to tell.
        path = params.get("url_path", "")
        rights.update(needed(model.service_model.service_name, model.name, asked, path))

    hooks = [client(service).meta.events for service in SERVICES]
    for hook in hooks:
        hook.register("before-call", sent)
    try:
        with signed(rights):
            yield
    finally:
        for hook in hooks:
            hook.unregister("before-call", sent)


@contextmanager
def signed(rights: set[Right]) -> Iterator[None]:
    """Adds to `rights` what whoever follows a link or posts a form that is signed inside needs: the signer's own."""

    def link(request: Any, operation_name: str, **_: Any) -> None:
        if operation_name == "GetObject":
            rights.add(("s3:GetObject", _file(urlparse(request.url).path)))

    def form(params: dict[str, Any], **_: Any) -> None:
        # How botocore prepares a form, which names no key yet: Steward makes forms for uploads alone.
        rights.add(("s3:PutObject", "Bucket/uploads/*"))

    events = client("s3").meta.events
    events.register("before-sign.s3", link)
    events.register("provide-client-params.s3.CreateBucket", form)
    try:
        yield
    finally:
        events.unregister("before-sign.s3", link)
        events.unregister("provide-client-params.s3.CreateBucket", form)


def needed(service: str, operation: str, asked: dict[str, Any], path: str = "") -> Iterator[Right]:
    """The rights that one call needs. A transaction needs those of each of its parts."""
    action = f"{_PREFIXES.get(service, service)}:{operation}"
    match service, operation:
        case "dynamodb", "TransactWriteItems":
            for item in asked["TransactItems"]:
                for kind in item:
                    yield f"dynamodb:{PARTS[kind]}", "Table"
        case "dynamodb", _:
            index = asked.get("IndexName")
            yield action, f"Table/index/{index}" if index else "Table"
        case "s3", _:
            yield action, _file(path)
        case "sqs", _:
            yield action.removesuffix("Batch"), _QUEUES[_queue(asked)]
        case "sesv2", _:
            yield action, "identity/${MailFrom}"
            if "ConfigurationSetName" in asked:
                yield action, "configuration-set/${MailEvents}"
        case "sns", _:
            yield action, "*"
        case "apigatewaymanagementapi", _:
            yield "execute-api:ManageConnections", "${LiveAPI}/live/*/@connections/*"
        case "events", _:
            yield action, "Bus"
        case "cognito-idp", _:
            yield action, "UserPool"
        case "stepfunctions", "StartExecution":
            yield action, "stateMachine:deadline-timer"
        case "stepfunctions", "StopExecution":
            yield action, "execution:deadline-timer:*"
        case _:
            raise ValueError(f"{service} {operation}")


def _queue(asked: dict[str, Any]) -> str:
    return str(asked["QueueUrl"]).rpartition("/")[2]


def _file(path: str) -> str:
    """The folder of the bucket that a key lies in."""
    found = re.search(r"(uploads|originals|photos|thumbnails|exports)/", path)
    assert found, path
    return f"Bucket/{found[1]}/*"
