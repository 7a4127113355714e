"""The API's view of the ways out of the house: own endpoints, what a tenant connects, the log. No secret is shown."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints

from chalicelib.kernel.context import Context
from chalicelib.kernel.refusals import FieldRefused
from chalicelib.kernel.schema import Body, Identifier, Line, ListQuery, Out
from chalicelib.notifications.accounts import ChatKind, Shown
from chalicelib.notifications.channels.outside import is_of
from chalicelib.notifications.channels.web_push import SERVICES
from chalicelib.notifications.model import Channel, Delivery, Status
from chalicelib.notifications.reach import EndpointKind, Reach


def _of_a_push_service(url: str) -> str:
    if not is_of(url, SERVICES):
        raise FieldRefused("no push service of a browser is there")
    return url


PushUrl = Annotated[str, StringConstraints(max_length=1000), AfterValidator(_of_a_push_service)]
Point = Annotated[str, StringConstraints(pattern=r"^B[A-Za-z0-9_-]{86}=?$")]
AuthSecret = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}(==)?$")]
FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{3,20}[0-9]{1,2}$")]
Secret = Annotated[str, StringConstraints(min_length=8, max_length=200, pattern=r"^[!-~]+$")]
_LABEL = Field("", max_length=60, description="how the person calls it", examples=["phone"])


class KeysBody(Body):
    """A browser's half of the secret."""

    p256dh: Point = Field(
        description="its public point on P-256, base64url",
        examples=["BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"],
    )
    auth: AuthSecret = Field(examples=["BTBZMqHH6r4Tts7J_aSIgg"])


class BrowserIn(Body):
    """A browser's push subscription, as `PushSubscription.toJSON()` gives it."""

    endpoint: PushUrl = Field(examples=["https://fcm.googleapis.com/fcm/send/dK2x"])
    keys: KeysBody
    label: str = _LABEL


class WechatIn(Body):
    """What WeChat gave the person's browser for letting us know who they are there."""

    code: str = Field(pattern=r"^[A-Za-z0-9_-]{8,128}$", examples=["041pK1000dxUuK1Pw8000xY2w33pK10e"])
    label: str = _LABEL


class EndpointOut(Out):
    """A browser or an account that messages go to."""

    id: str = Field(examples=["ep_5f0c2e9d7b1a4c3e8f6a9b0c1d"])
    kind: EndpointKind
    label: str
    created_at: datetime


class AddressFaultOut(Out):
    """An address that a provider found to be bad: nothing is sent there until somebody has seen to it."""

    channel: Channel
    address: str = Field(examples=["chen.yu@harbour.example"])
    reason: str = Field(description="the provider's word", examples=["bounce: General"])
    at: datetime


class AddressesOut(Out):
    """A person's endpoints, and what is known against their addresses."""

    endpoints: list[EndpointOut]
    faults: list[AddressFaultOut]

    @classmethod
    def of(cls, value: Reach, context: Context) -> Self:
        """All that is known."""
        return cls(
            endpoints=[EndpointOut.of(one, context) for one in value.endpoints],
            faults=[AddressFaultOut.of(one, context) for one in value.faults],
        )


class PushKeyOut(Out):
    """What a browser is given to subscribe with."""

    public_key: str = Field(description="an uncompressed point on P-256, base64url: `applicationServerKey`")


class MendIn(Body):
    """Whose address has been seen to."""

    channel: Literal["email", "sms"] = Field(examples=["email"])


class WechatAccountIn(Body):
    """A company's official account, and what its template shows."""

    app_id: str = Field(pattern=r"^wx[0-9a-f]{16}$", examples=["wx1234567890abcdef"])
    app_secret: str = Field(
        pattern=r"^[0-9a-f]{32}$",
        description="never answered again",
        examples=["0123456789abcdef0123456789abcdef"],
    )
    template_id: str = Field(
        pattern=r"^[A-Za-z0-9_-]{20,60}$", examples=["ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY"]
    )
    fields: dict[FieldName, Shown] = Field(
        min_length=1,
        max_length=5,
        description="the template's fields, and what of a notification each shows",
        examples=[{"thing1": "title", "thing2": "body", "time3": "time"}],
    )
    mini_program_app_id: str | None = Field(
        None, pattern=r"^wx[0-9a-f]{16}$", description="what a message opens", examples=["wxfedcba0987654321"]
    )
    mini_program_page: str | None = Field(
        None,
        pattern=r"^[A-Za-z0-9_/?=&-]{1,200}$",
        description="its page; the order is added as `work_order`",
        examples=["pages/order/index"],
    )


class WechatAccountOut(Out):
    """The official account, without its secret."""

    app_id: str
    template_id: str
    fields: dict[str, Shown]
    mini_program_app_id: str | None
    mini_program_page: str | None
    version: int


class ChatChannelIn(Body):
    """A department's group chat."""

    department_id: Identifier
    kind: ChatKind = Field(examples=["wecom"])
    name: Line = Field(examples=["工程部群"])
    webhook: str = Field(
        max_length=1000,
        description="the robot's address as the service shows it; never answered again",
        examples=["https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0"],
    )
    secret: Secret | None = Field(
        None, description="DingTalk's signing secret; never answered again", examples=["SEC0123456789abcdef"]
    )


class ChatChannelOut(Out):
    """A department's group chat, without its address."""

    id: str = Field(examples=["ch_01JDAVEW80R3J4QK6M2Y5T7XZB"])
    department_id: str
    kind: ChatKind
    name: str
    created_at: datetime


class ChatChannelsOut(Out):
    """All group chats, in the order they were connected."""

    items: list[ChatChannelOut]

    @classmethod
    def of(cls, value: tuple[object, ...], context: Context) -> Self:
        """All of them."""
        return cls(items=[ChatChannelOut.of(one, context) for one in value])


class DeliveryQuery(ListQuery):
    """Which deliveries are wanted; without `work_order` and `person`, those that a channel did not bring."""

    work_order: Identifier | None = Field(None, description="the order that they are about")
    person: Identifier | None = Field(None, description="whom they went to")
    channel: Channel | None = Field(None, description="only with a message by this channel")
    status: Status | None = Field(None, description="only with a message in this status")


class SendingOut(Out):
    """One channel's message."""

    channel: Channel
    status: Status = Field(
        description="`pending` in the queue, `started` given to its channel, `sent` taken by the provider, "
        "`delivered` as the provider says, `failed` given up for now, `refused` by the provider or for want of an "
        "address, `bounced`, `unknown` when nobody answered: it may have arrived"
    )
    reference: str | None = Field(description="the provider's id of the message")
    error: str | None = Field(description="the provider's word for the trouble")
    attempts: int
    at: datetime | None = Field(description="when that was so")


class DeliveryOut(Out):
    """How one piece of news went out to one person, or to one group chat."""

    id: str = Field(examples=["nt_01JDAVEW80R3J4QK6M2Y5T7XZB"])
    person_id: str = Field(description="a member's, a resident's or a chat channel's id")
    person_name: str
    work_order_id: str | None
    number: str = Field(description="the order's; empty for news of none", examples=["WO-2026-000123"])
    kind: str
    created_at: datetime
    not_before: datetime | None = Field(description="when it may go out, if not at once")
    sendings: list[SendingOut]

    @classmethod
    def of(cls, value: Delivery, context: Context) -> Self:
        """The log without what was said: that stands in the person's inbox."""
        return cls(
            id=value.notification_id,
            person_id=value.person_id,
            person_name=value.person_name,
            work_order_id=value.work_order_id,
            number=value.number,
            kind=value.kind,
            created_at=value.created_at,
            not_before=value.not_before,
            sendings=[SendingOut.of(one, context) for one in value.sendings],
        )
