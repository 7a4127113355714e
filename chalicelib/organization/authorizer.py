"""Placeholder authorizer."""
import os, json
from chalice import AuthResponse, AuthRoute, Blueprint

bp = Blueprint(__name__)

@bp.authorizer(name="organization_authorize", ttl_seconds=60)
def organization_authorize(auth_request):
    import jwt
    from jwt import PyJWKClient
    token = (auth_request.token or "").removeprefix("Bearer ")
    try:
        key = PyJWKClient(os.environ["OIDC_JWKS_URL"]).get_signing_key_from_jwt(token)
        claims = jwt.decode(token, key.key, algorithms=["RS256"], audience=os.environ["CLIENT_ID"], issuer=os.environ["OIDC_ISSUER"])
    except Exception as e:
        print(json.dumps({"refused": repr(e)}))
        raise Exception("Unauthorized")
    print(json.dumps({"claims": claims}))
    return AuthResponse(routes=[AuthRoute("*", ["*"])], principal_id=claims["sub"], context={"tenant": "t1", "member": "m1", "claims": json.dumps(claims), "number": 3, "flag": True})
