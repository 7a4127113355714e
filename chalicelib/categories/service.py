"""What can be done with categories."""

from typing import Any

from chalicelib.categories import store
from chalicelib.categories.model import GATE_BY_KIND, Category, Gate, OrderKind, Priority, is_ungateable
from chalicelib.deadlines import service as deadlines
from chalicelib.estates import service as estates
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import UnknownReference, Unprocessable
from chalicelib.kernel.schema import Listing
from chalicelib.kernel.table import MOST_READ
from chalicelib.organization import service as organization

__all__ = ["Category", "Gate", "OrderKind", "Priority", "category_ref", "change", "create", "get", "list_all"]


def category_ref(code: str) -> Ref[Category]:
    """Where a category is read, alone or with other things."""
    return store.ref(code)


def create(context: Context, *, gate: Gate | None, **fields: Any) -> Category:
    """A new category. Without a gate policy it gets its kind's.

    Raises CategoryExists, UnknownReference, Unprocessable.
    """
    exempt = is_ungateable(fields["is_emergency"], fields["is_common_area"])
    category = Category(gate=gate or ("exempt" if exempt else GATE_BY_KIND[fields["kind"]]), **fields)
    _check(context, category)
    context.commit(store.save(category), answer=category)
    return category


def change(context: Context, code: str, **fields: Any) -> Category:
    """Change a category. Orders that were reported before keep the rules they were reported under."""
    category = context.find(store.ref(code))
    context.check_match(category)
    changed = category.changed(**fields)
    _check(context, changed)
    context.commit(store.save(changed), answer=changed)
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


def _check(context: Context, category: Category) -> None:
    """Demand that the category makes sense and that what it names exists."""
    if category.gate != "exempt" and is_ungateable(category.is_emergency, category.is_common_area):
        raise Unprocessable(
            "emergencies and common areas are always exempt from the payment gate", "body", "gate"
        )
    named = _references(category)
    for first in range(0, len(named), MOST_READ):
        batch = named[first : first + MOST_READ]
        for (loc, _), found in zip(batch, context.load(*(ref for _, ref in batch)), strict=True):
            if found is None:
                raise UnknownReference("body", *loc)


def _references(category: Category) -> list[tuple[tuple[str | int, ...], Ref[Any]]]:
    """Everything that the category names, each with the place where it does."""
    named: list[tuple[tuple[str | int, ...], Ref[Any]]] = [
        (("department_id",), organization.department_ref(category.department_id))
    ]
    if category.parent:
        named.append((("parent",), store.ref(category.parent)))
    for community_id, department_id in category.departments.items():
        named.append((("departments", community_id), estates.community_ref(community_id)))
        named.append((("departments", community_id), organization.department_ref(department_id)))
    for number, step in enumerate(category.ladder):
        for place, name in enumerate(step.notify):
            if name not in deadlines.NAMES:
                named.append((("ladder", number, "notify", place), organization.member_ref(name)))
    return named
