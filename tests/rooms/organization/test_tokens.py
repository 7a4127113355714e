"""Tokens that let nobody in: forged, expired, somebody else's, or none."""

import base64
import hashlib
import hmac
import json
import os
import time
from collections.abc import Iterator
from urllib.request import urlopen

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.builders import tokens
from tests.builders.api import Api
from tests.builders.cloud import fast_cloud

ADMIN = "admin@harbour-estates"


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """One API with one tenant for all tests here: none of them changes anything."""
    with fast_cloud(tmp_path_factory.mktemp("door")):
        from app import app

        api = Api(app)
        api.found()
        yield api


def segment(value: dict | bytes) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def with_header(token: str, **fields: object) -> str:
    """The token's signing input under another header."""
    header, claims, _ = token.split(".")
    old = json.loads(base64.urlsafe_b64decode(header + "=="))
    return f"{segment({**old, **fields})}.{claims}"


def unsigned(token: str) -> str:
    return with_header(token, alg="none") + "."


def signed_with_the_public_key(token: str) -> str:
    with urlopen(os.environ["OIDC_JWKS_URL"]) as keys:
        key = jwt.PyJWKSet.from_dict(json.load(keys)).keys[0].key
    pem = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    text = with_header(token, alg="HS256")
    return f"{text}.{segment(hmac.new(pem, text.encode(), hashlib.sha256).digest())}"


def for_someone_else(token: str) -> str:
    header, claims, signature = token.split(".")
    content = json.loads(base64.urlsafe_b64decode(claims + "=="))
    return f"{header}.{segment({**content, 'cognito:username': 'other@harbour-estates'})}.{signature}"


def signed_by_a_stranger(token: str) -> str:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    claims = jwt.decode(token, options={"verify_signature": False})
    return jwt.encode(claims, stranger, algorithm="RS256", headers={"kid": tokens.KEY_ID})


FORGERIES = [
    unsigned,
    signed_with_the_public_key,
    for_someone_else,
    signed_by_a_stranger,
    lambda token: with_header(token, kid="unknown") + "." + token.split(".")[2],
    lambda token: with_header(token, kid=["a"]) + "." + token.split(".")[2],
    lambda token: token[:-20],
    lambda token: "",
    lambda token: "not a token",
    lambda token: "十." + token,
]


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forged_token_is_refused(door, forge):
    token = tokens.id_token(ADMIN)
    assert door.with_header(f"Bearer {token}").get("/v1/me").status == 200
    assert door.with_header(f"Bearer {forge(token)}").get("/v1/me").status == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": int(time.time()) - 60},
        {"exp": None},
        {"iss": "https://identity.example/other"},
        {"aud": "another client"},
        {"token_use": "access"},
        {"token_use": None},
        {"cognito:username": None},
        {"cognito:username": ""},
        {"cognito:username": 7},
        {"nbf": int(time.time()) + 600},
    ],
)
def test_a_token_that_claims_the_wrong_things_is_refused(door, claims):
    assert door.as_(ADMIN, **claims).get("/v1/me").status == 401


def test_a_clock_a_few_seconds_off_is_forgiven(door):
    assert door.as_(ADMIN, exp=int(time.time()) - 3).get("/v1/me").status == 200


@pytest.mark.parametrize("header", [None, "", "Bearer", "Basic abc", "Bearer  "])
def test_nobody_gets_in_without_a_token(door, header):
    assert door.with_header(header).get("/v1/me").status == 401


def test_the_scheme_may_be_written_in_any_case(door):
    token = tokens.id_token(ADMIN)
    assert door.with_header(f"bEARER {token}").get("/v1/me").status == 200
    assert door.with_header(token).get("/v1/me").status == 401
