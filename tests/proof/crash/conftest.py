"""The scenes of the crash proof, recorded once for each process that visits them."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import ulid

from chalicelib.kernel import aws
from chalicelib.kernel import clock as wall_clock
from tests.builders.cloud import fast_cloud
from tests.builders.wire import wired
from tests.proof.crash.aftermath import CountedIds
from tests.proof.crash.scenes import Scenes
from tests.proof.crash.story import record
from tests.proof.crash.visit import Visitor


@dataclass(frozen=True)
class Stage:
    """What was recorded, and who goes through it again."""

    scenes: Scenes
    visitor: Visitor


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The cloud stands still between the tests of this module; every point puts back what it needs."""
    with pytest.MonkeyPatch.context() as patch:
        ids = CountedIds()
        patch.setattr(ulid, "default_generator", ids)
        patch.setattr("time.sleep", lambda _: None)
        # a new process has its full quota of retries; ours lives on after each death
        patch.setattr("botocore.retries.quota.RetryQuota.acquire", lambda *_: True)
        aws.client.cache_clear()
        logging.disable(logging.CRITICAL)
        with fast_cloud(tmp_path_factory.mktemp("crash")), wired() as wire:
            scenes = record(wire)
            yield Stage(scenes, Visitor(wire, ids.horizon))
        logging.disable(logging.NOTSET)
        wall_clock.use(wall_clock.system_clock)
