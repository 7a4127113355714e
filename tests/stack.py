"""One deployed stack per test session: its own port, its own data, IAM enforced, nothing left behind.

It comes up by the same code as `make run`. Use it as `stack: Stack`; the fixture is session-wide, so a test
that needs a clean slate makes its own tenant instead of its own stack.
"""

import json
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import boto3
import httpx
import pytest

from infra.cloud import HOST, Cloud, free_port
from infra.local import api_url, site, warm_up
from infra.paths import REGION
from infra.run import bring_up
from infra.web.server import serving
from tests.builders.dist import current_dist
from tests.builders.outside import outside

T = TypeVar("T")


@dataclass(frozen=True)
class Execution:
    """An execution of the timer process; `transitions` is what AWS charges for: each state that was entered."""

    name: str
    status: str
    transitions: int


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
    def web_url(self) -> str:
        """Where links lead, and where the fixture `web_url` serves the apps; without a final slash."""
        return self.outputs["PublicUrl"]

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

    def client_as(self, role_arn: str, service: str) -> Any:
        """A boto3 client with a role's rights and no others."""
        session = self.client("sts").assume_role(RoleArn=role_arn, RoleSessionName="test")["Credentials"]
        return boto3.client(
            service,
            endpoint_url=self.cloud.url,
            region_name=REGION,
            aws_access_key_id=session["AccessKeyId"],
            aws_secret_access_key=session["SecretAccessKey"],
            aws_session_token=session["SessionToken"],
        )

    def mail(self) -> list[Any]:
        """Every e-mail sent so far."""
        return [mail for mails in self._read("ses/messages")["messages"].values() for mail in mails]

    def text_messages(self, phone: str) -> list[str]:
        """Every text message sent to a number so far."""
        sent = self._read("sns/sms-messages")["sms_messages"].get(phone, [])
        return [message["Message"] for message in sent]

    @contextmanager
    def relay_stopped(self) -> Iterator[None]:
        """Meanwhile no event reaches the bus."""
        client = self.client("lambda")
        (mapping,) = client.list_event_source_mappings(FunctionName="steward-outbox-relay")[
            "EventSourceMappings"
        ]
        client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
        try:
            yield
        finally:
            client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)

    def executions(self, order_id: str) -> list["Execution"]:
        """The timer's executions for an order, with what each has cost."""
        client = self.client("stepfunctions")
        pages = client.get_paginator("list_executions").paginate(stateMachineArn=self.outputs["TimerArn"])
        return [
            Execution(found["name"], found["status"], self._transitions(found["executionArn"]))
            for page in pages
            for found in page["executions"]
            if found["name"].startswith(f"{order_id}-")
        ]

    def _transitions(self, execution_arn: str) -> int:
        pages = (
            self.client("stepfunctions")
            .get_paginator("get_execution_history")
            .paginate(executionArn=execution_arn)
        )
        return sum(event["type"].endswith("StateEntered") for page in pages for event in page["events"])

    def _read(self, what: str) -> Any:
        return httpx.get(f"{self.cloud.url}/_ministack/{what}", timeout=30).json()

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
        return self.lines_of(f"/aws/lambda/steward-{function.replace('_', '-')}")

    def lines_of(self, group: str) -> list[str]:
        """Every line of a log group."""
        pages = self.client("logs").get_paginator("filter_log_events").paginate(logGroupName=group)
        return [event["message"] for page in pages for event in page["events"]]


def eventually(look: Callable[[], T], timeout: float = 60, every: float = 0.05) -> T:
    """What `look` finds once it finds something: events arrive in their own time."""
    deadline = time.monotonic() + timeout
    while not (found := look()):
        if time.monotonic() > deadline:
            pytest.fail(f"not seen within {timeout} s: {found!r}")
        time.sleep(every)
    return found


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The session's deployed stack; under xdist each worker has its own."""
    with tempfile.TemporaryDirectory(prefix="steward-stack-") as folder:
        cloud = Cloud(Path(folder) / "cloud", free_port(), persistent=False)
        cloud.start()
        try:
            web_url = f"http://{HOST}:{free_port()}"
            others = {"OutsideUrl": outside().url, "SendingRetrySeconds": "0.25"}
            yield Stack(cloud, bring_up(cloud, Path(folder) / "build", web_url, others).outputs)
        finally:
            cloud.stop()


@pytest.fixture(scope="session")
def web_url(stack: Stack) -> Iterator[str]:
    """The session's web apps: `f"{web_url}/resident/"`, with the stack's API and sign-in under the same origin."""
    # A browser asks for many things at once, and the emulator answers nobody while it unpacks a function.
    warm_up(stack.cloud)
    with serving(
        site(stack.cloud, stack.outputs, current_dist()), int(stack.web_url.rpartition(":")[2])
    ) as url:
        yield url
