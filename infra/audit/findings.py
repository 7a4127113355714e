"""What an auditor found, and which of it may stay."""

import fnmatch
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from infra.paths import ROOT

EXCEPTIONS = ROOT / "infra" / "audit" / "exceptions.toml"


@dataclass(frozen=True)
class Finding:
    """One thing an auditor does not like: its rule, the resource or file, and the rule in words."""

    rule: str
    where: str
    says: str


@dataclass(frozen=True)
class Allowed:
    """A row of exceptions.toml."""

    id: str
    where: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether it allows this finding."""
        return finding.rule == self.id and fnmatch.fnmatchcase(finding.where, self.where)


def exceptions() -> dict[str, Any]:
    """The content of exceptions.toml."""
    return tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))


def judge(tool: str, findings: Sequence[Finding]) -> list[str]:
    """What has to be mended: findings that nothing allows, and exceptions that nothing needs."""
    allowed = [Allowed(**row) for row in exceptions()[tool]]
    new = [finding for finding in findings if not any(one.covers(finding) for one in allowed)]
    idle = [one for one in allowed if not any(one.covers(finding) for finding in findings)]
    return [f"{finding.rule} {finding.where}: {finding.says}" for finding in new] + [
        f"{one.id} {one.where}: no longer needed in exceptions.toml" for one in idle
    ]


def of_checkov(report: Any) -> list[Finding]:
    """The failed checks in checkov's JSON."""
    return [
        Finding(check["check_id"], check["resource"], check["check_name"])
        for check in report["results"]["failed_checks"]
    ]


def of_bandit(report: Any) -> list[Finding]:
    """The results in bandit's JSON."""
    return [
        Finding(one["test_id"], one["filename"], f"line {one['line_number']}: {one['issue_text']}")
        for one in report["results"]
    ]
