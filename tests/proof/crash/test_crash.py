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


def points_of(stage: Stage, name: str) -> list[Point]:
    scenes = stage.scenes.of(name)
    assert scenes, f"nothing does {name}: have it done in tests/budgets/walk.py or tests/proof/crash/story.py"
    return [(scene, fault) for scene in scenes for fault in faults_of(scene)]


def visit(stage: Stage, points: list[Point]) -> dict[str, int]:
    """Messages that went astray, when nothing else differs at any point."""
    wrong: list[str] = []
    astray = {"unsent": 0, "doubled": 0}
    expected = {id(scene): stage.visitor.undisturbed(scene) for scene, _ in points}
    for scene, fault in points:
        seen = stage.visitor.visit(scene, fault, expected[id(scene)])
        astray["unsent"] += seen.unsent
        astray["doubled"] += seen.doubled
        wrong += [f"{scene}, {fault} ({scene.way[fault.at]}): {one}" for one in seen.differences]
    assert not wrong, f"{len(wrong)} differences at {len(points)} points:\n" + "\n".join(wrong[:20])
    return astray


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_of_crash_points(stage: Stage, name: str):
    points = points_of(stage, name)
    visit(stage, random.Random(name).sample(points, min(SAMPLE, len(points))))


@pytest.mark.prove
@pytest.mark.parametrize("name", NAMES)
def test_every_crash_point(stage: Stage, name: str, part: Callable[[str, dict[str, Any]], None]):
    points, scenes = points_of(stage, name), stage.scenes.of(name)
    seen = visit(stage, points)
    row = {"name": name, "is_function": name in FUNCTIONS, "ways": len(scenes), "points": len(points)}
    part("crash", row | seen | {"calls": sum(len(scene.way) for scene in scenes), "differences": 0})


def test_the_harness_sees_what_is_lost_and_what_is_double(stage: Stage):
    """It can fail: a run that did less, and one that did more, are not taken for the undisturbed one."""
    scene = stage.scenes.of("take")[0]
    expected = stage.visitor.undisturbed(scene)
    assert stage.visitor.undisturbed(scene).differences(expected) == []
    other = stage.visitor.undisturbed(stage.scenes.of("accept")[0])
    assert any(one.startswith("missing") for one in other.differences(expected))
    assert any(one.startswith("only here") for one in other.differences(expected))
