"""Counting events, and the report over what was counted."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from chalicelib.estates.service import community_ref
from chalicelib.insights import store
from chalicelib.insights.model import Counted, Dimension, Figures, Tally, dimensions, summed, tallies
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.triggers import Repeated, once
from chalicelib.organization.service import department_ref, member_ref, members_of
from chalicelib.tenants.service import Tenant, local_date, tenant_ref

#: roles that read the figures of the whole tenant, or of the departments the role is given for
OVERSEEING = frozenset({"tenant_admin", "manager", "assessor"})
_BATCH = 100  # refs that one call reads
_NAMED: dict[Dimension, Callable[[str], Ref[Any]]] = {
    "member": member_ref,
    "department": department_ref,
    "community": community_ref,
}


@dataclass(frozen=True)
class Report:
    """The figures of a window of days in the tenant's zone, both ends included, by name."""

    group_by: Dimension
    first: date
    last: date
    items: tuple[Figures, ...]


def count(context: Context, event: Counted) -> None:
    """Add an event to the counters of all it concerns: once, however often and in whatever order it comes.

    One read (the tenant's zone) and one transaction; one more for each tally where some have been counted before.
    """
    found = tallies(event)
    if not found:
        return
    tenant = context.find(tenant_ref())
    try:
        _add(context, tenant, event, found)
    except Repeated:
        if len(found) > 1:  # the outcome of a deadline may have been counted without the rest
            for tally in found:
                with suppress(Repeated):
                    _add(context, tenant, event, [tally])


def _add(context: Context, tenant: Tenant, event: Counted, found: Sequence[Tally]) -> None:
    """All of these tallies or none. Raises Repeated when one of them has been counted."""
    marks = [(local_date(tenant, mark.at), mark.numbers) for tally in found for mark in tally.marks]
    claims = [
        store.once_for(tally.claim, context.now) if tally.claim else once(context, "insights", event)
        for tally in found
    ]
    context.commit(claims, store.additions(dimensions(event.card), marks))


def report(context: Context, group_by: Dimension, first: date, last: date) -> Report:
    """What the caller may see of the figures from `first` to `last`, both included.

    Whole-tenant overseers see all. Who oversees or heads a department sees its row, and its members' rows.
    Everybody sees their own row among the members. Categories and communities are not kept apart by
    department, so that only whole-tenant overseers see those. One Query, one read of names for each hundred
    rows, and for others than whole-tenant overseers one read of their departments and one Query
    for each they oversee.
    """
    visible = visible_to(context, group_by)
    if visible is not None and not visible:
        return Report(group_by, first, last, ())
    counted = store.counts(context.table, group_by, first, last)
    rows = [row for row in summed(counted) if visible is None or row.key in visible]
    called = names(context, group_by, [row.key for row in rows])
    named = [replace(row, name=name) for row, name in zip(rows, called, strict=True)]
    return Report(group_by, first, last, tuple(sorted(named, key=lambda row: (row.name, row.key))))


def visible_to(context: Context, group_by: Dimension) -> frozenset[str] | None:
    """The values whose figures the caller may see; None means all."""
    overseen = context.actor.departments_of(OVERSEEING)
    if overseen is None:
        return None
    if group_by in ("category", "community"):
        return frozenset()
    departments = overseen | _headed(context)
    if group_by == "department":
        return departments
    members = {one.id for department in sorted(departments) for one in members_of(context, department)}
    return frozenset(members | {context.actor.id})


def _headed(context: Context) -> frozenset[str]:
    """The departments that the caller belongs to and heads."""
    own = context.actor.department_ids
    if not own:
        return frozenset()
    found = context.load(*map(department_ref, own))
    return frozenset(
        department.id for department in found if department and context.actor.id in department.head_ids
    )


def names(context: Context, group_by: Dimension, keys: Sequence[str]) -> list[str]:
    """The name of each value; a category goes by its code, and so does what is no longer there."""
    ref = _NAMED.get(group_by)
    if ref is None:
        return list(keys)
    found: list[str] = []
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        named = context.load(*map(ref, batch))
        found += [one.name if one else key for key, one in zip(batch, named, strict=True)]
    return found
