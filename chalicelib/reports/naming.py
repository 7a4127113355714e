"""What filters name has to be there: a report or an export that is kept keeps no id of nobody's, or of another's."""

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.categories.service import category_ref
from chalicelib.estates.service import community_ref, unit_ref
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import UnknownReference
from chalicelib.organization.service import department_ref, member_ref

_NAMED: dict[str, Callable[[str], Ref[Any]]] = {
    "member": member_ref,
    "assignee": member_ref,
    "department": department_ref,
    "community": community_ref,
    "unit": unit_ref,
    "category": category_ref,
}
_ONESELF = "me"


def demand_known(context: Context, filters: Mapping[str, str]) -> None:
    """Raises UnknownReference for a filter that names nothing of this tenant. One read, or none without such filters.

    `key` names one of what the rows are grouped by.
    """
    named = [(filters.get("group_by", "") if name == "key" else name, id) for name, id in filters.items()]
    refs = [_NAMED[name](id) for name, id in named if name in _NAMED and id != _ONESELF]
    if None in context.load(*refs):
        raise UnknownReference("body", "filters")
