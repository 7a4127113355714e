"""A department's group chat: WeCom, DingTalk, Feishu, Slack and Teams, each written to as Apprise knows it.

Apprise says only yes or no, and yes to whatever came with status 200, as which three of the services refuse, too.
So its requests go through a door of ours, which keeps what was answered, and lets nothing through to other hosts.
"""

import json
from functools import cache
from typing import Any

from chalicelib.kernel.context import Context
from chalicelib.kernel.sealed import unseal
from chalicelib.notifications import store
from chalicelib.notifications.accounts import ChatChannel
from chalicelib.notifications.channels import outside
from chalicelib.notifications.channels.outcome import Failed, Refused, Unsure
from chalicelib.notifications.channels.webhooks import HOSTS, tokens
from chalicelib.notifications.model import Delivery

#: codes of the services' answers that ask for patience: too many at once, or the service is busy
_LATER = {-1, 45009, 45033, 130101, 410100, 9499, 11232}

#: what came of each request since the list was last cleared: an answer, or what kept it from coming
_heard: list[Any] = []


def channel_of(context: Context, delivery: Delivery) -> ChatChannel:
    """The chat that the delivery is for. Raises Refused when it is no more."""
    chats = context.table.get(store.chats_ref())
    channel = next((one for one in chats.channels if one.id == delivery.person_id), None) if chats else None
    if channel is None:
        raise Refused("no_chat_channel")
    return channel


def send(tenant: str, channel: ChatChannel, delivery: Delivery) -> str:
    """Post to a chat. Raises ChannelError."""
    return post(tenant, channel, delivery.title, "\n".join(filter(None, (delivery.body, delivery.link))))


def post(tenant: str, channel: ChatChannel, title: str, body: str) -> str:
    """Post these words to a chat. Raises ChannelError."""
    robot = _robot(channel, tenant)
    _heard.clear()
    robot.notify(title=title, body=body)
    if not _heard:
        raise Failed("not_posted")
    return _judged(_heard[-1])


def _robot(channel: ChatChannel, tenant: str) -> Any:
    """Apprise's class for the service, with the tokens of the channel's webhook."""
    _open_door()
    known = tokens(channel.kind, unseal(channel.sealed_webhook, tenant, channel.id))
    match channel.kind:
        case "wecom":
            from apprise.plugins.wecombot import NotifyWeComBot  # deferred: only a chat's message needs it

            return NotifyWeComBot(**known)
        case "dingtalk":
            from apprise.plugins.dingtalk import NotifyDingTalk

            secret = unseal(channel.sealed_secret, tenant, channel.id) if channel.sealed_secret else None
            return NotifyDingTalk(secret=secret, **known)
        case "feishu":
            from apprise.plugins.feishu import NotifyFeishu

            return NotifyFeishu(**known)
        case "slack":
            from apprise.plugins.slack import NotifySlack

            return NotifySlack(**known, include_image=False)
        case "teams":
            from apprise.plugins.workflows import NotifyWorkflows

            is_direct = bool(known.pop("direct", ""))
            return NotifyWorkflows(**known, power_automate=is_direct, include_image=False)


@cache
def _open_door() -> None:
    """Have the `requests` library, which here nobody but Apprise uses, go through the door."""
    import requests

    class Door(requests.adapters.HTTPAdapter):
        """Lets requests to the known services through, and keeps what came of them."""

        def send(self, request: Any, *arguments: Any, **options: Any) -> Any:
            if not outside.is_of(request.url.replace(":443/", "/", 1), HOSTS):
                raise requests.exceptions.InvalidURL("no group chat is there")
            # Apprise quotes DingTalk's signature twice, which alone among what is sent has a percent sign.
            request.url = outside.there(request.url.replace("%25", "%"))
            try:
                answer = super().send(request, *arguments, **options)
            except requests.RequestException as failure:
                _heard.append(failure)
                raise
            _heard.append(answer)
            return answer

    requests.sessions.HTTPAdapter = Door  # type: ignore[attr-defined]


def _judged(heard: Any) -> str:
    """What an answer says of the message: its reference. Raises ChannelError."""
    import requests

    if isinstance(heard, (requests.ConnectTimeout, requests.exceptions.SSLError)):
        raise Failed(type(heard).__name__)
    if isinstance(heard, requests.ConnectionError) and "NewConnectionError" in str(heard):
        raise Failed("ConnectionError")
    if isinstance(heard, Exception):
        raise Unsure(type(heard).__name__)
    outside.judge(heard.status_code, heard.headers.get("Retry-After"))
    if heard.status_code >= 300:
        raise Refused(str(heard.status_code))
    code = _code(heard.content)
    if code in _LATER:
        raise Failed(str(code))
    if code:
        raise Refused(str(code))
    return ""


def _code(content: bytes) -> Any:
    """The error code in an answer; 0 where it has none."""
    try:
        answer = json.loads(content)
    except ValueError:
        return 0
    if not isinstance(answer, dict):
        return 0
    return next((answer[name] for name in ("errcode", "code", "StatusCode") if name in answer), 0)
