"""A client as the apps are: it keeps its connection, and asks again under the same key until it has heard an answer."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from infra.client import Caller

_PATIENCE_S = 240  # an app goes on for longer; here the end of the run has to be seen
_TIMEOUT_S = 60


class GaveUpError(Exception):
    """No answer within the client's patience."""


@dataclass
class Record:
    """What all clients saw: how long each call took until it was answered, and what went wrong on the way."""

    started: float = field(default_factory=time.monotonic)
    latencies: dict[str, list[float]] = field(default_factory=dict)
    troubles: Counter[str] = field(default_factory=Counter)
    replayed: int = 0
    attempts: int = 0
    acknowledged: list[tuple[str, str, Any]] = field(default_factory=list)  # verb, text, answer
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answered(self, what: str, seconds: float) -> None:
        with self._lock:
            self.latencies.setdefault(what, []).append(seconds)

    def asked(self, trouble: str | None = None, *, replayed: bool = False) -> None:
        with self._lock:
            self.attempts += 1
            self.replayed += replayed
            if trouble:
                self.troubles[trouble] += 1

    def acknowledge(self, verb: str, text: str, answer: Any) -> None:
        with self._lock:
            self.acknowledged.append((verb, text, answer))

    @property
    def calls(self) -> int:
        with self._lock:
            return sum(map(len, self.latencies.values()))

    def quantile(self, part: float, since: float = 0) -> float:
        """Seconds within which this part of all calls were answered, troubles and repetitions included."""
        with self._lock:
            every = sorted(seconds for some in self.latencies.values() for seconds in some)
        return every[int(part * (len(every) - 1))] if every else 0.0


class Patient:
    """One person at the API, through `by`'s connection."""

    def __init__(self, by: Caller, record: Record) -> None:
        self._http, self._record = by.http, record

    def get(self, path: str) -> Any:
        """What lies there, however often it takes."""
        answer = self._until_heard("GET", path, None, {})
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        return answer.json()

    def post(self, path: str, body: Any = None) -> httpx.Response:
        """Done or refused by the domain; the key is the same for every attempt."""
        return self._until_heard("POST", path, body or {}, {"Idempotency-Key": str(uuid4())})

    def _until_heard(self, method: str, path: str, body: Any, headers: dict[str, str]) -> httpx.Response:
        begun, pause = time.monotonic(), 0.1
        while time.monotonic() - begun < _PATIENCE_S:
            trouble = None
            try:
                answer = self._http.request(method, path, json=body, headers=headers, timeout=_TIMEOUT_S)
                if answer.status_code < 500 and answer.status_code != 429:
                    replayed = "Idempotency-Replayed" in answer.headers
                    self._record.asked(replayed=replayed)
                    self._record.answered(_kind(method, path), time.monotonic() - begun)
                    return answer
                trouble = str(answer.status_code)
            except httpx.HTTPError as failure:
                trouble = type(failure).__name__
            self._record.asked(trouble)
            time.sleep(pause)
            pause = min(pause * 2, 2)
        raise GaveUpError(f"{method} {path}")


def _kind(method: str, path: str) -> str:
    parts = path.split("?", maxsplit=1)[0].split("/")[2:]
    return f"{method} {'/'.join(part for part in parts if '_' not in part)}"
