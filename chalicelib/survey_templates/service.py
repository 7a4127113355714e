"""What can be done with survey templates."""

from typing import Any

from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Listing
from chalicelib.survey_templates import store
from chalicelib.survey_templates.model import DEFAULT, Form, Phrase, SurveyTemplate
from chalicelib.survey_templates.store import template_ref
from chalicelib.tenants import audit

__all__ = [
    "DEFAULT",
    "Form",
    "Phrase",
    "SurveyTemplate",
    "change",
    "create",
    "get",
    "list_all",
    "template_ref",
]


def create(context: Context, code: str, name: str, form: Form) -> SurveyTemplate:
    """A new template. Raises SurveyTemplateExists."""
    template = SurveyTemplate(code=code, name=name, form=form)
    context.commit(store.save(template), audit.made(context, "survey_template", template), answer=template)
    return template


def change(context: Context, code: str, name: str | None, **parts: Any) -> SurveyTemplate:
    """Rename a template, or replace parts of its form. Surveys that were sent before keep theirs.

    Raises NotFound, PreconditionFailed.
    """
    template = get(context, code)
    context.check_match(template)
    changed = template.changed(name=name or template.name, form=template.form.model_copy(update=parts))
    told = audit.changed(context, "survey_template", template, changed)
    context.commit(store.save(changed), told, answer=changed)
    return changed


def get(context: Context, code: str) -> SurveyTemplate:
    """One template. Raises NotFound."""
    return context.find(template_ref(code))


def list_all(context: Context, limit: int, cursor: str | None) -> Listing[SurveyTemplate]:
    """All templates by code."""
    scope = (context.actor.tenant, context.actor.id, "survey-templates")
    after = cursors.verify(cursor, *scope) if cursor else None
    found, has_more = store.page(context.table, after, limit)
    return Listing(found, cursors.sign(found[-1].code, *scope) if has_more else None)
