"""Two ways to play the same lives: everything arrives at once and in order, or as a schedule says."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from tests.proof.disorder.world import World

MOST = 500  # things under way that an action may have to wait for


def play_orderly(world: World, names: Iterable[str]) -> None:
    """Each consequence arrives before anything else is done, each timer wakes at its moment."""
    for minute, act in world.script(names):
        at = world.start + timedelta(minutes=minute)
        while world.wake(until=at):
            world.deliver_all()
        world.now = at
        assert act()
        world.deliver_all()
    _rest(world, newest_first=False)


def play_disorderly(world: World, names: Iterable[str], schedule: Sequence[int]) -> None:
    """Between two actions arrives what `schedule` says, if anything; the rest comes at the end, the newest first.

    0 is the next action. Any other number is a place in the post, and whether what lies there comes again later, or
    that some timer's task runs out of its time.
    """
    choices = iter(schedule)
    for minute, act in world.script(names):
        while choice := next(choices, 0):
            place, how = divmod(choice - 1, 4)
            if how == 0:
                world.wake_any(place)
            elif world.post:
                world.deliver(place % len(world.post), again=how == 1)
        world.now = world.start + timedelta(minutes=minute)
        for _ in range(MOST):
            if act():
                break
            world.collect()
            world.deliver(-1)
        world.collect()
    _rest(world, newest_first=True)


def _rest(world: World, *, newest_first: bool) -> None:
    """Everything arrives, and time goes on until no timer is left."""
    world.deliver_all(newest_first=newest_first)
    while world.wake():
        world.deliver_all(newest_first=newest_first)
