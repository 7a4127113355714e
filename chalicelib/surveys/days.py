"""What the daily runs do: remind those who have not answered, and end the surveys whose time is over."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from chalicelib.kernel.context import Context, for_system, retried
from chalicelib.kernel.observability import log_failure
from chalicelib.surveys import links, store
from chalicelib.surveys.links import Asked
from chalicelib.surveys.model import Survey, expired, reminded
from chalicelib.surveys.service import ROOM, load
from chalicelib.workorders import service as workorders


def expire_due(tenant: str, at: datetime | None = None) -> list[str]:
    """End all surveys whose time is over: as policy says their orders close, or somebody is to call.

    Answers the ids of surveys with which that failed. One that fails does not keep the others from it; the next run
    takes it up again. `at` is another moment than now.
    """
    context = _context(tenant, at)
    return _each(store.due(context.table, context.now), lambda survey: _expire(_context(tenant, at), survey))


def remind_due(tenant: str, at: datetime | None = None) -> list[str]:
    """Ask those again whose reminder is due. Answers the ids of surveys with which that failed."""
    context = _context(tenant, at)
    found = store.to_remind(context.table, context.now)
    return _each(found, lambda survey: _remind(_context(tenant, at), survey))


def _expire(context: Context, listed: Survey) -> None:
    survey, order, clocks = load(context, Asked(context.table.tenant, listed.order_id, listed.completion))
    if survey.status != "open" or not survey.is_expired(context.now):
        return
    is_current = workorders.waits_for_answer(order, survey.completion)
    after, events = expired(survey, order.card, context.stamp, is_current=is_current)
    waits = after.on_expiry == "callback" and after.is_to_be_called
    parts = [] if waits else workorders.expire(context, order, clocks, completion=survey.completion)
    context.commit(store.save(after, events), parts)


def _remind(context: Context, listed: Survey) -> None:
    survey, order, _ = load(context, Asked(context.table.tenant, listed.order_id, listed.completion))
    if survey.status != "open" or survey.remind_at is None or context.now < survey.remind_at:
        return
    if survey.is_expired(context.now) or not workorders.waits_for_answer(order, survey.completion):
        context.commit(store.save(survey.changed(remind_at=None), []))
        return
    token = links.token_of(context.table.tenant, survey.id)
    after, events = reminded(survey, links.link_of(token), context.stamp)
    context.commit(store.save(after, events), links.made_sure(survey, token))


def _each(surveys: Iterator[Survey], act: Callable[[Survey], None]) -> list[str]:
    failed: list[str] = []
    for survey in surveys:
        try:
            retried(partial(act, survey))
        except Exception as failure:  # noqa: BLE001 - whatever it is, the others must have their turn
            log_failure("a survey was not served", failure, survey=survey.id)
            failed.append(survey.id)
    return failed


def _context(tenant: str, at: datetime | None) -> Context:
    context = for_system(tenant, ROOM)
    return replace(context, now=at) if at else context
