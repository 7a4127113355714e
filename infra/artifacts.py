"""The bucket that CloudFormation reads from: archives, and a template too large to be sent along."""

import copy
import hashlib
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from infra.build import Package

Clients = Callable[[str], Any]
# CloudFormation takes no larger template inline; a larger one it reads from the bucket.
_INLINE_LIMIT = 51_200


class Artifacts:
    """One bucket for an account and region, made when it is not there."""

    def __init__(self, clients: Clients) -> None:
        self._s3 = clients("s3")
        account = clients("sts").get_caller_identity()["Account"]
        region: str = self._s3.meta.region_name
        self._bucket = f"steward-artifacts-{account}-{region}"
        try:
            self._s3.head_bucket(Bucket=self._bucket)
        except ClientError:
            self._make(region)

    def _make(self, region: str) -> None:
        where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        self._s3.create_bucket(Bucket=self._bucket, **where)
        self._s3.put_public_access_block(
            Bucket=self._bucket,
            PublicAccessBlockConfiguration=dict.fromkeys(
                ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True
            ),
        )

    def with_uploads(self, package: Package) -> dict[str, Any]:
        """The template with each archive uploaded under its content's hash: what is unchanged stays unchanged."""
        template = copy.deepcopy(package.template)
        uploaded: dict[str, str] = {}
        for resource in template["Resources"].values():
            properties = resource.get("Properties", {})
            for name in ("CodeUri", "ContentUri"):
                local = properties.get(name)
                if not isinstance(local, str) or not local.startswith("./"):
                    continue
                if local not in uploaded:
                    uploaded[local] = self._upload((package.folder / local).read_bytes(), ".zip")
                properties[name] = uploaded[local]
        return template

    def template_argument(self, body: str) -> dict[str, str]:
        """How CloudFormation is told the template."""
        if len(body.encode()) <= _INLINE_LIMIT:
            return {"TemplateBody": body}
        key = self._upload(body.encode(), ".template.json").rsplit("/", 1)[1]
        base = self._s3.generate_presigned_url("get_object", Params={"Bucket": self._bucket, "Key": key})
        return {"TemplateURL": base.split("?", 1)[0]}

    def _upload(self, content: bytes, suffix: str) -> str:
        key = hashlib.sha256(content).hexdigest() + suffix
        try:
            self._s3.head_object(Bucket=self._bucket, Key=key)
        except ClientError:
            self._s3.put_object(Bucket=self._bucket, Key=key, Body=content)
        return f"s3://{self._bucket}/{key}"
