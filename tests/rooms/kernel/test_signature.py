"""The short way's signature is botocore's, byte for byte."""

from datetime import UTC, datetime

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.compat import HTTPHeaders
from botocore.credentials import ReadOnlyCredentials
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.signature import Signer

words = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=60)
regions = st.sampled_from(["us-east-1", "cn-north-1", "eu-west-3"])
hosts = st.from_regex(r"[a-z][a-z0-9-]{0,20}(\.[a-z]{2,9}){0,3}(:8[0-9]{3})?", fullmatch=True)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))


@given(
    who=st.builds(ReadOnlyCredentials, words, words, st.none() | words),
    region=regions,
    host=hosts,
    moments=st.lists(moments, min_size=1, max_size=3),
    operation=st.from_regex(r"[A-Z][A-Za-z]{1,20}", fullmatch=True),
    body=st.binary(max_size=200),
)
def test_the_headers_are_those_that_botocore_would_sign(who, region, host, moments, operation, body):
    signer = Signer("dynamodb", region, host)
    for moment in moments:  # the key of a day is kept, and must not serve another
        headers = signer.headers(who, moment, operation, body)
        unsigned = HTTPHeaders.from_dict(
            {
                name: value
                for name, value in headers.items()
                if name not in ("Authorization", "Content-Length")
            }
        )
        request = AWSRequest("POST", f"https://{host}/", unsigned, body)
        auth = SigV4Auth(who, "dynamodb", region)
        request.context["timestamp"] = headers["X-Amz-Date"]
        told = auth.string_to_sign(request, auth.canonical_request(request))
        proof = auth.signature(told, request)
        names = auth.signed_headers(auth.headers_to_sign(request))
        scope = f"AWS4-HMAC-SHA256 Credential={auth.scope(request)}"
        assert headers["Authorization"] == f"{scope}, SignedHeaders={names}, Signature={proof}"
