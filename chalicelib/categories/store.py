"""Where categories lie: one item each, all of a tenant's in one index partition."""

from chalicelib.categories.model import Category, CategoryExists
from chalicelib.kernel.changes import Save
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.errors import StaleRead
from chalicelib.kernel.table import TenantTable


def ref(code: str) -> Ref[Category]:
    """One category."""
    return Ref(Key(f"CATEGORY#{code}"), Category)


def save(category: Category) -> Save:
    """The new or the next version of a category."""
    refusal = CategoryExists() if category.version == 1 else StaleRead()
    return Save(
        ref(category.code).key, category, indexes={"GSI1": ("CATEGORIES", category.code)}, refusal=refusal
    )


def page(table: TenantTable, after: str | None, limit: int) -> tuple[list[Category], bool]:
    """Categories by code, from the one after `after`."""
    rows, has_more = table.query("CATEGORIES", index="GSI1", after=after, limit=limit)
    return [row.load(Category) for row in rows], has_more
