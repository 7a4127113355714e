"""`make canary`: give the canary of a deployment its people and its tenant, then have it play a round.

Safe to repeat. The tenant is founded by an operator made for this moment, who is disabled afterwards; the canary's
people get the password that the stack drew (`CanaryPassword`), and nobody else learns it.
"""

import argparse
import json
import secrets
from collections.abc import Mapping
from typing import Any

from infra.client import Caller, Pool
from infra.deployment import Deployment, add_stage_option, deployment_of
from infra.first_operator import create_operator
from infra.paths import fail

SLUG = "steward-canary"
_FOUNDER = "canary-founder@platform"


def prepare(deployment: Deployment) -> None:
    """Found the canary's tenant, and make its department, category, unit, technician and resident."""
    admin = _Founded(deployment).admin()
    department = _ensure(admin, "/v1/departments", {"name": "Canary", "kind": "service"})
    _ensure(
        admin,
        "/v1/categories",
        {
            "code": "canary",
            "names": {"en": "Canary", "zh-CN": "探测"},
            "department_id": department["id"],
            "kind": "repair",
            "sla": {"respond": "PT1H"},
        },
        named_by="code",
    )
    community = _ensure(admin, "/v1/communities", {"name": "Canary"})
    place = {"community_id": community["id"], "name": "Canary"}
    building = _ensure(
        admin, "/v1/buildings", place | {"location": {"lat": 0.0, "lon": 0.0, "datum": "wgs84"}}
    )
    unit = _ensure(admin, "/v1/units", {"building_id": building["id"], "name": "Canary"})
    technician = {"username": "technician", "name": "Technician", "roles": ["technician"]}
    _ensure(admin, "/v1/members", technician | {"department_ids": [department["id"]]})
    # A number kept for fiction; the round causes no text message.
    resident = {"username": "resident", "name": "Resident", "phone": "+12025550100", "relation": "owner"}
    _ensure(admin, "/v1/residents", resident | {"unit_ids": [unit["id"]]})
    for name in ("technician", "resident"):
        _give_password(deployment, f"{name}@{SLUG}")


def play(deployment: Deployment) -> str | None:
    """Have the deployed canary play a round; answers where it failed, None when it did not."""
    answer = deployment.clients("lambda").invoke(FunctionName=deployment.outputs["CanaryName"])
    said: dict[str, Any] = json.loads(answer["Payload"].read())
    failure: str | None = said.get("failure", said.get("errorType"))
    return failure


def _ensure(admin: Caller, path: str, body: Mapping[str, Any], named_by: str = "name") -> Any:
    """What lies at a path under this name, made if need be."""
    there = [item for item in admin.every(path) if item[named_by] == body[named_by]]
    return there[0] if there else admin.post(path, body)


def _password(deployment: Deployment) -> str:
    secret = deployment.clients("secretsmanager").get_secret_value(
        SecretId=deployment.outputs["CanaryPasswordArn"]
    )
    text: str = secret["SecretString"]
    return text


def _give_password(deployment: Deployment, username: str) -> None:
    deployment.clients("cognito-idp").admin_set_user_password(
        UserPoolId=deployment.outputs["UserPoolId"],
        Username=username,
        Password=_password(deployment),
        Permanent=True,
    )


class _Founded:
    """The canary's tenant, founded when it is not there."""

    def __init__(self, deployment: Deployment) -> None:
        self._deployment = deployment
        self._pool = Pool(deployment.endpoint_url, deployment.region, deployment.outputs["ClientId"])

    def admin(self) -> Caller:
        """The tenant's administrator, signed in."""
        name, password = f"admin@{SLUG}", _password(self._deployment)
        if token := self._pool.sign_in(name, password):
            return Caller(self._deployment.api_url, token)
        self._found()
        _give_password(self._deployment, name)
        return Caller(self._deployment.api_url, self._pool.sign_in(name, password))

    def _found(self) -> None:
        password = f"Aa1-{secrets.token_urlsafe(24)}"
        create_operator(self._deployment.environment, _FOUNDER, password)
        users = self._deployment.clients("cognito-idp")
        founder = {"UserPoolId": self._deployment.outputs["UserPoolId"], "Username": _FOUNDER}
        users.admin_enable_user(**founder)
        try:
            operator = Caller(self._deployment.api_url, self._pool.sign_in(_FOUNDER, password))
            person = {"username": "admin", "name": "Admin", "email": "canary@steward.example"}
            made = operator.post(
                "/v1/tenants",
                {
                    "name": "Steward Canary",
                    "locale": "en",
                    "time_zone": "UTC",
                    "currency": "CNY",
                    "jurisdiction": "CN",
                    "admin": person,
                },
                key="canary",
            )
            if made["slug"] != SLUG:
                fail(f"the slug {SLUG} is another tenant's")
        finally:
            users.admin_disable_user(**founder)


def main() -> None:
    """Prepare, and play a round. Ends with 1 when it fails."""
    parser = argparse.ArgumentParser(description="Prepare the canary and play a round.")
    add_stage_option(parser)
    deployment = deployment_of(parser.parse_args().stage)
    if "CanaryName" not in deployment.outputs:
        fail(f"{deployment.stack} has no canary; deploy it with Canary=on")
    prepare(deployment)
    if failure := play(deployment):
        fail(f"the canary's round failed at {failure}")
    print("the canary's round succeeded")


if __name__ == "__main__":
    main()
