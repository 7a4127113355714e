"""The ways to oneself that a person registers, and what is known against somebody's addresses."""

from chalicelib.estates import service as estates
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound
from chalicelib.notifications import store
from chalicelib.notifications.accounts import NoWechatAccount
from chalicelib.notifications.channels.outcome import ChannelError
from chalicelib.notifications.model import Channel
from chalicelib.notifications.reach import Endpoint, EndpointKind, NotTaken, Reach, endpoint_id, new_reach
from chalicelib.organization import service as organization
from chalicelib.tenants import audit


def own(context: Context) -> Reach:
    """The caller's endpoints and bad addresses."""
    return context.table.get(store.reach_ref(context.actor.id)) or new_reach(context.actor.id)


def of(context: Context, person_id: str) -> Reach:
    """What is known of a member's or a resident's. Raises NotFound."""
    people = organization.member_ref(person_id), estates.resident_ref(person_id)
    reach, member, resident = context.load(store.reach_ref(person_id), *people)
    if member is None and resident is None:
        raise NotFound()
    return reach or new_reach(person_id)


def register_browser(context: Context, *, url: str, p256dh: str, auth: str, label: str) -> Endpoint:
    """Register a browser's push subscription; again replaces it. Raises TooManyEndpoints."""
    return _registered(context, "web_push", url, p256dh=p256dh, auth=auth, label=label)


def register_wechat(context: Context, *, code: str, label: str) -> Endpoint:
    """Register the WeChat account that gave `code`. Raises NoWechatAccount, NotTaken, TooManyEndpoints."""
    from chalicelib.notifications.channels import wechat  # deferred: asks outside

    account = context.table.get(store.wechat_account_ref())
    if account is None:
        raise NoWechatAccount()
    try:
        openid = wechat.openid(context, account, code)
    except ChannelError as refusal:
        raise NotTaken(reason=refusal.code) from None
    return _registered(context, "wechat", openid, label=label)


def forget(context: Context, id: str) -> Reach:
    """Take off one of the caller's endpoints. Raises NotFound."""
    left = own(context).without(id)
    context.commit(store.save_reach(left), answer=left)
    return left


def mend(context: Context, person_id: str, channel: Channel) -> Reach:
    """Somebody has seen to a person's address: what was known against it is forgotten. Raises NotFound."""
    found = of(context, person_id)
    mended = found.mended(channel)
    entries = []
    if mended.faults != found.faults:
        entries.append(audit.recorded(context, "address", person_id, "mended", data={"channel": channel}))
    context.commit(store.save_reach(mended), entries, answer=mended)
    return mended


def _registered(
    context: Context, kind: EndpointKind, address: str, *, p256dh: str = "", auth: str = "", label: str = ""
) -> Endpoint:
    endpoint = Endpoint(
        id=endpoint_id(kind, address),
        kind=kind,
        address=address,
        p256dh=p256dh,
        auth=auth,
        label=label,
        created_at=context.now,
    )
    context.commit(store.save_reach(own(context).with_endpoint(endpoint)), answer=endpoint)
    return endpoint
