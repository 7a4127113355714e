"""What API Gateway does between HTTP and the API function: routes, asks the authorizer and keeps its answer, wraps.

`application` is the WSGI application that gunicorn serves; each process handles one request at a time, as a
function on Lambda does. Everything in here is counted as ours.
"""

import re
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from app import app
from chalicelib.organization.authorizer import organization_authorize

_KEPT_S = 60  # as the authorizer asks API Gateway to keep its answers
_ARN = "arn:aws:execute-api:us-east-1:123456789012:api/api/"
_ROUTES = [
    (re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)), path, frozenset(methods))
    for path, methods in sorted(app.routes.items(), key=lambda route: route[0].count("{"))
]
_actors: dict[str, tuple[float, dict[str, str]]] = {}

Environ = dict[str, Any]


def application(environ: Environ, start: Callable[[str, list[tuple[str, str]]], Any]) -> Iterable[bytes]:
    """Answer one HTTP request by the API function."""
    answer = app(event(environ), None)
    status = answer["statusCode"]
    start(f"{status} {HTTPStatus(status).phrase}", list(answer["headers"].items()))
    return [answer["body"].encode()]


def nothing(environ: Environ, start: Callable[[str, list[tuple[str, str]]], Any]) -> Iterable[bytes]:
    """As much of `application` as is not the API function: what gunicorn and the wrapping cost by themselves."""
    event(environ)
    start("200 OK", [("Content-Type", "application/json")])
    return [b"{}"]


def event(environ: Environ) -> dict[str, Any]:
    """The event that API Gateway's proxy integration makes of a request."""
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    headers = {
        name[5:].replace("_", "-").title(): value
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    if kind := environ.get("CONTENT_TYPE"):
        headers["Content-Type"] = kind
    length = int(environ.get("CONTENT_LENGTH") or 0)
    query = parse_qs(environ["QUERY_STRING"])
    resource, parameters = _route(method, path)
    return {
        "resource": resource,
        "path": path,
        "httpMethod": method,
        "headers": headers,
        "multiValueQueryStringParameters": query or None,
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "pathParameters": parameters,
        "stageVariables": None,
        "requestContext": {
            "httpMethod": method,
            "resourcePath": resource,
            "path": path,
            "identity": {"sourceIp": environ.get("REMOTE_ADDR", "127.0.0.1")},
            "authorizer": _authorized(headers["Authorization"]),
        },
        "body": environ["wsgi.input"].read(length).decode() if length else None,
        "isBase64Encoded": False,
    }


def _route(method: str, path: str) -> tuple[str, dict[str, str] | None]:
    for pattern, resource, methods in _ROUTES:
        found = pattern.fullmatch(path)
        if found and method in methods:
            return resource, found.groupdict() or None
    raise LookupError(path)


def _authorized(token: str) -> dict[str, str]:
    kept = _actors.get(token)
    if kept is None or kept[0] < time.monotonic():
        asked = {"type": "TOKEN", "methodArn": _ARN, "authorizationToken": token}
        kept = time.monotonic() + _KEPT_S, organization_authorize(asked, None)["context"]
        _actors[token] = kept
    return kept[1]
