"""AWS clients, made on first use and kept for the life of the process: making one costs 0.1 s and more."""

from functools import cache
from typing import Any


@cache
def client(service: str) -> Any:
    """The process's client of an AWS service. botocore retries what is safe to retry, three attempts in all."""
    import boto3  # deferred: a handler that is only imported must not pay for it
    from botocore.config import Config

    config = Config(retries={"mode": "standard", "total_max_attempts": 3}, connect_timeout=3, read_timeout=10)
    return boto3.client(service, config=config)
