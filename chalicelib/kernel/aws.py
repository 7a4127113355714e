"""AWS clients, made on first use and kept for the life of the process: making one costs 0.1 s and more."""

from functools import cache
from typing import Any

from chalicelib.kernel.transport import shorten


@cache
def client(service: str) -> Any:
    """The process's client of an AWS service. botocore retries what is safe to retry, three attempts in all."""
    import boto3  # deferred: a handler that is only imported must not pay for it
    from botocore.config import Config

    config = Config(retries={"mode": "standard", "total_max_attempts": 3}, connect_timeout=3, read_timeout=10)
    if (
        service == "s3"
    ):  # left alone, botocore signs links the old way and to the global endpoint, which redirects
        config = config.merge(Config(signature_version="s3v4", s3={"addressing_style": "virtual"}))
    if (
        service == "apigatewaymanagementapi"
    ):  # many connections at once, and none that keeps the others waiting
        config = config.merge(Config(max_pool_connections=32, connect_timeout=1, read_timeout=2))
    if service in ("sesv2", "sns"):
        # A message whose answer got lost may have left; who asked knows whether to ask again.
        config = config.merge(Config(retries={"mode": "standard", "total_max_attempts": 1}))
    if service == "dynamodb":
        # Requests are made by our own code, and a name that is given need not be put together for each. The short way's
        # attempt is the first of three.
        retries = {"mode": "standard", "total_max_attempts": 2}
        config = config.merge(Config(parameter_validation=False, user_agent="steward", retries=retries))
    made = boto3.client(service, config=config)
    if service == "dynamodb":
        shorten(made, boto3.DEFAULT_SESSION.get_credentials())
    return made
