"""A deployment that scripts work on: a stage on AWS, or the stack that `make run` runs here."""

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config

from infra.deploy import outputs_of
from infra.paths import RUN, STACK_NAME, fail
from infra.stages import stage_named

_LOCAL = "local"
#: a function that is called may run for five minutes, and is not to be called again meanwhile
_PATIENT = Config(read_timeout=310, retries={"total_max_attempts": 1})


@dataclass(frozen=True)
class Deployment:
    """A deployed stack, with its administrator's rights. `endpoint_url` is AWS's own when it is None.

    `api_url` is the API's address up to, and without, /v1.
    """

    stack: str
    clients: Callable[[str], Any]
    outputs: Mapping[str, str]
    api_url: str
    region: str
    endpoint_url: str | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What code outside the functions needs in its environment to work on the stack as its administrator."""
        names = {"TABLE_NAME": "TableName", "USER_POOL_ID": "UserPoolId"}
        known = {name: self.outputs[output] for name, output in names.items()}
        if self.endpoint_url:
            from infra.cloud import ROOT_KEY

            known |= {"AWS_ENDPOINT_URL": self.endpoint_url}
            known |= {"AWS_ACCESS_KEY_ID": ROOT_KEY, "AWS_SECRET_ACCESS_KEY": ROOT_KEY}
        return known | {"AWS_DEFAULT_REGION": self.region}


def add_stage_option(parser: argparse.ArgumentParser) -> None:
    """`--stage`, by default the stack of `make run`."""
    parser.add_argument(
        "--stage", default=_LOCAL, help="a stage of infra/stages.toml; else the stack of `make run`"
    )


def deployment_of(stage: str) -> Deployment:
    """The deployment of a stage. Ends the script when there is none."""
    if stage == _LOCAL:
        return _running_here()
    session, stack = boto3.Session(), stage_named(stage).stack
    if not session.region_name or session.get_credentials() is None:
        fail("no AWS region or credentials; set AWS_REGION and AWS_PROFILE first")
    outputs = outputs_of(session.client, stack)
    if outputs is None:
        fail(f"there is no stack {stack}; `make deploy STAGE={stage}` makes it")

    def clients(service: str) -> Any:
        return session.client(service, config=_PATIENT)

    return Deployment(stack, clients, outputs, outputs["EndpointURL"].rstrip("/"), session.region_name)


def _running_here() -> Deployment:
    from infra.cloud import ROOT_KEY

    try:
        stack = json.loads((RUN / "stack.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        fail("no stack is running; start one with `make run`, or name a stage: STAGE=dev")
    session = boto3.Session(
        aws_access_key_id=ROOT_KEY, aws_secret_access_key=ROOT_KEY, region_name=stack["region"]
    )

    def clients(service: str) -> Any:
        return session.client(service, endpoint_url=stack["aws_endpoint_url"], config=_PATIENT)

    outputs = outputs_of(clients, STACK_NAME)
    assert outputs is not None
    return Deployment(
        STACK_NAME, clients, outputs, stack["api_url"], stack["region"], stack["aws_endpoint_url"]
    )
