"""Categories in the API."""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints

from chalicelib.categories.model import Category, Gate, Icon, OrderKind, Priority, SurveyRules
from chalicelib.deadlines.service import ACTIONS, LONGEST_DURATION, LONGEST_OFFSET, MOST_STEPS, NAMES
from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Body, Duration, Identifier, Line, Out
from chalicelib.tenants.service import Asking

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]{0,49}$")]
Limit = Annotated[Duration, Field(gt=timedelta(0), le=LONGEST_DURATION, examples=["PT30M"])]
Offset = Annotated[Duration, Field(ge=-LONGEST_OFFSET, le=LONGEST_OFFSET, examples=["-PT10M", "PT15M"])]
Recipient = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(NAMES)}|mb_[A-Z0-9]{{26}})$")]
LadderAction = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(ACTIONS)})$")]


class Names(Body):
    """A name in each language."""

    zh_cn: Line = Field(alias="zh-CN", examples=["漏水"])
    en: Line = Field(examples=["Leak"])

    def by_language(self) -> dict[str, str]:
        """Language tag -> name."""
        return {"zh-CN": self.zh_cn, "en": self.en}


class PromiseBody(Body):
    """Durations from the moment the order is open, ISO 8601; without one there is no such deadline."""

    respond: Limit | None = Field(None, description="until somebody accepts")
    arrive: Limit | None = Field(None, description="until the check-in on site", examples=["PT2H"])
    complete: Limit | None = Field(None, description="until it is done", examples=["P1D"])
    progress: Limit | None = Field(
        None, description="until somebody reports of work taken on, again and again", examples=["PT4H"]
    )


class SlaBody(PromiseBody):
    """What is promised, in working time or around the clock, and what otherwise for some priorities."""

    hours: Literal["always", "working"] = Field(
        "always", description="counted around the clock, or in the working time of the department's calendar"
    )
    by_priority: dict[Priority, PromiseBody] = Field(
        default_factory=dict,
        description="what is absent there is as for all",
        examples=[{"urgent": {"respond": "PT10M"}}],
    )


class StepBody(Body):
    """A step of the escalation ladder."""

    after: Offset = Field(description="offset from the breach; negative: a reminder before it")
    notify: list[Recipient] = Field(min_length=1, max_length=10, examples=[["assignee", "head"]])
    actions: list[LadderAction] = Field(
        default_factory=list, max_length=len(ACTIONS), description="what happens to the order then"
    )


class SurveyBody(Body):
    """How residents are asked about the work; what is absent is as department and tenant say."""

    template: Code | None = Field(None, description="a survey template's code; null: the tenant's `default`")
    asking: Asking | None = None
    sample_percent: int | None = Field(None, ge=1, le=100, examples=[20])

    @property
    def rules(self) -> SurveyRules:
        """The same, as the room calls it."""
        return SurveyRules(**self.model_dump())


class CategoryIn(Body):
    """A new category."""

    code: Code = Field(examples=["leak"])
    parent: Code | None = None
    names: Names
    department_id: Identifier = Field(examples=["dp_01J9ZQ4T5V6W7X8Y9Z0A1B2C3D"])
    departments: dict[Identifier, Identifier] = Field(
        default_factory=dict,
        max_length=100,
        description="community id -> department id, where it is another one",
    )
    kind: OrderKind
    gate: Gate | None = Field(None, description="what arrears do; by kind unless given")
    emergency: bool = False
    common_area: bool = False
    priority: Priority = "normal"
    photos_required: int = Field(
        0, ge=0, le=20, description="verified `after` photos without which it is not done"
    )
    sla: SlaBody = Field(
        default_factory=lambda: SlaBody.model_construct(
            respond=None, arrive=None, complete=None, progress=None, hours="always", by_priority={}
        )
    )
    ladder: list[StepBody] = Field(default_factory=list, max_length=MOST_STEPS)
    icon: Icon | None = Field(None, description="the picture that the apps show it with", examples=["water"])
    photo_originals: bool = Field(
        False, description="whether devices send photos as they are, not made smaller before"
    )
    survey: SurveyBody | None = Field(None, description="null: as department and tenant say")


class CategoryPatch(Body):
    """What may change of a category; absent fields stay."""

    names: Names | None = None
    department_id: Identifier | None = None
    gate: Gate | None = None
    priority: Priority | None = None
    photos_required: int | None = Field(None, ge=0, le=20)
    sla: SlaBody | None = None
    ladder: list[StepBody] | None = Field(None, max_length=MOST_STEPS)
    active: bool | None = None
    icon: Icon | None = Field(None, description="null: none any more")
    photo_originals: bool | None = None
    survey: SurveyBody | None = Field(
        None, description="replaced as a whole; null: as department and tenant say"
    )


class PromiseOut(Out):
    """Durations from the moment the order is open."""

    respond: timedelta | None
    arrive: timedelta | None
    complete: timedelta | None
    progress: timedelta | None


class SlaOut(PromiseOut):
    """What is promised, how it is counted, and what otherwise for some priorities."""

    hours: Literal["always", "working"]
    by_priority: dict[str, PromiseOut]


class StepOut(Out):
    """A step of the escalation ladder."""

    after: Duration
    notify: list[str]
    actions: list[str]


class SurveyRulesOut(Out):
    """How residents are asked about the work; null is as department and tenant say."""

    template: str | None
    asking: Asking | None
    sample_percent: int | None


class CategoryOut(Out):
    """A category; `name` is in the caller's language."""

    code: str
    parent: str | None
    name: str
    names: dict[str, str]
    department_id: str
    departments: dict[str, str]
    kind: OrderKind
    gate: Gate
    emergency: bool
    common_area: bool
    priority: Priority
    photos_required: int
    sla: SlaOut
    ladder: list[StepOut]
    active: bool
    icon: Icon | None
    photo_originals: bool
    survey: SurveyRulesOut
    version: int

    @classmethod
    def of(cls, value: Category, context: Context) -> Self:
        """The category for this caller."""
        return cls(
            **value.model_dump(
                include={
                    "code",
                    "parent",
                    "names",
                    "department_id",
                    "departments",
                    "kind",
                    "gate",
                    "priority",
                }
                | {"photos_required", "icon", "version"}
            ),
            name=value.name(context.language),
            emergency=value.is_emergency,
            common_area=value.is_common_area,
            sla=SlaOut.model_validate(value.sla),
            ladder=[StepOut.model_validate(step) for step in value.ladder],
            active=value.is_active,
            photo_originals=value.keeps_originals,
            survey=SurveyRulesOut.model_validate(value.survey),
        )
