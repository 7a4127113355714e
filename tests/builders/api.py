"""The API as people use it: Chalice's gateway, with the real authorizer on tokens of our own provider."""

import json
from dataclasses import dataclass
from typing import Any, Protocol

from chalice.app import Chalice
from chalice.test import HTTPResponse

from chalicelib.organization.bootstrap import create_platform_operator
from tests.builders import tokens
from tests.builders.gateway import Gateway

OPERATOR = "operator@platform"


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; `json` is None when the body is none. Header names as the code wrote them."""

    status: int
    json: Any
    headers: dict[str, Any]


class Front(Protocol):
    """What stands before the app and takes requests."""

    def request(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> HTTPResponse: ...


class Caller:
    """One person at the API, or someone without a token (None)."""

    def __init__(self, front: Front, authorization: str | None) -> None:
        self._front = front
        self._authorization = authorization

    def request(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """Call the API. `body` goes as JSON, or as it is if it is bytes."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        if self._authorization is not None:
            sent["Authorization"] = self._authorization
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        try:
            answer = self._front.request(method, path, headers=sent, body=raw)
        except Exception as failure:
            if failure.args != ("Unauthorized",):
                raise
            return Answer(
                401, {"message": "Unauthorized"}, {}
            )  # as API Gateway answers an authorizer that raises this
        return Answer(answer.status_code, answer.json_body, answer.headers)

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """GET, the query in the path."""
        return self.request("GET", path, headers=headers)

    def post(self, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """POST."""
        return self.request("POST", path, body, headers)

    def patch(self, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """PATCH."""
        return self.request("PATCH", path, body, headers)


@dataclass(frozen=True)
class Tenancy:
    """A tenant that a test founded, with its administrator."""

    id: str
    slug: str
    admin: str
    admin_id: str


class Api:
    """The app under test."""

    def __init__(self, app: Chalice, front: Front | None = None) -> None:
        self._front = front or Gateway(app)

    def as_(self, sign_in_name: str, **claims: object) -> Caller:
        """Someone with a valid token for a sign-in name; `claims` replace the token's own."""
        return self.with_header(f"Bearer {tokens.id_token(sign_in_name, **claims)}")

    def with_header(self, authorization: str | None) -> Caller:
        """Someone with this `Authorization` header, or none."""
        return Caller(self._front, authorization)

    @property
    def operator(self) -> Caller:
        """The platform operator."""
        create_platform_operator(OPERATOR, "Operator-passw0rd")
        return self.as_(OPERATOR)

    def found(self, name: str = "Harbour Estates", **fields: Any) -> Tenancy:
        """A new tenant; `fields` replace those of the request."""
        body = {
            "name": name,
            "locale": "en",
            "time_zone": "Asia/Shanghai",
            "currency": "CNY",
            "jurisdiction": "CN",
            "admin": {"username": "admin", "name": "Ada Admin", "email": "ada@example.com"},
            **fields,
        }
        made = made_by(self.operator.post("/v1/tenants", body))
        return Tenancy(made["id"], made["slug"], made["admin"]["sign_in_name"], made["admin"]["id"])

    def department(self, tenancy: Tenancy, kind: str = "service", **fields: Any) -> str:
        """A new department of the tenant; answers its id."""
        body = {"name": kind, "kind": kind, **fields}
        return made_by(self.as_(tenancy.admin).post("/v1/departments", body))["id"]

    def member(
        self, tenancy: Tenancy, *roles: Any, username: str | None = None, **fields: Any
    ) -> dict[str, Any]:
        """A new member with these roles; answers what the API does: `id`, `sign_in_name`, …"""
        username = username or str(roles[0]).replace("_", "-")
        body = {"username": username, "name": username, "roles": list(roles), **fields}
        return made_by(self.as_(tenancy.admin).post("/v1/members", body))


def made_by(answer: Answer) -> Any:
    """The JSON of an answer that must be a 201."""
    assert answer.status == 201, answer
    return answer.json
