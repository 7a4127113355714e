"""Schemathesis over the whole description, as one kind of person: its own program, over HTTP, against any address.

Statuses are documented, bodies, headers and content types are as described, what fits the schema is accepted and what
does not is refused, nothing opens without a token, what was made can be found; and nothing is answered with a 5xx.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.builders.api import OPERATOR
from tests.builders.company import Company

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
ROLES = ("tenant_admin", "manager", "technician", "resident", "billing_clerk", "platform_operator")
PROGRAM = Path(sys.executable).with_name("schemathesis")


def operations(role: str) -> list[str]:
    """Ids of the operations that the role may call; of the platform's operator, those that nobody else may."""
    from app import DESCRIPTION

    described = [o for methods in DESCRIPTION.document["paths"].values() for o in methods.values()]
    otherwise = [] if role == "platform_operator" else [role]
    return [o["operationId"] for o in described if role in o.get("x-roles", otherwise)]


def people(company: Company) -> dict[str, str]:
    """Role -> the sign-in name of somebody who has it, in a company with a place, an order and a charge."""
    company.reported()
    company.charge()
    names = {
        role: company.member(role)["sign_in_name"] for role in ("manager", "technician", "billing_clerk")
    }
    return names | {
        "tenant_admin": company.tenancy.admin,
        "resident": f"rosa@{company.tenancy.slug}",
        "platform_operator": OPERATOR,
    }


def examined(url: str, token: str, role: str, folder: Path, *options: str) -> dict[str, Any]:
    """Schemathesis' report of a run, which must have found nothing."""
    report = folder / f"{role}.json"
    command = [str(PROGRAM), "--config-file", str(HERE / "schemathesis.toml"), "--no-color"]
    command += ["run", f"{url}/v1/openapi.json", "--url", url, "--checks", "all"]
    names = operations(role)
    command += [part for name in names for part in ("--include-operation-id", name)]
    if len(names) == 1:  # no link to follow
        command += ["--phases", "examples,coverage,fuzzing"]
    command += ["--seed", "1", "--no-shrink", "--continue-on-failure", "--report-json-path", str(report)]
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": "tests.proof.hostile.schemathesis_hooks",
        "STEWARD_TOKEN": token,
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [*command, *options], env=environment, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-30_000:] + done.stderr[-2_000:]
    return json.loads(report.read_text())
