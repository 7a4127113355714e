"""Whom a token names: an actor of one tenant, found by the sign-in name in it. Two reads.

It takes only id tokens that the identity provider signed with RS256 for this client, finds whom the sign-in name leads
to, and answers them with their tenant, roles and departments.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from chalicelib.kernel import lookups
from chalicelib.kernel.actor import Actor
from chalicelib.kernel.settings import settings
from chalicelib.kernel.table import TenantTable
from chalicelib.organization.jwks import key_set
from chalicelib.organization.store import person_ref

_LEEWAY_S = 10  # between the provider's clock and ours
_NAME_CLAIM = "cognito:username"


@dataclass(frozen=True)
class Recognised:
    """Somebody active, and when their token ends."""

    actor: Actor
    until: datetime


def recognised(token: str) -> Recognised | None:
    """Whom a valid id token names, None when it is not valid here or they are not active."""
    claims = _claims(token)
    name = claims.get(_NAME_CLAIM)
    if claims.get("token_use") != "id" or not isinstance(name, str):
        return None
    actor = actor_of(name)
    return Recognised(actor, datetime.fromtimestamp(claims["exp"], UTC)) if actor else None


def _claims(token: str) -> dict[str, Any]:
    """What a token claims, empty when it is not valid here. The token does not choose the algorithm."""
    import jwt  # deferred, with the cryptography it brings: importing this module must stay cheap

    try:
        key = key_set(settings().oidc_jwks_url).find(str(jwt.get_unverified_header(token).get("kid")))
        if key is None:
            return {}
        return jwt.decode(
            token,
            key.key,
            algorithms=["RS256"],
            audience=settings().client_id,
            issuer=settings().oidc_issuer,
            leeway=_LEEWAY_S,
            options={"require": ["exp", "iss", "aud"]},
        )
    except (jwt.PyJWTError, UnicodeError):  # JSON can say halves of characters, which no token has
        return {}


def actor_of(sign_in_name: str) -> Actor | None:
    """Whom a sign-in name leads to, None when to nobody who is active."""
    found = lookups.find("sign_in", sign_in_name) if sign_in_name else None
    ref = person_ref(found.id) if found else None
    if found is None or ref is None:
        return None
    person = TenantTable(found.tenant).get(ref)
    return person.actor(found.tenant) if person and person.is_active else None
