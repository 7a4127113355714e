"""The OpenAPI 3.1 document, made from the operations that the Routers have recorded."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic.json_schema import models_json_schema

from chalicelib.kernel.http import PUBLIC, SIGNED_IN, Operation, Permissions, Router
from chalicelib.kernel.limits import Limits
from chalicelib.kernel.openapi.examples import ID, REFERENCE, Examples
from chalicelib.kernel.openapi.refusals import Refusal, changes_existing, refusals, takes_body
from chalicelib.kernel.problem import CONTENT_TYPE, TITLES
from chalicelib.kernel.schema import Body, Out, Query

Json = dict[str, Any]
Mode = Literal["validation", "serialization"]

_PARAMETERS: Mapping[str, Json] = {
    "Accept-Language": {
        "name": "Accept-Language",
        "in": "header",
        "description": "Language of messages and names, `zh-CN` or `en`; without either, the person's own.",
        "schema": {"type": "string"},
        "example": "en",
    },
    "Idempotency-Key": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "A request repeated with its key gets the first answer again, for 7 days.",
        "schema": {"type": "string", "pattern": r"^[\x21-\x7e]{1,200}$"},
        "example": "6f1c1f0e-6a0b-4a57-9d2a-0a5f3c2b1d4e",
    },
    "If-Match": {
        "name": "If-Match",
        "in": "header",
        "description": "The ETag last seen: change it only if it is still current.",
        "schema": {"type": "string", "pattern": r'^(\*|(W/)?"[0-9]{1,9}"|[0-9]{1,9})$'},
        "example": '"3"',
    },
}
_HEADERS: Mapping[str, Json] = {
    "ETag": {
        "description": "The version, to be sent as `If-Match`.",
        "schema": {"type": "string"},
        "example": '"3"',
    },
    "Idempotency-Replayed": {
        "description": "`true` when this is the stored answer to an earlier request with this key.",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}, "example": 1},
}
_PROBLEM: Json = {
    "type": "object",
    "title": "Problem",
    "description": "An RFC 9457 problem document. Some codes add members of their own.",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "examples": ["urn:steward:problem:invalid"]},
        "title": {"type": "string", "examples": ["Invalid fields"]},
        "status": {"type": "integer", "examples": [422]},
        "detail": {"type": "string", "description": "What happened, in the caller's language."},
        "code": {"type": "string", "description": "Stable; programs compare this."},
        "errors": {
            "type": "array",
            "description": "Which fields are wrong, on 422.",
            "items": {
                "type": "object",
                "required": ["loc", "message"],
                "properties": {
                    "loc": {
                        "type": "array",
                        "items": {"type": ["string", "integer"]},
                        "examples": [["body", "name"]],
                    },
                    "message": {"type": "string"},
                },
            },
        },
    },
    "additionalProperties": True,
}


def document(
    title: str, routers: Sequence[Router], permissions: Permissions, limits: Limits | None = None
) -> Json:
    """The whole document. The same routers give the same document, in the same order."""
    operations = sorted(
        (o for router in routers for o in router.operations), key=lambda o: (o.path, o.method)
    )
    return _Writer(operations, permissions, limits or {}).document(title, [router.tag for router in routers])


class _Writer:
    """Writes one document; collects the problem responses that its operations share."""

    def __init__(self, operations: Sequence[Operation], permissions: Permissions, limits: Limits) -> None:
        self._operations = operations
        self._permissions = permissions
        self._limits = limits
        self._schemas, self._components = _schemas(operations)
        self._examples = Examples(self._components)
        self._request_examples = Examples(self._components, is_request=True)
        self._problems: Json = {}

    def document(self, title: str, tags: Sequence[str]) -> Json:
        paths: Json = {}
        for operation in self._operations:
            paths.setdefault(operation.path, {})[operation.method.lower()] = self._operation(operation)
        return {
            "openapi": "3.1.0",
            "info": {
                "title": title,
                "version": "1",
                "description": "Times are RFC 3339 in UTC, durations ISO 8601, money in minor units. "
                "Whole numbers are written without a point: 5, not 5.0.",
            },
            "servers": [{"url": "..", "description": "The host that serves this document."}],
            "tags": [{"name": tag} for tag in dict.fromkeys(tags)],
            "paths": paths,
            "components": {
                "schemas": dict(sorted((self._components | {"Problem": _PROBLEM}).items())),
                "responses": dict(sorted(self._problems.items())),
                "parameters": dict(_PARAMETERS),
                "headers": dict(_HEADERS),
                "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
            },
        }

    def _operation(self, operation: Operation) -> Json:
        described: Json = {
            "operationId": operation.view.__name__,
            "tags": [operation.tag],
            "summary": operation.summary,
            "security": [] if operation.permission == PUBLIC else [{"bearer": []}],
            "x-permission": operation.permission,
            "parameters": self._parameters(operation),
        }
        rest = "\n".join((operation.view.__doc__ or "").strip().split("\n")[1:]).strip()
        if rest:
            described["description"] = re.sub(r"\n +", "\n", rest)
        if operation.permission not in (PUBLIC, SIGNED_IN):
            described["x-roles"] = sorted(self._permissions[operation.permission])
        limit = self._limits.get(operation.view.__name__)
        if limit:
            described["x-rate-limit"] = {"burst": limit.burst, "per_minute": limit.per_minute}
        if takes_body(operation):
            described["requestBody"] = self._request(operation)
        described["responses"] = self._responses(operation)
        return described

    def _parameters(self, operation: Operation) -> list[Json]:
        found: list[Json] = [
            self._path_parameter(operation, name) for name in re.findall(r"\{(\w+)\}", operation.path)
        ]
        if operation.query:
            schema = self._schemas[operation.query, "validation"]
            for name, field in schema.get("properties", {}).items():
                parameter = {
                    "name": name,
                    "in": "query",
                    "required": name in schema.get("required", ()),
                    "schema": field,
                }
                if "description" in field:
                    parameter["description"] = field["description"]
                if parameter["required"] or field.get("examples"):
                    parameter["example"] = self._request_examples.of(field)
                found.append(parameter)
        headers = ["Accept-Language"]
        if operation.method == "POST" and operation.permission != PUBLIC:
            headers.append("Idempotency-Key")
        if changes_existing(operation):
            headers.append("If-Match")
        return found + [{"$ref": f"#/components/parameters/{name}"} for name in headers]

    def _path_parameter(self, operation: Operation, name: str) -> Json:
        schema: Json = {"type": "string", "pattern": "^[A-Za-z0-9_.:@-]{1,100}$"}
        example = ID
        if operation.answer:
            answer = self._examples.of(self._schemas[operation.answer, "serialization"])
            example = answer.get(name, example)
        return {"name": name, "in": "path", "required": True, "schema": schema, "example": example}

    def _request(self, operation: Operation) -> Json:
        assert operation.body
        schema = self._schemas[operation.body, "validation"]
        content = {
            "schema": self._reference(operation.body, "validation"),
            "example": self._request_examples.of(schema),
        }
        return {"required": bool(schema.get("required")), "content": {"application/json": content}}

    def _responses(self, operation: Operation) -> Json:
        success: Json = {"description": operation.summary}
        headers = []
        if operation.answer:
            schema = self._schemas[operation.answer, "serialization"]
            content = {
                "schema": self._reference(operation.answer, "serialization"),
                "example": self._examples.of(schema),
            }
            success["content"] = {operation.media_type: content}
            if "version" in operation.answer.model_fields:
                headers.append("ETag")
        elif operation.status != 204:
            success["content"] = {operation.media_type: _plain(operation.media_type)}
        if operation.method == "POST" and operation.permission != PUBLIC:
            headers.append("Idempotency-Replayed")
        if links := self._links(operation):
            success["links"] = links
        if headers:
            success["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in headers}
        found: Json = {str(operation.status): success}
        for status, ways in refusals(operation).items():
            found[str(status)] = {"$ref": f"#/components/responses/{self._problem(status, ways)}"}
        return found

    def _links(self, operation: Operation) -> Json:
        """Where what a collection has just taken in can be found: every operation on one thing of the collection."""
        if operation.status != 201 or not operation.answer or "id" not in operation.answer.model_fields:
            return {}
        below = re.compile(re.escape(operation.path) + r"/\{(\w+)\}(/[^{]*)?")
        found = ((other, below.fullmatch(other.path)) for other in self._operations)
        return {
            other.view.__name__: {
                "operationId": other.view.__name__,
                "parameters": {at[1]: "$response.body#/id"},
            }
            for other, at in found
            if at
        }

    def _problem(self, status: int, ways: Sequence[Refusal]) -> str:
        """The name of the shared response for these refusals."""
        name = f"{status}.{'.'.join(way.code for way in ways)}"
        described = "; ".join(f"`{way.code}`: {way.text}" for way in ways)
        examples = {way.code: {"value": _problem_example(way)} for way in ways}
        response: Json = {
            "description": f"{TITLES[status]['en']}. {described}",
            "content": {CONTENT_TYPE: {"schema": {"$ref": REFERENCE + "Problem"}, "examples": examples}},
        }
        if status in (429, 503):
            response["headers"] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
        self._problems[name] = response
        return name

    def _reference(self, model: type[Body] | type[Out], mode: Mode) -> Json:
        schema = self._schemas[model, mode]
        name = next(name for name, known in self._components.items() if known is schema)
        return {"$ref": REFERENCE + name}


def _problem_example(way: Refusal) -> Json:
    example: Json = {
        "type": f"urn:steward:problem:{way.code}",
        "title": TITLES[way.status]["en"],
        "status": way.status,
        "detail": way.text,
        "code": way.code,
    }
    if way.code == "invalid":
        example["errors"] = [{"loc": ["body", "name"], "message": "Field required"}]
    return example


def _plain(media_type: str) -> Json:
    """The content of an answer that a view writes itself."""
    if media_type == "application/json":
        return {"schema": {"type": "object"}, "example": {}}
    return {"schema": {"type": "string"}, "example": ""}


def _schemas(operations: Sequence[Operation]) -> tuple[dict[tuple[Any, Mode], Json], dict[str, Json]]:
    """The schema of each model that operations name, and all schemas by their name in the document.

    Query models are not in the latter: their fields are parameters.
    """
    wanted: dict[tuple[Any, Mode], None] = {}
    for operation in operations:
        if operation.query:
            wanted[operation.query, "validation"] = None
        if takes_body(operation):
            wanted[operation.body, "validation"] = None
        if operation.answer:
            wanted[operation.answer, "serialization"] = None
    references, whole = models_json_schema(list(wanted), ref_template=REFERENCE + "{model}")
    definitions: dict[str, Json] = whole.get("$defs", {})
    names = {model: references[model]["$ref"].removeprefix(REFERENCE) for model in wanted}
    schemas = {model: definitions[name] for model, name in names.items()}
    hidden = {name for (model, _), name in names.items() if issubclass(model, Query)}
    return schemas, {name: schema for name, schema in definitions.items() if name not in hidden}
