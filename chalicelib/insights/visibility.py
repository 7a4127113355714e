"""Whose figures somebody may see: their own, and those of whom they oversee."""

from collections.abc import Mapping

from chalicelib.insights.model import Dimension, Slice
from chalicelib.kernel.context import Context
from chalicelib.organization.service import department_ref, members_of

#: roles that read the figures of the whole tenant, or of the departments the role is given for
OVERSEEING = frozenset({"tenant_admin", "manager", "assessor"})


def visible_slice(context: Context, group_by: Dimension, values: Mapping[Dimension, str]) -> Slice:
    """What the caller may see of a slice.

    Whole-tenant overseers see all. Who oversees or heads a department sees its row, and its members' rows.
    Everybody sees their own row among the members. Categories and communities are not kept apart by department, so
    that only whole-tenant overseers see those. Other than for these, one read of the caller's departments, and by
    member one Query for each department they oversee.
    """
    return Slice(group_by, values, visible_to(context, group_by))


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
