"""Verbs of templates: a tenant's own words for what people are told, checked when they are written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound, Unprocessable
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.notifications import store
from chalicelib.notifications.rules import INSIDE, KINDS, Group, group_of
from chalicelib.notifications.texts import (
    LANGUAGES,
    LONGEST_BODY,
    LONGEST_SMS,
    LONGEST_TITLE,
    Texts,
    built_in,
    fitted,
)
from chalicelib.notifications.variables import examples, longest
from chalicelib.notifications.wording import TenantTemplate, check
from chalicelib.tenants import audit

#: what a rendered part may reach with the longest values, before it is cut: nobody waits for more
_LARGEST_OUTPUT = 20_000


@dataclass(frozen=True)
class Wording:
    """One kind of news, the ways it may take, and the languages in which the tenant has words of its own for it."""

    kind: str
    group: Group
    is_sms: bool
    stays_inside: bool
    own: tuple[str, ...]


def wordings(context: Context) -> list[Wording]:
    """Every kind of news, by name. One BatchGetItem."""
    found = context.load(*(store.template_ref(kind, language) for kind in KINDS for language in LANGUAGES))
    own = {(one.kind, one.language) for one in found if one and one.sources}
    return [
        Wording(
            kind=kind,
            group=group_of(kind),
            is_sms="sms" in built_in(kind, LANGUAGES[0]),
            stays_inside=kind in INSIDE,
            own=tuple(language for language in LANGUAGES if (kind, language) in own),
        )
        for kind in KINDS
    ]


def template(context: Context, kind: str, language: str) -> TenantTemplate:
    """The tenant's words; version 0 when there never were any. Raises NotFound for an unknown kind or language."""
    _demand_known(kind, language)
    return context.table.get(store.template_ref(kind, language)) or _none(kind, language)


def write(context: Context, kind: str, language: str, sources: Mapping[str, str | None]) -> TenantTemplate:
    """Let these words apply from now on. Raises NotFound, PreconditionFailed, Unprocessable."""
    before = template(context, kind, language)
    context.check_match(before)
    after = before.changed(**sources)
    _demand_sense(after)
    context.commit(
        store.save_template(after), audit.changed(context, "template", before, after), answer=after
    )
    return after


def withdraw(context: Context, kind: str, language: str) -> TenantTemplate:
    """Let the built-in words apply again; again is the same. Raises NotFound, PreconditionFailed."""
    before = template(context, kind, language)
    context.check_match(before)
    if not before.sources:
        return before
    after = before.changed(title=None, body=None, sms=None)
    context.commit(
        store.save_template(after), audit.changed(context, "template", before, after), answer=after
    )
    return after


def preview(
    context: Context,
    kind: str,
    language: str,
    sources: Mapping[str, str | None],
    given: Mapping[str, Any],
) -> Texts:
    """What somebody would read: the stored words with these in place of them, of the examples with `given` in place.

    Raises NotFound, Unprocessable.
    """
    known = template(context, kind, language)
    draft = known.changed(**{part: source for part, source in sources.items() if source is not None})
    if draft.sources:
        _demand_sense(draft)
    facts = examples(kind, language)
    for name in given:
        if name not in facts:
            raise Unprocessable(
                "unknown variable; known are {known}", "body", "facts", name, known=", ".join(sorted(facts))
            )
    shown = _rendered(draft, {**facts, **given})
    context.commit(answer=shown)
    return shown


def _none(kind: str, language: str) -> TenantTemplate:
    return TenantTemplate(version=0, kind=kind, language=language)


def _demand_known(kind: str, language: str) -> None:
    if kind not in KINDS or language not in LANGUAGES:
        raise NotFound()


def _demand_sense(draft: TenantTemplate) -> None:
    """Demand that every part is a template, that it always says something, and that its place holds it."""
    facts = examples(draft.kind, draft.language)
    ours = built_in(draft.kind, draft.language)
    for part, source in draft.sources.items():
        if part not in ours:
            raise Unprocessable("{kind} never goes out as a text message", "body", part, kind=draft.kind)
        try:
            check(source, frozenset(facts))
        except FieldRefused as reason:
            raise Unprocessable(reason.message, "body", part, **reason.values) from None
    holds = {"title": LONGEST_TITLE, "body": LONGEST_BODY, "sms": LONGEST_SMS[draft.language]}
    for values in _readers(facts):
        for part, text in _tried(draft, values):
            if not text.strip():
                raise Unprocessable("says nothing with the example values", "body", part)
            if len(text) > holds[part]:
                raise Unprocessable(
                    "has {has} characters of {holds} with the example values",
                    "body",
                    part,
                    has=len(text),
                    holds=holds[part],
                )
    for values in _readers(longest(draft.kind, draft.language)):
        for part, text in _tried(draft, values):
            if len(text) > _LARGEST_OUTPUT:
                raise Unprocessable("could have {has} characters", "body", part, has=len(text))


def _readers(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The same values for a resident and for a member."""
    for is_resident in (True, False):
        yield {**facts, "is_resident": is_resident}


def _tried(draft: TenantTemplate, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    try:
        return list(draft.rendered(values).items())
    except Exception as failure:  # noqa: BLE001 - a comparison of words with numbers, and whatever else there may be
        raise Unprocessable("fails with the example values: {reason}", "body", reason=str(failure)) from None


def _rendered(draft: TenantTemplate, values: Mapping[str, Any]) -> Texts:
    """The draft's texts, in the built-in words where it has none."""
    ours = TenantTemplate(kind=draft.kind, language=draft.language, **built_in(draft.kind, draft.language))
    return fitted(ours.rendered(values) | dict(_tried(draft, values)), draft.language)
