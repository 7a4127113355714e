"""A million guesses at the links of surveys, and how long a guess takes: what test_guessing.py publishes."""

import random
import string
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median
from time import perf_counter_ns

from bench.report import Chapter, Figure, table
from chalicelib.kernel.aws import client
from chalicelib.organization.limits import LIMITS
from tests.builders.company import Company
from tests.conftest import Clock

_LETTERS = string.ascii_letters + string.digits + "-_"
_SEED = 11
_MOST_Z = 4.0  # comes about by chance once in sixteen thousand runs
_WARM = 100  # first calls, which find caches and connections cold


@dataclass(frozen=True)
class Hurried:
    """What a thousand guesses a second brought: answers by status, what the table was asked, what 429 said to wait.

    `most` is how many the limit lets through.
    """

    answered: Counter[int]
    looked_up: int
    waits: set[str]
    most: float


def hurried(company: Company, clock: Clock, number: int) -> Hurried:
    """So many guesses at the handler, a thousand a second from one network, beginning with a full bucket."""
    limit, stranger = LIMITS["show_survey"], company.api.with_header(None)
    asked: list[str] = []
    events = client("dynamodb").meta.events
    events.register(
        "before-call.dynamodb.GetItem", lambda params, **_: asked.append(str(params)), unique_id="g"
    )
    clock.advance(hours=1)  # the bucket is full, whatever was asked before
    answered: Counter[int] = Counter()
    waits: set[str] = set()
    try:
        for guess in range(number):
            answer = stranger.get(f"/v1/surveys/{guess:043}")
            answered[answer.status] += 1
            if answer.status == 429:
                waits.add(answer.headers["Retry-After"])
            clock.advance(milliseconds=1)
    finally:
        events.unregister("before-call.dynamodb.GetItem", unique_id="g")
    return Hurried(answered, len(asked), waits, limit.burst + number / 1000 * limit.per_minute / 60)


@dataclass(frozen=True)
class Apart:
    """How surely two guesses take different times, as z of the sign test, and by how much more the near one does."""

    z: float
    slower_us: float


def guesses(tokens: Sequence[str], number: int) -> Iterator[str]:
    """So many guesses: every token that differs from one that was sent in one character or by its end; then any."""
    return islice(_all(tokens), number)


def near(token: str) -> Iterator[str]:
    """Tokens that differ from one as little as they can."""
    for place, right in enumerate(token):
        for letter in _LETTERS:
            if letter != right:
                yield token[:place] + letter + token[place + 1 :]
    for place in range(len(token)):
        yield token[:place]
    yield from (token + letter for letter in _LETTERS)
    yield from (token.swapcase(), token[::-1], token[1:] + token[0], f" {token}", f"{token}=", f"{token}\n")


def _all(tokens: Sequence[str]) -> Iterator[str]:
    for token in tokens:
        yield from near(token)
    chance = random.Random(_SEED)
    while True:
        yield "".join(chance.choices(_LETTERS, k=43))


def told_apart(ask: Callable[[str], object], near_miss: str, far_miss: str, pairs: int) -> Apart:
    """Whether a near and a far miss can be told apart by their time.

    Each pair is asked one right after the other, in an order that chance chooses, so that whatever else the machine
    does meets both alike.
    """
    chance = random.Random(_SEED)
    differences = []
    for number in range(pairs + _WARM):
        both = [near_miss, far_miss]
        chance.shuffle(both)
        took = {}
        for guess in both:
            began = perf_counter_ns()
            ask(guess)
            took[guess] = perf_counter_ns() - began
        if number >= _WARM:
            differences.append(took[near_miss] - took[far_miss])
    slower = sum(one > 0 for one in differences)
    told = sum(one != 0 for one in differences)
    return Apart((2 * slower - told) / told**0.5, median(differences) / 1_000)


def letter_by_letter(token: str) -> Callable[[str], bool]:
    """What a careless check would do: it goes on for as long as letters agree. The measurement has to notice it."""

    def ask(guess: str) -> bool:
        for known, said in zip(token, guess, strict=False):
            if known != said:
                return False
        return len(token) == len(guess)

    return ask


def chapter(
    number: int, opened: int, nearest: int, sent: int, at_once: Hurried, times: Mapping[str, Apart]
) -> Chapter:
    """What docs/proof.md says of it."""
    tried = at_once.answered.total()
    *product, _ = times.values()
    limit = LIMITS["show_survey"]
    looked_up = limit.burst + round(number / 1_000 * limit.per_minute / 60)
    waits = ", ".join(sorted(at_once.waits))
    rows = [[name, one.z, one.slower_us] for name, one in times.items()]
    return Chapter(
        "guessing",
        "A million guesses at a survey's link",
        "make prove ONLY=guessing",
        f"""
{number:,} guesses went through the product's own hash and were looked for among the keys of {sent} links that had been
sent: all {nearest:,} tokens that differ from one in a letter or by its end, for each of them, and random ones.

{tried:,} more went through the handler, a thousand a second from one network: {at_once.answered[404]:,} were looked up
and answered 404, {at_once.answered[429]:,} refused with 429 and `Retry-After: {waits}` before the table was asked. At
that rate a million guesses look up {looked_up:,}, of 2²⁵⁶.

A near miss, wrong in its last letter alone, and a far one, right in its last but one at most, one right after the
other in random order; z of the sign test beyond {_MOST_Z:.0f} comes about by chance once in sixteen thousand runs:

{table(["time of", "z", "the near miss takes longer by, µs"], rows)}
""",
        [
            Figure("guesses of a survey's link that open one", opened, "guesses", 0, "lower"),
            Figure("guesses of a survey's link", number, "guesses", number, "higher"),
            Figure(
                "guesses a thousand a second that are looked up, beyond burst and rate",
                max(0, round(at_once.looked_up - at_once.most - 1)),
                "guesses",
                0,
                "lower",
            ),
            Figure(
                "near and far misses told apart by time",
                max(abs(one.z) for one in product),
                "z",
                _MOST_Z,
                "lower",
            ),
        ],
    )
