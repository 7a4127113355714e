"""Schemathesis over the whole description, as each kind of person: no 5xx, and no answer but those that it promises.

The statuses are documented, bodies, headers and content types are as described, what fits the schema is accepted and
what does not is refused, nothing opens without a token, what was made can be found. Runs its own program, over HTTP.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.builders.api import OPERATOR, Api
from tests.builders.company import Company

HERE = Path(__file__).parent
ROLES = ("tenant_admin", "manager", "technician", "resident", "billing_clerk", "platform_operator")


def operations(role: str) -> list[str]:
    """Ids of the operations that the role may call, those for everybody included."""
    from app import DESCRIPTION

    described = [o for methods in DESCRIPTION.document["paths"].values() for o in methods.values()]
    return [o["operationId"] for o in described if role in o.get("x-roles", [role])]


def lived_in(api: Api) -> tuple[Company, dict[str, str]]:
    """A company with places, people, an order, a charge; and the sign-in name of somebody of each role."""
    company = Company(api, api.found())
    company.reported()
    company.charge()
    members = ("manager", "technician", "billing_clerk")
    names = {role: company.member(role)["sign_in_name"] for role in members}
    names["tenant_admin"] = company.tenancy.admin
    names["resident"] = f"rosa@{company.tenancy.slug}"
    names["platform_operator"] = OPERATOR
    return company, names


def run(url: str, token: str, report: Path, *options: str, role: str) -> dict[str, Any]:
    """Schemathesis' own report of a run."""
    only = [part for name in operations(role) for part in ("--include-operation-id", name)]
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file",
        str(HERE / "schemathesis.toml"),
    ]
    command += [
        "--no-color",
        "run",
        f"{url}/v1/openapi.json",
        "--url",
        url,
        "--checks",
        "all",
        *only,
        *options,
    ]
    command += ["--seed", "1", "--no-shrink", "--continue-on-failure", "--report-json-path", str(report)]
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": "tests.proof.hostile.schemathesis_hooks",
        "STEWARD_TOKEN": token,
        "PYTHONPATH": str(HERE.parents[2]),
    }
    done = subprocess.run(
        command, env=environment, cwd=report.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]
    return json.loads(report.read_text())
