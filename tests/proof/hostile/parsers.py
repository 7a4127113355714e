"""Every parser of foreign bytes, as a function of bytes that takes them or refuses them in the way it declares.

One list for three ways to try them: hypothesis in `make test`, hypothesis for longer and atheris in `make prove`. It
needs nothing of AWS: what a parser would ask for is refused before, or is answered here.
"""

import base64
import gzip
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pydantic
from chalice.app import Request

from chalicelib.attachments import files, imaging
from chalicelib.contracts.envelope import Event
from chalicelib.contracts.workorders import WorkOrderCommented
from chalicelib.insights.query_schema import StatsQuery
from chalicelib.kernel import cursor, idempotency, limits, parsing, relay, triggers
from chalicelib.kernel.errors import DomainError
from chalicelib.kernel.geo import Coordinates, distance_m
from chalicelib.kernel.http import Operation
from chalicelib.kernel.settings import settings
from chalicelib.live import triggers as live
from chalicelib.notifications import templating, text_receipts, unsubscribing
from chalicelib.notifications.receipts import MailEvent
from chalicelib.notifications.rules import EVENTS
from chalicelib.notifications.texts import LONGEST_BODY, LONGEST_TITLE, render
from chalicelib.notifications.wording import LONGEST_SOURCES
from chalicelib.organization import codes, recognition
from chalicelib.surveys import links
from chalicelib.workorders.schema import WorkOrderQuery
from tests.builders.photos import FORMATS, camera_exif, photo, scene
from tests.rooms.notifications.events import event

Refused = tuple[type[Exception], ...]
SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Parser:
    """`read` takes the bytes or raises one of `refusals`; anything else is a find. `seeds` are bytes it knows."""

    read: Callable[[bytes], object]
    refusals: Refused = ()
    seeds: tuple[bytes, ...] = ()


def settle() -> None:
    """What the parsers need of an environment."""
    keys = Path(tempfile.mkdtemp()) / "jwks.json"
    keys.write_text('{"keys": []}')
    os.environ.update(APP_SECRET="a secret of the tests", BUCKET_NAME="photos", OIDC_JWKS_URL=keys.as_uri())
    settings.cache_clear()


def text(data: bytes) -> str:
    """Foreign bytes as the platform hands them over: text, whatever it takes."""
    return data.decode("utf-8", "replace")


def _escaped(data: bytes) -> str:
    """Foreign bytes as JSON's escapes may say them: halves of characters, too."""
    return data.decode("utf-16-le", "surrogatepass") if len(data) % 2 == 0 else text(data)


def request(
    headers: dict[str, str] | None = None, body: bytes = b"", query: dict[str, list[str]] | None = None
) -> Request:
    """A request as the gateway hands it over."""
    return Request(
        {
            "requestContext": {
                "resourcePath": "/",
                "httpMethod": "POST",
                "path": "/",
                "identity": {"sourceIp": ""},
            },
            "headers": headers or {},
            "pathParameters": {},
            "multiValueQueryStringParameters": query,
            "stageVariables": {},
            "body": body,
            "isBase64Encoded": False,
        }
    )


# -- what a client sends ----------------------------------------------------------------------------


@cache
def _bodies() -> tuple[Operation, ...]:
    from app import ROOMS

    return tuple(o for room in ROOMS for o in room.operations if o.body)


def a_body(data: bytes) -> None:
    """A request's body, read as each model of the API in turn."""
    for operation in _bodies()[data[0] % 7 :: 7] if data else _bodies():
        try:
            parsed = parsing.body(request(body=data[1:]), operation.body)
        except (DomainError, pydantic.ValidationError):
            continue
        assert parsed is None or json.loads(parsed.model_dump_json()) is not None
    idempotency.request_hash("/", data)


def headers(data: bytes) -> None:
    """The headers that mean something."""
    given = text(data)
    asked = request({"if-match": given, "idempotency-key": given, "accept-language": given})
    assert parsing.language(asked) in ("en", "zh-CN", None)
    for read in (parsing.if_match, parsing.idempotency_key):
        try:
            read(asked)
        except parsing.InvalidHeader:
            continue


def a_query(data: bytes) -> None:
    """Filters, dates and a page's size: `name=value` lines."""
    given: dict[str, list[str]] = {}
    for line in text(data).split("\n"):
        name, _, value = line.partition("=")
        given.setdefault(name, []).append(value)
    for model in (StatsQuery, WorkOrderQuery):
        try:
            parsed = parsing.query(request(query=given), model)
        except pydantic.ValidationError:
            continue
        if isinstance(parsed, WorkOrderQuery):
            assert json.loads(parsed.filters("mb_1").key)


def a_path(data: bytes) -> None:
    """A parameter of a path: what comes out can be part of a key."""
    assert not set(parsing.path_parameter(text(data))) & set("#/%\x00 \n")


def a_cursor(data: bytes) -> None:
    """A list's cursor: nobody makes one."""
    cursor.verify(text(data), "tn_1", "mb_1", "list")
    raise AssertionError("a cursor that was never given out")


def a_survey_token(data: bytes) -> None:
    """A link's token, as far as it goes before the table is asked."""
    assert len(links._digest(parsing.path_parameter(text(data)))) == 64


def an_authorization(data: bytes) -> None:
    """What comes after `Bearer`, or in a greeting."""
    assert recognition.recognised(text(data)) is None


def a_greeting(data: bytes) -> None:
    """What somebody says over a connection for live updates, as a frame of text holds it or with JSON's escapes."""
    for said in (text(data), json.dumps({"action": "hello", "token": _escaped(data)})):
        assert recognition.recognised(live._token(said)) is None


def a_code(data: bytes) -> None:
    """The answer to the challenge of signing in by a code."""
    asked = {"privateChallengeParameters": {"code": "no code"}, "challengeAnswer": _escaped(data)}
    event = {"triggerSource": "VerifyAuthChallengeResponse_Authentication", "request": asked}
    assert codes.organization_challenge(event, None)["response"] == {"answerCorrect": False}


def an_unsubscribing_link(data: bytes) -> None:
    """A link that ends mail, as far as it goes before the table is asked: nobody makes one."""
    unsubscribing._follow(Any, parsing.path_parameter(text(data)))  # type: ignore[arg-type]
    raise AssertionError("a link that was never given out")


def an_address(data: bytes) -> None:
    """Where somebody calls from."""
    assert len(limits._network(text(data))) == 32


def a_position(data: bytes) -> None:
    """Coordinates in any datum: on earth they stay on earth, or next to it."""
    point = Coordinates.model_validate_json(data)
    lat, lon = point.wgs84
    assert abs(lat) < 90.01 and abs(lon) < 180.01
    assert distance_m(lat, lon, point.lat, point.lon) < 2_000


# -- what is uploaded -------------------------------------------------------------------------------


def a_photo(data: bytes) -> None:
    """An upload, announced as each type: pixels, metadata and all."""
    for content_type in imaging._FORMATS:
        try:
            picture = imaging.examine(data, content_type)
        except imaging.NotSound:
            continue
        assert picture.photo.startswith(b"\xff\xd8\xff")


def exif(data: bytes) -> None:
    """A camera's metadata, in a picture that is sound."""
    from PIL import Image

    image = Image.new("RGB", (16, 16))
    image.info["exif"] = b"Exif\x00\x00" + data
    found = imaging._exif(image)
    assert isinstance(imaging._orientation(found), int)
    evidence = imaging._evidence(found)
    assert evidence is None or evidence.lat is None or abs(evidence.lat) <= 90


def an_object_key(data: bytes) -> None:
    """The key of a file that S3 says has arrived."""
    address = files.address_of("photos", text(data))
    assert address is None or address.upload == text(data)


# -- what the platform hands over -------------------------------------------------------------------


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return {"detail-type": "WorkOrderCommented", "detail": text(data)}


def a_bus_event(data: bytes) -> None:
    """An event off the bus, as a consumer reads it."""
    event = _json(data)
    parsed = triggers.parse(event if isinstance(event, dict) else {"detail": event}, *EVENTS)
    assert isinstance(parsed, Event)


def a_stream_record(data: bytes) -> None:
    """A record of the table's stream, as the relay reads it."""
    relay._entry(_json(data))


def mail_event(data: bytes) -> None:
    """What SES tells of a mail."""
    told = MailEvent.model_validate(_json(data))
    assert told.sending.tenant == told.tenant


def packed_receipts(data: bytes) -> None:
    """What the account's log hands over, as it lies in the event."""
    text_receipts.read({"awslogs": {"data": text(data)}})


def receipts(data: bytes) -> None:
    """The same unpacked: a batch of lines, of which each may be a receipt of a text message."""
    packed = base64.b64encode(gzip.compress(data, 1)).decode()
    told, _ = text_receipts.read({"awslogs": {"data": packed}})
    assert all(isinstance(one.is_early, bool) and isinstance(one.is_final, bool) for one in told)


# -- what people wrote, on its way out --------------------------------------------------------------


def a_notice(data: bytes) -> None:
    """Names, titles and texts, in every language's templates: one line of subject, nothing that turns a text around."""
    written = text(data)
    said = render(
        "commented",
        event(WorkOrderCommented, text=written, of={"title": written}),
        code="en" if data[:1] < b"\x80" else "zh-CN",
        zone=SHANGHAI,
        is_resident=False,
    )
    assert len(said.title) <= LONGEST_TITLE and len(said.body) <= LONGEST_BODY
    assert not set(said.title) & set("\r\n\x00\u202e\u2066")


def a_template(data: bytes) -> None:
    """A company's own words for a kind of news: what is taken can be rendered, and fits its place."""
    draft = templating._none("commented", "zh-CN").changed(
        title="{{ title }}", body=text(data)[: LONGEST_SOURCES["body"]]
    )
    templating._demand_sense(draft)
    assert templating._rendered(draft, templating.examples("commented", "zh-CN"))["body"]


def _bounce() -> bytes:
    tags = {"tenant": ["tn_1"], "place": ["wo_1"], "id": ["nt_1"]}
    bounced = {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": "a@b.example"}]}
    mail = {"messageId": "m-1", "tags": tags}
    return json.dumps({"eventType": "Bounce", "mail": mail, "bounce": bounced}).encode()


def _lines() -> bytes:
    sent = {"messageId": "m-1", "timestamp": "2026-11-22 08:00:00.123"}
    delivery = {"destination": "+8613800000000", "providerResponse": "Phone number is opted out"}
    line = json.dumps({"notification": sent, "delivery": delivery, "status": "FAILURE"})
    return json.dumps({"messageType": "DATA_MESSAGE", "logEvents": [{"message": line}]}).encode()


def _on_the_bus() -> bytes:
    said = event(WorkOrderCommented)
    return json.dumps({"detail-type": said.type, "detail": said.model_dump(mode="json")}).encode()


def _on_the_stream() -> bytes:
    key = {"PK": {"S": "T#tn_1#WO#wo_1"}, "SK": {"S": "EV#00000001"}}
    image = key | {"kind": {"S": "K"}, "source": {"S": "steward.x"}, "data": {"S": "{}"}}
    return json.dumps({"eventName": "INSERT", "dynamodb": {"Keys": key, "NewImage": image}}).encode()


PARSERS: dict[str, Parser] = {
    "body": Parser(a_body, (), (b'0{"score": 5}', b'1{"name": "x", "kind": "service"}', b"2[[[[", b"3NaN")),
    "headers": Parser(headers, (), (b'"3"', b'W/"3"', b"*", b"en-GB,zh;q=0.5")),
    "query": Parser(
        a_query,
        (),
        (b"group_by=member\nfrom=2026-11-01\nto=2026-11-30", b"status=open,assigned\nlate=true\nq=WO-1"),
    ),
    "path": Parser(a_path, (DomainError,), (b"wo_01J9Z", b"%2e%2e%2f", b"a%00b")),
    "cursor": Parser(a_cursor, (cursor.InvalidCursor,), (b"AAAAAAAAAAAAAAAAAAAAAHdvXzE",)),
    "survey token": Parser(a_survey_token, (DomainError,), (b"A" * 43,)),
    "authorization": Parser(an_authorization, (), (b"eyJhbGciOiJub25lIn0.e30.", b"Bearer x", b"Basic eDp5")),
    "greeting": Parser(a_greeting, (), (b'{"action": "hello", "token": "e30.e30."}',)),
    "code": Parser(a_code, (), (b"123456", "１２３".encode(), b"\x00\xd8")),
    "unsubscribing link": Parser(an_unsubscribing_link, (DomainError,), (b"tn_1.mb_1.digest." + b"A" * 22,)),
    "address": Parser(an_address, (), (b"203.0.113.7", b"2001:db8::1", b"::ffff:1.2.3.4%eth0")),
    "position": Parser(
        a_position,
        (pydantic.ValidationError,),
        (b'{"lat": 31.2, "lon": 121.5, "datum": "bd09"}', b'{"lat": 1e308, "lon": NaN, "datum": "gcj02"}'),
    ),
    "photo": Parser(a_photo, (), tuple(photo(kind, scene(48, 32)) for kind in FORMATS)),
    "EXIF": Parser(exif, (), (camera_exif().tobytes().removeprefix(b"Exif\x00\x00"),)),
    "object key": Parser(
        an_object_key, (), (b"uploads/tn_1/wo_1/at_1", b"uploads/../../x", b"uploads/a%2fb/c/d")
    ),
    "bus event": Parser(a_bus_event, (ValueError,), (_on_the_bus(),)),
    "stream record": Parser(
        a_stream_record, (AttributeError, KeyError, TypeError, ValueError), (_on_the_stream(),)
    ),
    "mail event": Parser(mail_event, (ValueError,), (_bounce(),)),
    "packed receipts": Parser(
        packed_receipts,
        (ValueError,),
        (base64.b64encode(gzip.compress(_lines())), base64.b64encode(gzip.compress(bytes(100_000)))),
    ),
    "receipts": Parser(receipts, (ValueError,), (_lines(),)),
    "template": Parser(
        a_template,
        (DomainError,),
        (b"{{ title }} {% if is_resident %}{{ code|upper }}{% else %}x{% endif %}", b"{{ ''|truncate(9) }}"),
    ),
    "notice": Parser(a_notice, (), ("漏水 {{ 7*7 }}\r\nBcc: x\u202e".encode(),)),
}
