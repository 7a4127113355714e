"""Templates over HTTP: administrators say in their company's own words what people are told."""

from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound, PreconditionFailed
from chalicelib.kernel.http import Router
from chalicelib.notifications import templating
from chalicelib.notifications.template_schema import (
    PreviewIn,
    PreviewOut,
    TemplateIn,
    TemplateOut,
    TemplatesOut,
)
from chalicelib.notifications.texts import Texts
from chalicelib.notifications.wording import TenantTemplate

router = Router("notifications")
_PATH = "/v1/templates/{kind}/{language}"


@router.route("GET", "/v1/templates", permission="template.manage", answer=TemplatesOut)
def list_templates(context: Context) -> list[templating.Wording]:
    """Every kind of notification, by which ways it may come, and where the words are the company's own."""
    return templating.wordings(context)


@router.route("GET", _PATH, permission="template.manage", answer=TemplateOut, errors=(NotFound,))
def get_template(context: Context, kind: str, language: str) -> TenantTemplate:
    """The words of a kind of notification in a language, and the values that they may name."""
    return templating.template(context, kind, language)


@router.route(
    "PUT",
    _PATH,
    permission="template.manage",
    body=TemplateIn,
    answer=TemplateOut,
    errors=(NotFound, PreconditionFailed),
)
def put_template(context: Context, kind: str, language: str, body: TemplateIn) -> TenantTemplate:
    """Replace the words of a kind of notification; what could fail or never end is refused."""
    return templating.write(context, kind, language, body.model_dump())


@router.route(
    "DELETE",
    _PATH,
    permission="template.manage",
    answer=TemplateOut,
    errors=(NotFound, PreconditionFailed),
)
def delete_template(context: Context, kind: str, language: str) -> TenantTemplate:
    """Go back to the built-in words."""
    return templating.withdraw(context, kind, language)


@router.route(
    "POST",
    f"{_PATH}/preview",
    permission="template.manage",
    body=PreviewIn,
    answer=PreviewOut,
    errors=(NotFound,),
)
def preview_template(context: Context, kind: str, language: str, body: PreviewIn) -> Texts:
    """Show what somebody would read, of example values or given ones; stores nothing."""
    return templating.preview(context, kind, language, body.model_dump(exclude={"facts"}), body.facts)
