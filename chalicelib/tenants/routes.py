"""HTTP: the caller's own tenant."""

from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound, PreconditionFailed, UnknownReference
from chalicelib.kernel.http import SIGNED_IN, Router
from chalicelib.kernel.schema import Listing, ListQuery, Page
from chalicelib.tenants import audit, service
from chalicelib.tenants.model import AuditEntry, Tenant
from chalicelib.tenants.schema import AuditEntryOut, TenantOut, TenantPatch

router = Router("tenants")


@router.route("GET", "/v1/tenant", permission=SIGNED_IN, answer=TenantOut, errors=(NotFound,))
def get_tenant(context: Context) -> Tenant:
    """The tenant you are signed in to, with its policies."""
    return service.get(context)


@router.route(
    "PATCH",
    "/v1/tenant",
    permission="tenant.configure",
    body=TenantPatch,
    answer=TenantOut,
    errors=(PreconditionFailed, UnknownReference),
)
def patch_tenant(context: Context, body: TenantPatch) -> Tenant:
    """Rename the tenant or change its policies."""
    return service.configure(context, name=body.name, policies=body.given_policies(), **body.given())


@router.route("GET", "/v1/audit", permission="audit.read", query=ListQuery, answer=Page[AuditEntryOut])
def list_audit(context: Context, query: ListQuery) -> Listing[AuditEntry]:
    """List who changed what in the administration, newest first."""
    return audit.entries(context, query)
