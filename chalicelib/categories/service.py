"""What can be done with categories."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.categories import store
from chalicelib.categories.model import (
    GATE_BY_KIND,
    Category,
    Gate,
    OrderKind,
    Priority,
    SurveyRules,
    is_ungateable,
)
from chalicelib.deadlines import service as deadlines
from chalicelib.estates import service as estates
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import NotFound, UnknownReference, Unprocessable
from chalicelib.kernel.schema import Listing
from chalicelib.kernel.table import MOST_READ
from chalicelib.organization import service as organization
from chalicelib.survey_templates import service as survey_templates
from chalicelib.tenants import audit

__all__ = [
    "Category",
    "Gate",
    "OrderKind",
    "Priority",
    "SurveyRules",
    "category_ref",
    "change",
    "create",
    "get",
    "list_all",
]

#: where in a body something is named, and where it should lie
Named = tuple[tuple[str | int, ...], Ref[Any]]


def category_ref(code: str) -> Ref[Category]:
    """Where a category is read, alone or with other things."""
    return store.ref(code)


def create(context: Context, *, gate: Gate | None, **fields: Any) -> Category:
    """A new category. Without a gate policy it gets its kind's.

    Raises CategoryExists, UnknownReference, Unprocessable.
    """
    _demand_climbable(fields["ladder"])
    exempt = is_ungateable(fields["is_emergency"], fields["is_common_area"])
    category = Category(gate=gate or ("exempt" if exempt else GATE_BY_KIND[fields["kind"]]), **fields)
    _demand_sense(category)
    named = _references(fields)
    _demand_there(named, _load(context, *(ref for _, ref in named)))
    context.commit(store.save(category), audit.made(context, "category", category), answer=category)
    return category


def change(context: Context, code: str, **fields: Any) -> Category:
    """Change a category. Orders that were reported before keep the rules they were reported under.

    Raises NotFound, PreconditionFailed, UnknownReference, Unprocessable.
    """
    _demand_climbable(fields.get("ladder", ()))
    named = _references(fields)
    category, *found = _load(context, store.ref(code), *(ref for _, ref in named))
    if category is None:
        raise NotFound()
    context.check_match(category)
    changed: Category = category.changed(**fields)
    _demand_sense(changed)
    _demand_there(named, found)
    told = audit.changed(context, "category", category, changed)
    context.commit(store.save(changed), told, answer=changed)
    return changed


def get(context: Context, code: str) -> Category:
    """One category. Raises NotFound."""
    return context.find(store.ref(code))


def list_all(context: Context, limit: int, cursor: str | None) -> Listing[Category]:
    """All categories by code."""
    scope = (context.actor.tenant, context.actor.id, "categories")
    after = cursors.verify(cursor, *scope) if cursor else None
    found, has_more = store.page(context.table, after, limit)
    return Listing(found, cursors.sign(found[-1].code, *scope) if has_more else None)


def _demand_sense(category: Category) -> None:
    """Demand that the gate policy is one that the category may have, and that emergencies wait for no morning."""
    if category.is_emergency and category.sla.hours == "working":
        raise Unprocessable("emergencies are always counted around the clock", "body", "sla", "hours")
    if category.gate != "exempt" and is_ungateable(category.is_emergency, category.is_common_area):
        raise Unprocessable(
            "emergencies and common areas are always exempt from the payment gate", "body", "gate"
        )


def _demand_climbable(ladder: deadlines.Ladder) -> None:
    """Demand that every step makes sense. Raises Unprocessable."""
    for number, why in deadlines.flaws(ladder):
        raise Unprocessable(why.message, "body", "ladder", number, **why.values)


def _references(fields: Mapping[str, Any]) -> list[Named]:
    """Everything that a category's fields name, each under the place where they do."""
    named: list[Named] = []
    if "department_id" in fields:
        named.append((("department_id",), organization.department_ref(fields["department_id"])))
    if fields.get("parent"):
        named.append((("parent",), store.ref(fields["parent"])))
    if "survey" in fields and fields["survey"].template:
        template = survey_templates.template_ref(fields["survey"].template)
        named.append((("survey", "template"), template))
    for community_id, department_id in fields.get("departments", {}).items():
        named.append((("departments", community_id), estates.community_ref(community_id)))
        named.append((("departments", community_id), organization.department_ref(department_id)))
    for number, step in enumerate(fields.get("ladder", ())):
        for place, name in enumerate(step.notify):
            if name not in deadlines.NAMES:
                named.append((("ladder", number, "notify", place), organization.member_ref(name)))
    return named


def _load(context: Context, *refs: Ref[Any]) -> list[Any]:
    """What lies at all of the refs: one call, unless they are more than one takes."""
    starts = range(0, len(refs), MOST_READ)
    return [found for start in starts for found in context.load(*refs[start : start + MOST_READ])]


def _demand_there(named: Iterable[Named], found: Iterable[Any]) -> None:
    """Demand that what is named has been found. Raises UnknownReference."""
    for (place, _), thing in zip(named, found, strict=True):
        if thing is None:
            raise UnknownReference("body", *place)
