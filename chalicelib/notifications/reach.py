"""How a person can be reached beside e-mail and telephone, and which of their addresses are known to be bad. Pure."""

import hashlib
from datetime import datetime
from typing import ClassVar, Literal, Self

from chalicelib.kernel.entity import Entity, Value
from chalicelib.kernel.errors import Conflict, NotFound, Texts
from chalicelib.notifications.model import Channel

EndpointKind = Literal["web_push", "wechat"]
MOST_ENDPOINTS = 10
_MOST_FAULTS = 10  # the newest are kept


class TooManyEndpoints(Conflict):
    """The person has as many browsers and accounts registered as anybody may."""

    code = "too_many_endpoints"
    texts: ClassVar[Texts] = {
        "en": "At most {most} browsers and accounts can be registered; remove one first.",
        "zh-CN": "最多可登记 {most} 个浏览器或账号，请先删除一个。",
    }


class NotTaken(Conflict):
    """WeChat does not know the code, or could not be asked; `reason` is its word."""

    code = "not_taken"
    texts: ClassVar[Texts] = {
        "en": "WeChat did not accept this ({reason}); try again.",
        "zh-CN": "微信未接受此请求（{reason}），请重试。",
    }


class Endpoint(Value):
    """A browser's push subscription (`address` its URL, with its keys), or a WeChat account (`address` its openid)."""

    id: str
    kind: EndpointKind
    address: str
    p256dh: str = ""
    auth: str = ""
    label: str = ""
    created_at: datetime


class AddressFault(Value):
    """An address that a provider has found to be bad, in its words."""

    channel: Channel
    address: str
    reason: str
    at: datetime


class Reach(Entity):
    """One person's endpoints and bad addresses: one item, so that planning reads it with the person."""

    person_id: str
    endpoints: tuple[Endpoint, ...] = ()
    faults: tuple[AddressFault, ...] = ()

    def of(self, kind: EndpointKind) -> tuple[Endpoint, ...]:
        """The endpoints of one kind."""
        return tuple(one for one in self.endpoints if one.kind == kind)

    def is_bad(self, channel: Channel, address: str) -> bool:
        """Whether nothing should go to that address any more."""
        return any(one.channel == channel and _is_same(channel, one.address, address) for one in self.faults)

    def with_endpoint(self, endpoint: Endpoint) -> Self:
        """With the endpoint, in place of one with the same address. Raises TooManyEndpoints."""
        others = tuple(one for one in self.endpoints if one.id != endpoint.id)
        if len(others) >= MOST_ENDPOINTS:
            raise TooManyEndpoints(most=MOST_ENDPOINTS)
        return self.changed(endpoints=(*others, endpoint))

    def without(self, id: str) -> Self:
        """Without the endpoint of that id. Raises NotFound."""
        left = tuple(one for one in self.endpoints if one.id != id)
        if len(left) == len(self.endpoints):
            raise NotFound()
        return self.changed(endpoints=left)

    def with_fault(self, fault: AddressFault) -> Self:
        """With what is known of an address now."""
        others = self._faults_but(fault.channel, fault.address)
        return self.changed(faults=(*others, fault)[-_MOST_FAULTS:])

    def mended(self, channel: Channel) -> Self:
        """Without what was known against the addresses of a channel: somebody has seen to them."""
        return self.changed(faults=tuple(one for one in self.faults if one.channel != channel))

    def _faults_but(self, channel: Channel, address: str) -> tuple[AddressFault, ...]:
        return tuple(one for one in self.faults if (one.channel, one.address) != (channel, address))


def _is_same(channel: Channel, one: str, other: str) -> bool:
    """Whether two addresses are one: a number may be written with its plus sign, or without."""
    return one == other or (channel == "sms" and one.removeprefix("+") == other.removeprefix("+"))


def new_reach(person_id: str) -> Reach:
    """Somebody of whom nothing is known yet; version 0, so that the first change is the first version."""
    return Reach(person_id=person_id, version=0)


def endpoint_id(kind: EndpointKind, address: str) -> str:
    """The id that this address always has."""
    return f"ep_{hashlib.sha256(f'{kind}:{address}'.encode()).hexdigest()[:26]}"
