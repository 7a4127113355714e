"""The description of an API: what is said of an operation follows from how it was routed."""

import json
import re
from datetime import date, datetime, timedelta
from typing import Literal

import pytest
from chalice.app import Chalice
from chalice.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, create_model

from chalicelib.kernel.errors import Conflict
from chalicelib.kernel.http import PUBLIC, SIGNED_IN, Router, mount
from chalicelib.kernel.limits import Limit
from chalicelib.kernel.openapi.document import document
from chalicelib.kernel.openapi.examples import Examples
from chalicelib.kernel.openapi.page import page
from chalicelib.kernel.openapi.routes import describe
from chalicelib.kernel.schema import Body, Identifier, Line, ListQuery, Money, Out, Page

PERMISSIONS = {"lamp.manage": frozenset({"manager", "tenant_admin"})}


class LampBroken(Conflict):
    """The lamp does not work."""

    code = "lamp_broken"


class LampIn(Body):
    """A lamp to be added."""

    unit_id: Identifier
    name: Line = Field(examples=["Hall <lamp>"])
    kind: Literal["led", "bulb"]
    price: Money
    warranty: timedelta | None = None


class LampOut(Out):
    """A lamp."""

    id: str = Field(examples=["lp_1"])
    name: str
    bought_on: date
    seen_at: datetime | None
    price: Money
    version: int


class LampQuery(ListQuery):
    """Which lamps."""

    since: date = Field(alias="from", description="bought on this day or later")


@pytest.fixture
def lamps() -> Router:
    """The routes of a room of lamps."""
    router = Router("lamps")

    @router.route("POST", "/v1/lamps", permission="lamp.manage", body=LampIn, answer=LampOut, status=201)
    def add_lamp(context, body):
        """Add a lamp."""

    @router.route("GET", "/v1/lamps", permission=SIGNED_IN, query=LampQuery, answer=Page[LampOut])
    def list_lamps(context, query):
        """Lamps, newest first."""

    @router.route(
        "POST", "/v1/lamps/{id}/light", permission="lamp.manage", answer=LampOut, errors=(LampBroken,)
    )
    def light_lamp(context, id):
        """Light a lamp.

        It shines until it is put out.
        """

    @router.route("GET", "/v1/shine/{token}", permission=PUBLIC, answer=LampOut)
    def shine(visitor, token):
        """Let a passer-by look."""

    return router


def _problems(described: dict, operation: dict) -> dict[str, set[str]]:
    found = {}
    for status, response in operation["responses"].items():
        if "$ref" in response:
            shared = described["components"]["responses"][response["$ref"].rpartition("/")[2]]
            found[status] = set(shared["content"]["application/problem+json"]["examples"])
    return found


def test_a_post_is_described_with_its_body_its_answer_and_an_example_of_each(lamps):
    operation = document("Lamps", [lamps], PERMISSIONS)["paths"]["/v1/lamps"]["post"]
    content = operation["requestBody"]["content"]["application/json"]
    LampIn.model_validate_json(json.dumps(content["example"]))
    assert content["schema"] == {"$ref": "#/components/schemas/LampIn"}
    answer = operation["responses"]["201"]
    LampOut.model_validate_json(json.dumps(answer["content"]["application/json"]["example"]))
    assert set(answer["headers"]) == {"ETag", "Idempotency-Replayed"}
    assert operation["operationId"] == "add_lamp"
    assert operation["x-roles"] == ["manager", "tenant_admin"]


def test_a_request_example_leaves_out_what_need_not_be_given(lamps):
    operation = document("Lamps", [lamps], PERMISSIONS)["paths"]["/v1/lamps"]["post"]
    assert "warranty" not in operation["requestBody"]["content"]["application/json"]["example"]


def test_query_fields_become_parameters_under_the_names_that_clients_send(lamps):
    described = document("Lamps", [lamps], PERMISSIONS)
    parameters = {p["name"]: p for p in described["paths"]["/v1/lamps"]["get"]["parameters"] if "name" in p}
    assert set(parameters) == {"from", "limit", "cursor"}
    assert parameters["from"]["required"] and not parameters["limit"]["required"]
    assert parameters["from"]["example"] == "2026-11-23"
    assert "LampQuery" not in described["components"]["schemas"]


def test_what_is_made_links_to_what_can_be_done_with_it(lamps):
    paths = document("Lamps", [lamps], PERMISSIONS)["paths"]
    assert paths["/v1/lamps"]["post"]["responses"]["201"]["links"] == {
        "light_lamp": {"operationId": "light_lamp", "parameters": {"id": "$response.body#/id"}}
    }
    assert "links" not in paths["/v1/lamps/{id}/light"]["post"]["responses"]["200"]


def test_how_often_an_operation_may_be_called_is_said(lamps):
    limits = {"light_lamp": Limit("light", burst=7, per_minute=2)}
    paths = document("Lamps", [lamps], PERMISSIONS, limits)["paths"]
    assert paths["/v1/lamps/{id}/light"]["post"]["x-rate-limit"] == {"burst": 7, "per_minute": 2}
    assert "x-rate-limit" not in paths["/v1/lamps"]["post"]


def test_refusals_are_those_of_the_router_and_those_the_operation_declares(lamps):
    described = document("Lamps", [lamps], PERMISSIONS)
    assert _problems(described, described["paths"]["/v1/lamps/{id}/light"]["post"]) == {
        "400": {"invalid_header", "malformed_json"},
        "401": {"unauthorized"},
        "403": {"forbidden"},
        "404": {"not_found"},
        "409": {"version_conflict", "lamp_broken"},
        "412": {"precondition_failed"},
        "413": {"body_too_large"},
        "415": {"unsupported_media_type"},
        "422": {"invalid", "idempotency_key_reused"},
        "429": {"too_many_requests"},
        "503": {"busy"},
    }
    assert set(_problems(described, described["paths"]["/v1/lamps"]["get"])) == {
        "400",
        "401",
        "422",
        "429",
        "503",
    }


def test_only_public_operations_need_no_token(lamps):
    paths = document("Lamps", [lamps], PERMISSIONS)["paths"]
    assert paths["/v1/shine/{token}"]["get"]["security"] == []
    assert paths["/v1/lamps"]["get"]["security"] == [{"bearer": []}]


def test_every_reference_leads_somewhere(lamps):
    described = document("Lamps", [lamps], PERMISSIONS)
    for reference in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(described)):
        target = described
        for step in reference.split("/"):
            target = target[step]


def test_the_page_shows_every_operation_and_asks_nobody_else(lamps):
    shown = page(document("Lamps", [lamps], PERMISSIONS))
    assert (
        "add_lamp" in shown and "lamp.manage → manager, tenant_admin" in shown and "anyone signed in" in shown
    )
    assert "Hall &lt;lamp&gt;" in shown and "<lamp>" not in shown
    assert "<script" not in shown
    assert not re.findall(r'(?:src|href)="(?!#|openapi\.json)', shown)


def test_both_descriptions_are_served_without_a_token(lamps):
    app = Chalice("lamps")
    description = describe("Lamps", [lamps], PERMISSIONS, {})
    mount(app, description, authorizer=None, permissions=PERMISSIONS)
    with Client(app) as client:
        served = client.http.get("/v1/openapi.json")
        shown = client.http.get("/v1/docs")
    assert served.status_code == 200 and "/v1/docs" in served.json_body["paths"]
    assert served.body.decode() == description.text
    assert shown.headers["Content-Type"] == "text/html; charset=utf-8"
    assert shown.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")


bounds = st.tuples(st.integers(-50, 50), st.integers(0, 50))
fields = st.one_of(
    bounds.map(lambda b: (int, Field(ge=b[0], le=b[0] + b[1]))),
    st.sampled_from(
        [date, datetime, timedelta, bool, str, Identifier, Line, Money, list[Money], Literal["x", "y"]]
    ).map(lambda kind: (kind, ...)),
    st.sampled_from([date, str, Money]).map(lambda kind: (kind | None, ...)),
)


@given(st.dictionaries(st.sampled_from("abcdefg"), fields, min_size=1))
def test_an_example_made_up_fits_its_schema(fields):
    model = create_model("Made", __base__=Body, **fields)
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    example = Examples(schema.get("$defs", {}), is_request=True).of(schema)
    model.model_validate_json(json.dumps(example))


def test_an_example_of_something_that_holds_its_own_kind_ends():
    schema = {
        "type": "object",
        "properties": {"children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}},
    }
    assert Examples({"Tree": schema}).of({"$ref": "#/components/schemas/Tree"}) == {"children": []}
