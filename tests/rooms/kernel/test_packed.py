"""Long texts are stored packed, and come back as they were."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.packed import pack, unpack

TEXTS = st.dictionaries(st.text(), st.text(max_size=2_000)).map(
    lambda content: json.dumps(content, ensure_ascii=False)
)


@given(TEXTS)
def test_every_json_object_comes_back_as_it_was(text):
    assert unpack(pack(text)) == text


def test_only_a_long_text_is_packed_and_then_is_shorter():
    short, long = '{"id":"1"}', '{"note":"' + "no water on the third floor " * 40 + '"}'
    assert pack(short) == short
    assert len(pack(long)) < len(long) / 3


@pytest.mark.parametrize("damaged", ["z", "z?", "zAAAA", pack('{"a":"' + "b" * 900 + '"}')[:-9], "zé"])
def test_what_was_never_packed_is_a_value_error(damaged):
    with pytest.raises(ValueError, match=r"."):
        unpack(damaged)
