"""One round: a resident reports, the technician hears of it, the resident calls it off. Then the metric.

This file is all the code of the function `canary` (infra/canary.yaml): it imports nothing of ours, and knows Steward
only as an app does, by its addresses and two sign-ins. So a round goes through sign-in, authorizer, API,
table, stream, relay, bus, a consumer and the inbox; the order's timer is started and stopped.
"""

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any, cast

#: events arrive in their own time; the alarm on late events asks for less
PATIENCE_S = int(os.environ.get("PATIENCE_S", "30"))
_RESIDENT, _TECHNICIAN = "resident", "technician"


class CanaryError(Exception):
    """The round stopped; the message names the step and says nothing of a person."""


def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
    """Play a round and print its metric. Never raises: a failed round is a figure, not an event to send again."""
    import boto3

    started, failure = time.monotonic(), cast("str | None", None)
    try:
        secrets = boto3.client("secretsmanager")
        password = secrets.get_secret_value(SecretId=os.environ["PASSWORD_ARN"])["SecretString"]
        play(os.environ["API_URL"], os.environ["CLIENT_ID"], password, os.environ.get("COGNITO_URL") or None)
    except Exception as error:  # noqa: BLE001 - whatever it was, the round failed
        failure = str(error) if isinstance(error, CanaryError) else type(error).__name__
        if refusal := getattr(error, "response", None):  # AWS refused a call
            failure = f"{type(error).__name__} {refusal['Error']['Code']}"
    line = _metric_line(os.environ["STACK"], time.monotonic() - started, failure)
    print(json.dumps(line))
    return {"failure": failure}


def play(api_url: str, client_id: str, password: str, cognito_url: str | None = None) -> None:
    """Report, wait until the technician has heard of it, and cancel. Raises CanaryError at the first difference."""
    slug = "steward-canary"
    resident = _Person(api_url, _sign_in(cognito_url, client_id, f"{_RESIDENT}@{slug}", password))
    technician = _Person(api_url, _sign_in(cognito_url, client_id, f"{_TECHNICIAN}@{slug}", password))
    unit_ids = resident.call("who is signed in", "GET", "/v1/me")["resident"]["unit_ids"]
    body = {"kind": "repair", "category": "canary", "unit_id": unit_ids[0], "title": "Canary"}
    order = resident.call("report", "POST", "/v1/work-orders", body)
    try:
        if order["status"] != "open":
            raise CanaryError(f"report: the order is {order['status']}")
        _wait_for_news(technician, order["id"])
    finally:
        path = f"/v1/work-orders/{order['id']}/cancel"
        ended = resident.call("cancel", "POST", path, {"reason": "Canary"})
    if ended["status"] != "cancelled":
        raise CanaryError(f"cancel: the order is {ended['status']}")


def _wait_for_news(technician: "_Person", order_id: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        news = technician.call("inbox", "GET", "/v1/notifications?limit=10")["items"]
        if any(one["work_order_id"] == order_id for one in news):
            return
        if time.monotonic() > deadline:
            raise CanaryError(f"inbox: nothing came within {PATIENCE_S} s")
        time.sleep(0.5)


def _sign_in(cognito_url: str | None, client_id: str, username: str, password: str) -> str:
    import boto3
    from botocore import UNSIGNED
    from botocore.config import Config

    pool = boto3.client(
        "cognito-idp", endpoint_url=cognito_url, config=Config(signature_version=cast("str", UNSIGNED))
    )
    answer = pool.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": password},
    )
    token: str = answer["AuthenticationResult"]["IdToken"]
    return token


class _Person:
    def __init__(self, api_url: str, token: str) -> None:
        self._api_url = api_url.rstrip("/")
        self._token = token

    def call(self, step: str, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The JSON of a success. Raises CanaryError."""
        request = urllib.request.Request(  # noqa: S310 - the address is the deployment's own
            self._api_url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=29) as answer:  # noqa: S310 - as above
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            raise CanaryError(f"{step}: answered {refusal.code}") from None
        except OSError as failure:
            raise CanaryError(f"{step}: {type(failure).__name__}") from None


def _metric_line(stack: str, seconds: float, failure: str | None) -> dict[str, Any]:
    """A log line that CloudWatch reads as metrics (embedded metric format): no right to put any is needed."""
    metrics = [{"Name": "CanarySucceeded", "Unit": "Count"}, {"Name": "CanarySeconds", "Unit": "Seconds"}]
    return {
        "_aws": {
            "Timestamp": int(time.time() * 1000),
            "CloudWatchMetrics": [{"Namespace": "Steward", "Dimensions": [["Stack"]], "Metrics": metrics}],
        },
        "Stack": stack,
        "CanarySucceeded": int(failure is None),
        "CanarySeconds": round(seconds, 3),
        "failure": failure,
    }
