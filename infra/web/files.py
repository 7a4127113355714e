"""The files that `npm run build` leaves in web/dist, and how each is answered: as which type, kept for how long."""

import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from infra.paths import ROOT, fail

DIST = ROOT / "web" / "dist"
APPS = ("technician", "resident", "console")
CONFIG = "config.json"
#: types that not every system's own list has, and no other for a script than the one that browsers run
_TYPES = {
    ".js": "text/javascript",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
_HASHED, _NOT_HASHED = "public, max-age=31536000, immutable", "no-cache"


def built(dist: Path) -> Path:
    """The folder of the built apps. Ends the script when one of them is not there."""
    missing = [app for app in APPS if not (dist / app / "index.html").is_file()]
    if missing:
        fail(f"the web apps are not built ({', '.join(missing)}); run `make web`")
    return dist


def published(dist: Path) -> list[str]:
    """Every file that people may have, relative to `dist`."""
    found = (path for app in APPS for path in (dist / app).rglob("*") if path.is_file())
    return sorted(name for path in found if is_public(name := path.relative_to(dist).as_posix()))


def is_public(name: str) -> bool:
    """Whether a name may be a published file's: source maps and the bundler's notes in hidden folders stay here."""
    parts = name.split("/")
    return not name.endswith(".map") and all(part and not part.startswith(".") for part in parts)


def is_hashed(name: str) -> bool:
    """Whether a file's name changes with its content, as the bundler names what it puts under assets/."""
    return "/assets/" in name


def cache_control(name: str) -> str:
    """For a year, or for as long as the server says at each use that nothing has changed."""
    return _HASHED if is_hashed(name) else _NOT_HASHED


def content_type(name: str) -> str:
    """The media type, with the encoding of text."""
    suffix = Path(name).suffix
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def config(outputs: Mapping[str, str], region: str, cognito_url: str) -> dict[str, Any]:
    """What an app asks for before anything else: config.json, from the stack's outputs."""
    tiles = None
    if "MapTiles" in outputs:
        tiles = {"url": outputs["MapTiles"], "datum": outputs["MapDatum"]}
        tiles["attribution"] = outputs.get("MapAttribution", "")
    return {
        "region": region,
        "user_pool_id": outputs["UserPoolId"],
        "client_id": outputs["ClientId"],
        "cognito_url": cognito_url,
        "tiles": tiles,
    }
