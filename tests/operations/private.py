"""Makes everything personal in the API's requests recognisable, and provokes failures that quote it."""

import io
import json
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalice.app import Chalice

from chalicelib.kernel.aws import client
from chalicelib.kernel.observability import log
from tests.builders.api import Answer, Api, Caller, Front

WORD = "qx7privat"
PHONE = "17712345"
COORDINATES = ("30.2741", "120.1551")
#: fields whose text is somebody's
_TEXTS = {"name", "title", "description", "text", "reason", "summary", "note", "q", "milestone"}
_SECRETS = {"temporary_password", "link", "url", "policy", "x-amz-signature", "next_cursor"}
READS = ("BatchGetItem", "Query")
WRITES = ("TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem")


class Lines:
    """What is written into logs meanwhile, by us and by the platform; and what must not be in it."""

    def __init__(self) -> None:
        self._written = io.StringIO()
        self.secrets: set[str] = {WORD, PHONE, "@", *COORDINATES}

    @contextmanager
    def caught(self) -> Iterator["Lines"]:
        """Our own lines from DEBUG on, everybody else's as on Lambda, from WARNING on."""
        ours, root = log(), logging.getLogger()
        handler = logging.StreamHandler(self._written)
        others = logging.StreamHandler(self._written)
        handler.setFormatter(ours.registered_formatter)
        level = ours.log_level
        ours.setLevel("DEBUG")
        ours._logger.addHandler(handler)
        root.addHandler(others)
        try:
            yield self
        finally:
            ours._logger.removeHandler(handler)
            root.removeHandler(others)
            ours.setLevel(level)

    def raised(self, failure: BaseException) -> None:
        """The platform logs what a handler raises, with its text."""
        self._written.write("\n".join(traceback.format_exception(failure)))

    @property
    def lines(self) -> list[str]:
        return [line for line in self._written.getvalue().splitlines() if line]

    def leaks(self) -> list[str]:
        """Each kind of line that holds something personal or secret, once."""
        found = {}
        for line in self.lines:
            for secret in self.secrets:
                if secret in line.lower() or secret in line:
                    found.setdefault((secret[:12], line[:60]), line[:400])
        return list(found.values())


class PrivateApi(Api):
    """The API, called by people who mark what is theirs, and whose every request also goes wrong in three ways."""

    def __init__(self, app: Chalice, lines: Lines) -> None:
        super().__init__(app)
        self.lines = lines

    def with_header(self, authorization: str | None) -> Caller:
        if authorization:
            self.lines.secrets.add(authorization.removeprefix("Bearer "))
        return _PrivateCaller(self._front, authorization, self.lines)


class _PrivateCaller(Caller):
    def __init__(self, front: Front, authorization: str | None, lines: Lines) -> None:
        super().__init__(front, authorization)
        self._lines = lines

    def request(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answer:
        if path.startswith("/v1/surveys/"):
            self._lines.secrets.add(path.rpartition("/")[2])
        marked = _marked(body)
        for operations in (READS, WRITES):
            with failing(*operations):
                answer = super().request(method, path, marked, headers)
            if answer.status < 400:  # it needed none of these, and is done
                break
        else:
            if isinstance(marked, dict):
                assert super().request(method, path, _broken(marked), headers).status >= 400
            answer = super().request(method, path, marked, headers)
        self._lines.secrets |= set(_secrets_of(answer.json))
        return answer


@contextmanager
def failing(*operations: str, service: str = "dynamodb") -> Iterator[None]:
    """Every such call fails with an error that quotes all that was sent, worse than AWS's own do."""

    def fail(params: dict[str, Any], **_: Any) -> None:
        raise RuntimeError(f"cannot send {params['body']!r}")

    hooks = client(service).meta.events
    events = [f"before-call.*.{operation}" for operation in operations]
    for event in events:
        hooks.register(event, fail)
    try:
        yield
    finally:
        for event in events:
            hooks.unregister(event, fail)


def _marked(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _marked(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_marked(one, name) for one in value]
    if not isinstance(value, str) or not value:
        return value
    if name in _TEXTS:
        return f"{value} {WORD}"
    if name in {"email", "provider_reference"}:
        return f"{WORD}.{value}"
    if name == "phone":
        return f"+86{PHONE}{value[-3:]}"
    return value


def _broken(value: Any) -> Any:
    """The same body with each text in a list, where none is taken, and a field that nobody knows."""
    wrong = {key: [one, WORD] if isinstance(one, str) else one for key, one in value.items()}
    return wrong | {f"x_{WORD}": WORD}


def broken_event(event: dict[str, Any]) -> dict[str, Any]:
    """A bus event whose detail no consumer can read, and which is quoted by whoever tries."""
    detail = {key: [one, WORD, PHONE] for key, one in event["detail"].items() if key != "tenant"}
    return event | {"detail": detail}


def _secrets_of(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _secrets_of(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _secrets_of(one, name)
    elif isinstance(value, str) and name in _SECRETS and len(value) > 8:
        yield value


def every_item() -> list[dict[str, Any]]:
    """All items of the table in DynamoDB's JSON."""
    pages = client("dynamodb").get_paginator("scan").paginate(TableName="steward")
    return json.loads(json.dumps([item for page in pages for item in page["Items"]]))
