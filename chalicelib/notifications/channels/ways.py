"""Which way a channel takes to a person, and whether there is one."""

from collections.abc import Callable
from functools import partial

from chalicelib.kernel.context import Context
from chalicelib.notifications.channels import aws
from chalicelib.notifications.channels.outcome import Refused
from chalicelib.notifications.model import Channel, Delivery, Person
from chalicelib.notifications.people import recipient_of
from chalicelib.notifications.texts import Texts


def is_open(channel: Channel, person: Person, texts: Texts) -> bool:
    """Whether the person has an address there, and the news a form for it."""
    return channel in person.channels and (channel != "sms" or texts.sms is not None)


def way(context: Context, channel: Channel, delivery: Delivery) -> Callable[[], str]:
    """What gives the delivery to a channel, at the address of this moment, and answers the provider's reference.

    What that needs is read and fetched before, so that nothing but the channel can fail once a message may have left.
    Raises Refused and Failed; what is answered raises ChannelError.
    """
    if channel == "chat":
        from chalicelib.notifications.channels import chat  # deferred: each channel loads what it alone needs

        return partial(chat.send, context.table.tenant, chat.channel_of(context, delivery), delivery)
    person, reach = recipient_of(context, delivery)
    if person is None:
        raise Refused("no_person")
    if channel not in person.channels:
        raise Refused("no_address")
    match channel:
        case "email":
            return partial(aws.email, context.table.tenant, person.email or "", delivery)
        case "sms":
            return partial(aws.sms, person.phone or "", delivery)
        case "web_push":
            from chalicelib.notifications.channels import web_push

            return partial(web_push.send, context, reach, delivery)
        case "wechat":
            from chalicelib.notifications.channels import wechat
            from chalicelib.notifications.channels.wechat_token import access_token

            account = wechat.account_of(context)
            return partial(wechat.send, context, account, access_token(context, account), reach, delivery)
