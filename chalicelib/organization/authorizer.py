"""The authorizer of every route: a bearer token becomes an actor, at the cost of two reads.

API Gateway keeps the answer for 60 seconds, so a revoked person may act that much longer. It deploys alone, without
`app.py`, and tells nobody why it refused.
"""

from chalice.app import AuthRequest, AuthResponse, Blueprint

from chalicelib.kernel.observability import log, log_failure, without_words
from chalicelib.organization.recognition import recognised

authorizers = Blueprint(__name__)


@authorizers.authorizer(ttl_seconds=60, name="organization_authorize")
def organization_authorize(request: AuthRequest) -> AuthResponse:
    """Let in the actor whom the token names, to every route: what they may do there the Router decides."""
    try:
        scheme, _, token = request.token.strip().partition(" ")
        found = recognised(token.strip()) if scheme.lower() == "bearer" else None
    except Exception as failure:  # noqa: BLE001 - raised as Failed
        log_failure("cannot authorize", failure)
        raise without_words(failure) from None
    if found is None:
        raise Exception("Unauthorized")  # noqa: TRY002 - exactly this makes API Gateway answer 401
    actor = found.actor
    log().info("authorized", tenant=actor.tenant, principal=actor.id)
    return AuthResponse(routes=["*"], principal_id=actor.id, context={"actor": actor.model_dump_json()})
