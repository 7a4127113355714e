"""The authorizer of every route: a bearer token becomes an actor, at the cost of two reads.

It takes only id tokens that the identity provider signed with RS256 for this client, finds whom the sign-in
name leads to, and hands their tenant, roles and departments on. API Gateway keeps the answer for 60
seconds, so a revoked person may act that much longer. It deploys alone, without `app.py`, and tells nobody
why it refused.
"""

from typing import Any

from chalice.app import AuthRequest, AuthResponse, Blueprint

from chalicelib.kernel import lookups
from chalicelib.kernel.actor import Actor
from chalicelib.kernel.observability import log, log_failure, without_words
from chalicelib.kernel.settings import settings
from chalicelib.kernel.table import TenantTable
from chalicelib.organization.jwks import key_set
from chalicelib.organization.store import person_ref

authorizers = Blueprint(__name__)
_LEEWAY_S = 10  # between the provider's clock and ours
_NAME_CLAIM = "cognito:username"


@authorizers.authorizer(ttl_seconds=60, name="organization_authorize")
def organization_authorize(request: AuthRequest) -> AuthResponse:
    """Let in the actor whom the token names, to every route: what they may do there the Router decides."""
    try:
        name = _signed_in(request.token)
        actor = _actor(name) if name else None
    except Exception as failure:  # noqa: BLE001 - raised as Failed
        log_failure("cannot authorize", failure)
        raise without_words(failure) from None
    if actor is None:
        raise Exception("Unauthorized")  # noqa: TRY002 - exactly this makes API Gateway answer 401
    log().info("authorized", tenant=actor.tenant, principal=actor.id)
    return AuthResponse(routes=["*"], principal_id=actor.id, context={"actor": actor.model_dump_json()})


def _signed_in(header: str) -> str | None:
    """The sign-in name in a valid `Bearer` header, else None."""
    scheme, _, token = header.strip().partition(" ")
    if scheme.lower() != "bearer":
        return None
    claims = _claims(token.strip())
    if claims.get("token_use") != "id":
        return None
    name = claims.get(_NAME_CLAIM)
    return name if isinstance(name, str) else None


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
    except jwt.PyJWTError:
        return {}


def _actor(sign_in_name: str) -> Actor | None:
    """Whom a sign-in name leads to, None when to nobody who is active."""
    found = lookups.find("sign_in", sign_in_name) if sign_in_name else None
    ref = person_ref(found.id) if found else None
    if found is None or ref is None:
        return None
    person = TenantTable(found.tenant).get(ref)
    return person.actor(found.tenant) if person and person.is_active else None
