"""Tokens as the identity provider would sign them, with a key of the tests' own."""

import json
import time
from functools import cache
from pathlib import Path

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

ISSUER = "https://identity.example/pool"
CLIENT_ID = "client"
KEY_ID = "tests"


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def write_jwks(directory: Path) -> str:
    """Writes the public key set, answers its address."""
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_key().public_key()))
    path = directory / "jwks.json"
    path.write_text(json.dumps({"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}))
    return path.as_uri()


def id_token(sign_in_name: str, **claims: object) -> str:
    """A valid id token for a sign-in name; `claims` replace its own."""
    now = int(time.time())
    content = {
        "iss": ISSUER,
        "aud": CLIENT_ID,
        "sub": f"sub-{sign_in_name}",
        "cognito:username": sign_in_name,
        "token_use": "id",
        "iat": now,
        "exp": now + 3600,
        **claims,
    }
    return jwt.encode(content, _key(), algorithm="RS256", headers={"kid": KEY_ID})
