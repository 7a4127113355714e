"""The web apps on the deployed stack: one origin for files, API and sign-in, and photos from another."""

import json
from urllib.parse import urlsplit

import httpx
import pytest

from infra.web.files import APPS
from tests.journeys.firm import PASSWORD, Firm
from tests.stack import Stack

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def firm(stack: Stack) -> Firm:
    return Firm(stack)


def test_apps_api_and_sign_in_share_one_origin(web_url: str, firm: Firm) -> None:
    with httpx.Client(base_url=web_url, timeout=60) as browser:
        for app in APPS:
            assert '<script type="module"' in browser.get(f"/{app}/").text
        config = browser.get("/config.json").json()
        assert config["user_pool_id"] == firm.stack.outputs["UserPoolId"]
        asked = {
            "AuthFlow": "USER_PASSWORD_AUTH",
            "ClientId": config["client_id"],
            "AuthParameters": {"USERNAME": f"manager@{firm.slug}", "PASSWORD": PASSWORD},
        }
        headers = {"X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth"}
        headers["Content-Type"] = "application/x-amz-json-1.1"
        signed_in = browser.post(config["cognito_url"], headers=headers, content=json.dumps(asked)).json()
        token = signed_in["AuthenticationResult"]["IdToken"]
        me = browser.get("/v1/me", headers={"Authorization": f"Bearer {token}"})
        assert me.status_code == 200 and me.json() == firm.manager.get("/v1/me")
        wrong = browser.post(
            config["cognito_url"], headers=headers, content=json.dumps(asked | {"ClientId": "x"})
        )
        assert wrong.status_code == 400 and wrong.json()["__type"]
        refused = browser.get("/v1/nothing-here")
        assert refused.status_code == 404
        assert refused.headers["content-type"] == "application/problem+json"
        assert (
            browser.get("/v1/docs")
            .headers["content-security-policy"]
            .startswith("default-src 'none'; style-src")
        )


def test_photos_go_to_the_cloud_and_come_from_it_across_origins(web_url: str, firm: Firm) -> None:
    said = httpx.get(f"{web_url}/technician/").headers["content-security-policy"]
    (allowed,) = (part.split()[2:] for part in said.split("; ") if part.startswith("connect-src"))
    order = firm.report(firm.manager, firm.category())
    asked = {"role": "evidence", "content_type": "image/jpeg", "size": 1_000}
    form = firm.manager.post(f"/v1/work-orders/{order['id']}/attachments", asked)["upload"]
    parts = urlsplit(form["url"])
    assert f"{parts.scheme}://{parts.netloc}" in allowed
    answer = httpx.post(
        form["url"], data=form["fields"], files={"file": b"x" * 1_000}, headers={"Origin": web_url}
    )
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
