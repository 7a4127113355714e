"""Which way a channel takes to a person, and whether there is one."""

from chalicelib.notifications.channels import aws
from chalicelib.notifications.channels.outcome import Refused
from chalicelib.notifications.model import Channel, Delivery, Person
from chalicelib.notifications.texts import Texts


def is_open(channel: Channel, person: Person, texts: Texts) -> bool:
    """Whether the person has an address there, and the news a form for it."""
    match channel:
        case "email":
            return bool(person.email)
        case "sms":
            return bool(person.phone and texts.sms)
    return False


def send(channel: Channel, person: Person, delivery: Delivery) -> str:
    """Send by one channel, answer the provider's reference. Raises ChannelError."""
    match channel:
        case "email" if person.email:
            return aws.email(person.email, delivery)
        case "sms" if person.phone:
            return aws.sms(person.phone, delivery)
    raise Refused("no_address")
