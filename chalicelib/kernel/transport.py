"""How the table is asked: botocore prepares and signs a call, this sends it and reads the answer (decision 0011).

botocore takes an answer apart field by field, by the service's model, and builds it anew; what DynamoDB sends is JSON
of the very same shape. So the last `before-call` hook answers the calls that carry nearly all of the load. What is not
a plain success or a refused condition it leaves to botocore, which sends the call again by its own rules.
"""

import json
import os
import zlib
from types import SimpleNamespace
from typing import Any
from urllib.request import getproxies

#: what the stores call; none carries binary values, whose JSON would have to be decoded
_OPERATIONS = {"GetItem", "BatchGetItem", "Query", "UpdateItem", "TransactWriteItems"}
#: errors that sending again would not mend
_FINAL = {"ConditionalCheckFailedException", "TransactionCanceledException"}

Answer = tuple[SimpleNamespace, dict[str, Any]]


def shorten(client: Any) -> None:
    """Let a client of DynamoDB send its calls the short way. Behind a proxy it goes on as it is."""
    from botocore.awsrequest import create_request_object
    from botocore.exceptions import HTTPClientError
    from botocore.httpsession import get_cert_path
    from urllib3 import Timeout, connection_from_url
    from urllib3.exceptions import HTTPError

    if getproxies():
        return
    config, hooks = client.meta.config, client.meta.events
    ours = {"ca_certs": os.environ.get("AWS_CA_BUNDLE") or get_cert_path(True)}
    timeout = Timeout(connect=config.connect_timeout, read=config.read_timeout)
    pool = connection_from_url(
        client.meta.endpoint_url,
        maxsize=config.max_pool_connections,
        timeout=timeout,
        retries=False,
        **(ours if client.meta.endpoint_url.startswith("https") else {}),
    )

    def send(model: Any, params: dict[str, Any], request_signer: Any, **_: Any) -> Answer | None:
        if model.name not in _OPERATIONS:
            return None
        request = create_request_object(params)
        request_signer.sign(model.name, request)
        request = request.prepare()
        try:
            for _hook, given in hooks.emit(f"before-send.dynamodb.{model.name}", request=request):
                if given is not None:
                    return _read(given.status_code, given.headers, given.content)
            sent = pool.urlopen("POST", "/", body=request.body, headers=request.headers)
        except (HTTPClientError, HTTPError):
            return None
        return _read(sent.status, sent.headers, sent.data)

    hooks.register_last("before-call", send)


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
