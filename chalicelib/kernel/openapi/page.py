"""The page that shows the OpenAPI document: one self-contained HTML text, without scripts and outside requests."""

import base64
import hashlib
import json
from collections.abc import Mapping
from html import escape
from typing import Any

from chalicelib.kernel.openapi.style import STYLE

Json = Mapping[str, Any]

_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
#: nothing but this page's own style may apply; nobody may frame it
CONTENT_SECURITY_POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def page(document: Json) -> str:
    """The whole page."""
    by_tag: dict[str, list[tuple[str, str, Json]]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            by_tag[operation["tags"][0]].append((method.upper(), path, operation))
    title = escape(document["info"]["title"])
    contents = "".join(_contents(tag, operations) for tag, operations in by_tag.items() if operations)
    sections = "".join(
        f'<section aria-labelledby="{_anchor(tag)}"><h2 id="{_anchor(tag)}">{escape(_words(tag))}</h2>'
        + "".join(_operation(document, *one) for one in operations)
        + "</section>"
        for tag, operations in by_tag.items()
        if operations
    )
    schemas = "".join(_schema(name, schema) for name, schema in document["components"]["schemas"].items())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{title} API</title><style>{STYLE}</style></head><body>'
        f"<header><h1>{title} API</h1><p>{escape(document['info']['description'])} "
        'The same as data: <a href="openapi.json">openapi.json</a>.</p></header>'
        f'<nav aria-label="Contents">{contents}<p><a href="#schemas">schemas</a></p></nav>'
        f'<main>{sections}<section aria-labelledby="schemas"><h2 id="schemas">Schemas</h2>{schemas}</section></main>'
        "</body></html>"
    )


def _contents(tag: str, operations: list[tuple[str, str, Json]]) -> str:
    items = "".join(
        f'<li><a href="#{operation["operationId"]}"><b class="{method.lower()}">{method}</b> {escape(path)}</a></li>'
        for method, path, operation in operations
    )
    return f'<details open><summary><a href="#{_anchor(tag)}">{escape(_words(tag))}</a></summary><ul>{items}</ul></details>'


def _operation(document: Json, method: str, path: str, operation: Json) -> str:
    description = f"<p>{escape(operation['description'])}</p>" if "description" in operation else ""
    return (
        f'<article id="{operation["operationId"]}"><h3><b class="{method.lower()}">{method}</b> <code>{escape(path)}</code></h3>'
        f"<p>{escape(operation['summary'])}</p>{description}<p><strong>Who:</strong> {escape(_who(operation))}</p>"
        f"{_parameters(document, operation)}{_request(operation)}{_answers(document, operation)}</article>"
    )


def _who(operation: Json) -> str:
    if not operation["security"]:
        return "anyone, without a token"
    if "x-roles" not in operation:
        return "anyone signed in"
    return f"{operation['x-permission']} → {', '.join(operation['x-roles'])}"


def _parameters(document: Json, operation: Json) -> str:
    rows = ""
    for parameter in operation["parameters"]:
        if "$ref" in parameter:
            parameter = document["components"]["parameters"][parameter["$ref"].rpartition("/")[2]]
        need = " <em>required</em>" if parameter.get("required") else ""
        example = f" e.g. <code>{escape(str(parameter['example']))}</code>" if "example" in parameter else ""
        rows += (
            f"<tr><td><code>{escape(parameter['name'])}</code>{need}</td><td>{parameter['in']}</td>"
            f"<td>{_type(parameter['schema'])}</td><td>{escape(parameter.get('description', ''))}{example}</td></tr>"
        )
    return (
        f'<h4>Parameters</h4><div class="wide"><table><thead><tr><th>Name</th><th>In</th><th>Type</th><th>Meaning</th></tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _request(operation: Json) -> str:
    if "requestBody" not in operation:
        return ""
    (content,) = operation["requestBody"]["content"].values()
    return f"<h4>Request</h4><p>{_type(content['schema'])}</p>{_code(content['example'])}"


def _answers(document: Json, operation: Json) -> str:
    shown, refused = "", ""
    for status, response in operation["responses"].items():
        if "$ref" in response:
            response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
            refused += f"<tr><td>{status}</td><td>{_marked(response['description'])}</td></tr>"
            continue
        (media_type, content), *_ = response["content"].items()
        shown += (
            f"<h4>Answer {status}</h4><p>{_type(content['schema'])} <small>{escape(media_type)}</small></p>"
        )
        shown += _code(content["example"]) if "example" in content else ""
    return f'{shown}<details><summary>Refusals</summary><div class="wide"><table><tbody>{refused}</tbody></table></div></details>'


def _schema(name: str, schema: Json) -> str:
    rows = ""
    for field, described in schema.get("properties", {}).items():
        need = " <em>required</em>" if field in schema.get("required", ()) else ""
        rows += (
            f"<tr><td><code>{escape(field)}</code>{need}</td><td>{_type(described)}</td>"
            f"<td>{escape(described.get('description', ''))}</td></tr>"
        )
    table = (
        f'<div class="wide"><table><tbody>{rows}</tbody></table></div>' if rows else f"<p>{_type(schema)}</p>"
    )
    return (
        f'<article id="schema-{escape(name)}"><h3><code>{escape(name)}</code></h3>'
        f"<p>{escape(schema.get('description', ''))}</p>{table}</article>"
    )


def _type(schema: Json) -> str:
    """A schema in a few words; named schemas are links."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#schema-{name}">{name}</a>'
    for union in ("anyOf", "oneOf", "allOf"):
        if union in schema:
            return " or ".join(_type(one) for one in schema[union])
    if "enum" in schema:
        return " | ".join(
            f"<code>{escape(json.dumps(value, ensure_ascii=False))}</code>" for value in schema["enum"]
        )
    if "const" in schema:
        return f"<code>{escape(json.dumps(schema['const']))}</code>"
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    named = schema.get("format") or schema.get("type", "anything")
    return escape(", ".join(named) if isinstance(named, list) else named)


def _code(value: Any) -> str:
    return f"<pre><code>{escape(json.dumps(value, ensure_ascii=False, indent=2))}</code></pre>"


def _marked(text: str) -> str:
    """Text whose backquoted parts are code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))


def _anchor(tag: str) -> str:
    return "tag-" + escape(tag.replace(" ", "-"))


def _words(tag: str) -> str:
    return tag.replace("_", " ").capitalize()
