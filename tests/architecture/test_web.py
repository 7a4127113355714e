"""The web apps' part of the template: what browsers are told, what is kept how long, and who may read the files."""

import json
import re
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.web.files import APPS
from infra.web.headers import API, FILES, headers, template
from infra.web.pages import Moved, page

HOSTS = {
    "Live": "wss://steward.example",
    "Photos": "https://photos.example",
    "SignIn": "https://sign-in.example",
    "Tiles": "https://maps.example",
}


@pytest.fixture(scope="module")
def resources() -> dict[str, Any]:
    return template()["Resources"]


@pytest.fixture(scope="module")
def distribution(resources: dict[str, Any]) -> dict[str, Any]:
    return resources["WebDistribution"]["Properties"]["DistributionConfig"]


def policy() -> dict[str, list[str]]:
    """The apps' content security policy: directive -> sources."""
    (found,) = (one.value for one in headers(FILES, HOSTS) if one.name == "Content-Security-Policy")
    return {name: sources for name, *sources in (part.split() for part in found.split(";"))}


def test_scripts_come_from_the_origin_alone() -> None:
    said = policy()
    assert said["default-src"] == ["'none'"]
    assert said["script-src"] == said["worker-src"] == ["'self'"]
    assert not {"script-src-elem", "script-src-attr"} & set(said)


def test_nothing_else_may_frame_the_apps_take_their_forms_or_move_their_base() -> None:
    said = policy()
    for directive in ("object-src", "base-uri", "form-action", "frame-ancestors"):
        assert said[directive] == ["'none'"], directive


def test_the_policy_names_the_hosts_that_the_apps_need_and_no_wildcard() -> None:
    said = policy()
    assert said["img-src"] == ["'self'", "blob:", "data:", HOSTS["Photos"], HOSTS["Tiles"]]
    assert said["connect-src"] == ["'self'", HOSTS["Live"], HOSTS["Photos"], HOSTS["SignIn"]]
    assert not [
        source for sources in said.values() for source in sources if "*" in source or source == "https:"
    ]


def test_signed_links_of_photos_lead_to_a_host_of_the_policy(resources: dict[str, Any]) -> None:
    import boto3
    from botocore.config import Config

    text = resources[FILES]["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    photos = text["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"][1]["Photos"]["Fn::Sub"]
    for region in ("ap-southeast-1", "us-east-1"):
        # As chalicelib.kernel.aws makes it.
        config = Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
        keys = {"aws_access_key_id": "a", "aws_secret_access_key": "b"}
        s3 = boto3.client("s3", region_name=region, config=config, **keys)
        allowed = photos.replace("${Bucket.RegionalDomainName}", f"photos-1.s3.{region}.amazonaws.com")
        allowed = allowed.replace("${Bucket.DomainName}", "photos-1.s3.amazonaws.com").split()
        assert s3.generate_presigned_post(Bucket="photos-1", Key="k")["url"].rstrip("/") in allowed
        assert (
            s3.generate_presigned_url("get_object", {"Bucket": "photos-1", "Key": "k"}).split("/k?")[0]
            in allowed
        )


def test_every_answer_is_sent_with_the_other_headers() -> None:
    of_files = {one.name: one for one in headers(FILES, HOSTS)}
    of_api = {one.name: one for one in headers(API, HOSTS)}
    assert all(one.overrides for one in of_files.values())
    for said in (of_files, of_api):
        assert said["X-Content-Type-Options"].value == "nosniff"
        assert said["Strict-Transport-Security"].value == "max-age=63072000; includeSubDomains"
        assert said["Referrer-Policy"].value == "strict-origin"
    assert of_files["X-Frame-Options"].value == "DENY"
    assert of_files["Cross-Origin-Opener-Policy"].value == "same-origin"
    permissions = of_files["Permissions-Policy"].value.split(", ")
    assert [one for one in permissions if not one.endswith("=()")] == ["geolocation=(self)", "camera=(self)"]
    assert "microphone=()" in permissions
    assert not of_api["Content-Security-Policy"].overrides, "/v1/docs has its own"


def test_the_api_is_passed_on_whole_and_never_kept(distribution: dict[str, Any]) -> None:
    api = next(one for one in distribution["CacheBehaviors"] if one["PathPattern"] == "/v1/*")
    assert set(api["AllowedMethods"]) == {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"}
    # AWS's own policies, by the ids that its documentation gives.
    assert api["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # CachingDisabled
    assert api["OriginRequestPolicyId"] == "b689b0a8-53d0-40ab-baf2-68738e2966ac"  # AllViewerExceptHostHeader
    assert api["ViewerProtocolPolicy"] == "https-only"
    (origin,) = (one for one in distribution["Origins"] if one["Id"] == "api")
    assert [one["HeaderName"] for one in origin["OriginCustomHeaders"]] == ["x-steward-edge"]
    (written,) = api["FunctionAssociations"]
    assert written["FunctionARN"] == {"Fn::GetAtt": ["WebVisitor", "FunctionARN"]}
    assert "CustomErrorResponses" not in distribution, "they would hide the API's own"


def test_the_files_lie_in_a_bucket_that_only_the_distribution_reads(
    resources: dict[str, Any], distribution: dict[str, Any]
) -> None:
    bucket = resources["WebBucket"]["Properties"]
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert "WebsiteConfiguration" not in bucket
    statements = resources["WebBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    allowed = [one for one in statements if one["Effect"] == "Allow"]
    assert {one["Action"] for one in allowed} == {"s3:GetObject", "s3:ListBucket"}
    for one in allowed:
        assert one["Principal"] == {"Service": "cloudfront.amazonaws.com"}
        assert "${WebDistribution}" in one["Condition"]["StringEquals"]["AWS:SourceArn"]["Fn::Sub"]
    (files,) = (one for one in distribution["Origins"] if one["Id"] == "files")
    assert files["OriginAccessControlId"] == {"Ref": "WebAccess"}


def test_no_query_header_or_cookie_makes_another_answer(resources: dict[str, Any]) -> None:
    cache = resources["WebCache"]["Properties"]["CachePolicyConfig"]
    key = cache["ParametersInCacheKeyAndForwardedToOrigin"]
    assert key["CookiesConfig"] == {"CookieBehavior": "none"}
    assert key["HeadersConfig"] == {"HeaderBehavior": "none"}
    assert key["QueryStringsConfig"] == {"QueryStringBehavior": "none"}
    assert cache["MinTTL"] == 0, "or no-cache would not count"


def test_superseded_files_and_no_others_are_forgotten(resources: dict[str, Any]) -> None:
    (rule,) = resources["WebBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    assert rule["TagFilters"] == [{"Key": "superseded", "Value": "yes"}]
    assert rule["ExpirationInDays"] == 30


# -- which file an address means: the function in the template, and the same for this machine ----------------------

KNOWN = {
    "/": Moved("/resident/"),
    "/resident": Moved("/resident/"),
    "/technician/": "/technician/index.html",
    "/technician/orders/wo_1": "/technician/index.html",
    "/resident/surveys/abc_DEF-0123": "/resident/index.html",
    "/console/assets/gone-0a1b.js": "/console/assets/gone-0a1b.js",
    "/resident/sw.js": "/resident/sw.js",
    "/config.json": "/config.json",
    "/residents/": "/residents/",
    "/other": "/other",
    "//resident/": "//resident/",
    "/resident/../console/": "/resident/index.html",
    "/resident/a.b/c": "/resident/index.html",
}
PATHS = st.lists(
    st.sampled_from(
        ("/", *APPS, ".", "..", "a", "index.html", "%2e", "%2F", "\n", "楼", "v1", "assets", "\\")
    ),
    max_size=8,
).map(lambda parts: "/" + "".join(parts))


@pytest.mark.parametrize("path", KNOWN)
def test_an_app_answers_for_its_pages_and_for_no_file(path: str) -> None:
    assert page(path) == KNOWN[path]


def test_the_template_says_the_same(resources: dict[str, Any]) -> None:
    paths = [*KNOWN]

    @given(PATHS)
    def collect(path: str) -> None:
        paths.append(path)

    collect()
    code = resources["WebPages"]["Properties"]["FunctionCode"]
    # CloudFront's runtime is ECMAScript 5.1 and more; what the function says means the same to Node.
    script = f"{code}\nconsole.log(JSON.stringify({json.dumps(paths)}.map((uri) => handler({{request: {{uri}}}}))));"
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)
    for path, said in zip(paths, json.loads(done.stdout), strict=True):
        there = Moved(said["headers"]["location"]["value"]) if "statusCode" in said else said["uri"]
        assert there == page(path), path


def test_the_function_names_the_apps_that_there_are(resources: dict[str, Any]) -> None:
    (named,) = re.findall(r"\(([\w|]+)\)\(", resources["WebPages"]["Properties"]["FunctionCode"])
    assert named.split("|") == list(APPS)
