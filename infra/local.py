"""What the embedded cloud needs beside the template, and how its API is reached.

Keep this file short: each line here is something that AWS does from the template alone.
"""

import json
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from chalicelib.kernel.triggers import WARM_UP
from infra.build import CHALICE_STAGE, Package
from infra.cloud import Cloud
from infra.paths import REGION
from infra.web.files import config
from infra.web.server import Site


def parameters(cloud: Cloud, web_url: str) -> dict[str, str]:
    """Template parameters that differ from AWS: who serves the user pool's keys, and the apps, where links lead.

    There nobody else uses the account, so that the stack may have its receipts of text messages.
    """
    return {"CognitoEndpoint": cloud.url, "PublicUrl": web_url, "SmsReceipts": "on"}


def api_url(cloud: Cloud, outputs: Mapping[str, str]) -> str:
    """The API's address up to, and without, /v1."""
    return f"{cloud.url}/restapis/{outputs['RestAPIId']}/{CHALICE_STAGE}/_user_request_"


def live_url(cloud: Cloud, outputs: Mapping[str, str]) -> str:
    """Where live updates are connected to."""
    return f"{cloud.url.replace('http', 'ws', 1)}/_aws/execute-api/{outputs['LiveApiId']}/live"


def site(cloud: Cloud, outputs: Mapping[str, str], dist: Path) -> Site:
    """What the distribution of infra/web.yaml serves, for this machine's server."""
    return Site(
        dist,
        config(outputs, REGION, "/cognito/"),
        api_url(cloud, outputs),
        live_url(cloud, outputs),
        cloud.url,
    )


def verify_sender(cloud: Cloud, package: Package) -> None:
    """Say that the address which notices come from is ours, as the owner of the domain does once in SES."""
    address: str = package.template["Parameters"]["MailFrom"]["Default"]
    cloud.client("ses").verify_email_identity(EmailAddress=address)


def warm_up(cloud: Cloud) -> None:
    """Load each function before somebody waits for it, as many at once as there are processors.

    Starting one takes a second or two.
    """
    client = cloud.client("lambda")
    pages = client.get_paginator("list_functions").paginate()
    names = [function["FunctionName"] for page in pages for function in page["Functions"]]

    def warm(name: str) -> None:
        client.invoke(FunctionName=name, Payload=json.dumps({"detail-type": WARM_UP}))

    with ThreadPoolExecutor(os.cpu_count()) as at_once:
        list(at_once.map(warm, names))


def apply_gateway_responses(cloud: Cloud, package: Package, outputs: Mapping[str, str]) -> None:
    """Say the template's gateway responses through the API: the emulator reads them from no template."""
    gateway = cloud.client("apigateway")
    api = outputs["RestAPIId"]
    responses: dict[str, Any] = package.template["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]
    for kind, response in responses.items():
        headers = response["ResponseParameters"]["Headers"]
        gateway.put_gateway_response(
            restApiId=api,
            responseType=kind,
            statusCode=str(response["StatusCode"]),
            responseParameters={f"gatewayresponse.header.{name}": value for name, value in headers.items()},
            responseTemplates=response["ResponseTemplates"],
        )
    # Like every change of an API, they hold from the next deployment on.
    gateway.create_deployment(restApiId=api, stageName=CHALICE_STAGE)
