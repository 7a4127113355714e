"""Play the story against the running stack; exits non-zero at the first difference."""

import argparse
import json
from pathlib import Path

import httpx

from infra.client import UnexpectedAnswerError
from infra.paths import RUN, fail
from infra.story.cast import Cast
from infra.story.main_job import OWED, MainJob
from infra.story.side_scenes import IgnoredOrder, gas_emergency, second_company
from infra.story.stage import DiffersError, Stage


def play(cast: Cast, stage: Stage) -> None:
    """The whole story, in order."""
    with stage.step("the administrator prepares categories, a unit and its resident") as step:
        category = cast.category(
            "leak", photos_required=2, sla={"respond": "PT15M", "arrive": "PT1H", "complete": "PT8H"}
        )
        household = cast.household("leaky")
        cast.owe(cast.member("billing_clerk"), household, OWED)
        step.tell(f"all new for this run ({cast.run}), in {cast.building['name']}")
    ignored = IgnoredOrder(cast, stage)
    ignored.set_it()
    job = MainJob(cast, stage, household, category)
    job.report()
    gas_emergency(cast, stage, household)
    job.pay()
    job.assign()
    job.visit()
    job.verdict_not_fixed()
    job.rework()
    job.verdict_fixed()
    ignored.see_it_climb()
    second_company(cast, stage, job.order_id, household)


def main() -> None:
    """Find the running stack and play."""
    parser = argparse.ArgumentParser(description="Play the main job against the running stack.")
    parser.add_argument("--stack", type=Path, default=RUN / "stack.json", help="what `make run` wrote of it")
    try:
        stack = json.loads(parser.parse_args().stack.read_text(encoding="utf-8"))
    except FileNotFoundError:
        fail("no stack is running; start one with `make run`, and play the story in another terminal")
    stage = Stage()
    try:
        play(Cast(stack), stage)
    except DiffersError as difference:
        fail(f"the story differs: {difference}")
    except UnexpectedAnswerError as answer:
        fail(f"the story stops: {answer}")
    except httpx.TransportError as failure:
        fail(f"the stack cannot be reached at {stack['api_url']}: {failure}")
    print(f"\nThe story was told as written: {stage.steps} steps in {stage.seconds:.1f} s.")


if __name__ == "__main__":
    main()
