"""The API's view of templates."""

from typing import Annotated, Any, Self

from pydantic import Field, StrictBool, StrictInt, StringConstraints

from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Body, Out
from chalicelib.notifications.rules import Group
from chalicelib.notifications.schema import Kind
from chalicelib.notifications.texts import built_in
from chalicelib.notifications.variables import variables_of
from chalicelib.notifications.wording import FILTERS, LONGEST_SOURCES, TenantTemplate
from chalicelib.tenants.model import Locale


def _source(part: str) -> Any:
    return StringConstraints(min_length=1, max_length=LONGEST_SOURCES[part], pattern=r"\S")


Title = Annotated[str, _source("title")]
Message = Annotated[str, _source("body")]
Sms = Annotated[str, _source("sms")]
_TITLE = "{% if is_emergency %}URGENT: {% endif %}{{ subject }}"
_MESSAGE = "{{ actor }} wrote on {{ number }}:\n{{ text }}"
_SMS = Field(None, description="only for kinds that go out as text messages; null: the built-in one")


class TemplateKindOut(Out):
    """One kind of notification. All are in the inbox."""

    kind: Kind = Field(examples=["commented"])
    group: Group = Field(description="what it is switched off with", examples=["conversation"])
    is_sms: bool = Field(description="whether it may go out as a text message, too")
    stays_inside: bool = Field(
        description="whether it is for the inbox alone, and no mail or message goes out"
    )
    own: list[Locale] = Field(description="the languages with words of the company's own", examples=[["en"]])


class TemplatesOut(Out):
    """All kinds of notifications, by name."""

    items: list[TemplateKindOut]

    @classmethod
    def of(cls, value: list[object], context: Context) -> Self:
        """All of them."""
        return cls(items=[TemplateKindOut.of(one, context) for one in value])


class TemplateIn(Body):
    """The tenant's own words, as Jinja2 templates of values, conditions and filters."""

    title: Title = Field(examples=[_TITLE])
    body: Message = Field(examples=[_MESSAGE])
    sms: Sms | None = _SMS


class PreviewIn(Body):
    """What to show: drafts in place of what is stored, values in place of the examples."""

    title: Title | None = Field(None, examples=[_TITLE])
    body: Message | None = Field(None, examples=[_MESSAGE])
    sms: Sms | None = _SMS
    facts: dict[str, Annotated[str, Field(max_length=4000)] | StrictBool | StrictInt | None] = Field(
        {},
        description="variable -> its value: an order's own number and title, say",
        max_length=30,
        examples=[{"number": "WO-2026-000007", "subject": "Lamp in the hall"}],
    )


class PreviewOut(Out):
    """What somebody would read, cut to what its place holds."""

    title: str
    body: str
    sms: str | None = Field(description="null: this kind never goes out as a text message")


class VariableOut(Out):
    """A value that the templates of this kind may name."""

    name: str = Field(examples=["subject"])
    about: str = Field(description="what it is, in the reader's language")
    example: str | bool | int = Field(
        description="in the template's language", examples=["Water under the sink"]
    )


class TemplateOut(Out):
    """The words that apply: the tenant's own or the built-in ones."""

    kind: str = Field(examples=["commented"])
    language: str = Field(examples=["zh-CN"])
    title: str
    body: str
    sms: str | None
    built_in: bool = Field(description="whether these are the words that come with Steward")
    variables: list[VariableOut]
    filters: list[str] = Field(description="the filters that may be used", examples=[["truncate", "upper"]])
    version: int = Field(description="0 until the tenant wrote its own")

    @classmethod
    def of(cls, value: TenantTemplate, context: Context) -> Self:
        """The words for their author."""
        return cls(
            kind=value.kind,
            language=value.language,
            **{"sms": None, **built_in(value.kind, value.language), **value.sources},
            built_in=not value.sources,
            variables=[
                VariableOut(
                    name=one.name, about=one.about[context.language], example=one.examples[value.language]
                )
                for one in variables_of(value.kind)
            ],
            filters=list(FILTERS),
            version=value.version,
        )
