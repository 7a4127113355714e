"""Fixtures of all tests: the fast cloud, a clock that tests set, actors."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from _pytest import runner
from hypothesis import settings

from chalicelib.kernel import clock as wall_clock
from chalicelib.kernel.actor import Actor, Assignment
from chalicelib.kernel.context import Context
from chalicelib.kernel.table import TenantTable
from tests.builders.api import Api
from tests.builders.cloud import fast_cloud
from tests.engines import database, embedded_engine, engine, local_engine
from tests.stack import stack, web_url

__all__ = ["database", "embedded_engine", "engine", "local_engine", "stack", "web_url"]

# How long an example takes says more of the machine's other work than of what is tested.
settings.register_profile("steward", deadline=None)
settings.load_profile("steward")

#: the files on the stack that take longest, which go first: begun last, they would keep one process while others rest
LONGEST = (
    "browser/test_pages.py",
    "browser/test_hostile.py",
    "journeys/test_escalation.py",
    "journeys/test_main_job.py",
    "journeys/test_working_time.py",
    "processes/test_run.py",
    "processes/test_restart.py",
    "operations/test_redrive.py",
    "journeys/test_ladder.py",
)

TENANT = "tn_one"
OTHER_TENANT = "tn_two"


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def advance(self, **delta: float) -> datetime:
        """Go on by `timedelta(**delta)`."""
        self.now += timedelta(**delta)
        return self.now


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, the others as they lie in their folders."""
    here = Path(__file__).parent
    place = {here / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


def _with_room(call: Callable[..., Any], *arguments: Any) -> Any:
    return call(*arguments)


# Python keeps the frames of calls in pieces of 16 KB, and whatever loop lies at the end of one asks the system for the
# next piece at each call, and gives it back. A frame that says it needs 1 MB gets a piece of 2 MB, with room for all
# that lie above it: a fifth to a third of the time of the tests with the deepest calls.
_with_room.__code__ = _with_room.__code__.replace(co_stacksize=(1 << 20) // 8)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    """Run each test, with its fixtures, above a frame with room."""
    return _with_room(runner.pytest_runtest_protocol, item, nextitem)


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The clock of the code under test, standing at a Monday morning."""
    standing = Clock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    wall_clock.use(lambda: standing.now)
    yield standing
    wall_clock.use(wall_clock.system_clock)


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[None]:
    """An empty fast cloud."""
    with fast_cloud(tmp_path):
        yield


@pytest.fixture
def acting() -> Callable[..., Context]:
    """`acting("manager", id="mb_1", departments=["dp_1"], tenant=…)`: a service's context for such a person."""

    def make(
        *roles: str,
        id: str = "mb_actor",
        tenant: str = TENANT,
        departments: list[str] | None = None,
        **fields,
    ):
        assignments = tuple(Assignment(role=role, department_id=None) for role in roles)
        kind = "resident" if "resident" in roles else "member"
        actor = Actor(
            tenant=tenant,
            id=id,
            kind=fields.pop("kind", kind),
            name=fields.pop("name", id),
            assignments=fields.pop("assignments", assignments),
            department_ids=tuple(departments or ()),
            **fields,
        )
        return Context(
            actor=actor, table=TenantTable(tenant), now=wall_clock.now(), granted=actor.assignments
        )

    return make


@pytest.fixture
def api(cloud: None) -> Api:
    """The whole API on the empty fast cloud: `api.as_(sign_in_name).get("/v1/me")`."""
    from app import app  # the composition root: only the tests that need it pay for it

    return Api(app)
