"""The licence of every package, from what the package says of itself, into docs/licenses.md."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from infra.audit.findings import exceptions
from infra.paths import ROOT

PAGE = ROOT / "docs" / "licenses.md"
#: packed into the functions by Chalice, or there in AWS's runtime
_BESIDE = ("chalice", "boto3", "botocore")
#: old ways of saying it, by the names of SPDX
_SPDX = {
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "BSD 2-Clause License": "BSD-2-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT Licence": "MIT",
    "MPLv2.0": "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
}


@dataclass(frozen=True)
class Licensed:
    """A package, its pinned version, and its licence as an SPDX expression (empty when it names none)."""

    name: str
    version: str
    licence: str

    def is_within(self, allowed: Iterable[str]) -> bool:
        """Whether it may be used under one of these licences, or, where it takes several at once, under all."""
        words = [part.strip(" ()") for part in re.split(r"\bAND\b", self.licence)]
        return all({part.strip(" ()") for part in word.split(" OR ")} & set(allowed) for word in words)


def deployed() -> list[Licensed]:
    """What runs in the functions."""
    return sorted([_licensed(name) for name in (*_pinned(ROOT / "requirements.txt"), *_BESIDE)], key=_by_name)


def development() -> list[Licensed]:
    """What is only developed with."""
    own = {one.name for one in deployed()}
    return [one for one in map(_licensed, _pinned(ROOT / "requirements-dev.txt")) if one.name not in own]


def judge_licences() -> list[str]:
    """Packages whose licence is not allowed where they are used."""
    allowed = exceptions()["licences"]
    bad = [one for one in deployed() if not one.is_within(allowed["deployed"])]
    bad += [one for one in development() if not one.is_within(allowed["deployed"] + allowed["development"])]
    return [f"{one.name} {one.version}: {one.licence or 'names no licence'}" for one in bad]


def page() -> str:
    """The content of docs/licenses.md."""
    rows = "\n".join(f"| {one.name} | {one.version} | {one.licence} |" for one in deployed())
    return f"""# Licences

What runs in the functions, written by `make audit`. Chalice is packed in by its packager; boto3 and botocore are AWS's,
in its runtime, and named here in the versions that we test with. Allowed are the licences in
`infra/audit/exceptions.toml`; `make audit` holds what we only develop with to it as well, and writes a software bill of
materials (CycloneDX) to `.run/sbom.json`.

| package | version | licence |
|--|--|--|
{rows}
"""


def _pinned(requirements: Path) -> list[str]:
    lines = requirements.read_text(encoding="utf-8").splitlines()
    return [re.split(r"[=\[]", line)[0] for line in lines if re.match(r"[A-Za-z]", line)]


def _licensed(name: str) -> Licensed:
    said: Any = metadata.metadata(name)  # a Message, which the stubs do not say
    classifiers = [
        one.rpartition(" :: ")[2] for one in said.get_all("Classifier") or [] if one.startswith("License")
    ]
    # An old `License` may be the whole text; its first line is enough to know it by.
    old = (said.get("License") or "").strip().split("\n")[0]
    words = said.get("License-Expression") or _SPDX.get(old) or (old if re.fullmatch(r"[\w.-]+", old) else "")
    words = words or " OR ".join(_SPDX.get(one, one) for one in classifiers)
    return Licensed(said["Name"], metadata.version(name), words)


def _by_name(one: Licensed) -> str:
    return one.name.lower()
