from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.errors import NotFound, PreconditionFailed
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.lookups import find
from chalicelib.kernel.table import TenantTable
from chalicelib.tenants import service
from chalicelib.tenants.model import Tenant, distinct, is_reserved, is_time_zone, slug_of

ID = "tn_01JDB3K8Q2V5T7W9X1Y3Z5A7B9"


def company(**fields):
    known = {"id": ID, "slug": "harbour", "name": "Harbour", "locale": "zh-CN", "time_zone": "Asia/Shanghai"}
    return Tenant(**{**known, "currency": "CNY", "jurisdiction": "CN", **fields})


def founded(name="Harbour Estates", **fields):
    """A tenant written to its own table; answers it."""
    known = {"locale": "zh-CN", "time_zone": "Asia/Shanghai", "currency": "CNY", "jurisdiction": "CN"}
    tenant, changes = service.found(new_id("tn"), name, **{**known, **fields})
    TenantTable(tenant.id).commit(changes)
    return tenant


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Harbour Estates", "harbour-estates"),
        ("  Café & Söhne  GmbH ", "cafe-sohne-gmbh"),
        ("绿城 Greentown 物业", "greentown"),
        ("金地物业", "t-z5a7b9"),
        ("A", "t-z5a7b9"),
    ],
)
def test_a_slug_is_made_of_the_latin_letters_of_a_name_or_of_the_id(name, slug):
    assert slug_of(name, ID) == slug


@given(st.text(max_size=200))
def test_every_name_gives_a_slug_that_can_end_a_sign_in_name(name):
    slug = slug_of(name, new_id("tn"))
    assert 2 <= len(slug) <= 30
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug.strip("-") == slug


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati", "UTC"]),
)
def test_the_local_date_is_at_most_a_day_from_the_date_in_utc(at, zone):
    assert abs(service.local_date(company(time_zone=zone), at) - at.date()) <= timedelta(days=1)


def test_the_day_turns_at_the_tenants_midnight():
    shanghai = company()
    assert service.today(shanghai, datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC)) == date(2026, 11, 23)
    assert service.today(shanghai, datetime(2026, 11, 23, 16, 0, tzinfo=UTC)) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "", "../etc/passwd", "/etc/localtime", "Asia", "Asia/Shanghai\0"]
)
def test_only_keys_of_the_time_zone_database_are_time_zones(name):
    assert not is_time_zone(name)
    assert is_time_zone("Asia/Shanghai")


def test_a_founded_tenant_is_read_under_its_own_key_and_its_slug_leads_to_it(cloud, acting):
    tenant = founded()
    assert service.get(acting("manager", tenant=tenant.id)) == tenant
    assert find("tenant_slug", "harbour-estates").tenant == tenant.id


def test_a_second_company_of_the_same_name_gets_a_slug_of_its_own(cloud):
    first, second = founded(), founded()
    assert first.slug == "harbour-estates"
    assert second.slug == distinct("harbour-estates", second.id)


def test_no_company_gets_the_platforms_slug(cloud):
    assert is_reserved("platform")
    assert founded("Platform").slug.startswith("platform-")


def test_policies_are_replaced_one_by_one(cloud, acting):
    tenant = founded()
    context = acting("tenant_admin", tenant=tenant.id)
    changed = service.configure(context, name=None, policies={"gate": {"grace_days": 3}, "skew_limit_s": 60})
    assert changed.version == 2
    assert changed.name == tenant.name
    assert changed.policies == tenant.policies.model_copy(
        update={"gate": service.GatePolicy(threshold=0, grace_days=3), "skew_limit_s": 60}
    )
    assert service.get(context) == changed


def test_the_platform_is_no_tenant(cloud, acting):
    with pytest.raises(NotFound):
        service.get(acting("platform_operator", tenant="platform"))


def test_a_stale_version_is_refused(cloud, acting):
    tenant = founded()
    context = replace(acting("tenant_admin", tenant=tenant.id), if_match=7)
    with pytest.raises(PreconditionFailed):
        service.configure(context, name="New", policies={})
    assert service.get(context) == tenant


# -- routes -----------------------------------------------------------------------------------------


def test_everyone_of_a_tenant_reads_it_and_only_an_administrator_changes_it(api):
    tenancy = api.found()
    technician = api.as_(api.member(tenancy, "technician")["sign_in_name"])
    answer = technician.get("/v1/tenant")
    assert (answer.status, answer.json["slug"], answer.headers["ETag"]) == (200, "harbour-estates", '"1"')
    assert technician.patch("/v1/tenant", {"name": "Mine"}).status == 403

    admin = api.as_(tenancy.admin)
    changed = admin.patch("/v1/tenant", {"name": "海港物业", "policies": {"gate": {"threshold": 5000}}})
    assert changed.status == 200
    assert changed.json["name"] == "海港物业"
    assert changed.json["policies"]["gate"] == {"threshold": 5000, "grace_days": 0}
    assert changed.json["version"] == 2


def test_if_match_is_honoured_on_the_tenant(api):
    admin = api.as_(api.found().admin)
    assert admin.patch("/v1/tenant", {"name": "B"}, headers={"If-Match": '"1"'}).status == 200
    stale = admin.patch("/v1/tenant", {"name": "C"}, headers={"If-Match": '"1"'})
    assert (stale.status, stale.json["code"], stale.json["version"]) == (412, "precondition_failed", 2)


@pytest.mark.parametrize(
    ("body", "loc"),
    [
        ({"slug": "new"}, ["body", "slug"]),
        ({"name": ""}, ["body", "name"]),
        ({"policies": {"gate": {"threshold": "5"}}}, ["body", "policies", "gate", "threshold"]),
        ({"policies": {"geofence_radius_m": 0}}, ["body", "policies", "geofence_radius_m"]),
        ({"policies": {"unknown": 1}}, ["body", "policies", "unknown"]),
    ],
)
def test_a_wrong_field_of_the_tenant_is_named(api, body, loc):
    answer = api.as_(api.found().admin).patch("/v1/tenant", body)
    assert answer.status == 422
    assert [error["loc"] for error in answer.json["errors"]] == [loc]


def test_the_operator_has_no_tenant_to_read(api):
    assert api.operator.get("/v1/tenant").status == 404


def test_everyone_reads_how_to_pay_and_only_an_administrator_says_it(api):
    tenancy = api.found()
    admin = api.as_(tenancy.admin)
    reader = api.as_(api.member(tenancy, "contractor")["sign_in_name"])
    assert reader.get("/v1/tenant").json["payment_instructions"] is None
    said = {"zh-CN": "扫码付款。\n或到前台。", "en": "Scan the code,\nor come to the desk."}
    body = {"payment_instructions": said}
    assert reader.patch("/v1/tenant", body).status == 403
    assert admin.patch("/v1/tenant", body).json["payment_instructions"] == said
    assert admin.patch("/v1/tenant", {"name": "New"}).json["payment_instructions"] == said
    assert reader.get("/v1/tenant").json["payment_instructions"] == said
    for wrong in ({"en": "x"}, {**said, "fr": "x"}, {**said, "en": " "}, {**said, "en": "x" * 1001}):
        assert admin.patch("/v1/tenant", {"payment_instructions": wrong}).status == 422
    cleared = admin.patch("/v1/tenant", {"payment_instructions": None})
    assert (cleared.status, cleared.json["payment_instructions"]) == (200, None)
