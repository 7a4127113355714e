"""The API of survey templates."""

from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound, PreconditionFailed
from chalicelib.kernel.http import Router
from chalicelib.kernel.schema import Listing, ListQuery, Page
from chalicelib.survey_templates import service
from chalicelib.survey_templates.model import SurveyTemplate, SurveyTemplateExists
from chalicelib.survey_templates.schema import SurveyTemplateIn, SurveyTemplateOut, SurveyTemplatePatch

router = Router("survey templates")
MANAGE = "survey_template.manage"


@router.route(
    "POST",
    "/v1/survey-templates",
    permission=MANAGE,
    body=SurveyTemplateIn,
    answer=SurveyTemplateOut,
    status=201,
    errors=(SurveyTemplateExists,),
)
def create_survey_template(context: Context, body: SurveyTemplateIn) -> SurveyTemplate:
    """Define what a survey asks."""
    return service.create(context, body.code, body.name, body.form)


@router.route(
    "GET", "/v1/survey-templates", permission=MANAGE, query=ListQuery, answer=Page[SurveyTemplateOut]
)
def list_survey_templates(context: Context, query: ListQuery) -> Listing[SurveyTemplate]:
    """List the survey templates by code."""
    return service.list_all(context, query.limit, query.cursor)


@router.route(
    "GET",
    "/v1/survey-templates/{template_code}",
    permission=MANAGE,
    answer=SurveyTemplateOut,
    errors=(NotFound,),
)
def get_survey_template(context: Context, template_code: str) -> SurveyTemplate:
    """Read one survey template."""
    return service.get(context, template_code)


@router.route(
    "PATCH",
    "/v1/survey-templates/{template_code}",
    permission=MANAGE,
    body=SurveyTemplatePatch,
    answer=SurveyTemplateOut,
    errors=(NotFound, PreconditionFailed),
)
def change_survey_template(context: Context, template_code: str, body: SurveyTemplatePatch) -> SurveyTemplate:
    """Change a survey template; surveys that were sent before keep what they ask."""
    return service.change(context, template_code, body.name, **body.parts())
