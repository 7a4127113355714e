"""Titles, bodies and text messages in the reader's language, from the templates that lie beside this file as data."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.contracts.envelope import Event
from chalicelib.kernel.observability import log_failure
from chalicelib.notifications.facts import cut, facts
from chalicelib.notifications.wording import TenantTemplate

LANGUAGES = ("zh-CN", "en")
LONGEST_TITLE = 120
LONGEST_BODY = 1000
LONGEST_ANSWERS = 4000
LONGEST_TOGETHER = 4000
#: characters of one text message: 70 when any is outside the GSM alphabet, 160 else; a link comes on top, uncut
LONGEST_SMS = {"zh-CN": 70, "en": 160}
_DIRECTORY = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Texts:
    """What one person reads. `sms` is None for news that never goes out as a text message.

    `answers` is what an e-mail says beneath the body: a link for each answer that somebody may give, or to what is
    behind the figures.
    """

    title: str
    body: str
    sms: str | None
    answers: str | None = None


@dataclass(frozen=True)
class Language:
    """A language's file, its templates compiled: `kinds` maps a kind to `title`, `body`, perhaps `sms`, `answers`."""

    code: str
    wording: dict[str, Any]
    kinds: dict[str, dict[str, Any]]


@cache
def _file(code: str) -> Mapping[str, Any]:
    """What lies in a language's file."""
    return tomllib.loads((_DIRECTORY / f"{code}.toml").read_text(encoding="utf-8"))


@cache
def language(code: str) -> Language:
    """The language of this code; the first of LANGUAGES for one that there is no file of."""
    from jinja2 import StrictUndefined  # deferred: only a delivery needs it
    from jinja2.sandbox import SandboxedEnvironment

    known = code if code in LANGUAGES else LANGUAGES[0]
    wording = {**_file(known), "code": known}
    sandbox = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    kinds = {
        kind: {part: sandbox.from_string(text) for part, text in parts.items()}
        for kind, parts in wording.pop("kinds").items()
    }
    return Language(known, wording, kinds)


def render(
    kind: str,
    event: Event,
    *,
    code: str,
    zone: ZoneInfo,
    is_resident: bool,
    link: str | None = None,
    own: TenantTemplate | None = None,
) -> Texts:
    """The texts of this kind of news of `event`, each cut to what its place holds.

    They are in the tenant's own words where there are any; those that fail are logged, and the built-in ones said.
    """
    spoken = language(code)
    known = facts(event, spoken.wording, zone, is_resident)
    parts = {part: template.render(known) for part, template in spoken.kinds[kind].items()}
    if own is not None:
        try:
            parts |= {part: text for part, text in own.rendered(known).items() if text.strip()}
        except Exception as failure:  # noqa: BLE001 - whatever a tenant wrote, the news has to be told
            log_failure("template failed", failure, kind=kind, language=spoken.code)
    return fitted(parts, spoken.code, link)


def fitted(parts: Mapping[str, str], code: str, link: str | None = None) -> Texts:
    """Rendered parts, each cut to what its place holds; a text message ends with the link, uncut."""
    sms = parts.get("sms")
    if sms is not None:
        sms = cut(" ".join(sms.split()), LONGEST_SMS[code]) + (f" {link}" if link else "")
    return Texts(
        title=cut(" ".join(parts["title"].split()), LONGEST_TITLE),
        body=cut(parts["body"].strip(), LONGEST_BODY),
        sms=sms,
        answers=cut(parts["answers"].strip(), LONGEST_ANSWERS) if "answers" in parts else None,
    )


def together(titles: Sequence[str], lines: Sequence[str], code: str) -> Texts:
    """One message of several pieces of news, a line for each; what does not fit is counted."""
    form = language(code).wording["together"]
    kept: list[str] = []
    for line in lines:
        if sum(map(len, kept)) + len(line) > LONGEST_TOGETHER:
            kept.append(form["more"].format(count=len(lines) - len(kept)))
            break
        kept.append(line)
    title = cut(form["title"].format(count=len(titles), last=titles[-1]), LONGEST_TITLE)
    return Texts(title=title, body="\n".join(kept), sms=cut(title, LONGEST_SMS[language(code).code]))


def built_in(kind: str, code: str) -> dict[str, str]:
    """Part -> the template of this kind that comes with Steward."""
    sources: dict[str, str] = _file(code)["kinds"][kind]
    return sources
