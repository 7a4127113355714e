"""The API of categories."""

from typing import Any

from chalicelib.categories import service
from chalicelib.categories.model import Category, CategoryExists, SurveyRules
from chalicelib.categories.schema import CategoryIn, CategoryOut, CategoryPatch, SlaBody, StepBody
from chalicelib.deadlines.service import Promise, Sla, Step
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import UnknownReference
from chalicelib.kernel.http import Router
from chalicelib.kernel.schema import Listing, ListQuery, Page

router = Router("categories")


@router.route(
    "POST",
    "/v1/categories",
    permission="category.manage",
    body=CategoryIn,
    answer=CategoryOut,
    status=201,
    errors=(CategoryExists, UnknownReference),
)
def create_category(context: Context, body: CategoryIn) -> Category:
    """Define what can be reported, and under which rules."""
    return service.create(
        context,
        code=body.code,
        parent=body.parent,
        names=body.names.by_language(),
        department_id=body.department_id,
        departments=body.departments,
        kind=body.kind,
        gate=body.gate,
        is_emergency=body.emergency,
        is_common_area=body.common_area,
        priority=body.priority,
        photos_required=body.photos_required,
        sla=_sla(body.sla),
        ladder=_ladder(body.ladder),
        icon=body.icon,
        keeps_originals=body.photo_originals,
        survey=body.survey.rules if body.survey else SurveyRules(),
    )


@router.route("GET", "/v1/categories", permission="category.read", query=ListQuery, answer=Page[CategoryOut])
def list_categories(context: Context, query: ListQuery) -> Listing[Category]:
    """List the categories by code."""
    return service.list_all(context, query.limit, query.cursor)


@router.route("GET", "/v1/categories/{code}", permission="category.read", answer=CategoryOut)
def get_category(context: Context, code: str) -> Category:
    """Read one category."""
    return service.get(context, code)


@router.route(
    "PATCH", "/v1/categories/{code}", permission="category.manage", body=CategoryPatch, answer=CategoryOut
)
def change_category(context: Context, code: str, body: CategoryPatch) -> Category:
    """Change a category; orders reported before keep their rules."""
    fields: dict[str, Any] = {
        name: value
        for name in ("department_id", "gate", "priority", "photos_required")
        if (value := getattr(body, name)) is not None
    }
    if body.names is not None:
        fields["names"] = body.names.by_language()
    if body.sla is not None:
        fields["sla"] = _sla(body.sla)
    if body.ladder is not None:
        fields["ladder"] = _ladder(body.ladder)
    if body.active is not None:
        fields["is_active"] = body.active
    if body.photo_originals is not None:
        fields["keeps_originals"] = body.photo_originals
    if "icon" in body.model_fields_set:
        fields["icon"] = body.icon
    if "survey" in body.model_fields_set:
        fields["survey"] = body.survey.rules if body.survey else SurveyRules()
    return service.change(context, code, **fields)


def _sla(body: SlaBody) -> Sla:
    others = {priority: Promise(**promise.model_dump()) for priority, promise in body.by_priority.items()}
    return Sla(
        respond=body.respond,
        arrive=body.arrive,
        complete=body.complete,
        progress=body.progress,
        hours=body.hours,
        by_priority=dict(others),
    )


def _ladder(body: list[StepBody]) -> tuple[Step, ...]:
    return tuple(
        Step(after=step.after, notify=tuple(step.notify), actions=tuple(step.actions)) for step in body
    )
