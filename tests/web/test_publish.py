"""A release of the web apps: what is written when, what is kept, and what edges are told."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.web.files import APPS
from infra.web.publish import publish
from tests.builders.dist import SCRIPT, small_dist

REGION = "ap-southeast-1"
BUCKET = "web"
OLD, NEW = f"console/{SCRIPT}", "console/assets/index-N3w4H5sh.js"
SUPERSEDED = [{"Key": "superseded", "Value": "yes"}]


class Account:
    """An account with bucket and distribution, that remembers the order in which files were written."""

    def __init__(self) -> None:
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        self.s3 = boto3.client("s3", region_name=REGION, **keys)
        self.cloudfront = boto3.client("cloudfront", region_name=REGION, **keys)
        self.s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        origin = {
            "Id": "files",
            "DomainName": "web.s3.amazonaws.com",
            "S3OriginConfig": {"OriginAccessIdentity": ""},
        }
        behaviour = {"TargetOriginId": "files", "ViewerProtocolPolicy": "https-only"}
        made = self.cloudfront.create_distribution(
            DistributionConfig={
                "CallerReference": "1",
                "Comment": "",
                "Enabled": True,
                "Origins": {"Quantity": 1, "Items": [origin]},
                "DefaultCacheBehavior": behaviour,
            }
        )
        self.outputs = {"WebBucketName": BUCKET, "WebDistributionId": made["Distribution"]["Id"]}
        self.outputs |= {"UserPoolId": "pool", "ClientId": "client"}
        self.written: list[str] = []
        self.s3.meta.events.register("provide-client-params.s3.PutObject", self._note)

    def publish(self, dist: Path, **outputs: str) -> int:
        self.written.clear()
        return publish(dist, lambda service: getattr(self, service), self.outputs | outputs, REGION)

    def file(self, name: str) -> dict[str, Any]:
        return self.s3.head_object(Bucket=BUCKET, Key=name)

    def tags(self, name: str) -> list[dict[str, str]]:
        return self.s3.get_object_tagging(Bucket=BUCKET, Key=name)["TagSet"]

    def config(self) -> dict[str, Any]:
        return json.loads(self.s3.get_object(Bucket=BUCKET, Key="config.json")["Body"].read())

    def _note(self, params: dict[str, Any], **_: object) -> None:
        self.written.append(params["Key"])


@pytest.fixture
def account() -> Iterator[Account]:
    with mock_aws():
        yield Account()


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    return small_dist(tmp_path)


def test_a_file_is_stored_with_its_type_and_how_long_it_is_kept(account: Account, dist: Path) -> None:
    count = account.publish(dist)
    stored = {found["Key"] for found in account.s3.list_objects_v2(Bucket=BUCKET)["Contents"]}
    expected = {f"{app}/{name}" for app in APPS for name in ("index.html", "icon.png", SCRIPT)}
    expected |= {f"{app}/{name}" for app in APPS[:2] for name in ("sw.js", "manifest.webmanifest")}
    assert stored == expected | {"config.json"}, "no source maps, and no notes of the bundler"
    assert count == len(expected)
    for name, kind, kept in (
        (OLD, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("resident/index.html", "text/html; charset=utf-8", "no-cache"),
        ("resident/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("resident/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("config.json", "application/json", "no-cache"),
    ):
        found = account.file(name)
        assert (found["ContentType"], found["CacheControl"]) == (kind, kept), name


def test_the_pages_are_written_after_all_that_they_name(account: Account, dist: Path) -> None:
    account.publish(dist)
    hashed = [number for number, name in enumerate(account.written) if "/assets/" in name]
    pages = [number for number, name in enumerate(account.written) if name.endswith(".html")]
    others = set(range(len(account.written))) - {*hashed, *pages}
    assert len(hashed) == len(pages) == len(APPS)
    assert max(hashed) < min(pages) and max(others) < min(pages)


def test_the_apps_are_told_their_stack(account: Account, dist: Path) -> None:
    account.publish(dist)
    assert account.config() == {
        "region": REGION,
        "user_pool_id": "pool",
        "client_id": "client",
        "cognito_url": f"https://cognito-idp.{REGION}.amazonaws.com/",
        "tiles": None,
    }
    tiles = {
        "MapTiles": "https://maps.example/{z}/{x}/{y}.png",
        "MapDatum": "gcj02",
        "MapAttribution": "Maps",
    }
    account.publish(dist, **tiles)
    assert account.config()["tiles"] == {"url": tiles["MapTiles"], "datum": "gcj02", "attribution": "Maps"}


def test_what_a_release_no_longer_has_is_forgotten_a_month_after_it(account: Account, dist: Path) -> None:
    account.publish(dist)
    before = account.file(OLD)
    (dist / OLD).rename(dist / NEW)
    account.publish(dist)
    assert (account.tags(OLD), account.tags(NEW)) == (SUPERSEDED, [])
    after = account.file(OLD)
    for said in ("ContentType", "CacheControl", "ETag"):
        assert after[said] == before[said]


def test_a_month_that_has_begun_does_not_begin_anew(account: Account, dist: Path) -> None:
    account.publish(dist)
    (dist / OLD).unlink()
    account.publish(dist)
    copied: list[Any] = []
    account.s3.meta.events.register(
        "provide-client-params.s3.CopyObject", lambda params, **_: copied.append(params)
    )
    account.publish(dist)
    assert copied == []


def test_a_release_that_comes_back_has_its_files_again(account: Account, dist: Path) -> None:
    account.publish(dist)
    (dist / OLD).rename(dist / NEW)
    account.publish(dist)
    (dist / NEW).rename(dist / OLD)
    account.publish(dist)
    assert (account.tags(OLD), account.tags(NEW)) == ([], SUPERSEDED)


def test_edges_are_told_to_ask_again_for_what_is_not_hashed(account: Account, dist: Path) -> None:
    account.publish(dist)
    distribution = account.outputs["WebDistributionId"]
    (made,) = account.cloudfront.list_invalidations(DistributionId=distribution)["InvalidationList"]["Items"]
    told = account.cloudfront.get_invalidation(DistributionId=distribution, Id=made["Id"])["Invalidation"]
    paths = told["InvalidationBatch"]["Paths"]["Items"]
    assert sorted(paths) == sorted(f"/{name}" for name in account.written if "/assets/" not in name)
    assert "/config.json" in paths


def test_apps_that_are_not_built_are_not_published(dist: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from infra.web.files import built

    assert built(dist) == dist
    (dist / "console" / "index.html").unlink()
    with pytest.raises(SystemExit):
        built(dist)
    assert capsys.readouterr().err == "steward: the web apps are not built (console); run `make web`\n"
