"""The apps' own texts: a test asks for what a person reads, in the language they read it in."""

import functools
import json
import re
from typing import Any

from infra.paths import ROOT

_FOLDERS = {"ui": ROOT / "web" / "packages" / "ui"}


class Words:
    """`Words("resident", "zh-CN")("report.send")`: the text of a key, its places filled.

    `Words("ui", …)` has those that the apps share, as `ui:` before one has; a room's name (`figures:`) is before
    one that comes with its pages.
    """

    def __init__(self, app: str, language: str) -> None:
        self._app, self._language = app, language

    def __call__(self, key: str, **values: object) -> str:
        namespace, _, name = key.rpartition(":")
        found: Any = _texts(self._app, namespace, self._language)
        for part in name.split("."):
            found = found[part]
        return re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda place: str(values[place[1]]), found)


@functools.cache
def _texts(app: str, namespace: str, language: str) -> Any:
    room = "" if namespace in _FOLDERS else namespace
    folder = _FOLDERS.get(namespace or app, ROOT / "web" / "apps" / app) / "src" / "texts" / room
    return json.loads((folder / f"{language}.json").read_text(encoding="utf-8"))
