"""The values that templates may name, for each kind of news: what they mean and what they look like. Pure.

`facts` makes them of an event; tests hold that it makes all of these.
"""

from dataclasses import dataclass
from typing import Any

from chalicelib.kernel.errors import Texts
from chalicelib.notifications.facts import LONGEST_MESSAGE, LONGEST_TEXT, LONGEST_TITLE


@dataclass(frozen=True)
class Variable:
    """One value: what it means, in each language, and an example in each. `longest` is its length as text."""

    name: str
    about: Texts
    examples: dict[str, Any]
    longest: int = 40


def _variable(name: str, en: str, zh: str, *examples: Any, longest: int = 40) -> Variable:
    """The Chinese example first; one example serves both languages."""
    return Variable(name, {"en": en, "zh-CN": zh}, {"zh-CN": examples[0], "en": examples[-1]}, longest)


_ALL = {
    one.name: one
    for one in (
        _variable("number", "the order's number", "工单编号", "WO-2026-000123"),
        _variable(
            "subject",
            "the order's title",
            "工单标题",
            "厨房漏水",
            "Water under the sink",
            longest=LONGEST_TITLE,
        ),
        _variable("is_emergency", "whether it is an emergency", "是否紧急", False),
        _variable("is_resident", "whether the reader is a resident", "收件人是否住户", True),
        _variable("actor", "who did it", "操作人", "李师傅", "Li Wei"),
        _variable(
            "text",
            "what they wrote, may be empty",
            "操作人填写的内容，可能为空",
            "水一直在流",
            "It drips all day",
            longest=LONGEST_TEXT,
        ),
        _variable("amount", "what is overdue", "欠费金额", "1,204.50 元", "CNY 1,204.50"),
        _variable(
            "since",
            "since when it is overdue, may be empty",
            "欠费起始日，可能为空",
            "2026年9月1日",
            "1 September 2026",
        ),
        _variable("cause", "why, as the API names it", "原因代码", "cleared"),
        _variable("status", "the order's status, as the API names it", "工单状态代码", "open"),
        _variable("expected_on", "when it goes on", "预计恢复日期", "2026年12月1日", "1 December 2026"),
        _variable("score", "1 to 5, may be empty", "评分 1 至 5，可能为空", 4),
        _variable("priority", "the new priority", "新优先级", "高", "high"),
        _variable("deadline", "which deadline", "时限名称", "到场", "arrival"),
        _variable("due_at", "when it is due", "时限时间", "11月23日 10:00", "23 November 10:00"),
        _variable("step", "the ladder's step, from 0", "升级步骤，从 0 起", 0),
        _variable(
            "link", "where to answer", "问卷链接", "https://steward.example/resident/surveys/x", longest=300
        ),
        _variable("outcome", "what the resident said, as the API names it", "处理结果代码", "half_fixed"),
        _variable("percent", "how much is done, may be empty", "完成百分比，可能为空", 40),
        _variable(
            "milestone", "which milestone is done, may be empty", "完成的节点，可能为空", "换阀", "Valve in"
        ),
        _variable("department", "which department", "部门名称", "工程部", "Engineering"),
        _variable("person", "who was not reached", "未能通知到的人", "李师傅", "Li Wei"),
        _variable("reason", "why, as the API names it", "原因代码", "not_an_image", longest=80),
        _variable("export", "what was exported", "导出内容", "工单", "work orders"),
        _variable("rows", "how many rows the file has", "文件行数", 300),
        _variable("first", "the week's first day", "一周的第一天", "2026年11月16日", "16 November 2026"),
        _variable("last", "the week's last day", "一周的最后一天", "2026年11月22日", "22 November 2026"),
        _variable("completed", "what the reader completed in it", "本人完工数", 12),
        _variable(
            "figures",
            "what it brought the reader",
            "本人一周数据",
            "您：完工 12 单，到期 13 单，按时完工 92%，平均评分 4.5",
            "You: 12 completed, 13 due, 92 % completed in time, average score 4.5",
            longest=160,
        ),
        _variable(
            "departments",
            "a line for each department that the reader heads, may be empty",
            "所负责部门的数据，每个部门一行，可能为空",
            "工程部：完工 40 单，到期 44 单，按时完工 91%，平均评分 4.6",
            "Engineering: 40 completed, 44 due, 91 % completed in time, average score 4.6",
            longest=LONGEST_TEXT,
        ),
        _variable(
            "digest",
            "where the orders behind it are shown, may be empty",
            "查看相关工单的链接，可能为空",
            "https://steward.example/console/digest?member=me&window=week&day=2026-11-16",
            longest=300,
        ),
        _variable("is_cut", "whether the file could not hold all", "是否超出文件容量", False),
        _variable(
            "headline",
            "the notice's title",
            "通知标题",
            "3号楼停水",
            "No water in building 3",
            longest=LONGEST_TITLE,
        ),
        _variable(
            "message",
            "what the notice says",
            "通知内容",
            "因水泵检修停水，请提前储水。",
            "The pump is being overhauled. Please keep some water.",
            longest=LONGEST_MESSAGE,
        ),
        _variable(
            "window",
            "from when until when, may be empty",
            "起止时间，可能为空",
            "11月24日 09:00 至 11月24日 12:00",
            "24 November 09:00 to 24 November 12:00",
            longest=60,
        ),
        _variable(
            "follow_up",
            "`ended` or `corrected` after an earlier notice, else empty",
            "对先前通知的后续：`ended` 或 `corrected`，否则为空",
            "",
        ),
        _variable(
            "prefix",
            "that in the reader's language, to stand before the title",
            "按收件人语言写出的后续说明，置于标题之前",
            "",
        ),
    )
}
_EVERYWHERE = ("actor", "text", "is_resident")
_OF_ORDERS = ("number", "subject", "is_emergency")
_NOTICES = ("notice_safety", "notice_outage", "notice_repair", "notice_general")
#: what is not told of an order, or of one that only its number is known of
_WITHOUT_ORDER = {
    "department_nudged",
    "export_failed",
    "export_ready",
    "notice_lost",
    "photo_rejected",
    "week_reported",
    *_NOTICES,
}
_OWN: dict[str, tuple[str, ...]] = {
    "suspended": ("amount", "since"),
    "resumed": ("cause", "status"),
    "reopened": ("cause", "status"),
    "paused": ("expected_on",),
    "closed": ("cause", "score"),
    "rated": ("score",),
    "priority_changed": ("priority",),
    "deadline_near": ("deadline", "due_at", "step"),
    "deadline_breached": ("deadline", "due_at", "step"),
    "survey_invited": ("link",),
    "survey_reminded": ("link",),
    "callback_requested": ("cause", "score"),
    "callback_done": ("outcome", "score"),
    "progressed": ("percent", "milestone"),
    "department_nudged": ("department",),
    "notice_lost": ("number", "person"),
    "photo_rejected": ("reason",),
    "export_ready": ("export", "rows", "is_cut"),
    "export_failed": ("export", "reason"),
    "week_reported": ("first", "last", "completed", "figures", "departments", "digest"),
    **dict.fromkeys(_NOTICES, ("headline", "message", "window", "follow_up", "prefix")),
}


def variables_of(kind: str) -> tuple[Variable, ...]:
    """What the templates of this kind may name."""
    shared = _EVERYWHERE if kind in _WITHOUT_ORDER else _OF_ORDERS + _EVERYWHERE
    return tuple(_ALL[name] for name in shared + _OWN.get(kind, ()))


def examples(kind: str, language: str) -> dict[str, Any]:
    """Name -> an example, in this language."""
    return {one.name: one.examples[language] for one in variables_of(kind)}


def longest(kind: str, language: str) -> dict[str, Any]:
    """Name -> the longest value there may be."""
    return {
        one.name: "漏" * one.longest if isinstance(one.examples[language], str) else one.examples[language]
        for one in variables_of(kind)
    }
