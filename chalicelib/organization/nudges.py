"""Asking a whole department for speed: everybody who works there and its heads are told, no order changes."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.contracts.envelope import envelope
from chalicelib.contracts.organization import DepartmentNudged
from chalicelib.kernel.changes import Emit
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import Forbidden
from chalicelib.kernel.ids import new_id
from chalicelib.organization.store import department_ref, nudge_pk


@dataclass(frozen=True)
class Nudge:
    """A wish for speed, as it was told."""

    id: str
    department_id: str
    text: str
    at: datetime


def nudge(context: Context, department_id: str, text: str) -> Nudge:
    """Tell a department to hurry, as one of its managers. Raises NotFound, Forbidden."""
    department = context.find(department_ref(department_id))
    if context.scope is not None and department_id not in context.scope:
        raise Forbidden()
    nudged = Nudge(new_id("nd"), department_id, text, context.now)
    told = DepartmentNudged(
        **envelope(context.stamp, nudged.id, 1),
        text=text,
        visibility="internal",
        department_id=department.id,
        department_name=department.name,
    )
    context.commit(Emit(nudge_pk(nudged.id), told), answer=nudged)
    return nudged
