"""WeChat: template messages of the tenant's official account, which open its mini-program at the order."""

from typing import Any

from chalicelib.kernel.context import Context
from chalicelib.kernel.sealed import unseal
from chalicelib.notifications import store
from chalicelib.notifications.accounts import Shown, WechatAccount
from chalicelib.notifications.channels import outside
from chalicelib.notifications.channels.each import send_each
from chalicelib.notifications.channels.outcome import Failed, Gone, Refused
from chalicelib.notifications.channels.wechat_token import HOST, access_token
from chalicelib.notifications.model import Delivery
from chalicelib.notifications.reach import Endpoint, Reach

_TOKEN_ENDED = {40001, 40014, 42001}  # wrong, of another kind, expired
_GONE = {40003, 43004}  # no such openid here; the person does not follow the account
_QUOTA = {45009: 900, 45011: 60}  # seconds: the day's calls are used up, the minute's are
#: how many characters a template's field takes, by the kind that its name begins with
_LONGEST = {"thing": 20, "character_string": 32, "phrase": 5, "const": 20, "short_thing": 5}
_LONGEST_OTHER = 200


def account_of(context: Context) -> WechatAccount:
    """The tenant's official account. Raises Refused when there is none."""
    account = context.table.get(store.wechat_account_ref())
    if account is None:
        raise Refused("no_wechat_account")
    return account


def send(
    context: Context, account: WechatAccount, token: str, reach: Reach | None, delivery: Delivery
) -> str:
    """Send to the person's accounts with this access token; answer WeChat's message id. Raises ChannelError."""
    return send_each(
        context, reach, "wechat", lambda endpoint: _sent(context, account, token, endpoint, delivery)
    )


def openid(context: Context, account: WechatAccount, code: str) -> str:
    """The openid of whoever let WeChat give them `code` in the browser. Raises ChannelError."""
    asked = {
        "appid": account.app_id,
        "secret": unseal(account.sealed_secret, context.table.tenant, "wechat"),
        "code": code,
        "grant_type": "authorization_code",
    }
    answer = outside.get_json(f"{HOST}/sns/oauth2/access_token", asked)
    if "openid" not in answer:
        raise Refused(str(answer.get("errcode", "no_openid")))
    return str(answer["openid"])


def _sent(
    context: Context, account: WechatAccount, token: str, endpoint: Endpoint, delivery: Delivery
) -> str:
    """Send to one account; once more with another token, when ours has ended."""
    message = _message(account, endpoint.address, delivery)
    answer = _posted(token, message)
    if answer.get("errcode") in _TOKEN_ENDED:
        answer = _posted(access_token(context, account, not_this=token), message)
    code = answer.get("errcode")
    if code == 0:
        return str(answer.get("msgid", ""))
    if code in _GONE:
        raise Gone(str(code))
    raise Failed(str(code), _QUOTA.get(code) if isinstance(code, int) else None)


def _posted(token: str, message: dict[str, Any]) -> dict[str, Any]:
    return outside.post_json(f"{HOST}/cgi-bin/message/template/send?access_token={token}", message)


def _message(account: WechatAccount, openid: str, delivery: Delivery) -> dict[str, Any]:
    data = {name: {"value": _cut(name, _shown(shown, delivery))} for name, shown in account.fields.items()}
    message: dict[str, Any] = {"touser": openid, "template_id": account.template_id, "data": data}
    if delivery.link:
        message["url"] = delivery.link
    if account.mini_program_app_id:
        page = account.mini_program_page or ""
        if delivery.work_order_id:
            page += f"{'&' if '?' in page else '?'}work_order={delivery.work_order_id}"
        message["miniprogram"] = {"appid": account.mini_program_app_id, "pagepath": page}
    return message


def _shown(shown: Shown, delivery: Delivery) -> str:
    match shown:
        case "title":
            return delivery.title
        case "body":
            return delivery.body
        case "kind":
            return delivery.kind
        case "time":
            return delivery.created_at.strftime("%Y-%m-%d %H:%M")


def _cut(name: str, text: str) -> str:
    """As much of the text as a field of this name takes, in one line."""
    kind = name.rstrip("0123456789")
    longest = _LONGEST.get(kind, _LONGEST_OTHER)
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
