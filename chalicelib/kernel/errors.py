"""Errors the domain raises. Each has a stable `code`, an HTTP status and a text in both languages.

`details` become members of the problem document (RFC 9457), so a client can act on them without reading the text.
"""

from typing import Any, ClassVar

from chalicelib.kernel.refusals import told

Texts = dict[str, str]


class DomainError(Exception):
    """Base of everything a caller can be told. `texts` may name the details in braces."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    texts: ClassVar[Texts] = {"en": "The request cannot be served.", "zh-CN": "无法处理该请求。"}

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code, details)
        self.details = details

    def text(self, language: str) -> str:
        """What happened, in the caller's language."""
        return self.texts.get(language, self.texts["en"]).format(**self.details)


class NotFound(DomainError):
    """Unknown, another tenant's, or not the caller's to see: all three look alike."""

    code, status = "not_found", 404
    texts: ClassVar[Texts] = {"en": "There is no such thing here.", "zh-CN": "找不到所请求的内容。"}


class Forbidden(DomainError):
    """The caller's roles do not allow it."""

    code, status = "forbidden", 403
    texts: ClassVar[Texts] = {"en": "Your role does not allow this.", "zh-CN": "您的角色无权执行此操作。"}


class Conflict(DomainError):
    """Base of the 409s."""

    code, status = "conflict", 409
    texts: ClassVar[Texts] = {
        "en": "Someone else is changing this. Try again.",
        "zh-CN": "他人正在修改，请重试。",
    }


class VersionConflict(Conflict):
    """The thing changed under the caller, again and again."""

    code = "version_conflict"


class Busy(DomainError):
    """The database has too much to do. Nothing was changed, or what was is found by the idempotency key."""

    code, status = "busy", 503
    texts: ClassVar[Texts] = {"en": "Too much at once; try again.", "zh-CN": "系统繁忙，请稍后重试。"}


class PreconditionFailed(DomainError):
    """`If-Match` names a version that is no longer current."""

    code, status = "precondition_failed", 412
    texts: ClassVar[Texts] = {
        "en": "This changed since you read it; it is at version {version} now.",
        "zh-CN": "您读取之后内容已变更，当前版本为 {version}。",
    }


class Unprocessable(DomainError):
    """A field is well-formed but cannot be: `message` says why, and may name the details in braces; `loc` names it."""

    code, status = "invalid", 422

    def __init__(self, message: str, *loc: str | int, **details: Any) -> None:
        super().__init__(**details)
        self.message, self.loc = message, list(loc)

    def text(self, language: str) -> str:
        """What is wrong with the field, in the caller's language."""
        return told(self.message, self.details, language)


class NamedRefusal(Unprocessable):
    """Base of those with a code of their own, which say their own `texts`; `loc` names the field."""

    def __init__(self, *loc: str | int, **details: Any) -> None:
        super().__init__(self.texts["en"].format(**details), *loc, **details)

    def text(self, language: str) -> str:
        """What is wrong, in the caller's language."""
        return DomainError.text(self, language)


class UnknownReference(Unprocessable):
    """A body names something that is not there; another tenant's things are not there either. `loc` names the field."""

    code, status = "not_found", 404

    def __init__(self, *loc: str | int) -> None:
        super().__init__("There is no such thing here.", *loc)


class StaleRead(Exception):
    """What was read changed before it could be saved. The service function is run again on what is there now."""
