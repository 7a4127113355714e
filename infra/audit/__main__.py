"""Run every auditor; end with 1 when something has to be mended. An index that does not answer is said so.

`--offline` leaves out those that ask one: what is found then depends on the commit alone, as in continuous integration.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from infra.audit.findings import judge, of_bandit, of_checkov
from infra.audit.licences import PAGE, judge_licences, page
from infra.build import AWS_ARCHITECTURE, build
from infra.paths import CACHE, ROOT, RUN

_BIN = RUN / "audit-venv" / "bin"
_SBOM = RUN / "sbom.json"


class UnaskedError(Exception):
    """An index did not answer, so nothing is known."""


def _run(*command: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True, check=False)


def _json(done: "subprocess.CompletedProcess[str]") -> Any:
    """What a tool printed; it ends with 1 when it found something, and without JSON when it broke."""
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError:
        raise RuntimeError((done.stderr or done.stdout).strip()[-500:]) from None


def _template() -> Path:
    package = build(AWS_ARCHITECTURE, CACHE / "audit")
    path = package.folder / "template.yaml"
    path.write_text(yaml.safe_dump(package.template, sort_keys=False), encoding="utf-8")
    return path


def _cfn_lint() -> list[str]:
    done = _run(Path(sys.executable).with_name("cfn-lint"), "--regions", "ap-southeast-1", "--", _template())
    return done.stdout.strip().splitlines() if done.returncode else []


def _checkov() -> list[str]:
    flags = ("--framework", "cloudformation", "--compact", "--quiet", "--skip-download", "-o", "json")
    return judge("checkov", of_checkov(_json(_run(_BIN / "checkov", *flags, "-f", _template()))))


def _bandit() -> list[str]:
    done = _run(_BIN / "bandit", "-q", "-r", "chalicelib", "infra", "bench", "-f", "json")
    return judge("bandit", of_bandit(_json(done)))


def _pip_audit() -> list[str]:
    packages: list[Any] = []
    flags = ("--no-deps", "--disable-pip", "--progress-spinner", "off", "-f", "json")
    for path in sorted(ROOT.glob("requirements*.txt")):
        try:
            packages += _json(_run(_BIN / "pip-audit", *flags, "-r", path))["dependencies"]
        except RuntimeError as failure:
            raise UnaskedError(str(failure)) from None
    known = sum("skip_reason" not in one for one in packages)
    print(f"    the index answered for {known} of {len(packages)} packages")
    if not known:
        raise UnaskedError("it has no data about vulnerabilities")
    return [
        f"{one['name']} {one['version']}: {', '.join(weakness['id'] for weakness in one['vulns'])}"
        for one in packages
        if one.get("vulns")
    ]


def _npm_audit() -> list[str]:
    locks = [Path(name) for name in _run("git", "ls-files", "*package-lock.json").stdout.split()]
    if not locks:
        print("    npm installs nothing here (it only fetches DynamoDB Local's archive, for tests)")
    bad = []
    for lock in locks:
        done = _run("npm", "audit", "--package-lock-only", "--json", "--prefix", lock.parent)
        try:
            told = _json(done)
        except RuntimeError as failure:
            raise UnaskedError(str(failure)) from None
        if "vulnerabilities" not in told:
            raise UnaskedError(told.get("message", "no reason given"))
        bad += [f"{lock.parent}: {name} ({one['severity']})" for name, one in told["vulnerabilities"].items()]
    return bad


def _licences() -> list[str]:
    PAGE.write_text(page(), encoding="utf-8")
    return judge_licences()


def _sbom() -> list[str]:
    flags = ("--output-reproducible", "--of", "JSON", "-o", _SBOM)
    done = _run(_BIN / "cyclonedx-py", "requirements", *flags, "requirements.txt")
    return [done.stderr.strip()[-500:]] if done.returncode else []


AUDITORS: tuple[tuple[str, Callable[[], list[str]]], ...] = (
    ("cfn-lint: the template", _cfn_lint),
    ("checkov: the template", _checkov),
    ("bandit: the code", _bandit),
    ("pip-audit: Python packages", _pip_audit),
    ("npm audit: npm packages", _npm_audit),
    ("licences, into docs/licenses.md", _licences),
    ("software bill of materials, into .run/sbom.json", _sbom),
)
#: auditors that ask an index
_ASKING = (_pip_audit, _npm_audit)


def main() -> None:
    """Run them all, also after one that found something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offline", action="store_true", help="ask no index")
    offline, bad = parser.parse_args().offline, 0
    for title, audit in AUDITORS:
        if offline and audit in _ASKING:
            continue
        print(f"  {title}", flush=True)
        try:
            found = audit()
        except UnaskedError as silence:
            print(f"    NOT ASKED: {silence}", flush=True)
            continue
        except RuntimeError as broken:
            found = [f"could not run: {broken}"]
        bad += len(found)
        for line in found:
            print(f"    {line}")
        print("    to mend: " + str(len(found)) if found else "    clean", flush=True)
    sys.exit(min(bad, 1))


if __name__ == "__main__":
    main()
