"""Put the built apps into the distribution's bucket, so that nobody misses a file at any moment of it.

The files under assets/ have their content's hash in their names: those of the new release come first, beside the old
ones, and only then the pages that name them. A tab that is open stays with the old ones: what the release no longer has
is written once more with a tag, and the bucket forgets it 30 days after that (infra/web.yaml).
"""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from infra.artifacts import Clients
from infra.web.files import CONFIG, cache_control, config, content_type, is_hashed, published

_SUPERSEDED = {"Key": "superseded", "Value": "yes"}


def publish(dist: Path, clients: Clients, outputs: Mapping[str, str], region: str) -> int:
    """Bring bucket and distribution to what is in `dist`; answers how many files that is."""
    s3, bucket, names = clients("s3"), outputs["WebBucketName"], published(dist)
    before = _keys(s3, bucket)
    settings = config(outputs, region, f"https://cognito-idp.{region}.amazonaws.com/")
    _put(s3, bucket, CONFIG, json.dumps(settings).encode())
    # First what is hashed; of the rest the pages come last.
    for name in sorted(names, key=lambda name: (not is_hashed(name), name.endswith(".html"))):
        _put(s3, bucket, name, (dist / name).read_bytes())
    for name in before - set(names) - {CONFIG}:
        _supersede(s3, bucket, name)
    # They are asked for anew at every use; this is for what an edge is just handing out.
    _invalidate(clients("cloudfront"), outputs["WebDistributionId"], {*names, CONFIG})
    return len(names)


def _put(s3: Any, bucket: str, name: str, content: bytes) -> None:
    s3.put_object(
        Bucket=bucket,
        Key=name,
        Body=content,
        ContentType=content_type(name),
        CacheControl=cache_control(name),
    )


def _supersede(s3: Any, bucket: str, name: str) -> None:
    """Let it be forgotten in 30 days; a second time would begin them anew."""
    if _SUPERSEDED in s3.get_object_tagging(Bucket=bucket, Key=name)["TagSet"]:
        return
    s3.copy_object(
        Bucket=bucket,
        Key=name,
        CopySource={"Bucket": bucket, "Key": name},
        MetadataDirective="REPLACE",
        ContentType=content_type(name),
        CacheControl=cache_control(name),
        TaggingDirective="REPLACE",
        Tagging=f"{_SUPERSEDED['Key']}={_SUPERSEDED['Value']}",
    )


def _keys(s3: Any, bucket: str) -> set[str]:
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {found["Key"] for page in pages for found in page.get("Contents", [])}


def _invalidate(cloudfront: Any, distribution: str, names: set[str]) -> None:
    paths = sorted(f"/{quote(name)}" for name in names if not is_hashed(name))
    cloudfront.create_invalidation(
        DistributionId=distribution,
        InvalidationBatch={
            "Paths": {"Quantity": len(paths), "Items": paths},
            "CallerReference": str(time.time_ns()),
        },
    )
