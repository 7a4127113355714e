"""A small web/dist, with every kind of file that a real one has."""

import subprocess
from pathlib import Path

import pytest

from infra.paths import ROOT
from infra.web.files import APPS, DIST

SCRIPT = "assets/index-B1c2D3e4.js"


def small_dist(folder: Path) -> Path:
    for app in APPS:
        (folder / app / "assets").mkdir(parents=True)
        script = f'<script type="module" src="/{app}/{SCRIPT}"></script>'
        (folder / app / "index.html").write_text(f"<!doctype html><title>{app}</title>{script}")
        (folder / app / SCRIPT).write_text(f"// {app}\n" * 500)
        (folder / app / f"{SCRIPT}.map").write_text("{}")
        (folder / app / ".vite").mkdir()
        (folder / app / ".vite" / "manifest.json").write_text("{}")
        (folder / app / "icon.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    for app in ("technician", "resident"):
        (folder / app / "sw.js").write_text("self.skipWaiting();")
        (folder / app / "manifest.webmanifest").write_text("{}")
    return folder


def current_dist() -> Path:
    """The built web apps; `make test` builds them once, before the tests."""
    if subprocess.run(["make", "--question", "web/dist/.built"], cwd=ROOT, check=False).returncode:
        pytest.fail("web/dist is older than its sources; run `make web`")
    return DIST
