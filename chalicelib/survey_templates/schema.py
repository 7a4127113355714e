"""Survey templates in the API."""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, StringConstraints

from chalicelib.kernel.context import Context
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.kernel.schema import Body, Line, Out, Text
from chalicelib.survey_templates.model import Form, Phrase, SurveyTemplate

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]{0,49}$")]


class LineInBoth(Body):
    """One line in each language."""

    zh_cn: Line = Field(alias="zh-CN", examples=["是否准时？"])
    en: Line = Field(examples=["Was it on time?"])


class TextInBoth(Body):
    """A text in each language."""

    zh_cn: Text = Field(alias="zh-CN", examples=["您好，这里是物业服务中心，想了解维修是否完成。"])
    en: Text = Field(
        examples=["Good morning, this is the property office. We would like to know if it is fixed."]
    )


class PhraseIn(Body):
    """A question, or a tag; answers name it by its code."""

    code: Code = Field(examples=["punctuality"])
    texts: LineInBoth


def _distinct(phrases: tuple[PhraseIn, ...]) -> tuple[PhraseIn, ...]:
    if len({phrase.code for phrase in phrases}) < len(phrases):
        raise FieldRefused("two have the same code")
    return phrases


Questions = Annotated[tuple[PhraseIn, ...], AfterValidator(_distinct), Field(max_length=10)]
Tags = Annotated[tuple[PhraseIn, ...], AfterValidator(_distinct), Field(max_length=20)]


class SurveyTemplateIn(Body):
    """What a survey asks, beside its score and whether it is fixed."""

    code: Code = Field(
        description="what categories name; `default` is asked where a category names none",
        examples=["plumbing"],
    )
    name: Line = Field(examples=["Plumbing"])
    questions: Questions = Field((), description="each scored 1 to 5")
    tags: Tags = Field((), description="to choose from; without any, an answer may name its own")
    takes_text: bool = Field(True, description="whether there is room for words")
    script: TextInBoth | None = Field(None, description="what to say on the telephone; null: the usual words")

    @property
    def form(self) -> Form:
        """The same, as the room calls it."""
        return Form(**self.parts())

    def parts(self) -> dict[str, Any]:
        """All parts of the form."""
        return _parts(self, {"questions", "tags", "takes_text", "script"})


class SurveyTemplatePatch(Body):
    """What may change; what is absent stays, a list is replaced as a whole."""

    name: Line | None = Field(None, description="null: stays")
    questions: Questions | None = Field(None, description="null: stays")
    tags: Tags | None = Field(None, description="null: stays")
    takes_text: bool | None = Field(None, description="null: stays")
    script: TextInBoth | None = Field(None, description="null: the usual words")

    def parts(self) -> dict[str, Any]:
        """The parts of the form to replace."""
        named = self.model_fields_set - {"name"}
        return _parts(self, {one for one in named if one == "script" or getattr(self, one) is not None})


class PhraseOut(Out):
    """A question, or a tag."""

    code: str
    texts: dict[str, str]


class SurveyTemplateOut(Out):
    """What a survey asks, beside its score and whether it is fixed."""

    code: str
    name: str
    questions: list[PhraseOut]
    tags: list[PhraseOut]
    takes_text: bool
    script: dict[str, str] | None = Field(description="null: the usual words")
    version: int

    @classmethod
    def of(cls, value: SurveyTemplate, context: Context) -> Self:
        """The template with its form."""
        return cls.model_validate({**value.model_dump(exclude={"form"}), **value.form.model_dump()})


def _parts(body: SurveyTemplateIn | SurveyTemplatePatch, names: set[str]) -> dict[str, Any]:
    """The named parts of a body, as the room calls them."""
    parts: dict[str, Any] = {name: getattr(body, name) for name in names}
    for name in names & {"questions", "tags"}:
        parts[name] = tuple(
            Phrase(code=one.code, texts=one.texts.model_dump(by_alias=True)) for one in parts[name]
        )
    if parts.get("script"):
        parts["script"] = parts["script"].model_dump(by_alias=True)
    return parts
