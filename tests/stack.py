"""One deployed stack per test session: its own port, its own data, IAM enforced, nothing left behind.

It comes up by the same code as `make run`. Use it as `stack: Stack`; the fixture is session-wide, so a test
that needs a clean slate makes its own tenant instead of its own stack.
"""

import json
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

from infra.cloud import Cloud, free_port
from infra.local import api_url
from infra.run import bring_up

T = TypeVar("T")


@dataclass
class Stack:
    """The deployed stack, as a client of it sees it."""

    cloud: Cloud
    outputs: Mapping[str, str]
    _clients: dict[str, Any] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def api_url(self) -> str:
        return api_url(self.cloud, self.outputs)

    @property
    def table_name(self) -> str:
        return self.outputs["TableName"]

    def client(self, service: str) -> Any:
        """A boto3 client with the administrator's keys, made once."""
        with self._lock:
            if service not in self._clients:
                self._clients[service] = self.cloud.client(service)
            return self._clients[service]

    def http(self, token: str | None = None) -> httpx.Client:
        """A client of the API, signed in or not."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=self.api_url, headers=headers, timeout=60)

    def sign_in(self, username: str, password: str, new_password: str | None = None) -> str:
        """The id token; a first sign-in replaces the temporary password."""
        cognito = self.client("cognito-idp")
        answer = cognito.initiate_auth(
            ClientId=self.outputs["ClientId"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": username, "PASSWORD": password},
        )
        if answer.get("ChallengeName") == "NEW_PASSWORD_REQUIRED":
            answer = cognito.respond_to_auth_challenge(
                ClientId=self.outputs["ClientId"],
                ChallengeName="NEW_PASSWORD_REQUIRED",
                Session=answer["Session"],
                ChallengeResponses={"USERNAME": username, "NEW_PASSWORD": new_password or password + "-2"},
            )
        token: str = answer["AuthenticationResult"]["IdToken"]
        return token

    def messages(self, queue: str) -> list[Any]:
        """Take everything off a queue, named by its output (DeadLettersUrl, OutboxParkedUrl)."""
        sqs, taken = self.client("sqs"), []
        while found := sqs.receive_message(
            QueueUrl=self.outputs[queue], MaxNumberOfMessages=10, MessageAttributeNames=["All"]
        ).get("Messages"):
            for message in found:
                taken.append(json.loads(message["Body"]))
                sqs.delete_message(QueueUrl=self.outputs[queue], ReceiptHandle=message["ReceiptHandle"])
        return taken

    def log_of(self, function: str) -> list[str]:
        """What a function logged, by its Chalice name."""
        group = f"/aws/lambda/steward-{function.replace('_', '-')}"
        pages = self.client("logs").get_paginator("filter_log_events").paginate(logGroupName=group)
        return [event["message"] for page in pages for event in page["events"]]


def eventually(look: Callable[[], T], timeout: float = 20, every: float = 0.05) -> T:
    """What `look` finds once it finds something: events arrive in their own time."""
    deadline = time.monotonic() + timeout
    while not (found := look()):
        if time.monotonic() > deadline:
            pytest.fail(f"not seen within {timeout} s: {found!r}")
        time.sleep(every)
    return found


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The session's deployed stack. Under xdist each worker would start one: journeys run in one process."""
    if os.environ.get("PYTEST_XDIST_WORKER", "gw0") != "gw0":
        pytest.fail("run the stack tests in one process: without -n, or with --dist=loadgroup")
    with tempfile.TemporaryDirectory(prefix="steward-stack-") as folder:
        cloud = Cloud(Path(folder) / "cloud", free_port(), persistent=False)
        cloud.start()
        try:
            yield Stack(cloud, bring_up(cloud, Path(folder) / "build").outputs)
        finally:
            cloud.stop()
