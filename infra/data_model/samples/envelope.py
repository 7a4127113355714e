"""When what the samples tell of happened, and who did it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chalicelib.contracts.envelope import Who
from chalicelib.kernel.changes import Change

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
EXPIRES = AT + timedelta(days=7)
DAY, DUE = date(2026, 11, 23), date(2026, 10, 1)
ADA = Who(id="<member>", kind="member", name="Ada")
ENVELOPE: dict[str, Any] = {"tenant": "<tenant>", "at": AT, "actor": ADA, "sequence": 1}

#: room -> what it writes, each group in one transaction
Groups = Mapping[str, Sequence[Sequence[Change]]]
