"""Cursors: good for one list of one person, and only as they were given out."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.kernel.cursor import InvalidCursor, sign, verify

pytestmark = pytest.mark.usefixtures("cloud")
SCOPE = ("tn_one", "mb_1", "work-orders")
_lenient = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_lenient
@given(st.text(max_size=60))
def test_a_cursor_gives_the_position_back(position):
    cursor = sign(position, *SCOPE)
    assert verify(cursor, *SCOPE) == position
    assert set(cursor) <= set(string.ascii_letters + string.digits + "-_")


@pytest.mark.parametrize(
    "scope",
    [
        ("tn_two", "mb_1", "work-orders"),
        ("tn_one", "mb_2", "work-orders"),
        ("tn_one", "mb_1", "timeline"),
        ("tn_one", "mb_1work-orders", ""),
        ("tn_one", "mb_1"),
        (),
    ],
)
def test_a_cursor_of_another_list_is_refused(scope):
    with pytest.raises(InvalidCursor):
        verify(sign("wo_1", *SCOPE), *scope)


def test_a_cursor_with_one_character_changed_is_refused():
    cursor = sign("wo_01J9Z", *SCOPE)
    for place, was in enumerate(cursor):
        changed = cursor[:place] + ("A" if was != "A" else "B") + cursor[place + 1 :]
        with pytest.raises(InvalidCursor):
            verify(changed, *SCOPE)


@_lenient
@given(st.one_of(st.text(max_size=80), st.text(alphabet=string.ascii_letters + "-_=", max_size=80)))
def test_whatever_else_comes_as_a_cursor_is_refused(text):
    with pytest.raises(InvalidCursor):
        verify(text, *SCOPE)
