"""Whether it is fixed: survey_templates, surveys."""

from chalicelib.contracts.surveys import SurveyInvited
from chalicelib.survey_templates import store as survey_templates
from chalicelib.survey_templates.model import SurveyTemplate
from chalicelib.surveys import store as surveys
from chalicelib.surveys.asking import LastAsked
from chalicelib.surveys.callbacks import Callback
from chalicelib.surveys.links import leading_to
from chalicelib.surveys.model import Survey
from infra.data_model.samples.company import DEPARTMENT, RESIDENT
from infra.data_model.samples.envelope import AT, ENVELOPE, EXPIRES, Groups
from infra.data_model.samples.orders import CARD

SURVEY = Survey(
    id="<survey>",
    order_id="<order>",
    completion=1,
    card=CARD,
    resident_id=RESIDENT.id,
    language="en",
    low_score=2,
    expires_at=EXPIRES,
    sequence=1,
)
TEMPLATE = SurveyTemplate(code="<template>", name="Plumbing")
TO_REMIND = SURVEY.model_copy(update={"id": "<reminded survey>", "remind_at": AT})
TO_CALL = SURVEY.model_copy(
    update={
        "id": "<called survey>",
        "status": "expired",
        "callback": Callback(cause="unanswered", requested_at=AT, department_id=DEPARTMENT.id),
    }
)
ASKED = LastAsked(resident_id=RESIDENT.id, at=AT, survey_id=SURVEY.id)
INVITED = SurveyInvited(
    **ENVELOPE,
    entity=SURVEY.id,
    order_id="<order>",
    card=CARD,
    resident_id=RESIDENT.id,
    link="https://steward.example/v1/surveys/token",
)

WRITTEN: Groups = {
    "survey_templates": [[survey_templates.save(TEMPLATE)]],
    "surveys": [
        [*surveys.save(SURVEY, [INVITED]), leading_to(SURVEY, "token"), surveys.note(ASKED)],
        surveys.save(TO_REMIND, []),
        surveys.save(TO_CALL, []),
    ],
}
