"""What a tenant's administrators connect: the official account, and the departments' group chats.

Their secrets are sealed before they lie in the table, and are answered to nobody.
"""

from chalicelib.kernel.changes import guard
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import UnknownReference
from chalicelib.kernel.sealed import Unreadable, seal, unseal
from chalicelib.notifications import store
from chalicelib.notifications.accounts import (
    NO_CHATS,
    ChatChannel,
    ChatKind,
    Chats,
    ChatSilent,
    Shown,
    WechatAccount,
)
from chalicelib.notifications.channels.outcome import ChannelError
from chalicelib.notifications.channels.webhooks import tokens
from chalicelib.organization import service as organization
from chalicelib.tenants import audit

#: title and body of what `try_chat` posts
_TRIAL = {
    "en": (
        "Test message",
        "This chat is connected to Steward: news of the department's orders is posted here.",
    ),
    "zh-CN": ("测试消息", "本群已接入 Steward，本部门的工单消息将发送到这里。"),
}


def wechat_account(context: Context) -> WechatAccount:
    """The tenant's official account. Raises NotFound."""
    return context.find(store.wechat_account_ref())


def connect_wechat(
    context: Context,
    *,
    app_id: str,
    app_secret: str,
    template_id: str,
    fields: dict[str, Shown],
    mini_program_app_id: str | None,
    mini_program_page: str | None,
) -> WechatAccount:
    """Connect the official account, or another in its place; the same again changes nothing."""
    ref = store.wechat_account_ref()
    known = context.table.get(ref)
    given = WechatAccount(
        version=known.version + 1 if known else 1,
        app_id=app_id,
        sealed_secret=seal(app_secret, context.table.tenant, "wechat"),
        template_id=template_id,
        fields=fields,
        mini_program_app_id=mini_program_app_id,
        mini_program_page=mini_program_page,
    )
    if known and _is_same(known, given, app_secret, context.table.tenant):
        context.commit(guard(ref, known), answer=known)
        return known
    entry = audit.recorded(context, "wechat_account", app_id, "connected")
    context.commit(store.save_wechat_account(given), entry, answer=given)
    return given


def _is_same(known: WechatAccount, given: WechatAccount, app_secret: str, tenant: str) -> bool:
    """Whether what was given is what is known; what is sealed differs each time."""
    try:
        is_same_secret = unseal(known.sealed_secret, tenant, "wechat") == app_secret
    except Unreadable:
        return False
    sealed = {"version": known.version, "sealed_secret": known.sealed_secret}
    return is_same_secret and given.model_copy(update=sealed) == known


def chats(context: Context) -> tuple[ChatChannel, ...]:
    """The tenant's group chats, in the order they were connected."""
    return _chats(context).channels


def connect_chat(
    context: Context, *, department_id: str, kind: ChatKind, name: str, webhook: str, secret: str | None
) -> ChatChannel:
    """Connect a department's group chat. Raises NoWebhook, UnknownReference, TooManyChats."""
    tokens(kind, webhook)
    known, department = context.load(store.chats_ref(), organization.department_ref(department_id))
    if department is None:
        raise UnknownReference("department_id")
    id = context.own_id("ch")
    tenant = context.table.tenant
    channel = ChatChannel(
        id=id,
        department_id=department_id,
        kind=kind,
        name=name,
        sealed_webhook=seal(webhook, tenant, id),
        sealed_secret=seal(secret, tenant, id) if secret else None,
        created_at=context.now,
    )
    after = (known or NO_CHATS).with_channel(channel)
    entry = audit.recorded(context, "chat_channel", id, "connected", name=name)
    context.commit(store.save_chats(after), entry, answer=channel)
    return channel


def try_chat(context: Context, id: str) -> ChatChannel:
    """Post a word to a group chat now, for whoever connected it to see. Raises NotFound, ChatSilent."""
    from chalicelib.notifications.channels import chat  # deferred: asks outside

    channel = _chats(context).channel(id)
    try:
        chat.post(context.table.tenant, channel, *_TRIAL[context.language])
    except ChannelError as failure:
        raise ChatSilent(reason=failure.code) from None
    context.commit(answer=channel)
    return channel


def disconnect_chat(context: Context, id: str) -> ChatChannel:
    """Write to a group chat no more. Raises NotFound."""
    known = _chats(context)
    gone = known.channel(id)
    entry = audit.recorded(context, "chat_channel", id, "disconnected", name=gone.name)
    context.commit(store.save_chats(known.without(id)), entry, answer=gone)
    return gone


def _chats(context: Context) -> Chats:
    return context.table.get(store.chats_ref()) or NO_CHATS
