"""Merged lists: what `newest` gives page by page is what one sorted list would give."""

import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.kernel.changes import Record
from chalicelib.kernel.entity import Key
from chalicelib.kernel.listing import Partition, newest
from chalicelib.kernel.table import TenantTable
from tests.conftest import TENANT
from tests.rooms.kernel.things import Note

_LISTS = itertools.count()
_ids = st.lists(st.integers(10, 60), unique=True, max_size=8)


def _lay(table: TenantTable, partitions: list[list[int]]) -> list[Partition]:
    """Partitions that hold notes under these ids; the same id is the same note everywhere."""
    named = [Partition("GSI1", f"LIST#{next(_LISTS)}") for _ in partitions]
    parts = [
        Record(Key(f"NOTE#{id}", where.pk), Note(text=str(id)), {where.index: (where.pk, str(id))})
        for where, ids in zip(named, partitions, strict=True)
        for id in ids
    ]
    table.commit(parts)
    return named


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    partitions=st.lists(_ids, min_size=1, max_size=4),
    limit=st.integers(1, 7),
    divisor=st.integers(1, 4),
    is_narrowed=st.booleans(),
)
def test_the_pages_together_are_the_sorted_list(cloud, partitions, limit, divisor, is_narrowed):
    table = TenantTable(TENANT)
    where = _lay(table, partitions)
    expected = sorted({id for ids in partitions for id in ids if id % divisor == 0}, reverse=True)
    found, position, pages = [], None, 0
    while pages == 0 or position:
        page, position = newest(
            table,
            where,
            Note,
            limit=limit,
            before=position,
            wanted=lambda note: int(note.text) % divisor == 0,
            is_narrowed=is_narrowed,
        )
        assert len(page) <= limit
        found += [int(note.text) for note in page]
        pages += 1
        assert pages < 60
    assert found == expected


def test_the_end_of_a_list_is_known_without_an_empty_page(cloud):
    table = TenantTable(TENANT)
    where = _lay(table, [[10, 11, 12], [13]])
    page, position = newest(table, where, Note, limit=4, before=None, wanted=lambda _: True)
    assert [note.text for note in page] == ["13", "12", "11", "10"] and position is None


def test_no_partition_is_an_empty_list(cloud):
    assert newest(TenantTable(TENANT), [], Note, limit=5, before=None, wanted=lambda _: True) == ([], None)
