"""What each operation of the API may ask of the table.

The rules: reading one thing is one call; a list is one Query for each partition in the caller's scope; a change is
one round of reads (a report two) and one transaction. What costs more says why. The authorizer's two reads, the
atomic ADD of an order's number and the write of a costly operation's token are counted apart. `tests/budgets` holds
every number here against what is measured, and the same numbers are the tables of `docs/data-model.md`.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["nothing", "read", "list", "change"]
ROUNDS = {
    "report": 2,
    "register_wechat": 2,
}  # rounds of reads that a change may have; one where nothing is said


@dataclass(frozen=True)
class Budget:
    """The calls of one way to use an operation, in order.

    `beside` are calls of other services, `when` tells the ways of one operation apart, `why` is the reason of one that
    costs more than the rule allows, and `runs` says how many of its Queries go to a partition asked before.
    """

    calls: tuple[str, ...] = ()
    when: str = ""
    why: str = ""
    beside: tuple[str, ...] = ()
    runs: int = 0

    def is_within_rule(self, kind: Kind, operation: str) -> bool:
        """Whether this is what the rule allows an operation of this kind."""
        *reads, last = self.calls or ("",)
        match kind:
            case "nothing":
                return not self.calls
            case "read":
                return len(self.calls) <= 1 and last != WRITE
            case "list":
                return set(self.calls) <= {QUERY} and not self.runs
            case "change":
                return last == WRITE and len(reads) <= ROUNDS.get(operation, 1) and WRITE not in reads


GET, BATCH, QUERY, WRITE = "GetItem", "BatchGetItem", "Query", "TransactWriteItems"
INVITES = ("cognito-idp:AdminCreateUser",)

READ_ONE = (Budget((GET,)),)
LIST = (Budget((QUERY,)),)
ADD = Budget((WRITE,))
CHANGE = Budget((GET, WRITE))
BATCHED_CHANGE = Budget((BATCH, WRITE))
SUPPOSED = Budget((GET, BATCH, WRITE), why="the charge says whose account it is on")


def queries(number: int, when: str) -> Budget:
    """So many Queries, of partitions of the caller's scope."""
    return Budget((QUERY,) * number, when)
