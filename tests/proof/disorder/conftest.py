"""A company that is built once, and begins every world as it was."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from chalicelib.kernel import aws
from chalicelib.kernel import clock as wall_clock
from tests.builders.api import Api
from tests.builders.cloud import fast_cloud
from tests.builders.company import LADDER, SLA, Company
from tests.builders.moto_state import Picture
from tests.builders.wire import wired
from tests.proof.disorder.world import World

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def _company() -> Company:
    """People with addresses, somebody to be told of breaches, and a unit that owes."""
    from app import app  # the composition root: only the tests that need it pay for it

    company = Company(api := Api(app), api.found())
    company.category("leak", ladder=[*LADDER, {"after": "PT30M", "notify": ["assessment"]}], sla=SLA)
    company.as_("dispatcher"), company.as_("billing_clerk"), company.as_("assessor")
    people = [company.member("manager"), company.member("technician"), company.member("technician", "other")]
    for number, one in enumerate(people):
        reach = {"email": f"m{number}@example.com", "phone": f"+861390000{number:04d}"}
        company.admin.patch(f"/v1/members/{one['id']}", reach)
    company.resident.get("/v1/me")
    company.owing = company.new_unit("owing")
    company.charge(unit=company.owing)
    return company


@pytest.fixture(scope="module")
def new_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], World]]:
    """Makes the world anew: the company, and nothing under way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.sleep", lambda _: None)
        aws.client.cache_clear()
        logging.disable(logging.CRITICAL)
        wall_clock.use(lambda: MORNING)
        with fast_cloud(tmp_path_factory.mktemp("disorder")), wired() as wire:
            company = _company()
            before = Picture.take()

            def make() -> World:
                before.put_back()
                return World(company, wire, before, MORNING)

            yield make
        logging.disable(logging.NOTSET)
        wall_clock.use(wall_clock.system_clock)
