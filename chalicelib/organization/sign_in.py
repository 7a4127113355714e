"""Sign-ins: users of the identity pool, and the lookups that lead from their names to people.

A user is made before the transaction that makes the person. If that fails, a user is left who leads to
nobody and can do nothing; the next attempt takes it over. The lookup, part of the transaction, decides
whose the name is.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import ClassVar

from chalicelib.kernel import lookups
from chalicelib.kernel.aws import client
from chalicelib.kernel.changes import Lead
from chalicelib.kernel.errors import Conflict, Texts
from chalicelib.kernel.settings import settings

#: a blank value takes an attribute away
_NO_ADDRESS = {
    "email": "",
    "email_verified": "false",
    "phone_number": "",
    "phone_number_verified": "false",
}


class UsernameTaken(Conflict):
    """Someone of this tenant signs in with this name already."""

    code = "username_taken"
    texts: ClassVar[Texts] = {
        "en": "The user name is taken; choose another.",
        "zh-CN": "该用户名已被占用，请换一个。",
    }


class ParticularsRefused(Exception):
    """The pool will never take what somebody's particulars are now."""


@dataclass(frozen=True)
class Invitation:
    """How someone signs in for the first time; they then choose a password of their own."""

    sign_in_name: str
    temporary_password: str


def invite(username: str, tenant_slug: str, name: str, email: str | None, phone: str | None) -> Invitation:
    """Make a sign-in `<username>@<tenant slug>` with a temporary password; nothing is sent to anyone.

    Safe to repeat until the transaction with `sign_in_change` commits. Raises UsernameTaken.
    """
    sign_in_name = f"{username.lower()}@{tenant_slug}"
    password = _temporary_password(sign_in_name)
    create_user(sign_in_name, password, name=name, email=email, phone=phone)
    return Invitation(sign_in_name, password)


def sign_in_change(sign_in_name: str, id: str) -> Lead:
    """The part of a transaction that lets a sign-in lead to someone; refused with UsernameTaken."""
    return Lead("sign_in", sign_in_name, id, refusal=UsernameTaken())


def create_user(sign_in_name: str, password: str, *, name: str, email: str | None, phone: str | None) -> None:
    """Make the pool's user, or give one whom no lookup leads to this password. Raises UsernameTaken.

    Whoever invites vouches for the addresses: a forgotten password is set anew by a code that is sent there.
    """
    pool = client("cognito-idp")
    try:
        pool.admin_create_user(
            UserPoolId=settings().user_pool_id,
            Username=sign_in_name,
            TemporaryPassword=password,
            MessageAction="SUPPRESS",
            UserAttributes=_listed(_attributes(name, email, phone)),
        )
    except pool.exceptions.UsernameExistsException:
        if lookups.find("sign_in", sign_in_name):
            raise UsernameTaken() from None
        set_password(sign_in_name, password, is_permanent=False)


def update_user(sign_in_name: str, *, name: str, email: str | None, phone: str | None) -> None:
    """Let the pool's user have these particulars, and no others. Safe to repeat. Raises ParticularsRefused.

    No address is taken in the pool because somebody else has it: people sign in by names, and
    families share telephones.
    """
    pool = client("cognito-idp")
    try:
        pool.admin_update_user_attributes(
            UserPoolId=settings().user_pool_id,
            Username=sign_in_name,
            UserAttributes=_listed(_NO_ADDRESS | _attributes(name, email, phone)),
        )
    except (pool.exceptions.InvalidParameterException, pool.exceptions.AliasExistsException) as refusal:
        raise ParticularsRefused() from refusal


def set_password(sign_in_name: str, password: str, *, is_permanent: bool) -> None:
    """Give a user a password: to keep, or to change at the first sign-in."""
    client("cognito-idp").admin_set_user_password(
        UserPoolId=settings().user_pool_id, Username=sign_in_name, Password=password, Permanent=is_permanent
    )


def disable(sign_in_name: str) -> None:
    """Let a user sign in no more. Safe to repeat."""
    client("cognito-idp").admin_disable_user(UserPoolId=settings().user_pool_id, Username=sign_in_name)


def _attributes(name: str, email: str | None, phone: str | None) -> dict[str, str]:
    """What the pool keeps of a person: only a telephone number with its country is one to it."""
    kept = {"name": name}
    if email:
        kept |= {"email": email, "email_verified": "true"}
    if phone and phone.startswith("+"):
        kept |= {"phone_number": phone, "phone_number_verified": "true"}
    return kept


def _listed(attributes: dict[str, str]) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in attributes.items()]


def _temporary_password(sign_in_name: str) -> str:
    """80 bits that only the deployment's secret yields, with the four kinds of characters that pools ask for.

    Derived, not drawn: of two attempts at once to invite the same name, whichever commits has answered the
    password that the pool holds.
    """
    message = f"temporary password\n{settings().user_pool_id}\n{sign_in_name}".encode()
    digest = hmac.new(settings().app_secret.encode(), message, hashlib.sha256).digest()
    text = base64.b32encode(digest[:10]).decode().lower()
    return f"S{text[:8]}-{text[8:]}7"
