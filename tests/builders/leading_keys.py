"""What IAM says to a call of the table under a condition on `dynamodb:LeadingKeys`, which no emulator evaluates."""

import re
from collections.abc import Iterator
from typing import Any

from tests.builders.meter import Call

#: part of a transaction -> the action that it needs the right for
PARTS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
Touch = tuple[str, list[str]]


def is_like(pattern: str, value: str) -> bool:
    """IAM's StringLike: `*` is any text, `?` any character, everything else itself."""
    text = "".join({"*": ".*", "?": "."}.get(one, re.escape(one)) for one in pattern)
    return re.fullmatch(text, value, re.DOTALL) is not None


def allows(policy: dict[str, Any], action: str, keys: list[str]) -> bool:
    """Whether a statement allows the action on all of these leading keys, as ForAllValues demands."""
    return any(
        f"dynamodb:{action}" in statement["Action"]
        and all(any(is_like(p, key) for p in condition["dynamodb:LeadingKeys"]) for key in keys)
        for statement in policy["Statement"]
        for condition in [statement["Condition"]["ForAllValues:StringLike"]]
    )


def touches(call: Call) -> Iterator[Touch]:
    """(action, leading keys) of a call of the table, as IAM is asked: once for each part of a transaction."""
    asked = call.asked
    match call.name:
        case "TransactWriteItems":
            for item in asked["TransactItems"]:
                for kind, part in item.items():
                    yield PARTS[kind], [(part.get("Key") or part.get("Item"))["PK"]["S"]]
        case "BatchGetItem":
            for part in asked["RequestItems"].values():
                yield call.name, [key["PK"]["S"] for key in part["Keys"]]
        case "Query":
            yield call.name, [asked["ExpressionAttributeValues"][":pk"]["S"]]
        case "GetItem" | "UpdateItem" | "DeleteItem" | "PutItem":
            yield call.name, [(asked.get("Key") or asked["Item"])["PK"]["S"]]
        case _:
            raise ValueError(call.name)
