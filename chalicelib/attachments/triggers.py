"""What happens when a file arrives in the bucket."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.attachments import files, service
from chalicelib.kernel.observability import log
from chalicelib.kernel.triggers import consumer

triggers = Blueprint(__name__)


@triggers.lambda_function(name="attachments_verify")
@consumer
def on_object_created(event: dict[str, Any], context: Any) -> None:
    """Judge an upload (S3's `Object Created`). A foreign object proves nothing and is left alone."""
    detail = event["detail"]
    bucket, key = detail["bucket"]["name"], detail["object"]["key"]
    address = files.address_of(bucket, key)
    if address is None:
        log().warning("ignored a foreign file", bucket=bucket)
        return
    service.judge_upload(address)
