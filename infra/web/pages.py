"""Which file an address means: the words of the function `WebPages` in infra/web.yaml, for this machine."""

import re
from dataclasses import dataclass

from infra.web.files import APPS

_APP = re.compile(rf"/({'|'.join(APPS)})(/.*)?", re.DOTALL)
_FILE = re.compile(r"\.[^/]*\Z", re.DOTALL)


@dataclass(frozen=True)
class Moved:
    """An address that leads to another path."""

    path: str


def page(path: str) -> str | Moved:
    """The path of the file that answers a path, as both stand in the request line: still encoded."""
    if path == "/":
        return Moved("/resident/")
    found = _APP.fullmatch(path)
    if not found:
        return path
    app, rest = found.groups()
    if not rest:
        return Moved(f"/{app}/")
    return path if _FILE.search(rest) else f"/{app}/index.html"
