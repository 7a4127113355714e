"""What a browser asks the user pool: plain POSTs without credentials of AWS, as an app without a library sends them."""

import itertools
import re
from typing import Any

import httpx
import pytest

from infra.client import Caller
from tests.journeys.firm import Firm
from tests.stack import eventually

pytestmark = pytest.mark.stack
_counter = itertools.count(1)
FIRST, SECOND, THIRD = "Browser-Passw0rd-1", "Browser-Passw0rd-2", "Browser-Passw0rd-3"


class Browser:
    """An app at one person's side, and its calls of the pool."""

    def __init__(self, firm: Firm) -> None:
        number = next(_counter)
        self.firm, self.email = firm, f"browser{number}@firm.example"
        body = {"username": f"browser{number}", "name": "Bo", "email": self.email, "roles": ["technician"]}
        made = firm.admin.post("/v1/members", body | {"department_ids": [firm.service_id]})
        self.name, self.temporary = made["sign_in_name"], made["temporary_password"]
        self.client_id = firm.stack.outputs["ClientId"]

    def ask(self, action: str, **body: Any) -> tuple[int, Any]:
        answer = httpx.post(
            f"{self.firm.stack.cloud.url}/",
            json=body,
            headers={
                "Content-Type": "application/x-amz-json-1.1",
                "X-Amz-Target": f"AWSCognitoIdentityProviderService.{action}",
                "Origin": "https://apps.example",
            },
            timeout=60,
        )
        assert answer.headers["access-control-allow-origin"] == "*"
        return answer.status_code, answer.json()

    def refusal(self, action: str, **body: Any) -> str:
        status, answer = self.ask(action, **body)
        assert status == 400, answer
        return answer["__type"].rpartition("#")[2]

    def done(self, action: str, **body: Any) -> Any:
        status, answer = self.ask(action, **body)
        assert status == 200, answer
        return answer

    def with_password(self, password: str, name: str | None = None) -> dict[str, Any]:
        parameters = {"USERNAME": name or self.name, "PASSWORD": password}
        return {
            "ClientId": self.client_id,
            "AuthFlow": "USER_PASSWORD_AUTH",
            "AuthParameters": parameters,
        }

    def with_refresh(self, token: str) -> dict[str, Any]:
        return {
            "ClientId": self.client_id,
            "AuthFlow": "REFRESH_TOKEN_AUTH",
            "AuthParameters": {"REFRESH_TOKEN": token},
        }

    def enter(self) -> dict[str, Any]:
        """The tokens of the first sign-in, which replaces the temporary password."""
        challenge = self.done("InitiateAuth", **self.with_password(self.temporary))
        assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
        return self.done(
            "RespondToAuthChallenge",
            ClientId=self.client_id,
            ChallengeName="NEW_PASSWORD_REQUIRED",
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": self.name, "NEW_PASSWORD": FIRST},
        )["AuthenticationResult"]

    def is_let_in(self, tokens: dict[str, Any]) -> bool:
        answer = Caller(self.firm.stack.api_url, tokens["IdToken"]).http.get("/v1/me")
        return answer.status_code == 200 and answer.json()["member"]["sign_in_name"] == self.name


@pytest.fixture
def browser(firm: Firm) -> Browser:
    return Browser(firm)


def test_the_first_sign_in_replaces_the_temporary_password_and_is_kept_up(browser: Browser):
    tokens = browser.enter()
    assert tokens["ExpiresIn"] == 3600
    assert browser.is_let_in(tokens)
    again = browser.done("InitiateAuth", **browser.with_refresh(tokens["RefreshToken"]))
    assert browser.is_let_in(again["AuthenticationResult"])
    wrong = browser.refusal("InitiateAuth", **browser.with_password(browser.temporary))
    nobody = browser.refusal("InitiateAuth", **browser.with_password(FIRST, "nobody@nowhere"))
    assert wrong == nobody == "NotAuthorizedException"  # which of the two it was is not told


def test_a_password_is_changed_by_whoever_knows_it(browser: Browser):
    access = browser.enter()["AccessToken"]
    change = {"AccessToken": access, "ProposedPassword": SECOND}
    assert browser.refusal("ChangePassword", PreviousPassword=THIRD, **change) == "NotAuthorizedException"
    weak = {"AccessToken": access, "ProposedPassword": "short", "PreviousPassword": FIRST}
    assert browser.refusal("ChangePassword", **weak) == "InvalidPasswordException"
    browser.done("ChangePassword", PreviousPassword=FIRST, **change)
    assert browser.is_let_in(
        browser.done("InitiateAuth", **browser.with_password(SECOND))["AuthenticationResult"]
    )
    assert browser.refusal("InitiateAuth", **browser.with_password(FIRST)) == "NotAuthorizedException"


def test_a_forgotten_password_is_set_anew_by_a_code_to_the_invited_address(browser: Browser):
    browser.enter()
    me = {"ClientId": browser.client_id, "Username": browser.name}
    sent = browser.done("ForgotPassword", **me)["CodeDeliveryDetails"]
    assert (sent["DeliveryMedium"], sent["AttributeName"]) == ("EMAIL", "email")
    code = eventually(lambda: _code(browser))
    guess = {**me, "ConfirmationCode": "000000", "Password": THIRD}
    assert browser.refusal("ConfirmForgotPassword", **guess) == "CodeMismatchException"
    browser.done("ConfirmForgotPassword", **{**guess, "ConfirmationCode": code})
    assert browser.done("InitiateAuth", **browser.with_password(THIRD))["AuthenticationResult"]
    unknown = browser.done("ForgotPassword", ClientId=browser.client_id, Username="nobody@nowhere")
    assert unknown.keys() == {"CodeDeliveryDetails"}


def test_signing_out_ends_one_session_or_all_of_them(browser: Browser):
    first = browser.enter()
    second = browser.done("InitiateAuth", **browser.with_password(FIRST))["AuthenticationResult"]
    browser.done("RevokeToken", ClientId=browser.client_id, Token=first["RefreshToken"])
    revoked = browser.with_refresh(first["RefreshToken"])
    assert browser.refusal("InitiateAuth", **revoked) == "NotAuthorizedException"
    assert browser.done("InitiateAuth", **browser.with_refresh(second["RefreshToken"]))
    browser.done("GlobalSignOut", AccessToken=second["AccessToken"])
    ended = browser.with_refresh(second["RefreshToken"])
    assert browser.refusal("InitiateAuth", **ended) == "NotAuthorizedException"
    assert browser.done("InitiateAuth", **browser.with_password(FIRST))["AuthenticationResult"]


def test_a_revoked_members_session_is_not_kept_up(browser: Browser):
    tokens = browser.enter()
    member = Caller(browser.firm.stack.api_url, tokens["IdToken"]).get("/v1/me")["member"]["id"]
    browser.firm.admin.post(f"/v1/members/{member}/revoke")
    ended = browser.with_refresh(tokens["RefreshToken"])
    assert browser.refusal("InitiateAuth", **ended) == "NotAuthorizedException"


def _code(browser: Browser) -> str | None:
    """The code in the mail to the person; AWS sends it by itself, not through our SES."""
    for mail in browser.firm.stack.mail():
        if browser.email in str(mail) and (found := re.search(r"\b(\d{6})\b", str(mail))):
            return found[1]
    return None
