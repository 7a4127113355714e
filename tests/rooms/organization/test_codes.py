"""Signing in by a code: what Cognito asks the function, and what it is told."""

import pytest
from moto.backends import get_backend

from chalicelib.organization.codes import organization_challenge
from tests.builders.cloud import REGION
from tests.builders.company import Company

PHONE = "+8613800000001"
BY_PHONE = {
    "phone_number": PHONE,
    "phone_number_verified": "true",
    "email": "r@example.com",
    "email_verified": "true",
}
BY_MAIL = {"email": "r@example.com", "email_verified": "true"}


@pytest.fixture
def name(api) -> str:
    """Somebody's sign-in name."""
    name: str = Company(api, api.found()).member("technician")["sign_in_name"]
    return name


def asked(trigger: str, name: str, **request) -> dict:
    source = f"{trigger}_Authentication"
    event = {"version": "1", "triggerSource": source, "userName": name, "request": request, "response": {}}
    return organization_challenge(event, None)["response"]


def challenge(name: str, **request) -> dict:
    return asked("CreateAuthChallenge", name, **{"session": [], "userAttributes": BY_PHONE} | request)


def texts() -> list[str]:
    sent = get_backend("sns")["123456789012"][REGION].sms_messages
    return [message for _, message in sent.values()]


def mails() -> list:
    return get_backend("ses")["123456789012"][REGION].sent_messages


def round_of(result: bool, code: str = "123456") -> dict:
    return {"challengeName": "CUSTOM_CHALLENGE", "challengeResult": result, "challengeMetadata": code}


def test_a_code_goes_to_the_telephone_and_nowhere_else(name):
    answer = challenge(name)
    code = answer["privateChallengeParameters"]["code"]
    (text,) = texts()
    assert code in text
    assert len(code) == 6
    assert answer["publicChallengeParameters"] == {}
    assert mails() == []


def test_who_has_no_telephone_gets_a_mail_and_who_has_neither_nothing(name):
    challenge(name, userAttributes=BY_MAIL)
    assert (len(texts()), len(mails())) == (0, 1)
    challenge(name, userAttributes=BY_MAIL | {"email_verified": "false"})
    assert (len(texts()), len(mails())) == (0, 1)


def test_a_second_try_is_for_the_same_code_and_sends_nothing(name):
    again = challenge(name, session=[round_of(result=False)])
    assert again["privateChallengeParameters"] == {"code": "123456"}
    assert texts() == []


def test_a_name_that_nobody_has_is_answered_alike_and_nothing_is_sent(name):
    for nobody in ({"userNotFound": True, "userAttributes": {}}, {}):
        answer = challenge("nobody@nowhere", **nobody)
        assert answer.keys() == challenge(name).keys()
    assert len(texts()) == 2  # the two of the name that somebody has


def test_after_five_codes_there_is_none_for_a_while_also_for_nobody(name, clock):
    for who in (name, "nobody@nowhere"):
        for _ in range(5):
            challenge(who)
        with pytest.raises(Exception, match="TooManyRequests"):
            challenge(who)
    clock.advance(minutes=12)
    assert challenge(name)["challengeMetadata"]


@pytest.mark.parametrize(
    ("session", "is_unknown", "expected"),
    [
        ([], False, "challenge"),
        ([], True, "challenge"),
        ([round_of(result=False)], False, "challenge"),
        ([round_of(result=False)] * 2, False, "challenge"),
        ([round_of(result=False)] * 3, False, "end"),
        ([round_of(result=False), round_of(result=True)], False, "tokens"),
        ([round_of(result=True)], True, "end"),
        ([{"challengeName": "SRP_A", "challengeResult": True}], False, "end"),
    ],
)
def test_what_comes_next(session, is_unknown, expected):
    answer = asked("DefineAuthChallenge", "li@one", session=session, userNotFound=is_unknown)
    told = {
        "challenge": (False, False, "CUSTOM_CHALLENGE"),
        "end": (False, True, None),
        "tokens": (True, False, None),
    }[expected]
    assert (answer["issueTokens"], answer["failAuthentication"], answer.get("challengeName")) == told


@pytest.mark.parametrize(
    ("answer", "is_right"),
    [("012345", True), (" 012345 ", True), ("12345", False), ("", False), ("零一二三四五", False)],
)
def test_only_the_very_code_is_right(answer, is_right):
    request = {"privateChallengeParameters": {"code": "012345"}, "challengeAnswer": answer}
    assert asked("VerifyAuthChallengeResponse", "li@one", **request) == {"answerCorrect": is_right}
    nobody = asked("VerifyAuthChallengeResponse", "li@one", userNotFound=True, **request)
    assert nobody == {"answerCorrect": False}
