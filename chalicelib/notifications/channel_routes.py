"""The ways out of the house over HTTP: own endpoints, what a tenant connects, and the log of what left."""

from dataclasses import dataclass

from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound, UnknownReference
from chalicelib.kernel.http import SIGNED_IN, Router
from chalicelib.kernel.schema import Listing, Page
from chalicelib.notifications import addresses, connecting, log
from chalicelib.notifications.accounts import (
    ChatChannel,
    ChatSilent,
    NoWechatAccount,
    TooManyChats,
    WechatAccount,
)
from chalicelib.notifications.channel_schema import (
    AddressesOut,
    BrowserIn,
    ChatChannelIn,
    ChatChannelOut,
    ChatChannelsOut,
    DeliveryOut,
    DeliveryQuery,
    EndpointOut,
    MendIn,
    PushKeyOut,
    WechatAccountIn,
    WechatAccountOut,
    WechatIn,
)
from chalicelib.notifications.channels.webhooks import NoWebhook
from chalicelib.notifications.model import Delivery
from chalicelib.notifications.reach import Endpoint, NotTaken, Reach, TooManyEndpoints

router = Router("notifications")


@dataclass(frozen=True)
class _PushKey:
    public_key: str


@router.route("GET", "/v1/me/endpoints/key", permission=SIGNED_IN, answer=PushKeyOut)
def get_push_key(context: Context) -> _PushKey:
    """The key by which a browser subscribes to our messages."""
    from chalicelib.notifications.channels.web_push import public_key  # deferred: loads cryptography

    return _PushKey(public_key())


@router.route("GET", "/v1/me/endpoints", permission=SIGNED_IN, answer=AddressesOut)
def list_endpoints(context: Context) -> Reach:
    """The own browsers and accounts that messages go to, and what is known against the own addresses."""
    return addresses.own(context)


@router.route(
    "POST",
    "/v1/me/endpoints",
    permission="me.change",
    body=BrowserIn,
    answer=EndpointOut,
    status=201,
    errors=(TooManyEndpoints,),
)
def register_browser(context: Context, body: BrowserIn) -> Endpoint:
    """Have messages sent to this browser; again replaces what it gave before."""
    return addresses.register_browser(
        context, url=body.endpoint, p256dh=body.keys.p256dh, auth=body.keys.auth, label=body.label
    )


@router.route(
    "POST",
    "/v1/me/endpoints/wechat",
    permission="me.change",
    body=WechatIn,
    answer=EndpointOut,
    status=201,
    errors=(NoWechatAccount, NotTaken, TooManyEndpoints),
)
def register_wechat(context: Context, body: WechatIn) -> Endpoint:
    """Have messages sent to the own WeChat account."""
    return addresses.register_wechat(context, code=body.code, label=body.label)


@router.route("DELETE", "/v1/me/endpoints/{endpoint_id}", permission="me.change", answer=AddressesOut)
def forget_endpoint(context: Context, endpoint_id: str) -> Reach:
    """Have no more messages sent to one of the own browsers or accounts."""
    return addresses.forget(context, endpoint_id)


@router.route("GET", "/v1/people/{person_id}/addresses", permission="channel.manage", answer=AddressesOut)
def get_addresses(context: Context, person_id: str) -> Reach:
    """A person's endpoints, and what providers found against their addresses."""
    return addresses.of(context, person_id)


@router.route(
    "POST",
    "/v1/people/{person_id}/addresses/mended",
    permission="channel.manage",
    body=MendIn,
    answer=AddressesOut,
)
def mend_address(context: Context, person_id: str, body: MendIn) -> Reach:
    """Say that a person's address has been seen to: messages go there again."""
    return addresses.mend(context, person_id, body.channel)


@router.route(
    "GET",
    "/v1/wechat-account",
    permission="channel.manage",
    answer=WechatAccountOut,
    errors=(NotFound,),
)
def get_wechat_account(context: Context) -> WechatAccount:
    """The company's official account."""
    return connecting.wechat_account(context)


@router.route(
    "PUT", "/v1/wechat-account", permission="channel.manage", body=WechatAccountIn, answer=WechatAccountOut
)
def put_wechat_account(context: Context, body: WechatAccountIn) -> WechatAccount:
    """Connect the company's official account, or another in its place."""
    return connecting.connect_wechat(
        context,
        app_id=body.app_id,
        app_secret=body.app_secret,
        template_id=body.template_id,
        fields=dict(body.fields),
        mini_program_app_id=body.mini_program_app_id,
        mini_program_page=body.mini_program_page,
    )


@router.route("GET", "/v1/chat-channels", permission="channel.manage", answer=ChatChannelsOut)
def list_chat_channels(context: Context) -> tuple[ChatChannel, ...]:
    """The departments' group chats."""
    return connecting.chats(context)


@router.route(
    "POST",
    "/v1/chat-channels",
    permission="channel.manage",
    body=ChatChannelIn,
    answer=ChatChannelOut,
    status=201,
    errors=(NoWebhook, TooManyChats, UnknownReference),
)
def connect_chat_channel(context: Context, body: ChatChannelIn) -> ChatChannel:
    """Connect a department's group chat: news of its queue is posted there."""
    return connecting.connect_chat(
        context,
        department_id=body.department_id,
        kind=body.kind,
        name=body.name,
        webhook=body.webhook,
        secret=body.secret,
    )


@router.route(
    "POST",
    "/v1/chat-channels/{channel_id}/trial",
    permission="channel.manage",
    answer=ChatChannelOut,
    errors=(ChatSilent,),
)
def try_chat_channel(context: Context, channel_id: str) -> ChatChannel:
    """Post a test message to a group chat, and learn at once whether its service took it."""
    return connecting.try_chat(context, channel_id)


@router.route("DELETE", "/v1/chat-channels/{channel_id}", permission="channel.manage", answer=ChatChannelOut)
def disconnect_chat_channel(context: Context, channel_id: str) -> ChatChannel:
    """Write to a group chat no more."""
    return connecting.disconnect_chat(context, channel_id)


@router.route(
    "GET", "/v1/deliveries", permission="delivery.read", query=DeliveryQuery, answer=Page[DeliveryOut]
)
def list_deliveries(context: Context, query: DeliveryQuery) -> Listing[Delivery]:
    """What left the house, newest first: of an order, to a person, or all that did not arrive."""
    sought = log.Sought(query.work_order, query.person, query.channel, query.status)
    return log.deliveries(context, sought, query.limit, query.cursor)
