"""Categories: what can be reported, who takes care of it, by when, and under which rules. Tenant data."""

from typing import ClassVar, Literal

from pydantic import Field

from chalicelib.deadlines.service import Sla, Step
from chalicelib.kernel.entity import Entity, Value
from chalicelib.kernel.errors import Conflict, Texts
from chalicelib.tenants.service import Asking

OrderKind = Literal["repair", "complaint", "task"]
Gate = Literal["blocked", "notify", "exempt"]
Priority = Literal["low", "normal", "high", "urgent"]

#: the pictures that the apps have for categories
Icon = Literal[
    "water",
    "power",
    "gas",
    "fire",
    "lift",
    "door",
    "light",
    "heating",
    "air",
    "cleaning",
    "garden",
    "parking",
    "noise",
    "security",
    "internet",
    "furniture",
    "other",
]

#: what arrears do to a report, unless the category says otherwise
GATE_BY_KIND: dict[OrderKind, Gate] = {"repair": "blocked", "complaint": "notify", "task": "exempt"}


class CategoryExists(Conflict):
    """The code is taken."""

    code = "category_exists"
    texts: ClassVar[Texts] = {"en": "There is a category with this code.", "zh-CN": "该类别代码已存在。"}


class SurveyRules(Value):
    """How residents are asked about work of a category, where it wants that otherwise than department and tenant."""

    template: str | None = None
    asking: Asking | None = None
    sample_percent: int | None = None


class Category(Entity):
    """One category. `names` by language; `departments` overrides `department_id` for some communities."""

    code: str
    parent: str | None = None
    names: dict[str, str]
    department_id: str
    departments: dict[str, str] = Field(default_factory=dict)
    kind: OrderKind
    gate: Gate
    is_emergency: bool = False
    is_common_area: bool = False
    priority: Priority = "normal"
    photos_required: int = 0
    sla: Sla
    ladder: tuple[Step, ...] = ()
    is_active: bool = True
    icon: Icon | None = None
    keeps_originals: bool = False
    survey: SurveyRules = SurveyRules()

    @property
    def counts_working_time(self) -> bool:
        """Whether its deadlines are counted in a calendar's hours; those of emergencies never are."""
        return self.sla.hours == "working" and not self.is_emergency

    def name(self, language: str) -> str:
        """The name in `language`, or in English, or whatever there is."""
        return self.names.get(language) or self.names.get("en") or next(iter(self.names.values()), self.code)

    def department_for(self, community_id: str | None) -> str:
        """The department that takes orders of this category in a community."""
        return self.departments.get(community_id or "", self.department_id)


def is_ungateable(is_emergency: bool, is_common_area: bool) -> bool:
    """Danger, and what is everybody's, is served whoever owes what: no tenant can change that."""
    return is_emergency or is_common_area
