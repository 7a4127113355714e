"""An example for any JSON schema: the one its author gave, else one made up, always the same for the same schema."""

import re
from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

REFERENCE = "#/components/schemas/"
_ULID = "01J9ZQ5W8E6T4V2N0R7K3M1B5C"
ID = f"id_{_ULID}"
_FORMATS = {
    "date-time": "2026-11-23T01:00:00Z",
    "date": "2026-11-23",
    "time": "09:00:00",
    "duration": "PT2H",
    "email": "wang.fang@example.com",
    "uri": "https://steward.example/photo.jpg",
    "uuid": "6f1c1f0e-6a0b-4a57-9d2a-0a5f3c2b1d4e",
}
#: tried in turn against a pattern and lengths
_WORDS = (
    "example",
    "CNY",
    "2026-11",
    "+8613800000000",
    "zh-CN",
    "Asia/Shanghai",
    "repair",
    "A1",
    "1",
    "example-text-of-some-length",
)


class Examples:
    """Makes examples; `definitions` are the schemas that `$ref` may name."""

    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self._definitions = definitions

    def of(self, schema: Schema, *, is_request: bool = False) -> Any:
        """An example of what `schema` describes. A request shows optional fields only where they have an example."""
        return self._make(schema, "", is_request, ())

    def _make(self, schema: Schema, name: str, is_request: bool, inside: tuple[str, ...]) -> Any:
        if schema.get("examples"):
            return schema["examples"][0]
        if "$ref" in schema:
            target = schema["$ref"].removeprefix(REFERENCE)
            if target in inside:
                return None
            return self._make(self._definitions[target], name, is_request, (*inside, target))
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return schema["enum"][0]
        if schema.get("default") is not None:
            return schema["default"]
        for union in ("anyOf", "oneOf", "allOf"):
            if union in schema:
                chosen = next((one for one in schema[union] if one.get("type") != "null"), schema[union][0])
                return self._make(chosen, name, is_request, inside)
        match schema.get("type"):
            case "object":
                return self._object(schema, is_request, inside)
            case "array":
                return self._array(schema, name, is_request, inside)
            case "string":
                return _string(schema, name)
            case "integer" | "number":
                return _number(schema)
            case "boolean":
                return True
        return {} if "type" not in schema else None

    def _object(self, schema: Schema, is_request: bool, inside: tuple[str, ...]) -> dict[str, Any]:
        required = schema.get("required", ())
        made = {
            name: self._make(field, name, is_request, inside)
            for name, field in schema.get("properties", {}).items()
            if not is_request or name in required or field.get("examples")
        }
        extra = schema.get("additionalProperties")
        if not made and isinstance(extra, Mapping):
            made = {"key": self._make(extra, "", is_request, inside)}
        return made

    def _array(self, schema: Schema, name: str, is_request: bool, inside: tuple[str, ...]) -> list[Any]:
        if "prefixItems" in schema:
            return [self._make(item, name, is_request, inside) for item in schema["prefixItems"]]
        item = self._make(schema.get("items", {}), name.removesuffix("s"), is_request, inside)
        return [] if item is None else [item]


def _string(schema: Schema, name: str) -> str:
    if schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]]
    candidates: tuple[str, ...] = _WORDS
    if name == "id":
        candidates = (ID, *_WORDS)
    elif name.endswith("_id"):
        candidates = (f"{name[:2]}_{_ULID}", *_WORDS)
    return next((word for word in candidates if _fits(word, schema)), "example")


def _fits(word: str, schema: Schema) -> bool:
    if not schema.get("minLength", 0) <= len(word) <= schema.get("maxLength", 10_000):
        return False
    return re.search(schema.get("pattern", ""), word) is not None


def _number(schema: Schema) -> int:
    low = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
    high = schema.get("maximum", schema.get("exclusiveMaximum", 10**9) - 1)
    return int(min(max(1, low), high))
