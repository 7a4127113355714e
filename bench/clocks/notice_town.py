"""Notices in a company with many homes, played on the fast cloud: counted, sent, and followed to the channels."""

import os
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app import app
from bench.clocks.homes import Homes, homes
from bench.clocks.posting import Platform
from bench.gateway import API, Gateway
from bench.hot_spots.touches import TABLE, Table
from bench.meter import Invocation, Meter
from chalicelib.kernel import clock, settings
from chalicelib.kernel.table import TenantTable
from chalicelib.notifications import store
from chalicelib.notifications.sending import LIMITS
from tests.budgets.walk import WECHAT_ACCOUNT, ok
from tests.builders.api import Answer, Api, Caller
from tests.builders.cloud import fast_cloud

NINE, TEN = datetime(2026, 11, 23, 1, 0, tzinfo=UTC), datetime(2026, 11, 23, 2, 5, tzinfo=UTC)
_ID = re.compile(r"[a-z]{2}_[0-9A-HJKMNP-TV-Z]{26}")
_WRITES = ("TransactWriteItems", "UpdateItem")
_WORDS = {
    "zh-CN": {"title": "3号楼停水", "body": "因水泵检修停水，请提前储水。给您带来不便，敬请谅解。"},
    "en": {"title": "No water in building 3", "body": "The pump is overhauled. Please keep some water."},
}
_WECHAT = {**WECHAT_ACCOUNT, "fields": {"thing1": "title", "thing2": "body"}}


@dataclass
class Walked:
    """A notice whose people were counted and then named; requests by name, each as it was made once."""

    homes: Homes
    requests: dict[str, Invocation]
    counting: list[Invocation]
    telling: list[Invocation]
    addressed: Counter[str]

    @property
    def wrong(self) -> int:
        """People who were left out, told more than once, or told though they should not be."""
        return _wrong(self.addressed, self.homes.told)


@dataclass
class Rough:
    """The same when processes die and events come twice: how many people it went wrong with, and how often that was."""

    wrong: int
    runs: int
    killed: int


@dataclass
class Told:
    """A notice that was followed to the channels."""

    homes: Homes
    wrong: int
    runs: list[Invocation]
    largest: int  # bytes that the longest-winded run was answered
    keys: dict[str, float]  # pattern of a partition key -> write units for each person told
    first: timedelta  # until the last message of those without quiet hours left
    last: timedelta  # until that of all did
    messages: int


class Town:
    """A company with so many homes, on a fast cloud that stands, and what its administrator asks for."""

    def __init__(self, number: int) -> None:
        self.meter = Meter()
        self.platform = Platform(self.meter, NINE)
        api = Api(app, Gateway(self.meter, 60))
        tenancy = api.found(f"Firm of {number}")
        self.tenant = tenancy.id
        self.admin: Caller = api.as_(tenancy.admin)
        ok(self.admin.request("PUT", "/v1/wechat-account", _WECHAT))
        self.homes = homes(self.tenant, number)
        self.requests: dict[str, Invocation] = {}

    def ask(self, name: str, act: Callable[[], Answer]) -> Any:
        """Make a request and keep what it took."""
        answer = ok(act())
        self.requests[name] = next(one for one in self.meter.invocations[::-1] if one.function == API)
        return answer

    def drafted(self, **fields: Any) -> str:
        """A draft to the whole company."""
        body = {"kind": "repair", "payers": "paid_up", "words": _WORDS, "scope": {"company": True}, **fields}
        id: str = self.ask("draft", lambda: self.admin.post("/v1/notices", body))["id"]
        return f"/v1/notices/{id}"

    def runs(self, act: Callable[[], object]) -> list[Invocation]:
        """What ran meanwhile."""
        before = len(self.meter.invocations)
        act()
        return self.meter.invocations[before:]


@contextmanager
def town(number: int, rate: float = 1) -> Iterator[Town]:
    """A company on a cloud of its own, whose channels take the `rate` of what they usually do."""
    with tempfile.TemporaryDirectory() as folder, fast_cloud(Path(folder)):
        limits = {
            limit.name: (round(limit.burst * rate) or 1, round(limit.per_minute * rate) or 1)
            for limit in LIMITS.values()
        }
        os.environ["RATE_LIMITS"] = " ".join(f"{name}={b}/{m}" for name, (b, m) in limits.items())
        settings.settings.cache_clear()
        try:
            one = Town(number)
            with one.meter.watching(), one.meter.reading_log():
                yield one
        finally:
            clock.use(clock.system_clock)
            del os.environ["RATE_LIMITS"]
            settings.settings.cache_clear()


def walked(one: Town) -> Walked:
    """Draft, count, look, send, and name those who are to be told; nobody is told yet."""
    one.platform.is_told = False
    path = one.drafted()
    counting = one.runs(one.platform.settle)
    foreseen = one.ask("look at a draft", lambda: one.admin.get(path))["foreseen"]
    assert foreseen["is_complete"] and foreseen["people"] == len(one.homes.told), foreseen
    assert foreseen["channels"] == one.homes.ways, foreseen
    one.ask("send", lambda: one.admin.post(f"{path}/send"))
    telling = one.runs(one.platform.settle)
    sent = one.ask("look at what is sent", lambda: one.admin.get(path))
    assert (sent["people"], sent["excluded"]) == (len(one.homes.told), one.homes.owing), sent
    return Walked(one.homes, dict(one.requests), counting, telling, Counter(one.platform.addressed))


def rough(one: Town) -> Rough:
    """A safety notice to all who live there; every event comes twice, and two runs in three are cut short."""
    platform = one.platform
    platform.addressed.clear()
    platform.is_told, platform.times, platform.walks = False, 2, 0
    platform.trouble = lambda run: (None, "before", "after")[run % 3]
    path = one.drafted(kind="safety", payers="everyone")
    ok(one.admin.post(f"{path}/send"))
    platform.settle()
    shown = ok(one.admin.get(path))
    assert shown["people"] == one.homes.residents - one.homes.gone, shown
    wrong = sum(times != 1 for times in platform.addressed.values())
    return Rough(wrong + abs(len(platform.addressed) - shown["people"]), platform.walks, platform.killed)


def told(one: Town) -> Told:
    """Follow a notice until its last message has left; quiet hours end on the way. Every person's inbox is read."""
    before = len(one.meter.sent)
    path = ""

    def bring() -> None:
        nonlocal path
        path = one.drafted()
        one.platform.settle()
        ok(one.admin.post(f"{path}/send"))
        one.platform.send()

    runs = one.runs(bring)
    first = one.platform.last_sent
    runs += one.runs(lambda: one.platform.release(TEN))
    runs += one.runs(one.platform.send)
    last = one.platform.last_sent
    assert first and last
    shown = ok(one.admin.get(path))["told"]
    people = len(one.homes.told)
    assert shown["reached"] + shown["inside"] == shown["people"] == people, shown
    assert {name: way["sent"] for name, way in shown["channels"].items() if way["sent"]} == one.homes.ways
    place = TenantTable(one.tenant)
    keys = _keys(one.meter, before)
    everybody = one.homes.told | one.homes.others
    inboxes = Counter({id: len(store.told(place, id, None, 10)[0]) for id in everybody})
    return Told(
        one.homes,
        _wrong(inboxes, one.homes.told),
        runs,
        max(one.platform.largest.values()),
        {key: units / people for key, units in keys.items()},
        first - NINE,
        last - NINE,
        one.homes.sendings,
    )


def _wrong(found: Mapping[str, int], wanted: set[str]) -> int:
    return sum(times != (id in wanted) for id, times in found.items()) + len(wanted - found.keys())


def _keys(meter: Meter, start: int) -> dict[str, float]:
    """Write units by the pattern of the hottest key that has it: what a key says of one person lies apart."""
    units: dict[str, float] = defaultdict(float)
    ledger = Table()
    for call in meter.sent[start:]:
        if call.name in _WRITES:
            for touch in ledger.access(call.name, call.body, call.answer).touches:
                where = "" if touch.where == TABLE else f"{touch.where} "
                units[where + touch.pk.split("#", 2)[-1]] += touch.write
    hottest: dict[str, float] = defaultdict(float)
    for key, number in units.items():
        pattern = _ID.sub("…", key)
        hottest[pattern] = max(hottest[pattern], number)
    return dict(hottest)
