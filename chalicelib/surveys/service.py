"""Verbs of surveys: invite after a completion, show, and answer by the link. Calls are in `calls`, days in `days`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.categories import service as categories
from chalicelib.contracts.workorders import WorkOrderCompleted
from chalicelib.deadlines import service as deadlines
from chalicelib.estates import service as estates
from chalicelib.kernel.actor import Actor
from chalicelib.kernel.changes import Change
from chalicelib.kernel.context import Context, for_system, retried
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.http import Visitor
from chalicelib.organization import service as organization
from chalicelib.survey_templates import service as survey_templates
from chalicelib.survey_templates.service import Form
from chalicelib.surveys import asking, links, store
from chalicelib.surveys.links import Asked
from chalicelib.surveys.model import Survey, Terms, answered, opened, survey_id
from chalicelib.surveys.replies import Reply
from chalicelib.tenants import service as tenants
from chalicelib.workorders import service as workorders

ROOM = "surveys"


@dataclass(frozen=True)
class Wording:
    """A question or a tag, in the resident's language."""

    code: str
    text: str


@dataclass(frozen=True)
class SurveyView:
    """A survey as the resident's page shows it; it names the work and the company, and no person."""

    order_number: str
    title: str
    category: str
    company: str
    language: str
    questions: tuple[Wording, ...]
    tags: tuple[Wording, ...]
    takes_text: bool
    is_answered: bool
    is_expired: bool
    expires_at: datetime


def invite(completed: WorkOrderCompleted) -> None:
    """Open the survey of a completion and ask its resident as policy says, once, however often the event comes.

    When nobody is asked it is opened all the same, so that the order closes when the time is over.
    """
    retried(lambda: _invite(for_system(completed.tenant, ROOM), completed))


def _invite(context: Context, completed: WorkOrderCompleted) -> None:
    card, resident_id = completed.card, asking.recipient(completed.card)
    own, before = (survey_id(completed.entity, completed.completion - n) for n in (0, 1))
    there, last_one, last_asked, resident, tenant, department, category, usual = context.load(
        store.survey_ref(own),
        store.survey_ref(before) if completed.completion > 1 else None,
        store.last_asked_ref(resident_id) if resident_id else None,
        estates.resident_ref(resident_id) if resident_id else None,
        tenants.tenant_ref(),
        organization.department_ref(card.department_id),
        categories.category_ref(card.category),
        survey_templates.template_ref(survey_templates.DEFAULT),
    )
    if there is not None:
        return
    policy = tenant.policies.survey
    rules = category.survey if category else categories.SurveyRules()
    ways = asking.ways(policy, department.asking if department else None, rules, completed.entity)
    is_follow_up = last_one is not None and last_one.is_not_fixed
    if not is_follow_up and asking.is_too_soon(last_asked, context.now, policy.pause_days):
        ways = asking.NOBODY
    terms = Terms(
        language=resident.language if resident else tenant.locale,
        policy=policy,
        ways=ways,
        form=_form(context, rules.template, usual),
    )
    token = links.token_of(context.table.tenant, own)
    survey, events = opened(completed, resident_id, terms, links.link_of(token), context.stamp)
    parts: list[Change] = []
    if survey.has_link:
        parts.append(links.leading_to(survey, token))
    if resident_id and ways != asking.NOBODY and policy.pause_days:
        parts.append(store.note(asking.noted(last_asked, resident_id, own, context.now)))
    context.commit(store.save(survey, events), parts)


def _form(context: Context, code: str | None, usual: survey_templates.SurveyTemplate | None) -> Form | None:
    """The form of the category's template, else of the tenant's default one."""
    template = usual
    if code and code != survey_templates.DEFAULT:
        (named,) = context.load(survey_templates.template_ref(code))
        template = named or usual
    return template.form if template else None


def show(visitor: Visitor, token: str) -> SurveyView:
    """What a link asks about. Changes nothing: mail scanners follow links. Raises NotFound."""
    context, asked = _enter(visitor, token)
    survey, tenant = context.load(store.survey_ref(asked.survey_id), tenants.tenant_ref())
    if survey is None or tenant is None:
        raise NotFound()
    form = survey.form or Form()
    questions, tags = (
        tuple(Wording(one.code, one.text(survey.language)) for one in phrases)
        for phrases in (form.questions, form.tags)
    )
    return SurveyView(
        order_number=survey.card.number,
        title=survey.card.title,
        category=survey.card.category,
        company=tenant.name,
        language=survey.language,
        questions=questions,
        tags=tags,
        takes_text=form.takes_text,
        is_answered=survey.status == "answered",
        is_expired=survey.is_expired(context.now),
        expires_at=survey.expires_at,
    )


def answer(visitor: Visitor, token: str, reply: Reply) -> Survey:
    """Take the resident's reply and close the order, or reopen it when it is not fixed, in one transaction.

    An order that has moved on meanwhile stays as it is; the reply is kept all the same.
    Raises NotFound, AlreadyAnswered, SurveyExpired, Unprocessable.
    """
    context, asked = _enter(visitor, token)
    survey, order, clocks = load(context, asked)
    after, events = answered(survey, reply, order.card, context.stamp)
    parts = settled(context, survey, order, clocks, reply)
    context.commit(store.save(after, events), parts, answer=after)
    return after


def settled(context: Context, survey: Survey, order: Any, clocks: Any, reply: Reply) -> list[Change]:
    """The parts by which an answer moves the order."""
    return workorders.settle(
        context,
        order,
        clocks,
        completion=survey.completion,
        score=reply.score,
        is_fixed=reply.is_fixed,
        text=reply.text,
    )


def load(context: Context, asked: Asked, *others: Ref[Any]) -> tuple[Any, ...]:
    """The survey, its order, the order's clocks, and whatever else is needed, in one call. Raises NotFound."""
    survey, order, clocks, *rest = context.load(
        store.survey_ref(asked.survey_id),
        workorders.order_ref(asked.order_id),
        deadlines.clocks_ref(asked.order_id),
        *others,
    )
    if survey is None or order is None or clocks is None:
        raise NotFound()
    return (survey, order, clocks, *rest)


def _enter(visitor: Visitor, token: str) -> tuple[Context, Asked]:
    """The context of whoever holds the link: a guest who is known by the survey alone."""
    asked = links.follow(token)
    guest = Actor(tenant=asked.tenant, id=asked.survey_id, kind="guest", language=visitor.language)
    return visitor.enter(guest), asked
