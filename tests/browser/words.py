"""The apps' own texts: a test asks for what a person reads, in the language they read it in."""

import functools
import json
import re
from typing import Any

from infra.paths import ROOT

_FOLDERS = {"ui": ROOT / "web" / "packages" / "ui"}


class Words:
    """`Words("resident", "zh-CN")("report.send")`: the text of a key, its places filled; `ui:` for the shared."""

    def __init__(self, app: str, language: str) -> None:
        self._app, self._language = app, language

    def __call__(self, key: str, **values: object) -> str:
        namespace, _, name = key.rpartition(":")
        found: Any = _texts(namespace or self._app, self._language)
        for part in name.split("."):
            found = found[part]
        return re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda place: str(values[place[1]]), found)


@functools.cache
def _texts(namespace: str, language: str) -> Any:
    folder = _FOLDERS.get(namespace, ROOT / "web" / "apps" / namespace)
    return json.loads((folder / "src" / "texts" / f"{language}.json").read_text(encoding="utf-8"))
