"""The whole product of operations, people and rows, by the same code as the sample that `make test` takes."""

import inspect

import pytest

from bench.report import Chapter, table
from tests.architecture.application import OPERATIONS
from tests.proof.isolation import test_lists, test_operations, test_tokens, test_traces
from tests.proof.isolation.choosing import everybody

TEXT = """
Every operation of the API was called by a member of each role (in the whole tenant and in each of two departments), by
a resident of each of two units and by the platform's operator, on every row that its path can name, of the own firm
and of another one that has all the same; with {forgeries} kinds of invalid token; and by each of them after they were
revoked. The authorizer's answer about somebody who is signed in was kept for as long as API Gateway keeps it; about
invalid tokens and the revoked it was asked each time. What the answer has to be follows from the permission table and
the rules of sight (`tests/proof/isolation/rules.py`). After each call the answer, its headers, the log and all that
was written were searched for anything of the other firm, the answer for what the caller may not see, and the other
firm's items had to be the very ones that they were before.

{operations} operations, {people} people, {rows} rows in each firm; **{calls:,} cases**.
"""


@pytest.mark.prove
@pytest.mark.slow
def test_every_case(asker, published):
    for module in (test_operations, test_tokens, test_lists, test_traces):
        for name, proof in vars(module).items():
            if name.startswith("test_"):
                given = {"asker": asker, "sample": lambda things, _: things}
                proof(**{wanted: given[wanted] for wanted in inspect.signature(proof).parameters})
    text = TEXT.format(
        forgeries=len(test_tokens.FORGERIES),
        operations=len(OPERATIONS),
        people=len(everybody(asker)),
        rows=sum(map(len, asker.own.rows.values())),
        calls=asker.counted.total(),
    )
    tried = table(
        ["what was tried", "cases"], [[what, f"{n:,}"] for what, n in sorted(asker.counted.items())]
    )
    published(Chapter("isolation", "Isolation", "make prove ONLY=isolation", f"{text}\n{tried}"))
