"""Whatever a field is refused for is said in both languages, with the same values."""

import ast
import string
from pathlib import Path

import pydantic
import pytest
from pydantic_core._pydantic_core import list_all_errors

from chalicelib.kernel.refusals import FieldRefused, chinese, told, told_of
from chalicelib.kernel.schema import Body, Line
from infra.paths import ROOT

#: calls whose first argument is such a message
SAYERS = {"FieldRefused", "Unprocessable"}


def _messages() -> set[str]:
    """What the code says, wherever it refuses a field by a literal; the base of an error's constructor included."""
    found = set()
    for file in Path(ROOT / "chalicelib").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYERS:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(first.value)
                else:
                    assert not isinstance(first, ast.JoinedStr), f"{file}: {ast.unparse(first)}"
    return found | {"There is no such thing here.", *_DATES}


_DATES = {
    f"should be {name}" for name in ("a date: YYYY-MM-DD", "an RFC 3339 moment", "an ISO 8601 duration")
}


def _names(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_every_message_of_ours_has_its_chinese_and_none_is_left_over() -> None:
    assert set(chinese()["ours"]) == _messages()


@pytest.mark.parametrize("message", sorted(_messages()))
def test_both_languages_name_the_same_values(message: str) -> None:
    assert _names(chinese()["ours"][message]) == _names(message)


def test_the_chinese_of_pydantics_errors_names_what_their_context_has() -> None:
    known = {one["type"]: set(one.get("example_context") or {}) for one in list_all_errors()}
    for kind, message in chinese()["pydantic"].items():
        assert _names(message) <= known[kind] | ({"expected_tags"} if kind == "union_tag_invalid" else set())


class Named(Body):
    name: Line
    count: int = pydantic.Field(1, le=3)

    @pydantic.field_validator("count")
    @classmethod
    def _is_odd(cls, count: int) -> int:
        if count % 2 == 0:
            raise FieldRefused("line {line}: {reason}", line=count, reason="even")
        return count


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "必填项"),
        ({"name": "x", "count": 7}, "应不大于 3"),
        ({"name": "x", "count": 2}, "第 2 行：even"),
        ({"name": "x", "colour": "red"}, "不支持该字段"),
    ],
)
def test_a_wrong_field_is_told_of_in_chinese(body: dict[str, object], said: str) -> None:
    with pytest.raises(pydantic.ValidationError) as refusal:
        Named.model_validate(body)
    (error,) = refusal.value.errors()
    assert told_of(error, "zh-CN") == said


def test_english_is_what_the_code_says_and_what_chinese_lacks_is_said_in_english() -> None:
    assert told("is not counted by {group_by}", {"group_by": "member"}, "en") == "is not counted by member"
    assert told("never heard of {this}", {"this": "it"}, "zh-CN") == "never heard of it"
