"""Which problems an operation may answer with: the Router's own refusals, and those it declares."""

import re
from dataclasses import dataclass

from chalicelib.kernel.cursor import InvalidCursor
from chalicelib.kernel.errors import (
    Busy,
    DomainError,
    Forbidden,
    NotFound,
    PreconditionFailed,
    VersionConflict,
)
from chalicelib.kernel.http import PUBLIC, SIGNED_IN, Operation
from chalicelib.kernel.idempotency import KeyReused
from chalicelib.kernel.parsing import BodyTooLarge, InvalidHeader, UnsupportedMediaType
from chalicelib.kernel.schema import Nothing


@dataclass(frozen=True, order=True)
class Refusal:
    """One way to be refused: the status, the stable code, and the English text."""

    status: int
    code: str
    text: str


UNREADABLE = Refusal(400, "malformed_json", "The body is not JSON.")
SIGNED_OUT = Refusal(401, "unauthorized", "No token, or one that is not valid.")
INVALID = Refusal(422, "invalid", "Some fields are not right; see errors.")
TOO_MANY = Refusal(429, "too_many_requests", "Too many requests; wait for Retry-After seconds.")


def of_error(error: type[DomainError]) -> Refusal:
    """The refusal that an error class stands for."""
    return Refusal(error.status, error.code, error.texts["en"])


def is_change(operation: Operation) -> bool:
    """Whether the operation changes something."""
    return operation.method != "GET"


def changes_existing(operation: Operation) -> bool:
    """Whether the operation changes a thing that has a version, so that `If-Match` means something."""
    return is_change(operation) and "{" in operation.path and operation.permission != PUBLIC


def takes_body(operation: Operation) -> bool:
    """Whether the body holds anything."""
    return operation.body is not None and operation.body is not Nothing


def refusals(operation: Operation) -> dict[int, list[Refusal]]:
    """All refusals of an operation, by status, sorted by code."""
    found = {INVALID, TOO_MANY, of_error(Busy), *(of_error(error) for error in operation.errors)}
    if operation.permission != PUBLIC:
        found.add(SIGNED_OUT)
    if operation.permission not in (PUBLIC, SIGNED_IN):
        found.add(of_error(Forbidden))
    if re.search(r"\{\w+\}", operation.path):
        found.add(of_error(NotFound))
    if operation.query and "cursor" in operation.query.model_fields:
        found.add(of_error(InvalidCursor))
    if is_change(operation):
        found |= {of_error(InvalidHeader), of_error(VersionConflict)}
    if changes_existing(operation):
        found.add(of_error(PreconditionFailed))
    if operation.method == "POST" and operation.permission != PUBLIC:
        found.add(of_error(KeyReused))
    if operation.body is not None:
        found |= {UNREADABLE, of_error(BodyTooLarge), of_error(UnsupportedMediaType)}
    by_status: dict[int, list[Refusal]] = {}
    for refusal in sorted(found):
        by_status.setdefault(refusal.status, []).append(refusal)
    return by_status
