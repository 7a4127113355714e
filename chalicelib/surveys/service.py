"""Verbs of surveys: invite after a completion, show, answer, and close what nobody answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.contracts.workorders import WorkOrderCompleted
from chalicelib.deadlines import service as deadlines
from chalicelib.estates import service as estates
from chalicelib.kernel.actor import Actor
from chalicelib.kernel.context import Context, for_system, retried
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.http import Visitor
from chalicelib.kernel.observability import log_failure
from chalicelib.surveys import links, store
from chalicelib.surveys.links import Asked
from chalicelib.surveys.model import (
    Reply,
    Survey,
    Terms,
    answered,
    expired,
    invited,
    opened,
    recipient,
    survey_id,
)
from chalicelib.tenants import service as tenants
from chalicelib.workorders import service as workorders

ROOM = "surveys"


@dataclass(frozen=True)
class SurveyView:
    """A survey as the resident's page shows it; it names the work and the company, and no person."""

    order_number: str
    title: str
    category: str
    company: str
    language: str
    is_answered: bool
    is_expired: bool
    expires_at: datetime


def invite(completed: WorkOrderCompleted) -> None:
    """Open the survey of a completion and invite its resident, once, however often the event comes.

    Without a resident it is opened all the same, so that the order closes when the time is over.
    """
    retried(lambda: _invite(for_system(completed.tenant, ROOM), completed))


def _invite(context: Context, completed: WorkOrderCompleted) -> None:
    resident_id = recipient(completed.card)
    refs: list[Any] = [
        store.survey_ref(survey_id(completed.entity, completed.completion)),
        tenants.tenant_ref(),
    ]
    if resident_id is not None:
        refs.append(estates.resident_ref(resident_id))
    there, tenant, *residents = context.load(*refs)
    if there is not None:
        return
    language = next((resident.language for resident in residents if resident), tenant.locale)
    policy = tenant.policies.survey
    terms = Terms(language=language, answer_days=policy.answer_days, low_score=policy.low_score)
    survey = opened(completed, terms)
    token = links.token_of(context.table.tenant, survey.id)
    survey, events = invited(survey, links.link_of(token), context.stamp)
    context.commit(store.save(survey, events), [links.leading_to(survey, token)] if events else [])


def show(visitor: Visitor, token: str) -> SurveyView:
    """What a link asks about. Changes nothing: mail scanners follow links. Raises NotFound."""
    context, asked = _enter(visitor, token)
    survey, tenant = context.load(store.survey_ref(asked.survey_id), tenants.tenant_ref())
    if survey is None or tenant is None:
        raise NotFound()
    return SurveyView(
        order_number=survey.card.number,
        title=survey.card.title,
        category=survey.card.category,
        company=tenant.name,
        language=survey.language,
        is_answered=survey.status == "answered",
        is_expired=survey.is_expired(context.now),
        expires_at=survey.expires_at,
    )


def answer(visitor: Visitor, token: str, reply: Reply) -> Survey:
    """Take the resident's reply and close the order, or reopen it when it is not fixed, in one transaction.

    An order that has moved on meanwhile stays as it is; the reply is kept all the same.
    Raises NotFound, AlreadyAnswered, SurveyExpired.
    """
    context, asked = _enter(visitor, token)
    survey, order, clocks = _load(context, asked)
    after, events = answered(survey, reply, order.card, context.stamp)
    parts = workorders.settle(
        context,
        order,
        clocks,
        completion=survey.completion,
        score=reply.score,
        is_fixed=reply.is_fixed,
        text=reply.text,
    )
    context.commit(store.save(after, events), parts, answer=after)
    return after


def expire_due(tenant: str) -> list[str]:
    """Close the orders of all surveys whose time is over. Answers the ids of surveys with which that failed.

    One that fails does not keep the others from being closed; the next run takes it up again.
    """
    failed: list[str] = []
    context = for_system(tenant, ROOM)
    for survey in store.due(context.table, context.now):
        asked = Asked(tenant, survey.order_id, survey.completion)
        try:
            _expire(asked)
        except Exception as failure:  # noqa: BLE001 - whatever it is, the others' orders must close
            log_failure("a survey could not be expired", failure, survey=survey.id)
            failed.append(survey.id)
    return failed


def _expire(asked: Asked) -> None:
    retried(lambda: _expire_once(for_system(asked.tenant, ROOM), asked))


def _expire_once(context: Context, asked: Asked) -> None:
    survey, order, clocks = _load(context, asked)
    if survey.status != "open" or not survey.is_expired(context.now):
        return
    parts = workorders.expire(context, order, clocks, completion=survey.completion)
    after, events = expired(survey, order.card, context.stamp, is_current=bool(parts))
    context.commit(store.save(after, events), parts)


def _enter(visitor: Visitor, token: str) -> tuple[Context, Asked]:
    """The context of whoever holds the link: a guest who is known by the survey alone."""
    asked = links.follow(token)
    guest = Actor(tenant=asked.tenant, id=asked.survey_id, kind="guest", language=visitor.language)
    return visitor.enter(guest), asked


def _load(context: Context, asked: Asked) -> tuple[Survey, Any, Any]:
    """The survey, its order and the order's clocks, in one call. Raises NotFound."""
    survey, order, clocks = context.load(
        store.survey_ref(asked.survey_id),
        workorders.order_ref(asked.order_id),
        deadlines.clocks_ref(asked.order_id),
    )
    if survey is None or order is None or clocks is None:
        raise NotFound()
    return survey, order, clocks
