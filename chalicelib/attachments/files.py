"""Where an attachment's files lie in the bucket, and the signed links by which people reach them.

    uploads/<tenant>/<order>/<attachment>        what the client sent; forgotten after some days
    originals/<tenant>/<order>/<attachment>      the very bytes that were verified, metadata and all; shown to nobody
    photos/<tenant>/<order>/<attachment>.jpg     the copy that people see, without metadata
    thumbnails/<tenant>/<order>/<attachment>.jpg

The key binds a file to its tenant and order: the form that allows the upload is signed for this key alone. A form can be
used again until it expires, therefore the original is kept elsewhere. Signing is computed here, without a call.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.kernel.aws import client
from chalicelib.kernel.settings import settings

UPLOAD_LIFETIME = timedelta(hours=1)
LINK_LIFETIME = timedelta(minutes=15)
_NAME = r"([A-Za-z0-9_.-]{1,100})"
_UPLOAD = re.compile(rf"uploads/{_NAME}/{_NAME}/{_NAME}")


@dataclass(frozen=True)
class Address:
    """The names from which all keys of an attachment's files follow."""

    tenant: str
    order_id: str
    attachment_id: str

    @property
    def upload(self) -> str:
        """Key of what the client sends."""
        return f"uploads/{self._path}"

    @property
    def original(self) -> str:
        """Key of the bytes that were verified."""
        return f"originals/{self._path}"

    @property
    def photo(self) -> str:
        """Key of the copy that people see."""
        return f"photos/{self._path}.jpg"

    @property
    def thumbnail(self) -> str:
        """Key of the small copy."""
        return f"thumbnails/{self._path}.jpg"

    @property
    def _path(self) -> str:
        return f"{self.tenant}/{self.order_id}/{self.attachment_id}"


def address_of(bucket: str, key: str) -> Address | None:
    """Whose upload lies at `key`; None for another bucket's or a key that was never handed out."""
    found = _UPLOAD.fullmatch(key)
    return Address(*found.groups()) if found and bucket == settings().bucket_name else None


def upload_form(address: Address, content_type: str, size: int) -> tuple[str, dict[str, str]]:
    """URL and fields of a form that uploads this one file: this key, this type, 1 to `size` bytes, within an hour."""
    form = client("s3").generate_presigned_post(
        Bucket=settings().bucket_name,
        Key=address.upload,
        Fields={"Content-Type": content_type},
        Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, size]],
        ExpiresIn=int(UPLOAD_LIFETIME.total_seconds()),
    )
    return form["url"], form["fields"]


def link(key: str) -> str:
    """A URL that shows the file at `key` for a quarter of an hour."""
    url: str = client("s3").generate_presigned_url(
        "get_object",
        Params={"Bucket": settings().bucket_name, "Key": key},
        ExpiresIn=int(LINK_LIFETIME.total_seconds()),
    )
    return url


def read(key: str, most: int) -> bytes | None:
    """The file at `key`, cut off one byte after `most`; None when there is none."""
    s3 = client("s3")
    try:
        body = s3.get_object(Bucket=settings().bucket_name, Key=key)["Body"]
    except s3.exceptions.NoSuchKey:
        return None
    with body:
        data: bytes = body.read(most + 1)
    return data


def write(key: str, data: bytes, content_type: str) -> None:
    """Put a file; the same again does no harm."""
    client("s3").put_object(Bucket=settings().bucket_name, Key=key, Body=data, ContentType=content_type)
