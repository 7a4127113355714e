"""Whatever bytes come: a parser takes them, or refuses them in the way it declares, soon."""

import contextlib
import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.proof.hostile.parsers import PARSERS, settle

SLOW_S = 2.0  # of processor time, for one input; a photo of 64 megapixels is measured in test_images
HOSTILE = [
    b"",
    b"\x00",
    b"\xff" * 100,
    b"\xf0\x9f\x92\xa9",
    b"%00%2e%2e%2f%5c..\\../",
    b"\r\nSet-Cookie: a=b",
    b"'; DROP TABLE x; --",
    b"{{7*7}}{%raw%}${x}%s{0.__class__}",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"9" * 10_000,
    b"-" + b"9" * 400,
    b"1e999999999",
    b"NaN",
    b"-Infinity",
    b'{"lat": 1, "lat": 2}',
    "\u202e\u2066\u200f漏水 سلام".encode(),
    b"\xed\xa0\x80",
    b"=cmd|' /C calc'!A0",
    b"a" * 300_000,
]


def edits(seeds: tuple[bytes, ...]) -> st.SearchStrategy[bytes]:
    """A seed with a few bytes changed, cut or doubled."""

    @st.composite
    def edited(draw):
        data = bytearray(draw(st.sampled_from(seeds)))
        for _ in range(draw(st.integers(0, 6))):
            at = draw(st.integers(0, len(data)))
            match draw(st.integers(0, 3)):
                case 0:
                    data[at : at + 1] = draw(st.binary(max_size=4))
                case 1:
                    data = data[:at]
                case 2:
                    data[at:at] = data[max(0, at - 8) : at]
                case _:
                    data[at : at + 4] = draw(st.sampled_from([b"\xff" * 4, b"\x00" * 4, b"\x80\x00\x00\x00"]))
        return bytes(data)

    return edited()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=10), inside, max_size=4),
    max_leaves=10,
).map(lambda value: json.dumps(value).encode())


@pytest.fixture(autouse=True, scope="module")
def settled():
    with pytest.MonkeyPatch.context():
        settle()
        yield


def read(name: str, data: bytes) -> None:
    parser, began = PARSERS[name], time.process_time()
    with contextlib.suppress(*parser.refusals):
        parser.read(data)
    assert time.process_time() - began < SLOW_S


def examine(name: str, examples: int) -> None:
    """So many examples of any bytes, of JSON, and of what the parser knows, edited."""
    seeds = PARSERS[name].seeds
    anything = [st.binary(max_size=400), json_values, st.text(max_size=100).map(str.encode), edits(seeds)]

    @settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.one_of(anything))
    def tried(data):
        read(name, data)

    tried()


@pytest.mark.parametrize("name", PARSERS)
def test_what_is_known_to_be_hostile_is_taken_or_refused(name):
    for data in (*HOSTILE, *PARSERS[name].seeds):
        read(name, data)


@pytest.mark.parametrize("name", PARSERS)
def test_any_bytes_are_taken_or_refused(name):
    examine(name, 40)


@pytest.mark.prove
@pytest.mark.parametrize("name", PARSERS)
def test_many_bytes_are_taken_or_refused(name):
    examine(name, 1_500)
