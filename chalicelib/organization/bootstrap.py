"""The first person of a deployment, whom nobody can invite: the platform operator."""

from chalicelib.kernel import lookups
from chalicelib.kernel.actor import PLATFORM
from chalicelib.kernel.ids import derived_id
from chalicelib.kernel.table import TenantTable
from chalicelib.organization import sign_in, store
from chalicelib.organization.model import Operator


def create_platform_operator(username: str, password: str) -> str:
    """Make the operator who signs in as `username`, as given, with a permanent password; answers their id.

    Repeating it sets the password anew and leaves the rest. Needs TABLE_NAME and USER_POOL_ID in the
    environment. Raises UsernameTaken when the name is a tenant's person's.
    """
    id = derived_id("op", username)
    leads_to = lookups.find("sign_in", username)
    if leads_to is None:
        sign_in.create_user(username, password, name=username, email=None, phone=None)
        TenantTable(PLATFORM).commit(
            [store.save_operator(Operator(id=id, name=username)), sign_in.sign_in_change(username, id)]
        )
    elif leads_to.tenant != PLATFORM:
        raise sign_in.UsernameTaken()
    sign_in.set_password(username, password, is_permanent=True)
    return id
