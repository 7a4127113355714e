"""Tokens that let nobody in: each is made of a valid one, or of nothing."""

import base64
import hashlib
import hmac
import json
import os
import time
from collections.abc import Callable
from functools import cache
from urllib.request import urlopen

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.builders import tokens
from tests.proof.isolation.people import Person


def _segment(value: dict | bytes) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _content(segment: str) -> dict:
    return json.loads(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))


@cache
def _valid(name: str) -> str:
    return tokens.id_token(name)


def _with(**claims: object) -> Callable[[str], str]:
    return lambda name: tokens.id_token(name, **claims)


def _under_header(name: str, **fields: object) -> str:
    header, claims, _ = _valid(name).split(".")
    return f"{_segment({**_content(header), **fields})}.{claims}"


def _unsigned(name: str) -> str:
    return _under_header(name, alg="none") + "."


@cache
def _public_pem() -> bytes:
    with urlopen(os.environ["OIDC_JWKS_URL"]) as keys:
        key = jwt.PyJWKSet.from_dict(json.load(keys)).keys[0].key
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def _signed_with_the_public_key(name: str) -> str:
    text = _under_header(name, alg="HS256")
    return f"{text}.{_segment(hmac.new(_public_pem(), text.encode(), hashlib.sha256).digest())}"


def _other_payload(name: str) -> str:
    header, claims, signature = _valid("nobody@firm-alder").split(".")
    return f"{header}.{_segment({**_content(claims), 'cognito:username': name})}.{signature}"


def _other_signature(name: str) -> str:
    text, _, signature = _valid(name).rpartition(".")
    flipped = bytes([base64.urlsafe_b64decode(signature + "==")[0] ^ 1])
    return f"{text}.{_segment(flipped + base64.urlsafe_b64decode(signature + '==')[1:])}"


@cache
def _stranger() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _signed_by_a_stranger(name: str) -> str:
    claims = jwt.decode(_valid(name), options={"verify_signature": False})
    return jwt.encode(claims, _stranger(), algorithm="RS256", headers={"kid": tokens.KEY_ID})


def _key_in_the_header(name: str) -> str:
    claims = jwt.decode(_valid(name), options={"verify_signature": False})
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_stranger().public_key()))
    headers = {"kid": "stranger", "jwk": public, "jku": "https://stranger.example/keys"}
    return jwt.encode(claims, _stranger(), algorithm="RS256", headers=headers)


def _unknown_key(name: str) -> str:
    claims = jwt.decode(_valid(name), options={"verify_signature": False})
    return jwt.encode(claims, tokens._key(), algorithm="RS256", headers={"kid": "another"})


#: what is wrong -> the token for a sign-in name; None sends no header at all
FORGERIES: dict[str, Callable[[str], str] | None] = {
    "no token": None,
    "no content": lambda name: "",
    "expired": _with(exp=int(time.time()) - 60),
    "without expiry": _with(exp=None),
    "not valid yet": _with(nbf=int(time.time()) + 3600),
    "wrong issuer": _with(iss="https://identity.example/another"),
    "wrong audience": _with(aud="another-client"),
    "an access token": _with(token_use="access"),
    "algorithm none": _unsigned,
    "HS256 with the public key": _signed_with_the_public_key,
    "tampered payload": _other_payload,
    "tampered signature": _other_signature,
    "signed by a stranger": _signed_by_a_stranger,
    "key in the header": _key_in_the_header,
    "unknown kid": _unknown_key,
    "name of nobody": lambda name: _valid(f"x{name}"),
    "name without a firm": lambda name: _valid(name.partition("@")[0]),
}


def header(kind: str, person: Person) -> str | None:
    """The `Authorization` header of a forgery in a person's name."""
    forge = FORGERIES[kind]
    return f"Bearer {forge(person.sign_in_name)}" if forge else None
