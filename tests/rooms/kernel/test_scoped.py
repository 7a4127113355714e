"""The second wall: what a tenant's session may touch, and that the code works behind it.

No emulator evaluates `dynamodb:LeadingKeys`, so the policy is held against IAM's own rule of StringLike here, with
every key that the product touches; `python -m infra.prove_leading_keys` shows in an AWS account that AWS does the rest.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel import scoped, settings
from chalicelib.kernel.actor import PLATFORM
from chalicelib.kernel.aws import client
from chalicelib.kernel.ids import new_id
from tests.budgets.walk import walk
from tests.builders.api import Api
from tests.builders.company import Company
from tests.builders.leading_keys import allows, touches
from tests.builders.meter import Call

ROLE = "arn:aws:iam::123456789012:role/steward-tenant"


@pytest.fixture
def sessions(cloud, monkeypatch) -> Iterator[list[dict[str, str]]]:
    """The wall switched on: what STS is asked for, call by call."""
    asked: list[dict[str, str]] = []

    def keep(params: dict[str, Any], **_: Any) -> None:
        asked.append(params["body"])

    monkeypatch.setenv("TENANT_ROLE_ARN", ROLE)
    settings.settings.cache_clear()
    scoped._client_of.cache_clear()
    hooks = client("sts").meta.events
    hooks.register("before-call.sts.AssumeRole", keep)
    yield asked
    hooks.unregister("before-call.sts.AssumeRole", keep)
    scoped._client_of.cache_clear()


@pytest.fixture
def behind_the_wall(sessions, clock) -> tuple[Company, list[tuple[str, Call]]]:
    """A walk through every operation: each call of the table with the tenant whose client made it ("" for our own)."""
    from app import app

    made: list[tuple[str, Call]] = []

    def keep(client_of: str) -> Any:
        def sent(model: Any, params: dict[str, Any], **_: Any) -> None:
            made.append((client_of, Call("dynamodb", model.name, json.loads(params["body"]))))

        return sent

    company = Company(Api(app), Api(app).found())
    own = company.tenancy.id
    scoped.table_client(own).meta.events.register("before-call.dynamodb", keep(own))
    client("dynamodb").meta.events.register("before-call.dynamodb", ours := keep(""))
    walk(company)
    client("dynamodb").meta.events.unregister("before-call.dynamodb", ours)
    return company, made


def test_every_key_that_the_product_touches_for_a_tenant_is_its_sessions_and_no_others(behind_the_wall):
    company, made = behind_the_wall
    own, other = (scoped.policy(tenant) for tenant in (company.tenancy.id, new_id("tn")))
    seen = set()
    for tenant, call in made:
        for action, keys in touches(call):
            seen.add((bool(tenant), action))
            if tenant:
                assert allows(own, action, keys), (action, keys)
                is_name = all(key.startswith("LOOKUP#") for key in keys)
                assert allows(other, action, keys) == (is_name and action == "PutItem"), (action, keys)
            else:  # by our own rights: names, before a tenant is known, and what is the platform's
                assert all(key.startswith(("LOOKUP#", f"T#{PLATFORM}#")) for key in keys), (action, keys)
    assert {action for is_scoped, action in seen if is_scoped} == set(scoped._OWN_ITEMS)


def test_a_tenant_costs_one_call_of_sts_and_the_session_is_for_it_alone(sessions, clock, api):
    first, second = (Company(api, api.found(name)) for name in ("One", "Two"))
    for company in (first, second, first):
        company.admin.get("/v1/departments")
    assert len(sessions) == 2
    for company, asked in zip((first, second), sessions, strict=True):
        assert asked["RoleArn"] == ROLE
        assert json.loads(asked["Policy"]) == scoped.policy(company.tenancy.id)


def test_the_wall_is_off_unless_a_deployment_wants_it(cloud):
    assert scoped.table_client("tn_one") is client("dynamodb")


def test_the_platform_founds_tenants_by_the_functions_own_rights(sessions, api):
    api.found()
    assert scoped.table_client(PLATFORM) is client("dynamodb")


def test_a_process_keeps_a_bounded_number_of_clients(sessions):
    for number in range(scoped.MOST_CLIENTS + 2):
        scoped.table_client(f"tn_{number}")
    assert scoped._client_of.cache_info().currsize == scoped.MOST_CLIENTS


ids = st.from_regex(r"[A-Za-z0-9_-]{1,30}", fullmatch=True)


@given(one=ids, other=ids, rest=st.text(max_size=40), action=st.sampled_from(scoped._OWN_ITEMS))
def test_no_key_of_another_tenant_is_like_a_tenants(one, other, rest, action):
    key = f"T#{other}#{rest}"
    assert allows(scoped.policy(one), action, [key]) == (one == other)
    assert not allows(scoped.policy(one), action, [f"T#{one}#x", f"T#{other}-#x"])


@given(st.text(min_size=1, max_size=70).filter(lambda text: not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", text)))
def test_an_id_that_could_be_a_pattern_gets_no_session(tenant):
    with pytest.raises(ValueError):
        scoped.policy(tenant)


def test_a_session_policy_is_within_what_sts_takes():
    assert len(json.dumps(scoped.policy(new_id("tn")), separators=(",", ":"))) < 2048
