"""The short way to the table: the same answers as botocore's own, and botocore itself where something goes wrong."""

import json
import ssl
import threading
import zlib
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3
import pytest
from botocore.awsrequest import AWSResponse
from botocore.credentials import ReadOnlyCredentials
from botocore.exceptions import ClientError, EndpointConnectionError, SSLError
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from chalicelib.kernel import aws
from chalicelib.kernel.transport import shorten
from infra.cloud import free_port

KEY = {"PK": {"S": "T#tn_one#A"}, "SK": {"S": "STATE"}}
GET = {"TableName": "steward", "Key": KEY, "ConsistentRead": True}


class Server(ThreadingHTTPServer):
    """Gives the answers it is told to: a status and a body each, or None to hang up without one."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked, self.checksum = [], [], None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.headers, json.loads(body), self.client_address))
        answer = self.server.answers.pop(0)
        if answer is None:
            self.close_connection = True
            return
        status, content = answer[0], json.dumps(answer[1]).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("x-amz-crc32", str(answer[2] if len(answer) > 2 else zlib.crc32(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@pytest.fixture
def environment(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "session")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setattr("boto3.DEFAULT_SESSION", None)  # it keeps the credentials that it found first
    monkeypatch.setattr("time.sleep", lambda _: None)  # botocore's pauses
    yield monkeypatch
    aws.client.cache_clear()


@pytest.fixture
def server(environment):
    server = Server()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    environment.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
    aws.client.cache_clear()
    yield server
    server.shutdown()
    server.server_close()


def refused(code, **members):
    return 400, {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "no", **members}


def test_answers_and_refusals_are_those_of_botocore(cloud):
    ours, plain = aws.client("dynamodb"), boto3.client("dynamodb")
    put = {"TableName": "steward", "Item": KEY | {"data": {"S": "{}"}, "v": {"N": "1"}}}
    query = {
        "TableName": "steward",
        "KeyConditionExpression": "PK = :pk",
        "ExpressionAttributeValues": {":pk": KEY["PK"]},
    }
    ours.transact_write_items(TransactItems=[{"Put": put}])

    def answer(client, operation, **request):
        try:
            found = getattr(client, operation)(**request)
        except ClientError as error:
            found = {**error.response, "class": type(error).__name__, "Message": None, "message": None}
        return {name: value for name, value in found.items() if name != "ResponseMetadata"}

    for operation, request in [
        ("get_item", GET),
        ("get_item", GET | {"Key": KEY | {"SK": {"S": "nothing"}}}),
        ("batch_get_item", {"RequestItems": {"steward": {"Keys": [KEY]}}}),
        ("query", query),
        (
            "transact_write_items",
            {
                "TransactItems": [
                    {
                        "Put": put
                        | {"ConditionExpression": "v = :v", "ExpressionAttributeValues": {":v": {"N": "7"}}}
                    }
                ]
            },
        ),
        (
            "update_item",
            {
                "TableName": "steward",
                "Key": KEY,
                "UpdateExpression": "SET x = :v",
                "ConditionExpression": "v = :v",
                "ExpressionAttributeValues": {":v": {"N": "7"}},
            },
        ),
        ("get_item", GET | {"TableName": "no-such-table"}),
    ]:
        assert answer(ours, operation, **request) == answer(plain, operation, **request), operation


def test_a_call_is_signed_and_its_connection_kept(server):
    server.answers = [(200, {"Item": KEY}), (200, {})]
    assert aws.client("dynamodb").get_item(**GET) == {"Item": KEY}
    aws.client("dynamodb").get_item(**GET)
    headers, body, _ = server.asked[0]
    assert body == GET
    assert headers["X-Amz-Target"] == "DynamoDB_20120810.GetItem"
    assert headers["X-Amz-Security-Token"] == "session"
    assert headers["Authorization"].startswith("AWS4-HMAC-SHA256 Credential=test/")
    assert len({address for *_, address in server.asked}) == 1


def test_a_call_carries_the_trace_of_its_invocation(environment, server):
    environment.setenv("AWS_LAMBDA_FUNCTION_NAME", "api_handler")
    environment.setenv("_X_AMZN_TRACE_ID", "Root=1-2-3")
    server.answers = [(200, {})]
    aws.client("dynamodb").get_item(**GET)
    headers, *_ = server.asked[0]
    assert headers["X-Amzn-Trace-Id"] == "Root=1-2-3"
    assert headers["User-Agent"].startswith("steward")


def test_credentials_that_renew_themselves_are_asked_at_each_call(server):
    names = iter(["first", "second"])

    class Renewed:
        def get_frozen_credentials(self):
            return ReadOnlyCredentials(next(names), "secret", "session")

    client = boto3.client("dynamodb")
    client.meta.config.user_agent = "steward"
    shorten(client, Renewed())
    server.answers = [(200, {}), (200, {})]
    for _ in range(2):
        client.get_item(**GET)
    authorizations = [headers["Authorization"] for headers, *_ in server.asked]
    assert ["Credential=first/" in authorizations[0], "Credential=second/" in authorizations[1]] == [
        True,
        True,
    ]


@pytest.mark.parametrize(
    "trouble",
    [
        None,
        (500, {}),
        (503, {"message": "busy"}),
        refused("ProvisionedThroughputExceededException"),
        (200, {"Item": KEY}, 12345),
    ],
    ids=["hung up", "500", "503", "throttled", "torn"],
)
def test_what_goes_wrong_once_is_sent_again(server, trouble):
    server.answers = [trouble, (200, {"Item": KEY})]
    assert aws.client("dynamodb").get_item(**GET)["Item"] == KEY
    assert len(server.asked) == 2


def test_a_connection_that_was_closed_meanwhile_is_opened_anew(server):
    server.answers = [(200, {}), None, (200, {"Item": KEY})]
    aws.client("dynamodb").get_item(**GET)
    assert aws.client("dynamodb").get_item(**GET)["Item"] == KEY


def test_a_transaction_that_is_sent_again_keeps_its_token(server):
    server.answers = [None, (200, {})]
    put = {"Put": {"TableName": "steward", "Item": KEY}}
    aws.client("dynamodb").transact_write_items(TransactItems=[put], ClientRequestToken="token")
    assert [body["ClientRequestToken"] for _, body, _ in server.asked] == ["token", "token"]


def test_three_attempts_in_all(server):
    server.answers = [refused("ProvisionedThroughputExceededException") for _ in range(9)]
    with pytest.raises(ClientError) as raised:
        aws.client("dynamodb").get_item(**GET)
    assert raised.value.response["Error"]["Code"] == "ProvisionedThroughputExceededException"
    assert len(server.asked) == 3


def test_a_refused_condition_is_final_and_says_why(server):
    reasons = [{"Code": "None"}, {"Code": "ConditionalCheckFailed", "Message": "no"}]
    server.answers = [refused("TransactionCanceledException", CancellationReasons=reasons)]
    client = aws.client("dynamodb")
    with pytest.raises(client.exceptions.TransactionCanceledException) as raised:
        client.transact_write_items(TransactItems=[])
    assert raised.value.response["CancellationReasons"] == reasons
    assert raised.value.response["Error"] == {"Code": "TransactionCanceledException", "Message": "no"}
    assert len(server.asked) == 1


def test_nobody_there_is_botocores_error(environment):
    environment.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    aws.client.cache_clear()
    with pytest.raises(EndpointConnectionError):
        aws.client("dynamodb").get_item(**GET)


def test_hooks_see_the_call_as_ever(server):
    server.answers = [(200, {"Item": KEY})]
    seen = []
    hooks = aws.client("dynamodb").meta.events
    names = ("provide-client-params", "before-call", "before-send", "before-parse", "after-call")
    for name in names:
        hooks.register(f"{name}.dynamodb.GetItem", lambda event_name, **_: seen.append(event_name))
    aws.client("dynamodb").get_item(**GET)
    assert seen == [f"{name}.dynamodb.GetItem" for name in names]


def test_a_hook_may_answer_instead(server):
    def answer(**_):
        class Raw:
            def stream(self):
                yield json.dumps({"Item": KEY}).encode()

        return AWSResponse("", 200, {}, Raw())

    aws.client("dynamodb").meta.events.register("before-send.dynamodb.GetItem", answer)
    assert aws.client("dynamodb").get_item(**GET) == {"Item": KEY}
    assert server.asked == []


def test_behind_a_proxy_botocore_goes_its_own_way(environment, server):
    environment.setenv("HTTP_PROXY", f"http://127.0.0.1:{server.server_port}")
    environment.setenv("AWS_ENDPOINT_URL", "http://elsewhere.example")
    aws.client.cache_clear()
    server.answers = [(200, {"Item": KEY})]
    assert aws.client("dynamodb").get_item(**GET)["Item"] == KEY
    assert server.asked[0][0]["Host"] == "elsewhere.example"


@pytest.fixture
def certificate(server, tmp_path):
    """What the server now shows over TLS, signed by nobody but itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, private = tmp_path / "certificate.pem", tmp_path / "key.pem"
    chain.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, private)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return chain


@pytest.mark.parametrize("is_trusted", [True, False])
def test_only_a_server_that_is_vouched_for_is_told_anything(environment, server, certificate, is_trusted):
    environment.setenv("AWS_ENDPOINT_URL", f"https://localhost:{server.server_port}")
    if is_trusted:
        environment.setenv("AWS_CA_BUNDLE", str(certificate))
    aws.client.cache_clear()
    server.answers = [(200, {"Item": KEY})]
    server.handle_error = lambda *_: None
    if is_trusted:
        assert aws.client("dynamodb").get_item(**GET)["Item"] == KEY
    else:
        with pytest.raises(SSLError):
            aws.client("dynamodb").get_item(**GET)
    assert len(server.asked) == is_trusted
