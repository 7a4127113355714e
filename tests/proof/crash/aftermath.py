"""What a scene has left, in a form that is equal for two runs that did the same.

Ids and order numbers drawn meanwhile are renamed by the order in which they were drawn: an attempt that died drew some
too, but nothing may lie under them. What providers draw (message ids, signatures) is left out, and so is what is
sealed, which differs each time.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import ulid

from tests.builders.moto_state import Picture, Row

_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{10}(00000[0-9A-HJKMNP-TV-Z]{11})")
_NUMBER = re.compile(r"WONUMBER#(WO-\d{4}-\d{6})")
_PROVIDERS = re.compile(r'(policy|x-amz-signature|x-amz-date|signature)(\\*": ?\\*")[^"\\]*')
_SEALED = re.compile(r'(sealed\w*\\*": ?\\*")[^"\\]*')
_VERSION = re.compile(
    r'\\*"version\\*": ?\d+(?:, ?)?|(?<="v": ")\d+'
)  # the first one is left out of what is stored


class CountedIds(ulid.ULIDGenerator):
    """Makes ids whose random part counts up, so that they tell the order in which they were drawn."""

    def __init__(self) -> None:
        self.last = 0
        super().__init__(policy=ulid.PureRandomPolicy(), randomness=self._next)

    def _next(self, _: int) -> bytes:
        self.last += 1
        return self.last.to_bytes(10, "big")

    @property
    def horizon(self) -> str:
        """The random part of the last id drawn; later ones sort after it."""
        return str(ulid.ULID(bytes(6) + self.last.to_bytes(10, "big")))[10:]


@dataclass(frozen=True)
class Aftermath:
    """What changed in the cloud. `told` are e-mails and text messages, each as often as it went out."""

    rows: tuple[str, ...]
    files: dict[str, str]
    users: str
    executions: dict[str, Any]
    on_bus: frozenset[str]
    parked: frozenset[str]
    queued: frozenset[str]
    answer: str
    told: tuple[str, ...]

    def differences(self, other: "Aftermath") -> list[str]:
        """What one has and the other has not; what was told is judged apart."""
        found = [
            f"{part}: {getattr(self, part)} is not {getattr(other, part)}"
            for part in ("files", "users", "executions", "answer")
            if getattr(self, part) != getattr(other, part)
        ]
        for part in ("on_bus", "parked", "queued"):
            found += [f"{part}: {one}" for one in getattr(self, part) ^ getattr(other, part)]
        mine, theirs = Counter(self.rows), Counter(other.rows)
        found += [f"only here: {row}" for row in (mine - theirs).elements()]
        return found + [f"missing: {row}" for row in (theirs - mine).elements()]


def aftermath(
    before: Picture,
    after: Picture,
    on_bus: Iterable[dict[str, Any]],
    answer: object,
    *,
    horizon: str,
    versions: bool,
) -> Aftermath:
    """What lies there now and did not before. Ids after `horizon` are new.

    Without `versions`, how often an item was written does not count.
    """
    rows = [
        _row(key, row) for key, row in after.changed_since(before).items() if not key[0].startswith(_WAY_BACK)
    ]
    texts = [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows]
    rename = _renaming(texts, horizon)

    def clean(text: str) -> str:
        text = _SEALED.sub(r"\1…", _PROVIDERS.sub(r"\1\2…", rename(text)))
        return text if versions else _VERSION.sub("", text)

    return Aftermath(
        rows=tuple(sorted(map(clean, texts))),
        files={clean(name): digest for name, digest in after.contents().items()},
        users=clean(json.dumps(after.people(), sort_keys=True)),
        executions={clean(name): process for name, process in after.processes().items()},
        on_bus=frozenset(clean(json.dumps(entry, sort_keys=True)) for entry in on_bus),
        parked=frozenset(clean(body) for body in after.waiting("parked")),
        queued=frozenset(clean(body) for body in after.waiting("sendings")),
        answer=clean(json.dumps(answer, ensure_ascii=False, sort_keys=True)),
        told=tuple(
            sorted([*after.letters()[len(before.mail) :], *after.texts()[len(before.text_messages) :]])
        ),
    )


def _row(key: tuple[str, str], row: Row | None) -> dict[str, Any]:
    """A row without what may differ.

    How a message was sent is judged apart, numbers may be skipped, and a repetition costs one more token.
    """
    if row is None:
        return {"gone": key}
    if row.get("kind") == "Delivery":
        kept = {name: value for name, value in json.loads(row["data"]).items() if name not in _UNSURE}
        row = {
            name: value for name, value in row.items() if not name.startswith("GSI1")
        }  # what is in trouble
        return row | {"data": kept, "v": "…"}
    if "#COUNTER#" in row["PK"]:
        return row | {"n": "…"}
    if "#LIMIT#" in row["PK"]:
        return row | {"n": "…", "expires_at": "…"}
    if row.get("kind") == "WechatToken":  # how often it was fetched, and until when it is good
        return row | {"data": "…", "v": "…"}
    return row


_UNSURE = {"sendings", "version"}
_WAY_BACK = "LOOKUP#text_message#"  # part of how a text message was sent, under an id that the provider draws


def _renaming(texts: list[str], horizon: str) -> Callable[[str], str]:
    """Renames ids and numbers drawn since, by their rank among what is left of them."""
    ids = sorted({found for text in texts for found in _ID.findall(text) if found > horizon})
    numbers = sorted({found for text in texts for found in _NUMBER.findall(text)})
    rank = {name: f"new-{place}" for place, name in enumerate(ids)}
    rank |= {name: f"number-{place}" for place, name in enumerate(numbers)}
    if not rank:
        return lambda text: text
    pattern = re.compile("|".join(map(re.escape, rank)))
    return lambda text: pattern.sub(lambda found: rank[found.group()], text)
