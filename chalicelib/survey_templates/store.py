"""Where survey templates lie: one item each, all of a tenant's in one index partition."""

from chalicelib.kernel.changes import Save
from chalicelib.kernel.entity import Key, Ref
from chalicelib.kernel.errors import StaleRead
from chalicelib.kernel.table import TenantTable
from chalicelib.survey_templates.model import SurveyTemplate, SurveyTemplateExists


def template_ref(code: str) -> Ref[SurveyTemplate]:
    """One template."""
    return Ref(Key(f"SURVEY_TEMPLATE#{code}"), SurveyTemplate)


def save(template: SurveyTemplate) -> Save:
    """The new or the next version of a template."""
    refusal = SurveyTemplateExists() if template.version == 1 else StaleRead()
    indexes = {"GSI1": ("SURVEY_TEMPLATES", template.code)}
    return Save(template_ref(template.code).key, template, indexes=indexes, refusal=refusal)


def page(table: TenantTable, after: str | None, limit: int) -> tuple[list[SurveyTemplate], bool]:
    """Templates by code, from the one after `after`."""
    rows, has_more = table.query("SURVEY_TEMPLATES", index="GSI1", after=after, limit=limit)
    return [row.load(SurveyTemplate) for row in rows], has_more
