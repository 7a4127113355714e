"""`docs/data-model.md` and `docs/lifecycle.md` say what the code does, and the tests that they name are there."""

import re

import pytest

from chalicelib.kernel.changes import Record, Save
from chalicelib.kernel.entity import Entity
from infra.data_model import patterns
from infra.data_model.document import DATA_MODEL, LIFECYCLE, data_model, lifecycle, partitions
from infra.data_model.samples.groups import groups
from tests.architecture.application import HANDLERS, OPERATIONS, ROOT, modules


@pytest.mark.parametrize(
    ("path", "text"), [(DATA_MODEL, data_model), (LIFECYCLE, lifecycle)], ids=["data-model", "lifecycle"]
)
def test_the_committed_document_is_current(path, text):
    assert path.read_text(encoding="utf-8") == text(), "run `make openapi`"


def test_every_entity_of_the_application_is_in_the_data_model():
    modules()
    kept = {
        type(part.entity if isinstance(part, Save) else part.value)
        for written in groups().values()
        for parts in written
        for part in parts
        if isinstance(part, Save | Record)
    }
    known = {kind for kind in Entity.__subclasses__() if kind.__module__.startswith("chalicelib.")}
    assert {kind.__name__ for kind in known - kept} == {"ResidentSignIn"}  # a part of what estates keeps


def test_every_room_with_a_store_is_in_the_data_model():
    stores = {path.parent.name for path in (ROOT / "chalicelib").glob("*/store.py")}
    assert stores == set(groups()) - {"kernel"}


def test_an_access_pattern_names_a_partition_that_something_lies_in():
    known = partitions()
    assert [
        p.where for p in patterns.PATTERNS if p.where not in known and not p.where.startswith("LOOKUP#")
    ] == []


def test_an_access_pattern_names_tests_that_are_there():
    for path, name in patterns.tests():
        assert re.search(rf"^def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE), name


def test_an_access_pattern_names_operations_and_functions_that_are_there():
    known = {operation.view.__name__ for operation in OPERATIONS} | set(HANDLERS)
    named = {name for pattern in patterns.PATTERNS for name in re.findall(r"`(\w+)`", pattern.users)}
    assert named - known == set()
