"""The webhooks of group chats: which addresses are some, strictly by their makers' form. Nothing else is ever asked.

Beside its tokens an address may say nothing: to the library that posts to it, that would be instructions.
"""

import re
from typing import ClassVar

from chalicelib.kernel.errors import NamedRefusal, Texts
from chalicelib.notifications.accounts import ChatKind

_TEAMS_HOST = r"(?P<host>[a-z0-9.-]+\.(?:logic\.azure\.com|api\.powerplatform\.com))(?::443)?"
_FORMS: dict[ChatKind, str] = {
    "wecom": r"https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=(?P<key>[\w-]{8,100})",
    "dingtalk": r"https://oapi\.dingtalk\.com/robot/send\?access_token=(?P<token>[A-Za-z0-9]{8,100})",
    "feishu": r"https://open\.feishu\.cn/open-apis/bot/v2/hook/(?P<token>[\w-]{8,100})/?",
    "slack": (
        r"https://hooks\.slack\.com/services/"
        r"(?P<token_a>[A-Z0-9]{1,20})/(?P<token_b>[A-Z0-9]{1,20})/(?P<token_c>[A-Za-z0-9]{1,50})"
    ),
    "teams": (
        rf"https://{_TEAMS_HOST}(?P<direct>/powerautomate/automations/direct)?"
        r"/workflows/(?P<workflow>[\w-]{8,100})/triggers/manual/paths/invoke/?"
        r"\?(?:[a-z-]{1,20}=[\w.%/-]{1,100}&)*sig=(?P<signature>[\w-]{8,100})"
    ),
}
#: whom a post may go to, whatever asks for it
HOSTS = (
    "qyapi.weixin.qq.com",
    "oapi.dingtalk.com",
    "open.feishu.cn",
    "hooks.slack.com",
    "*.logic.azure.com",
    "*.api.powerplatform.com",
)


class NoWebhook(NamedRefusal):
    """The address is none of this kind's."""

    code = "no_webhook"
    texts: ClassVar[Texts] = {
        "en": "This is not a webhook address of that kind.",
        "zh-CN": "该地址不是此类群机器人的 Webhook 地址。",
    }


def tokens(kind: ChatKind, webhook: str) -> dict[str, str]:
    """The parts of a webhook's address that the library is made with. Raises NoWebhook."""
    found = re.fullmatch(_FORMS[kind], webhook, re.ASCII)
    if not found:
        raise NoWebhook("body", "webhook")
    return {name: value for name, value in found.groupdict().items() if value is not None}
