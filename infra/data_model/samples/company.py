"""A company, its people and its places: tenants, organization, estates."""

from chalicelib.contracts.organization import DepartmentNudged, MemberInvited, ParticularsChanged
from chalicelib.estates import store as estates
from chalicelib.estates.model import Building, Community, Location, Resident, Unit
from chalicelib.kernel.actor import Assignment
from chalicelib.kernel.changes import Emit
from chalicelib.organization import store as organization
from chalicelib.organization.model import Department, Member, Operator
from chalicelib.organization.sign_in import sign_in_change
from chalicelib.tenants import store as tenants
from chalicelib.tenants.model import AuditEntry, Tenant
from infra.data_model.samples.envelope import ADA, AT, ENVELOPE, Groups

TENANT = Tenant(
    id="<tenant>",
    slug="<slug>",
    name="Harbour Estates",
    locale="en",
    time_zone="Asia/Shanghai",
    currency="CNY",
    jurisdiction="CN",
)
AUDITED = AuditEntry(
    id="<entry>", at=AT, actor=ADA, kind="tenant", entity_id=TENANT.id, name=TENANT.name, action="changed"
)
DEPARTMENT = Department(id="<department>", name="Repairs", kind="service")
MEMBER = Member(
    id="<member>",
    name="Ada",
    sign_in_name="<sign-in name>",
    assignments=(Assignment(role="assessor"),),
    department_ids=(DEPARTMENT.id,),
    assesses=True,
)
JOINED = MemberInvited(**ENVELOPE, entity=MEMBER.id, name=MEMBER.name)
NUDGED = DepartmentNudged(
    **ENVELOPE, entity="<nudge>", department_id=DEPARTMENT.id, department_name=DEPARTMENT.name
)
MOVED = ParticularsChanged(**ENVELOPE, entity="rs_<resident>")
OPERATOR = Operator(id="<operator>", name="Otto")
COMMUNITY = Community(id="<community>", name="Lakeside")
BUILDING = Building(
    id="<building>", community_id=COMMUNITY.id, name="Building 3", location=Location(lat=31.2, lon=121.5)
)
UNIT = Unit(id="<unit>", building_id=BUILDING.id, community_id=COMMUNITY.id, name="3-1201")
RESIDENT = Resident(
    id="<resident>", name="Li Wei", phone="+8613800138000", unit_ids=(UNIT.id,), relation="owner"
)

WRITTEN: Groups = {
    "tenants": [tenants.create(TENANT), [tenants.record(AUDITED)]],
    "organization": [
        [organization.save_department(DEPARTMENT)],
        [
            *organization.save_member(MEMBER),
            sign_in_change(MEMBER.sign_in_name, MEMBER.id),
            Emit(organization.member_pk(MEMBER.id), JOINED),
        ],
        [organization.emit_person(MOVED)],
        [organization.save_operator(OPERATOR)],
        [Emit(organization.nudge_pk("<nudge>"), NUDGED)],
    ],
    "estates": [
        [
            estates.save_community(COMMUNITY),
            estates.save_building(BUILDING),
            estates.save_unit(UNIT),
            *estates.save_resident(RESIDENT),
        ]
    ],
}
