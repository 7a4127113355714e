"""The permission table: which roles may do what. Whether this row may be touched is the services' question.

Residents hold the role `resident`, the platform operator `platform_operator`; everybody else is a member.
"""

STAFF = frozenset(
    {
        "tenant_admin",
        "manager",
        "dispatcher",
        "technician",
        "front_desk",
        "billing_clerk",
        "assessor",
        "data_steward",
    }
)
MEMBERS = STAFF | {"contractor"}
TENANT_ROLES = MEMBERS | {"resident"}

PERMISSIONS: dict[str, frozenset[str]] = {
    "tenant.create": frozenset({"platform_operator"}),
    "tenant.configure": frozenset({"tenant_admin"}),
    "audit.read": frozenset({"tenant_admin"}),
    "me.change": TENANT_ROLES,
    "organization.manage": frozenset({"tenant_admin"}),
    "organization.read": STAFF,
    "department.nudge": frozenset({"manager"}),
    "estate.manage": frozenset({"tenant_admin", "data_steward"}),
    "estate.read": STAFF,
    "unit.read": STAFF | {"resident"},
    "category.manage": frozenset({"tenant_admin"}),
    "category.read": TENANT_ROLES,
    "template.manage": frozenset({"tenant_admin"}),
    "survey_template.manage": frozenset({"tenant_admin"}),
    "calendar.manage": frozenset({"tenant_admin"}),
    "calendar.read": STAFF,
    "charge.post": frozenset({"billing_clerk"}),
    "payment.post": frozenset({"billing_clerk"}),
    "account.read": frozenset({"billing_clerk", "front_desk", "resident"}),
    "account.list": frozenset({"billing_clerk", "front_desk", "manager", "tenant_admin"}),
    "work_order.report": frozenset({"resident", "front_desk", "manager"}),
    "work_order.read": TENANT_ROLES,
    "work_order.assign": frozenset({"dispatcher", "manager"}),
    "work_order.perform": frozenset({"technician", "contractor"}),
    "work_order.plan": frozenset({"technician", "contractor", "manager"}),
    "work_order.take": frozenset({"technician"}),
    "work_order.cancel": frozenset({"resident", "front_desk", "manager"}),
    "work_order.take_part": TENANT_ROLES,
    "work_order.direct": frozenset({"manager"}),
    "work_order.rework": frozenset({"resident", "front_desk", "manager"}),
    "work_order.rate": frozenset({"manager"}),
    "work_order.waive_hold": frozenset({"manager", "billing_clerk"}),
    "rota.manage": frozenset({"tenant_admin"}),
    "rota.read": STAFF,
    "deadline.read": MEMBERS,
    "deadline.acknowledge": MEMBERS,
    "stats.read": MEMBERS,
    "board.read": MEMBERS,
    "report.keep": MEMBERS,
    "report.read": MEMBERS,
    "export.request": MEMBERS,
    "callback.work": frozenset({"assessor", "front_desk", "manager"}),
    "channel.manage": frozenset({"tenant_admin"}),
    "delivery.read": frozenset({"tenant_admin", "manager"}),
    "notice.send": frozenset({"tenant_admin", "manager", "dispatcher"}),
    "notice.read": frozenset({"tenant_admin", "manager", "dispatcher", "front_desk", "assessor"}),
}

#: roles that see every order, wherever the role is given (a department or the whole tenant)
OVERSEERS = frozenset({"tenant_admin", "manager", "dispatcher", "front_desk", "billing_clerk", "assessor"})


def of_roles(roles: frozenset[str]) -> list[str]:
    """The permissions that any of `roles` has, sorted."""
    return sorted(name for name, allowed in PERMISSIONS.items() if allowed & roles)
