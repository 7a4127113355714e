"""The API's view of a tenant."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, StringConstraints

from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Body, Identifier, Line, Out
from chalicelib.tenants.model import Asking, AuditEntry, AuditKind, OnExpiry

Instructions = Annotated[
    str, StringConstraints(min_length=1, max_length=1000, strip_whitespace=True, pattern=r"\S")
]


class GateOut(Out):
    """When a unit counts as in arrears."""

    threshold: int = Field(description="owing more than this counts, in minor units", examples=[0])
    grace_days: int = Field(description="days past the due date before it counts", examples=[0])


class SurveyPolicyOut(Out):
    """Whom surveys ask, how often, and what follows."""

    answer_days: int = Field(description="days to answer", examples=[7])
    low_score: int = Field(description="scores up to this one are followed up", examples=[2])
    asking: Asking = Field(description="a department or a category may say otherwise", examples=["all"])
    sample_percent: int = Field(description="of the orders, where a sample is asked", examples=[100])
    pause_days: int = Field(description="a resident is asked once in so many days; 0: always", examples=[0])
    reminders: int = Field(description="how many at most", examples=[1])
    remind_after_days: int = Field(description="days to the first reminder, and between two", examples=[2])
    on_expiry: OnExpiry = Field(
        description="what follows when nobody answers", examples=["close_and_callback"]
    )


class PoliciesOut(Out):
    """What a tenant decides for itself."""

    gate: GateOut
    geofence_radius_m: int = Field(
        description="around a building that has no radius of its own", examples=[150]
    )
    accuracy_limit_m: int = Field(description="a position less accurate is no proof", examples=[100])
    survey: SurveyPolicyOut
    skew_limit_s: int = Field(description="how far a device's clock may be off", examples=[300])
    photo_max_bytes: int = Field(description="the largest photo taken", examples=[15000000])
    calendar_id: str | None = Field(
        description="of departments without one of their own; null: around the clock"
    )


class PaymentInstructionsOut(Out):
    """How residents pay, in each language; lines are parted by line feeds."""

    model_config = ConfigDict(serialize_by_alias=True)

    zh_cn: str = Field(alias="zh-CN", examples=["微信搜索「港湾物业」，选择缴费。"])
    en: str = Field(examples=["Pay at the front desk, or by transfer to 6222 0000 0000 0000."])


class TenantOut(Out):
    """One property company."""

    id: str = Field(examples=["tn_01JDB3K8Q2V5T7W9X1Y3Z5A7B9"])
    slug: str = Field(description="what sign-in names end with; never changes", examples=["harbour-estates"])
    name: str = Field(examples=["Harbour Estates"])
    locale: str = Field(examples=["zh-CN"])
    time_zone: str = Field(examples=["Asia/Shanghai"])
    currency: str = Field(examples=["CNY"])
    jurisdiction: str = Field(examples=["CN"])
    policies: PoliciesOut
    payment_instructions: PaymentInstructionsOut | None
    version: int


class GatePatch(Body):
    """Parts of the gate policy to replace."""

    threshold: int | None = Field(None, ge=0, le=10**12)
    grace_days: int | None = Field(None, ge=0, le=3650)


class SurveyPolicyPatch(Body):
    """Parts of the survey policy to replace."""

    answer_days: int | None = Field(None, ge=1, le=90)
    low_score: int | None = Field(None, ge=0, le=5)
    asking: Asking | None = None
    sample_percent: int | None = Field(None, ge=1, le=100)
    pause_days: int | None = Field(None, ge=0, le=365)
    reminders: int | None = Field(None, ge=0, le=5)
    remind_after_days: int | None = Field(None, ge=1, le=30)
    on_expiry: OnExpiry | None = None


class PoliciesPatch(Body):
    """Policies to replace; what is absent stays, and so does what is null, but for the calendar."""

    gate: GatePatch | None = None
    geofence_radius_m: int | None = Field(None, ge=10, le=10_000)
    accuracy_limit_m: int | None = Field(None, ge=1, le=10_000)
    survey: SurveyPolicyPatch | None = None
    skew_limit_s: int | None = Field(None, ge=0, le=86_400)
    photo_max_bytes: int | None = Field(None, ge=100_000, le=100_000_000)
    calendar_id: Identifier | None = Field(None, description="null: around the clock")


class PaymentInstructions(Body):
    """How residents pay, in each language."""

    zh_cn: Instructions = Field(alias="zh-CN", examples=["微信搜索「港湾物业」，选择缴费。"])
    en: Instructions = Field(examples=["Pay at the front desk, or by transfer to 6222 0000 0000 0000."])


class TenantPatch(Body):
    """What an administrator may change; what is absent stays."""

    name: Line | None = Field(None, description="null: stays", examples=["Harbour Estates"])
    policies: PoliciesPatch | None = Field(None, description="null: stays")
    payment_instructions: PaymentInstructions | None = Field(None, description="null: none any more")

    def given_policies(self) -> dict[str, Any]:
        """The policies named, nested."""
        if self.policies is None:
            return {}
        given = self.policies.model_dump(exclude_none=True)
        return given | self.policies.model_dump(include={"calendar_id"}, exclude_unset=True)

    def given(self) -> dict[str, Any]:
        """The other fields to replace."""
        if "payment_instructions" not in self.model_fields_set:
            return {}
        said = self.payment_instructions
        return {"payment_instructions": said.model_dump(by_alias=True) if said else None}


class AuditActorOut(Out):
    """Who did it."""

    id: str
    kind: str
    name: str


class AuditEntityOut(Out):
    """What it was done to."""

    kind: AuditKind
    id: str
    name: str | None


class AuditEntryOut(Out):
    """One administrative change."""

    at: datetime
    actor: AuditActorOut
    entity: AuditEntityOut
    action: str = Field(examples=["changed"], description="created, changed, revoked, posted, reversed, …")
    data: dict[str, Any] = Field(
        description="of a change: field -> `{from, to}`, `{}` for a telephone number or an e-mail address",
        examples=[{"name": {"from": "Repairs", "to": "Engineering"}}],
    )

    @classmethod
    def of(cls, value: AuditEntry, context: Context) -> Self:
        """The entry, its thing in one place."""
        return cls(
            at=value.at,
            actor=AuditActorOut.model_validate(value.actor),
            entity=AuditEntityOut(kind=value.kind, id=value.entity_id, name=value.name),
            action=value.action,
            data=value.data,
        )
