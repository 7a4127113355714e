"""Verbs of callbacks: who is to be called, claiming a call, noting an attempt, and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chalicelib.estates import service as estates
from chalicelib.kernel import cursor as cursors
from chalicelib.kernel.context import Context
from chalicelib.kernel.entity import Ref
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.schema import Listing
from chalicelib.kernel.table import MOST_READ
from chalicelib.surveys import store
from chalicelib.surveys.callbacks import Callback, CallStatus
from chalicelib.surveys.links import Asked
from chalicelib.surveys.model import Survey, called
from chalicelib.surveys.replies import Reply
from chalicelib.surveys.service import load, settled
from chalicelib.workorders import service as workorders


@dataclass(frozen=True)
class Call:
    """A callback with its survey, and the resident if the caller is the one who calls them."""

    survey: Survey
    resident: estates.Resident | None

    @property
    def callback(self) -> Callback:
        """The survey's."""
        assert self.survey.callback
        return self.survey.callback


def list_calls(
    context: Context, status: CallStatus, department_id: str | None, limit: int, cursor: str | None
) -> Listing[Call]:
    """The calls within the caller's scope, oldest request first: one Query for each partition of it.

    Raises InvalidCursor.
    """
    scope = (context.actor.tenant, context.actor.id, "callbacks", status, department_id or "")
    after = cursors.verify(cursor, *scope) if cursor else None
    found: list[tuple[str, Survey]] = []
    is_cut = False
    for department in _departments(context, department_id):
        rows, has_more = store.calls(context.table, status, department, after, limit)
        found += rows
        is_cut = is_cut or has_more
    found.sort(key=lambda one: one[0])
    page = found[:limit]
    has_more = is_cut or len(found) > limit
    calls = _with_residents(context, [survey for _, survey in page])
    return Listing(calls, cursors.sign(page[-1][0], *scope) if has_more else None)


def get(context: Context, id: str) -> Call:
    """One call. Raises NotFound."""
    survey = _seen(context, context.find(store.survey_ref(id)))
    return _with_residents(context, [survey])[0]


def claim(context: Context, id: str) -> Call:
    """Make a call one's own, and learn whom to call. Raises NotFound, CallbackOver, CallbackClaimed."""
    return _change(context, id, lambda callback: callback.claimed(context.stamp.actor, context.now))


def attempt(context: Context, id: str, note: str) -> Call:
    """Note a call that led to nothing yet; it claims the call.

    Raises NotFound, CallbackOver, CallbackClaimed, TooManyAttempts.
    """
    return _change(context, id, lambda callback: callback.tried(context.stamp.actor, note, context.now))


def end(context: Context, id: str, reply: Reply | None, text: str) -> Call:
    """Keep what the resident said as the survey's answer, and move the order as that says; None: nobody was reached.

    Raises NotFound, CallbackOver, CallbackClaimed, CallbackNotTried, AlreadyAnswered.
    """
    known = _seen(context, context.find(store.survey_ref(id)))
    asked = Asked(context.table.tenant, known.order_id, known.completion)
    survey, order, clocks, resident = load(context, asked, _resident_ref(known))
    _seen(context, survey)
    context.check_match(survey)
    after, events = called(survey, reply, text, order.card, context.stamp)
    if reply:
        parts = settled(context, survey, order, clocks, reply)
    elif after.status == "expired":
        parts = workorders.expire(context, order, clocks, completion=survey.completion)
    else:
        parts = []
    call = Call(after, resident)
    context.commit(store.save(after, events), parts, answer=call)
    return call


def _change(context: Context, id: str, change: Callable[[Callback], Callback]) -> Call:
    survey = _seen(context, context.find(store.survey_ref(id)))
    context.check_match(survey)
    assert survey.callback
    after = survey.changed(callback=change(survey.callback))
    (call,) = _with_residents(context, [after])
    context.commit(store.save(after, []), answer=call)
    return call


def _seen(context: Context, survey: Survey | None) -> Survey:
    """The survey, if it has a call that the caller may see. Raises NotFound."""
    if survey is None or survey.callback is None:
        raise NotFound()
    if context.scope is not None and survey.callback.department_id not in context.scope:
        raise NotFound()
    return survey


def _departments(context: Context, wanted: str | None) -> Sequence[str | None]:
    """The partitions to read; None is the whole tenant's."""
    if context.scope is None:
        return [wanted]
    if wanted is None:
        return sorted(context.scope)
    return [wanted] if wanted in context.scope else []


def _with_residents(context: Context, surveys: Sequence[Survey]) -> list[Call]:
    """The calls, with the residents of those that the caller has claimed."""
    mine = [survey for survey in surveys if _is_mine(context, survey)]
    refs = [_resident_ref(survey) for survey in mine]
    starts = range(0, len(refs), MOST_READ)
    found = [one for start in starts for one in context.load(*refs[start : start + MOST_READ])]
    known = {survey.id: resident for survey, resident in zip(mine, found, strict=True)}
    return [Call(survey, known.get(survey.id)) for survey in surveys]


def _is_mine(context: Context, survey: Survey) -> bool:
    holder = survey.callback.holder(context.now) if survey.callback else None
    return holder is not None and holder.id == context.actor.id


def _resident_ref(survey: Survey) -> Ref[estates.Resident]:
    assert survey.resident_id
    return estates.resident_ref(survey.resident_id)
