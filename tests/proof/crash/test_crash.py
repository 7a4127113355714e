"""Each call to AWS fails once, before or after it took effect, and is retried: nothing is lost, nothing comes twice."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.builders.wire import Fault
from tests.proof.crash.conftest import Stage
from tests.proof.crash.scenes import Scene
from tests.proof.crash.story import CHANGING, FUNCTIONS
from tests.proof.crash.visit import faults_of

NAMES = (*CHANGING, *FUNCTIONS)
Point = tuple[Scene, Fault]
SAMPLE = 3
#: what visits more points than all others together
LONG = ("notifications_deliver", "notifications_send", "report", "workorders_recount")
EVERY = [pytest.param(name, marks=pytest.mark.slow if name in LONG else ()) for name in NAMES]


def points_of(stage: Stage, name: str) -> list[Point]:
    scenes = stage.scenes.of(name)
    assert scenes, f"nothing does {name}: have it done in tests/budgets/walk.py or tests/proof/crash/story.py"
    return [(scene, fault) for scene in scenes for fault in faults_of(scene)]


def visit(stage: Stage, points: list[Point]) -> tuple[list[str], dict[str, int]]:
    """What differs from the undisturbed run, and how many messages went astray."""
    wrong: list[str] = []
    astray = {"unsent": 0, "doubled": 0}
    expected = {
        id(scene): stage.visitor.undisturbed(scene) for scene in {id(s): s for s, _ in points}.values()
    }
    for scene, fault in points:
        seen = stage.visitor.visit(scene, fault, expected[id(scene)])
        astray["unsent"] += seen.unsent
        astray["doubled"] += seen.doubled
        wrong += [f"{scene}, {fault} ({scene.way[fault.at]}): {one}" for one in seen.differences]
    return wrong, astray


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_of_crash_points(stage: Stage, name: str):
    points = points_of(stage, name)
    wrong, _ = visit(stage, random.Random(name).sample(points, min(SAMPLE, len(points))))
    assert not wrong


@pytest.mark.prove
@pytest.mark.parametrize("name", EVERY)
def test_every_crash_point(stage: Stage, name: str, part: Callable[[str, dict[str, Any]], None]):
    points, scenes = points_of(stage, name), stage.scenes.of(name)
    wrong, astray = visit(stage, points)
    row = {"name": name, "is_function": name in FUNCTIONS, "ways": len(scenes), "points": len(points)}
    part(
        "crash", row | astray | {"calls": sum(len(scene.way) for scene in scenes), "differences": len(wrong)}
    )
    assert not wrong, "\n".join(wrong[:20])


def test_the_harness_sees_what_is_lost_and_what_is_double(stage: Stage):
    """It can fail: a run that did less, and one that did more, are not taken for the undisturbed one."""
    scene = stage.scenes.of("take")[0]
    expected = stage.visitor.undisturbed(scene)
    assert stage.visitor.undisturbed(scene).differences(expected) == []
    other = stage.visitor.undisturbed(stage.scenes.of("accept")[0])
    assert any(one.startswith("missing") for one in other.differences(expected))
    assert any(one.startswith("only here") for one in other.differences(expected))
