"""The API as a script uses it: sign in at the user pool, then plain HTTP."""

from collections.abc import Iterator, Mapping
from typing import Any

import boto3
import httpx
from botocore import UNSIGNED
from botocore.config import Config


class UnexpectedAnswerError(Exception):
    """The API answered something else than the caller can go on with."""


class Pool:
    """The user pool, as an app sees it: it needs no AWS credentials."""

    def __init__(self, endpoint_url: str | None, region: str, client_id: str) -> None:
        self._client_id = client_id
        self._cognito = boto3.client(
            "cognito-idp",
            endpoint_url=endpoint_url,
            region_name=region,
            config=Config(signature_version=UNSIGNED),
        )

    def sign_in(self, username: str, password: str, new_password: str | None = None) -> str | None:
        """The id token; None when the name or the password is wrong.

        A temporary password is replaced by `new_password`; without one it opens nothing.
        """
        refused = (
            self._cognito.exceptions.NotAuthorizedException,
            self._cognito.exceptions.UserNotFoundException,
        )
        try:
            answer = self._cognito.initiate_auth(
                ClientId=self._client_id,
                AuthFlow="USER_PASSWORD_AUTH",
                AuthParameters={"USERNAME": username, "PASSWORD": password},
            )
        except refused:
            return None
        if answer.get("ChallengeName") == "NEW_PASSWORD_REQUIRED" and new_password:
            answer = self._cognito.respond_to_auth_challenge(
                ClientId=self._client_id,
                ChallengeName="NEW_PASSWORD_REQUIRED",
                Session=answer["Session"],
                ChallengeResponses={"USERNAME": username, "NEW_PASSWORD": new_password},
            )
        token: str | None = answer.get("AuthenticationResult", {}).get("IdToken")
        return token


class Caller:
    """Somebody who calls the API: signed in, or without a token."""

    def __init__(self, api_url: str, token: str | None = None) -> None:
        headers = {"Accept-Language": "en"} | ({"Authorization": f"Bearer {token}"} if token else {})
        self.http = httpx.Client(base_url=api_url, headers=headers, timeout=60)

    def get(self, path: str) -> Any:
        """What lies at `path`. Raises UnexpectedAnswerError unless it is a 200."""
        return _body(self.http.get(path), 200)

    def upload(self, order_id: str, role: str, photo: bytes, content_type: str = "image/jpeg") -> str:
        """Ask for a form, post the photo with it to S3, and answer the attachment's id."""
        wanted = {"role": role, "content_type": content_type, "size": len(photo)}
        ticket = self.post(f"/v1/work-orders/{order_id}/attachments", wanted)
        form = ticket["upload"]
        sent = httpx.post(form["url"], data=form["fields"], files={"file": photo}, timeout=60)
        if not sent.is_success:
            raise UnexpectedAnswerError(f"the upload was answered {sent.status_code}: {sent.text[:500]}")
        attachment_id: str = ticket["id"]
        return attachment_id

    def post(self, path: str, body: Mapping[str, Any] | None = None, key: str | None = None) -> Any:
        """What a POST answers; `key` is its Idempotency-Key. Raises UnexpectedAnswerError unless it is done."""
        headers = {"Idempotency-Key": key} if key else {}
        return _body(self.http.post(path, json=body, headers=headers), 200, 201, 202)

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        """What a PATCH answers. Raises UnexpectedAnswerError unless it is a 200."""
        return _body(self.http.patch(path, json=body), 200)

    def refusal(self, method: str, path: str, body: Mapping[str, Any] | None = None, *, status: int) -> Any:
        """The problem that a call is refused with. Raises UnexpectedAnswerError unless it is this status."""
        return _body(self.http.request(method, path, json=body), status)

    def every(self, path: str) -> Iterator[Any]:
        """The items of a list, page after page."""
        cursor: str | None = ""
        while cursor is not None:
            page = _body(
                self.http.get(path, params={"limit": "200"} | ({"cursor": cursor} if cursor else {})), 200
            )
            yield from page["items"]
            cursor = page["next_cursor"]


def _body(answer: httpx.Response, *expected: int) -> Any:
    if answer.status_code not in expected:
        request = answer.request
        raise UnexpectedAnswerError(
            f"{request.method} {request.url.path.split('_user_request_')[-1]} answered {answer.status_code}: "
            f"{answer.text[:500]}"
        )
    return answer.json()
