"""An example for any JSON schema: its author's, else one made up, always the same for the same schema."""

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
    """Makes examples; `definitions` are the schemas that `$ref` may name.

    A request's example leaves out optional fields whose author gave no example.
    """

    def __init__(self, definitions: Mapping[str, Schema], *, is_request: bool = False) -> None:
        self._definitions = definitions
        self._is_request = is_request

    def of(self, schema: Schema) -> Any:
        """An example of what `schema` describes."""
        return self._make(schema, "", ())

    def _make(self, schema: Schema, name: str, inside: tuple[str, ...]) -> Any:
        """An example for a field called `name`; `inside` are the named schemas it is part of."""
        given = _given(schema)
        if given:
            return given[0]
        if "$ref" in schema:
            target = schema["$ref"].removeprefix(REFERENCE)
            return (
                None if target in inside else self._make(self._definitions[target], name, (*inside, target))
            )
        for union in ("anyOf", "oneOf", "allOf"):
            if union in schema:
                chosen = next((one for one in schema[union] if one.get("type") != "null"), schema[union][0])
                return self._make(chosen, name, inside)
        match schema.get("type"):
            case "object":
                return self._object(schema, inside)
            case "array":
                return self._array(schema, name, inside)
            case plain:
                return _plain(str(plain), schema, name)

    def _object(self, schema: Schema, inside: tuple[str, ...]) -> dict[str, Any]:
        required = schema.get("required", ())
        made = {
            name: self._make(field, name, inside)
            for name, field in schema.get("properties", {}).items()
            if not self._is_request or name in required or field.get("examples")
        }
        extra = schema.get("additionalProperties")
        if not made and isinstance(extra, Mapping):
            made = {"key": self._make(extra, "", inside)}
        return made

    def _array(self, schema: Schema, name: str, inside: tuple[str, ...]) -> list[Any]:
        if "prefixItems" in schema:
            return [self._make(item, name, inside) for item in schema["prefixItems"]]
        item = self._make(schema.get("items", {}), name.removesuffix("s"), inside)
        return [] if item is None else [item]


def _given(schema: Schema) -> list[Any]:
    """The values that the schema itself names, the best first."""
    constant = [schema["const"]] if "const" in schema else []
    default = [schema["default"]] if schema.get("default") is not None else []
    return [*schema.get("examples", ()), *constant, *default, *schema.get("enum", ())]


def _plain(kind: str, schema: Schema, name: str) -> Any:
    """An example of a text, a number or a truth; `{}` for what may be anything."""
    match kind:
        case "string":
            return _string(schema, name)
        case "integer" | "number":
            return _number(schema)
        case "boolean":
            return True
        case "null":
            return None
    return {}


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
