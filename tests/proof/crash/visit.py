"""Visits the crash points of a scene: one fault at one call, the platform's retries, and a look at what is left."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.contracts import workorders as events
from chalicelib.kernel import clock as wall_clock
from chalicelib.workorders.model import WorkOrder, replay
from tests.builders.moto_state import Picture
from tests.builders.wire import Fault, Wire
from tests.proof.crash.aftermath import Aftermath, aftermath
from tests.proof.crash.scenes import MOST, Scene

CARRIERS = ("sesv2:SendEmail", "sns:Publish")
#: nothing is held by one process alone for longer
LEASE = timedelta(minutes=1)


def faults_of(scene: Scene) -> Iterator[Fault]:
    """All that can go wrong at each call that the scene makes when nothing does."""
    for at, call in enumerate(scene.way):
        yield Fault(at, "killed")
        yield Fault(at, "killed", is_done=True)
        yield Fault(at, "cut off", is_done=True)
        yield Fault(at, "refused")
        yield Fault(at, "refused", lasting=True)
        yield Fault(at, "cut off", is_done=True, lasting=True)
        if call.startswith("dynamodb:"):
            yield Fault(at, "throttled", lasting=True)
        if call == "eventbridge:PutEvents":
            yield Fault(at, "taken in part")
            yield Fault(at, "taken in part", lasting=True)


@dataclass
class Seen:
    """What was seen at one point: what differs from the undisturbed run, and messages that went astray."""

    differences: list[str]
    unsent: int = 0
    doubled: int = 0


class Visitor:
    """Plays scenes on the wire. Ids drawn after `horizon` are the scene's own."""

    def __init__(self, wire: Wire, horizon: str) -> None:
        self._wire, self._horizon = wire, horizon

    def undisturbed(self, scene: Scene) -> Aftermath:
        """What the scene leaves when nothing fails."""
        first, again = self._played(scene, None)
        assert not again.differences(first), (
            f"{scene}: not the same when it is repeated: {again.differences(first)}"
        )
        return first

    def visit(self, scene: Scene, fault: Fault, expected: Aftermath) -> Seen:
        """What the scene leaves after `fault` and the platform's retries, held against `expected`."""
        first, seen = self._played(scene, fault)
        differences = first.differences(expected)
        differences += [f"done once more, {one}" for one in seen.differences(expected)]
        doubled = Counter(seen.told) - Counter(expected.told)
        unsent = Counter(expected.told) - Counter(seen.told)
        call = scene.way[fault.at]
        if doubled and not (fault.is_done and fault.how == "cut off" and call in CARRIERS):
            differences.append(f"sent twice: {doubled}")
        if unsent and not may_stay_unsent(scene, fault):
            differences.append(f"not sent: {unsent}")
        return Seen(differences, unsent.total(), doubled.total())

    def _played(self, scene: Scene, fault: Fault | None) -> tuple[Aftermath, Aftermath]:
        """Done until it is answered, and then once more: whoever repeats may not have heard the answer."""
        wall_clock.use(lambda: scene.now)
        scene.before.put_back()
        self._wire.on_bus.clear()
        return self._seen(scene, fault), self._seen(scene, None)

    def _seen(self, scene: Scene, fault: Fault | None) -> Aftermath:
        answer = self._attempted(scene, fault)
        after = Picture.take()
        demand_replay(scene.before, after)
        return aftermath(
            scene.before,
            after,
            self._wire.on_bus,
            answer,
            horizon=self._horizon,
            versions=scene.act.is_keyed,
        )

    def _attempted(self, scene: Scene, fault: Fault | None) -> object:
        for attempt in range(MOST):
            # What the dead one had taken on lease is free by the last attempt.
            wall_clock.use(lambda late=LEASE * (attempt == MOST - 1): scene.now + late)
            self._wire.begin(fault if attempt == 0 else None)
            answer = scene.act.attempt()
            if answer is not None:
                assert not fault or len(self._wire.calls) > fault.at or attempt, "the fault was not met"
                return answer
        raise AssertionError(f"no answer after {MOST} attempts")


def may_stay_unsent(scene: Scene, fault: Fault) -> bool:
    """A message may leave at most once, so one that was cut short is not sent again (docs/reliability.md).

    That is the case when the process died, or did not hear that the message's own record was written, or when the
    carrier cannot be reached.
    """
    call = scene.way[fault.at]
    unheard = fault.is_done and fault.lasting and call == "dynamodb:TransactWriteItems"
    return fault.how == "killed" or unheard or (fault.lasting and call in CARRIERS)


def demand_replay(before: Picture, after: Picture) -> None:
    """Every order that was touched is the sum of its events."""
    touched = {pk for pk, _ in after.changed_since(before) if "#WO#wo_" in pk}
    for pk in touched:
        rows = sorted(after.rows_of(pk).items())
        (_, stored), *history = rows
        order = WorkOrder.model_validate_json(stored["data"][:-1] + "," + stored["more"][1:])
        told = [getattr(events, row["kind"]).model_validate_json(row["data"]) for _, row in history]
        assert replay(told).model_copy(update={"version": order.version}) == order, pk
        assert [event.sequence for event in told] == list(range(1, order.sequence + 1))
