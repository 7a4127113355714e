"""Why the database cancelled a transaction: a demand that was not met, or trouble that passes."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.kernel.changes import Change, Refusal
from chalicelib.kernel.errors import Busy, DomainError, StaleRead, VersionConflict

#: one for each change, in their order: `{"Code": …}`, with the code "None" for what was not at fault
Reasons = Sequence[Mapping[str, Any]]
#: what the database would have taken at another moment, and what the caller is told if it goes on so
_PASSING: dict[str, type[DomainError]] = {
    "TransactionConflict": VersionConflict,
    "ThrottlingError": Busy,
    "ProvisionedThroughputExceeded": Busy,
}


def refusal(reasons: Reasons, changes: Sequence[Change]) -> Refusal | None:
    """The refusal of the first change whose condition failed; None when none did."""
    for reason, change in zip(reasons, changes, strict=False):
        if reason.get("Code") == "ConditionalCheckFailed":
            return getattr(change, "refusal", None) or StaleRead()
    return None


def passing(reasons: Reasons) -> DomainError | None:
    """What to tell if trying again does not help; None for reasons that will not pass."""
    codes = {str(reason.get("Code")) for reason in reasons} - {"None"}
    if not codes or codes - _PASSING.keys():
        return None
    return max((_PASSING[code] for code in codes), key=lambda error: error.status)()
