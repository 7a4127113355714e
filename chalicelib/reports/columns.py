"""The columns of a file: where each lies in an answer of the API, and what it is called. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Column:
    """One column. `path` leads through the answer's members, by dots."""

    path: str
    chinese: str
    english: str

    def heading(self, language: str) -> str:
        """What it is called."""
        return self.english if language == "en" else self.chinese


# what several files say of an order
_NUMBER = Column("number", "工单编号", "Number")
_TITLE = Column("title", "标题", "Title")
_CATEGORY = Column("category", "分类", "Category")
_STATUS = Column("status", "状态", "Status")
_PRIORITY = Column("priority", "优先级", "Priority")
_IS_LATE = Column("is_late", "是否超时", "Late")
_DEPARTMENT_ID = Column("department_id", "部门 ID", "Department ID")
_ORDER_ID = Column("work_order_id", "工单 ID", "Order ID")
_MOMENTS = (
    Column("reported_at", "报修时间", "Reported at"),
    Column("accepted_at", "接单时间", "Accepted at"),
    Column("arrived_at", "到场时间", "Arrived at"),
    Column("completed_at", "完工时间", "Completed at"),
)
_SCORES = (
    Column("score", "住户评分", "Resident's score"),
    Column("rating", "主管评分", "Manager's score"),
)

WORK_ORDERS = (
    _NUMBER,
    _TITLE,
    Column("kind", "类型", "Kind"),
    _CATEGORY,
    _STATUS,
    _PRIORITY,
    Column("is_emergency", "是否紧急", "Emergency"),
    _IS_LATE,
    Column("building_name", "楼栋", "Building"),
    Column("unit_name", "房屋", "Unit"),
    Column("reporter.name", "报修人", "Reported by"),
    _DEPARTMENT_ID,
    Column("assignee_id", "处理人 ID", "Assignee ID"),
    *_MOMENTS,
    Column("deadlines.complete_by", "完工时限", "Complete by"),
    *_SCORES,
    Column("id", "工单 ID", "Order ID"),
)
FIGURES = (
    Column("name", "名称", "Name"),
    Column("reported", "报修", "Reported"),
    Column("completed", "完工", "Completed"),
    Column("due", "到期", "Due"),
    Column("completion_rate", "完工率", "Completion rate"),
    Column("timeliness.respond.rate", "响应及时率", "Responses in time"),
    Column("timeliness.arrive.rate", "到场及时率", "Arrivals in time"),
    Column("timeliness.complete.rate", "完工及时率", "Completions in time"),
    Column("rated", "评分数", "Scores given"),
    Column("excellence_rate", "优秀率", "Excellent"),
    Column("score_average", "平均分", "Average score"),
    Column("key", "ID", "ID"),
)
FACTS = (
    _NUMBER,
    Column("day", "日期", "Day"),
    Column("at", "时间", "At"),
    Column("value", "数值", "Value"),
    _CATEGORY,
    Column("member_id", "成员 ID", "Member ID"),
    _DEPARTMENT_ID,
    Column("community_id", "小区 ID", "Community ID"),
    _ORDER_ID,
)
STALLS = (
    _NUMBER,
    _TITLE,
    Column("state", "状态", "State"),
    Column("department_name", "部门", "Department"),
    Column("member_name", "处理人", "With"),
    Column("since", "停留自", "Since"),
    Column("due_at", "时限", "Due at"),
    _IS_LATE,
    _CATEGORY,
    _PRIORITY,
    _ORDER_ID,
)
DIGEST = (
    _NUMBER,
    _TITLE,
    _CATEGORY,
    _STATUS,
    _PRIORITY,
    Column("worked_on", "最近处理日", "Last worked with on"),
    *_MOMENTS,
    Column("process", "处理过程", "Process"),
    *(
        Column(f"deadlines.{kind}.{path}", f"{chinese}{what}", f"{english}: {said}")
        for kind, chinese, english in (
            ("respond", "响应", "Response"),
            ("arrive", "到场", "Arrival"),
            ("complete", "完工", "Completion"),
        )
        for path, what, said in (
            ("due_at", "时限", "due at"),
            ("state", "结果", "kept"),
            ("remaining_s", "剩余秒数（负数为超时）", "seconds left (negative: late)"),
        )
    ),
    *_SCORES,
    _ORDER_ID,
)


def of_measures(names: Iterable[str]) -> tuple[Column, ...]:
    """A column for each measure that was asked for, under the measure's own name."""
    return tuple(Column(f"values.{name}", name, name) for name in names)


def cells(row: Mapping[str, Any], columns: Iterable[Column], zone: ZoneInfo) -> list[Cell]:
    """The cells of an answer's item; moments as the clocks of `zone` show them, with the zone's offset."""
    return [_cell(row, column.path, zone) for column in columns]


def _cell(row: Mapping[str, Any], path: str, zone: ZoneInfo) -> Cell:
    value: Any = row
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
