"""What a tenant tells us to send with: its WeChat official account, and its departments' group chats. Pure.

Secrets are sealed (kernel.sealed) before they come here, and nothing that is answered has a field for them.
"""

from datetime import datetime
from typing import ClassVar, Literal, Self

from chalicelib.kernel.entity import Entity, Value
from chalicelib.kernel.errors import Conflict, NotFound, Texts

ChatKind = Literal["wecom", "dingtalk", "feishu", "slack", "teams"]
#: what of a notification a field of a WeChat template may show
Shown = Literal["title", "body", "kind", "time"]
MOST_CHATS = 50


class NoWechatAccount(Conflict):
    """The tenant has not told us its official account."""

    code = "no_wechat_account"
    texts: ClassVar[Texts] = {
        "en": "Your company has not connected a WeChat official account.",
        "zh-CN": "贵公司尚未接入微信公众号。",
    }


class TooManyChats(Conflict):
    """The tenant has as many group chats as it may."""

    code = "too_many_chat_channels"
    texts: ClassVar[Texts] = {
        "en": "At most {most} chat channels can be connected.",
        "zh-CN": "最多可接入 {most} 个群聊。",
    }


class ChatSilent(Conflict):
    """The chat's service refused a message, or did not say that it took it; `reason` is its word."""

    code = "chat_silent"
    texts: ClassVar[Texts] = {
        "en": "The chat's service did not confirm the message ({reason}).",
        "zh-CN": "群聊服务未确认收到消息（{reason}）。",
    }


class WechatAccount(Entity):
    """A tenant's official account: its template, and the mini-program that a message opens, if there is one."""

    app_id: str
    sealed_secret: str
    template_id: str
    fields: dict[str, Shown]
    mini_program_app_id: str | None = None
    mini_program_page: str | None = None


class WechatToken(Entity):
    """The account's access token, sealed; whoever fetches another one says until when they are at it."""

    app_id: str
    sealed: str = ""
    expires_at: datetime
    fetching_until: datetime | None = None


class ChatChannel(Value):
    """A department's group chat: where its robot is posted to, and its signing secret if it has one; both sealed."""

    id: str
    department_id: str
    kind: ChatKind
    name: str
    sealed_webhook: str
    sealed_secret: str | None = None
    created_at: datetime


class Chats(Entity):
    """All group chats of a tenant: one item, read where news may concern a department."""

    channels: tuple[ChatChannel, ...] = ()

    def of(self, department_id: str) -> tuple[ChatChannel, ...]:
        """Those of one department."""
        return tuple(one for one in self.channels if one.department_id == department_id)

    def channel(self, id: str) -> ChatChannel:
        """The one of that id. Raises NotFound."""
        for one in self.channels:
            if one.id == id:
                return one
        raise NotFound()

    def with_channel(self, channel: ChatChannel) -> Self:
        """With one more. Raises TooManyChats."""
        if len(self.channels) >= MOST_CHATS:
            raise TooManyChats(most=MOST_CHATS)
        return self.changed(channels=(*self.channels, channel))

    def without(self, id: str) -> Self:
        """Without the one of that id. Raises NotFound."""
        gone = self.channel(id)
        return self.changed(channels=tuple(one for one in self.channels if one != gone))


NO_CHATS = Chats(version=0)
