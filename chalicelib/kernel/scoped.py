"""The second wall, where a deployment wants it: a client of the table that reaches one tenant's items and no other's.

The function assumes a role under a session policy whose condition on `dynamodb:LeadingKeys` names the tenant, so that
AWS itself refuses a key of anybody else, whatever our code asks for (docs/decisions/0013).
"""

import json
import re
from functools import cache, lru_cache, partial
from typing import Any

from chalicelib.kernel.actor import PLATFORM
from chalicelib.kernel.aws import client
from chalicelib.kernel.settings import settings
from chalicelib.kernel.transport import shorten

#: how many tenants' clients a process keeps; the one that was not used for longest goes first
MOST_CLIENTS = 32
#: the longest that AWS allows to a role which was assumed by a role; botocore renews 15 minutes before the end
SESSION_S = 3600
_TENANT = re.compile(r"[A-Za-z0-9_-]{1,64}")
_OWN_ITEMS = (
    "BatchGetItem",
    "ConditionCheckItem",
    "DeleteItem",
    "GetItem",
    "PutItem",
    "Query",
    "UpdateItem",
)


def policy(tenant: str) -> dict[str, Any]:
    """What a session for a tenant may do of what its role may: touch keys that start with the tenant, and take a name.

    Names (sign-ins, slugs, links) lie outside of all tenants: they can be taken when they are free, but not read.
    Raises ValueError for an id that could be read as a pattern.
    """
    if not _TENANT.fullmatch(tenant):
        raise ValueError("a tenant's id has no wildcards")
    return {
        "Version": "2012-10-17",
        "Statement": [
            _allow([f"dynamodb:{action}" for action in _OWN_ITEMS], f"T#{tenant}#*"),
            _allow(["dynamodb:PutItem"], "LOOKUP#*"),
        ],
    }


def _allow(actions: list[str], keys: str) -> dict[str, Any]:
    # The role has no Scan, for which ForAllValues would hold: a scan names no key at all.
    condition = {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": [keys]}}
    return {"Effect": "Allow", "Action": actions, "Resource": "*", "Condition": condition}


def table_client(tenant: str) -> Any:
    """The client for a tenant's items: the process's own, unless the deployment wants one for each tenant.

    The platform's items are always reached by the process's own: whoever founds a tenant writes into it.
    """
    if not settings().tenant_role_arn or tenant == PLATFORM:
        return client("dynamodb")
    return _client_of(tenant)


@lru_cache(maxsize=MOST_CLIENTS)
def _client_of(tenant: str) -> Any:
    """A client that reaches one tenant. One call of STS when it is first used, and one each 45 minutes of use."""
    import boto3  # deferred, like all that a cold start can do without
    from botocore.credentials import DeferredRefreshableCredentials
    from botocore.session import get_session

    session = get_session()
    session.register_component("data_loader", _models())
    renewed = DeferredRefreshableCredentials(partial(_assume, tenant), "assume-role")
    session._credentials = renewed  # noqa: SLF001 - botocore knows no other way to hand over what renews itself
    own = client("dynamodb").meta
    made = boto3.Session(botocore_session=session).client(
        "dynamodb", region_name=own.region_name, config=own.config
    )
    shorten(made, renewed)
    return made


@cache
def _models() -> Any:
    """Reads botocore's models once for all tenants: that is most of what a client costs."""
    from botocore.loaders import create_loader

    return create_loader()


def _assume(tenant: str) -> dict[str, str]:
    answer = client("sts").assume_role(
        RoleArn=settings().tenant_role_arn,
        RoleSessionName=tenant,
        DurationSeconds=SESSION_S,
        Policy=json.dumps(policy(tenant), separators=(",", ":")),
    )["Credentials"]
    return {
        "access_key": answer["AccessKeyId"],
        "secret_key": answer["SecretAccessKey"],
        "token": answer["SessionToken"],
        "expiry_time": answer["Expiration"].isoformat(),
    }
