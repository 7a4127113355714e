"""Sending to open connections, by API Gateway. Its address is botocore's own setting of the environment."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

from chalicelib.kernel.aws import client
from chalicelib.kernel.observability import log_failure

#: messages on their way at once
AT_ONCE = 32
Outcome = Literal["sent", "gone", "failed"]


def post(connection_id: str, message: str) -> Outcome:
    """Send a message; `gone` when the connection has ended, `failed` for everything else."""
    gateway = client("apigatewaymanagementapi")
    try:
        gateway.post_to_connection(ConnectionId=connection_id, Data=message.encode())
    except gateway.exceptions.GoneException:
        return "gone"
    except Exception as failure:  # noqa: BLE001 - one that cannot be reached must not keep the others waiting
        log_failure("cannot post", failure)
        return "failed"
    return "sent"


def post_all(messages: Mapping[str, str]) -> dict[str, Outcome]:
    """Send each connection its message, AT_ONCE side by side; answers how each went."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return dict(zip(messages, threads.map(post, messages, messages.values()), strict=True))


def hang_up(connection_id: str) -> None:
    """Close a connection, if it is still open: whoever is there connects again and asks for what it missed."""
    gateway = client("apigatewaymanagementapi")
    try:
        gateway.delete_connection(ConnectionId=connection_id)
    except gateway.exceptions.GoneException:
        pass
    except Exception as failure:  # noqa: BLE001 - the gateway closes it by itself, after two hours at the latest
        log_failure("cannot hang up", failure)
