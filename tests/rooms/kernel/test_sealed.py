"""Secrets in the table: they open where they were sealed, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel import settings
from chalicelib.kernel.sealed import Unreadable, derived, seal, unseal


@pytest.fixture(autouse=True)
def _secret(monkeypatch):
    monkeypatch.setenv("APP_SECRET", "a secret of the tests")
    settings.settings.cache_clear()
    yield
    settings.settings.cache_clear()


def test_a_secret_opens_where_it_was_sealed():
    @given(st.text(max_size=200), st.lists(st.text(st.characters(exclude_characters="\n")), max_size=3))
    def opens(secret, place):
        assert unseal(seal(secret, *place), *place) == secret

    opens()


def test_it_opens_nowhere_else():
    sealed = seal("hush", "tn_one", "wechat")
    for place in (("tn_two", "wechat"), ("tn_one", "ch_1"), ("tn_one",), ()):
        with pytest.raises(Unreadable):
            unseal(sealed, *place)


def test_it_does_not_open_when_it_was_changed_or_under_another_secret(monkeypatch):
    sealed = seal("hush", "tn_one")
    with pytest.raises(Unreadable):
        unseal(sealed[:-6] + ("AAAA" if sealed[-6:-2] != "AAAA" else "BBBB") + sealed[-2:], "tn_one")
    monkeypatch.setenv("APP_SECRET", "another")
    settings.settings.cache_clear()
    with pytest.raises(Unreadable):
        unseal(sealed, "tn_one")


def test_the_same_secret_is_sealed_differently_each_time_and_never_shows():
    sealed = {seal("hush hush", "tn_one") for _ in range(5)}
    assert len(sealed) == 5 and not any("hush" in one for one in sealed)


def test_each_purpose_has_bytes_of_its_own():
    assert derived("one") != derived("two") and derived("one") == derived("one")
