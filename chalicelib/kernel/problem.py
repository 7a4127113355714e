"""Errors as RFC 9457 problem documents, in the caller's language."""

import json
from collections.abc import Sequence
from typing import Any

from chalice.app import Response
from pydantic import ValidationError

from chalicelib.kernel.errors import DomainError, Texts, Unprocessable
from chalicelib.kernel.refusals import told_of

CONTENT_TYPE = "application/problem+json"
TITLES: dict[int, Texts] = {
    400: {"en": "Unreadable request", "zh-CN": "无法读取请求"},
    401: {"en": "Not signed in", "zh-CN": "未登录"},
    403: {"en": "Not allowed", "zh-CN": "无权限"},
    404: {"en": "Not found", "zh-CN": "未找到"},
    409: {"en": "Not possible now", "zh-CN": "当前状态不允许"},
    412: {"en": "Changed meanwhile", "zh-CN": "内容已变更"},
    413: {"en": "Too large", "zh-CN": "内容过大"},
    415: {"en": "Unsupported content type", "zh-CN": "不支持的内容类型"},
    422: {"en": "Invalid fields", "zh-CN": "字段无效"},
    429: {"en": "Too many requests", "zh-CN": "请求过多"},
    500: {"en": "Our fault", "zh-CN": "服务器内部错误"},
    503: {"en": "Busy", "zh-CN": "服务繁忙"},
}


def problem(status: int, code: str, detail: str, language: str, **members: Any) -> Response:
    """A problem document; `members` are its extension members."""
    title = TITLES.get(status, TITLES[400])
    document = {
        "type": f"urn:steward:problem:{code}",
        "title": title.get(language, title["en"]),
        "status": status,
        "detail": detail,
        "code": code,
        **members,
    }
    headers: dict[str, str | list[str]] = {"Content-Type": CONTENT_TYPE}
    if status in (429, 503):
        headers["Retry-After"] = str(members.get("retry_after_s", 1))
    return Response(json.dumps(document, ensure_ascii=False, default=str), headers, status)


def of_error(error: DomainError, language: str) -> Response:
    """The problem document of a domain error."""
    members = dict(error.details)
    if isinstance(error, Unprocessable):
        members["errors"] = [{"loc": error.loc, "message": error.text(language)}]
    return problem(error.status, error.code, error.text(language), language, **members)


def of_validation(error: ValidationError, where: str, language: str) -> Response:
    """422 with every field that is wrong; 400 when the JSON cannot be read at all."""
    found = error.errors(include_url=False, include_input=False)
    if found[0]["type"] == "json_invalid":
        return problem(400, "malformed_json", found[0]["msg"], language)
    return of_fields([([where, *one["loc"]], told_of(one, language)) for one in found], language)


def of_fields(fields: Sequence[tuple[list[str | int], str]], language: str) -> Response:
    """422 that names fields and says what is wrong with each."""
    detail = {"en": "Some fields are not right; see errors.", "zh-CN": "部分字段不正确，详见 errors。"}
    errors = [{"loc": loc, "message": message} for loc, message in fields]
    return problem(422, "invalid", detail.get(language, detail["en"]), language, errors=errors)
