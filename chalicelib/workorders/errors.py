"""What several verbs of an order refuse by."""

from typing import ClassVar

from chalicelib.kernel.errors import Conflict, Forbidden, Texts


class NotAssignee(Forbidden):
    """Only the one who has the order may do this."""

    code = "not_assignee"
    texts: ClassVar[Texts] = {
        "en": "Only the person who has this order may do this.",
        "zh-CN": "只有该工单的当前处理人可以执行此操作。",
    }


class PhotosMissing(Conflict):
    """Completion needs more verified `after` photos of this visit: `missing` more."""

    code = "photos_missing"
    texts: ClassVar[Texts] = {
        "en": "{missing} more verified photos of the finished work are needed.",
        "zh-CN": "还需要 {missing} 张已校验的完工照片。",
    }
