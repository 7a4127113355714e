"""The access token of a tenant's official account: kept in the table for everybody, fetched anew by one at a time.

The stable endpoint answers the same token while it is good, so that others who use the account lose nothing.
"""

import time
from datetime import timedelta

from chalicelib.kernel import clock
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import StaleRead
from chalicelib.kernel.sealed import seal, unseal
from chalicelib.notifications import store
from chalicelib.notifications.accounts import WechatAccount, WechatToken
from chalicelib.notifications.channels import outside
from chalicelib.notifications.channels.outcome import Failed, Unsure

HOST = "https://api.weixin.qq.com"
_EARLY = timedelta(minutes=5)  # before it ends, it counts as ended
_LEASE = timedelta(seconds=15)
_LOOKS, _PAUSE_S = 20, 0.2  # at what another one is fetching


def access_token(context: Context, account: WechatAccount, not_this: str | None = None) -> str:
    """A token that is good, as far as we know; another than `not_this`, which was refused. Raises Failed."""
    for _ in range(_LOOKS):
        kept = context.table.get(store.wechat_token_ref())
        now = clock.now()
        if kept and kept.app_id == account.app_id and kept.sealed and kept.expires_at - _EARLY > now:
            token = unseal(kept.sealed, *_place(context))
            if token != not_this:
                return token
        if not (kept and kept.fetching_until and kept.fetching_until > now):
            lease = _leased(context, account, kept)
            if lease:
                return _fetched(context, account, lease, is_forced=not_this is not None)
        time.sleep(_PAUSE_S)
    raise Failed("token_is_being_fetched")


def _leased(context: Context, account: WechatAccount, kept: WechatToken | None) -> WechatToken | None:
    """What we may replace by a fetched token; None when somebody else was faster."""
    now = clock.now()
    fields = {"app_id": account.app_id, "fetching_until": now + _LEASE}
    lease = kept.changed(**fields) if kept else WechatToken(expires_at=now, **fields)
    try:
        context.commit(store.save_wechat_token(lease))
    except StaleRead:
        return None
    return lease


def _fetched(context: Context, account: WechatAccount, lease: WechatToken, *, is_forced: bool) -> str:
    asked = {
        "grant_type": "client_credential",
        "appid": account.app_id,
        "secret": unseal(account.sealed_secret, context.table.tenant, "wechat"),
        "force_refresh": is_forced,
    }
    try:
        answer = outside.post_json(f"{HOST}/cgi-bin/stable_token", asked)
    except Unsure as silence:  # fetching again does no harm: no message has left
        raise Failed(silence.code) from None
    if "access_token" not in answer:
        raise Failed(str(answer.get("errcode", "no_token")))
    token = str(answer["access_token"])
    kept = lease.changed(
        sealed=seal(token, *_place(context)),
        expires_at=clock.now() + timedelta(seconds=int(answer.get("expires_in", 0))),
        fetching_until=None,
    )
    context.commit(store.save_wechat_token(kept))
    return token


def _place(context: Context) -> tuple[str, str]:
    return context.table.tenant, "wechat token"
