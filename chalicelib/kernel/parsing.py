"""How a request is read: path, query, headers, body. What cannot be read is refused, never guessed."""

import hmac
import re
from typing import ClassVar
from urllib.parse import unquote

from chalice.app import Request

from chalicelib.kernel.errors import DomainError, NotFound, Texts
from chalicelib.kernel.schema import Body, Query
from chalicelib.kernel.settings import settings

LARGEST_BODY = 256 * 1024
_IDENTIFIER = re.compile(r"[A-Za-z0-9_.:@-]{1,100}")
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_LANGUAGE = re.compile(r"zh|en", re.IGNORECASE)
_VERSION = re.compile(r'\s*(?:W/)?"(\d{1,9})"\s*|\s*(\d{1,9})\s*')


class InvalidHeader(DomainError):
    """A header does not have its form."""

    code, status = "invalid_header", 400
    texts: ClassVar[Texts] = {
        "en": "The header {header} is malformed.",
        "zh-CN": "请求头 {header} 格式不正确。",
    }


class UnsupportedMediaType(DomainError):
    """The body is not JSON."""

    code, status = "unsupported_media_type", 415
    texts: ClassVar[Texts] = {"en": "Send application/json.", "zh-CN": "请使用 application/json。"}


class BodyTooLarge(DomainError):
    """The body is larger than any request needs."""

    code, status = "body_too_large", 413
    texts: ClassVar[Texts] = {"en": "The body may have at most 256 KB.", "zh-CN": "请求体最大 256 KB。"}


def language(request: Request) -> str | None:
    """The language that `Accept-Language` asks for first, of those that Steward has; None when it asks for none."""
    found = _LANGUAGE.search(request.headers.get("accept-language") or "")
    if not found:
        return None
    return "en" if found[0].lower() == "en" else "zh-CN"


def path_parameter(quoted: str) -> str:
    """A parameter of the path. Raises NotFound for what cannot be an id: it could not be part of a key."""
    plain = unquote(quoted)
    if not _IDENTIFIER.fullmatch(plain):
        raise NotFound()
    return plain


def if_match(request: Request) -> int | None:
    """The version that `If-Match` demands; None when it demands none. Raises InvalidHeader."""
    header = request.headers.get("if-match")
    if header is None or header.strip() == "*":
        return None
    found = _VERSION.fullmatch(header)
    if not found:
        raise InvalidHeader(header="If-Match")
    return int(found[1] or found[2])


def idempotency_key(request: Request) -> str | None:
    """The request's idempotency key. Raises InvalidHeader."""
    key: str | None = request.headers.get("idempotency-key")
    if key is not None and not _KEY.fullmatch(key):
        raise InvalidHeader(header="Idempotency-Key")
    return key


def source_address(request: Request) -> str:
    """Where the request comes from, as the gateway saw it; a header could say anything.

    What comes by CloudFront comes from there to the gateway. Such a request knows the word of infra/web.yaml, and names
    its visitor as CloudFront saw them.
    """
    word = settings().edge_word
    if word and hmac.compare_digest(request.headers.get("x-steward-edge", "").encode(), word.encode()):
        return str(request.headers.get("x-steward-visitor", ""))
    return str(request.context.get("identity", {}).get("sourceIp", ""))


def query(request: Request, model: type[Query] | None) -> Query:
    """The query parameters; of one that is repeated, the last. Raises ValidationError, for unknown ones too."""
    parameters = request.query_params
    given = {name: parameters.getlist(name)[-1] for name in parameters} if parameters else {}
    return (model or Query).model_validate(given)


def raw_body(request: Request) -> bytes:
    """The body as it came."""
    raw = request.raw_body
    return raw if isinstance(raw, bytes) else raw.encode()


def body(request: Request, model: type[Body] | None) -> Body | None:
    """The body; an absent one reads as an empty object. Raises ValidationError, BodyTooLarge, UnsupportedMediaType."""
    if model is None:
        return None
    raw = raw_body(request)
    if len(raw) > LARGEST_BODY:
        raise BodyTooLarge()
    if not raw.strip():
        return model.model_validate_json(b"{}")
    kind = (request.headers.get("content-type") or "application/json").split(";")[0].strip().lower()
    if kind != "application/json":
        raise UnsupportedMediaType()
    return model.model_validate_json(raw)
