"""Signing in by a code instead of a password: a custom challenge of the user pool.

Cognito asks three times: what comes next, what the challenge is, and whether an answer is right. The code goes to the
verified telephone number, else to the verified e-mail address, which those have vouched for who invited the person.
Cognito keeps the code in the session of this one sign-in, for three minutes; nothing of it is stored or logged here.
"""

import hashlib
import hmac
import secrets
from typing import Any

from chalice.app import Blueprint

from chalicelib.kernel import clock
from chalicelib.kernel.actor import PLATFORM
from chalicelib.kernel.aws import client
from chalicelib.kernel.limits import Limit, spend
from chalicelib.kernel.settings import settings
from chalicelib.kernel.table import TenantTable
from chalicelib.kernel.triggers import observed
from chalicelib.organization.recognition import actor_of

codes = Blueprint(__name__)

#: five at once, then five an hour: a message costs money and wakes people, and each code is three guesses of a million
_SENDING = Limit("sign_in_code", burst=5, per_minute=5 / 60)
_TRIES = 3
_CHALLENGE = "CUSTOM_CHALLENGE"
_TEXT = "{code} 是您的登录验证码，3 分钟内有效。 {code} is your code to sign in, good for 3 minutes."
_SUBJECT = "登录验证码 · Your code to sign in"


@codes.lambda_function(name="organization_challenge")
@observed
def organization_challenge(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer Cognito's question: the event with its `response` filled in."""
    request = event["request"]
    match event["triggerSource"]:
        case "DefineAuthChallenge_Authentication":
            event["response"] = _next(request.get("session") or [], bool(request.get("userNotFound")))
        case "CreateAuthChallenge_Authentication":
            event["response"] = _challenge(event["userName"], request)
        case "VerifyAuthChallengeResponse_Authentication":
            event["response"] = {"answerCorrect": _is_right(request)}
    return event


def _next(session: list[dict[str, Any]], is_unknown: bool) -> dict[str, Any]:
    """Tokens after a right answer, else the challenge, a few times. Unknown names go the same way, to no end."""
    if session and session[-1]["challengeName"] == _CHALLENGE and session[-1]["challengeResult"] is True:
        return {"issueTokens": not is_unknown, "failAuthentication": is_unknown}
    if len(session) >= _TRIES or any(one["challengeName"] != _CHALLENGE for one in session):
        return {"issueTokens": False, "failAuthentication": True}
    return {"issueTokens": False, "failAuthentication": False, "challengeName": _CHALLENGE}


def _challenge(name: str, request: dict[str, Any]) -> dict[str, Any]:
    """The code that was sent in this session, or a new one. Raises TooManyRequests.

    A name that leads to nobody is limited as well and answered alike: nobody learns from it who lives where.
    """
    session = request.get("session") or []
    code = session[-1].get("challengeMetadata") if session else None
    if not code:
        code = f"{secrets.randbelow(10**6):06}"
        named = hashlib.sha256(name.lower().encode()).hexdigest()[:32]
        spend(TenantTable(PLATFORM), named, _SENDING, clock.now())
        if not request.get("userNotFound") and actor_of(name.lower()):
            _send(request.get("userAttributes") or {}, code)
    return {
        "publicChallengeParameters": {},
        "privateChallengeParameters": {"code": code},
        "challengeMetadata": code,
    }


def _send(attributes: dict[str, str], code: str) -> None:
    """To the telephone, else by mail; to nowhere when neither was vouched for."""
    text = _TEXT.format(code=code)
    if attributes.get("phone_number_verified") == "true":
        client("sns").publish(PhoneNumber=attributes["phone_number"], Message=text)
    elif attributes.get("email_verified") == "true":
        client("sesv2").send_email(
            FromEmailAddress=settings().mail_from,
            Destination={"ToAddresses": [attributes["email"]]},
            Content={
                "Simple": {
                    "Subject": {"Data": _SUBJECT, "Charset": "UTF-8"},
                    "Body": {"Text": {"Data": text, "Charset": "UTF-8"}},
                }
            },
        )


def _is_right(request: dict[str, Any]) -> bool:
    code = request["privateChallengeParameters"]["code"]
    answer = str(request.get("challengeAnswer", "")).strip()
    # JSON can say half of a character, which is no right answer and not a failure either
    said = answer.encode("utf-8", "surrogatepass")
    return not request.get("userNotFound") and hmac.compare_digest(code.encode(), said)
