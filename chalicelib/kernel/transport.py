"""How the table is asked: the calls of the stores go a short way, past botocore's machinery (decisions 0011, 0019).

For each call botocore works out the endpoint, goes through parameters and answer by the service's model, and signs
whatever request comes of it; DynamoDB takes and gives JSON of the very shape that the stores have. So the methods that
carry nearly all of the load are replaced on the client: they sign the JSON, send it, and read the answer. What is not
a plain success or a refused condition is left to botocore, which makes the call again by its own rules.
"""

import json
import os
import zlib
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any
from urllib.request import getproxies

from chalicelib.kernel import clock
from chalicelib.kernel.connections import LOST, Connections
from chalicelib.kernel.signature import Signer

#: what the stores call; none carries binary values, whose JSON would have to be coded
_OPERATIONS = ("GetItem", "BatchGetItem", "Query", "UpdateItem", "TransactWriteItems")
#: errors that sending again would not mend
_FINAL = {"ConditionalCheckFailedException", "TransactionCanceledException"}

Answer = tuple[SimpleNamespace, dict[str, Any]]


def shorten(client: Any, credentials: Any) -> None:
    """Let a client of DynamoDB make its calls the short way. Behind a proxy, or without credentials, it stays as it is.

    `credentials` are those of its session; they are asked at each call, since they may renew themselves.
    """
    from botocore import xform_name  # deferred, like all that a cold start can do without

    if getproxies() or credentials is None:
        return
    way = _ShortWay(client, credentials)
    for operation in _OPERATIONS:
        name = xform_name(operation)
        model = client.meta.service_model.operation_model(operation)
        setattr(client, name, partial(way.call, model, getattr(client, name)))


class _ShortWay:
    """Calls of one client. The hooks that botocore has on the way of a call are the client's own."""

    def __init__(self, client: Any, credentials: Any) -> None:
        from botocore.awsrequest import AWSPreparedRequest
        from botocore.exceptions import HTTPClientError
        from botocore.httpsession import get_cert_path

        config, url = client.meta.config, client.meta.endpoint_url
        self._client, self._credentials = client, credentials
        self._hooks = client.meta.events
        self._user_agent = config.user_agent
        self._request = partial(AWSPreparedRequest, "POST", f"{url}/", stream_output=False)
        self._lost = (HTTPClientError, *LOST)
        self._connections = Connections(
            url,
            connect_s=config.connect_timeout,
            read_s=config.read_timeout,
            kept=config.max_pool_connections,
            trusted=os.environ.get("AWS_CA_BUNDLE") or get_cert_path(True),
        )
        self._signer = Signer("dynamodb", client.meta.region_name, self._connections.host)

    def call(self, model: Any, plainly: Callable[..., Any], /, **asked: Any) -> dict[str, Any]:
        """Make a call; `plainly` is botocore's way of making it. Raises what that would."""
        where = f"dynamodb.{model.name}"
        context: dict[str, Any] = {}
        self._hooks.emit(f"provide-client-params.{where}", params=asked, model=model, context=context)
        headers, body = {"User-Agent": self._user_agent}, json.dumps(asked).encode()
        request = {"headers": headers, "body": body}
        _, answer = self._hooks.emit_until_response(
            f"before-call.{where}", params=request, model=model, context=context
        )
        answer = answer or self._sent(where, model, headers, body)
        if answer is None:
            found: dict[str, Any] = plainly(**asked)
            return found
        status, parsed = answer[0].status_code, answer[1]
        self._hooks.emit(
            f"after-call.{where}", http_response=answer[0], parsed=parsed, model=model, context=context
        )
        if status >= 300:
            raise self._client.exceptions.from_code(parsed["Error"]["Code"])(parsed, model.name)
        return parsed

    def _sent(self, where: str, model: Any, headers: dict[str, str], body: bytes) -> Answer | None:
        """What DynamoDB answers; None when the call is to be made again."""
        who = self._credentials.get_frozen_credentials()
        headers |= self._signer.headers(who, clock.system_clock(), f"DynamoDB_20120810.{model.name}", body)
        try:
            request = self._request(headers=headers, body=body)
            for _, given in self._hooks.emit(f"before-send.{where}", request=request):
                if given is not None:
                    return _read(given.status_code, given.headers, given.content)
            status, told, content = self._connections.post(body, headers)
        except self._lost:
            return None
        seen = {"status_code": status, "headers": told, "body": content}
        self._hooks.emit(f"before-parse.{where}", operation_model=model, response_dict=seen)
        return _read(status, told, content)


def _read(status: int, headers: Any, content: bytes) -> Answer | None:
    """The answer as botocore would give it; None when the call is to be made again."""
    if status == 200:
        checksum = headers.get("x-amz-crc32")
        if checksum is not None and int(checksum) != zlib.crc32(content):
            return None
        return SimpleNamespace(status_code=status), json.loads(content)
    if status != 400:
        return None
    refused = json.loads(content)
    code = refused.pop("__type", "").rpartition("#")[2]
    if code not in _FINAL:
        return None
    message = refused.get("message") or refused.get("Message", "")
    return SimpleNamespace(status_code=status), {**refused, "Error": {"Code": code, "Message": message}}
