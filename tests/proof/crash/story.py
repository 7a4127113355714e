"""Records the scenes: the walk through the API, and what makes each function run, in each way of asking AWS."""

import importlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.kernel import clock as wall_clock
from chalicelib.kernel.aws import client
from tests.architecture.application import HANDLERS, OPERATIONS, app
from tests.budgets.walk import walk
from tests.builders.api import Answer, Caller, made_by
from tests.builders.bus import Bus, Consumer
from tests.builders.cloud import outbox, stream_records
from tests.builders.company import Company
from tests.builders.meter import MeteredApi
from tests.builders.moto_state import Picture, plain
from tests.builders.photos import camera_exif, photo
from tests.builders.texts import ACCEPTED, handed, line
from tests.builders.wire import Wire
from tests.proof.crash.scenes import Invocation, Request, Scene, Scenes

#: what changes nothing needs no crash: reading, and asking who somebody is
CHANGING = tuple(operation.view.__name__ for operation in OPERATIONS if operation.method != "GET")
#: nor does telling listeners, who ask by themselves (docs/decisions/0030), nor sending a code (0034)
_HARMLESS = {"organization_authorize", "organization_challenge", "live_hello", "live_tell"}
FUNCTIONS = tuple(name for name in HANDLERS if name not in _HARMLESS)
MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def handler_of(function: str) -> Consumer:
    """The function that is deployed under this name."""
    module, _, name = HANDLERS[function].rpartition(".")
    handler: Consumer = getattr(importlib.import_module(module), name)
    return handler


class Recorder:
    """Keeps a scene of whatever happens inside `recording`."""

    def __init__(self, wire: Wire) -> None:
        self.scenes = Scenes()
        self.detail = ""
        self.now = MORNING
        self._wire = wire
        self._names = {id(handler_of(name)): name for name in FUNCTIONS}
        wall_clock.use(lambda: self.now)

    @contextmanager
    def recording(self, name: str, act: Request | Invocation, detail: str = "") -> Iterator[None]:
        """Runs what is inside, which does `act`."""
        before = Picture.take()
        self._wire.begin()
        yield
        self.scenes.add(Scene(name, act, before, self.now, tuple(self._wire.calls), detail))

    def invoke(self, function: str, event: dict[str, Any], detail: str = "") -> Any:
        """What a function answers to an event."""
        handler = handler_of(function)
        with self.recording(
            function, Invocation(handler, event, is_heard=function == "deadlines_fire"), detail
        ):
            return handler(event, None)

    def hand(self, consumer: Consumer, event: dict[str, Any]) -> None:
        """What the bus does."""
        self.invoke(self._names[id(consumer)], event, event.get("detail-type", ""))


class RecordedApi(MeteredApi):
    """The API, every request that is not a GET a scene. POSTs carry an idempotency key, as they should."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__(app, OPERATIONS)
        self.recorder = recorder
        self.posts = 0

    def with_header(self, authorization: str | None) -> Caller:
        return _RecordedCaller(self, self._front, authorization)


class _RecordedCaller(Caller):
    def __init__(self, api: RecordedApi, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._api, self._plain = api, Caller(*arguments)

    def request(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answer:
        if method == "GET":
            return self._plain.request(method, path, body, headers)
        sent = dict(headers or {})
        if method == "POST":
            self._api.posts += 1
            sent["Idempotency-Key"] = f"key-{self._api.posts}"
        operation = self._api.operation(method, path)
        act = Request(self._plain, method, path, body, sent)
        recorder = self._api.recorder
        with recorder.recording(operation.view.__name__, act, recorder.detail):
            answer = self._plain.request(method, path, body, sent)
        assert answer.status < 400, answer
        return answer


def record(wire: Wire) -> Scenes:
    """All scenes, on an empty cloud."""
    recorder = Recorder(wire)
    company = Company(api := RecordedApi(recorder), api.found())
    bus = Bus(recorder.hand)
    walk(company, bus)
    _give_addresses(company)
    _moments(company, recorder)
    _waits(company, recorder)
    _photos(company, recorder)
    bus.deliver()
    _receipts(recorder)
    _text_receipts(recorder)
    bus.deliver()
    _arrears(company, recorder, bus)
    _surveys(company, recorder, bus)
    _calendars(company, recorder, bus)
    _week(company, recorder, bus)
    bus.deliver()
    recorder.detail = "a name without Latin letters"
    api.found("金地物业")
    _relay(recorder)
    return recorder.scenes


def _give_addresses(company: Company) -> None:
    """From now on people get e-mail and text messages as well."""
    active = [member for name, member in company.members.items() if name != "gone"]
    for number, member in enumerate(active):
        reach = {"email": f"m{number}@example.com", "phone": f"+861390000{number:04d}"}
        company.admin.request("PATCH", f"/v1/members/{member['id']}", reach)


def _moments(company: Company, recorder: Recorder) -> None:
    """A deadline comes near and is missed; the timer wakes early, in time, and when nothing is left."""
    order = company.reported()
    company.done(
        company.as_("dispatcher"), order, "assign", {"assignee_id": company.member("technician")["id"]}
    )
    task = {"tenant": company.tenancy.id, "order_id": order, "generation": 1, "at": "2026-11-23T00:00:00Z"}
    for minutes, detail in ((1, "early"), (19, "near"), (10, "missed")):
        recorder.now += timedelta(minutes=minutes)
        recorder.invoke("deadlines_fire", task, detail)
    recorder.invoke("deadlines_fire", task | {"generation": 9}, "not wanted")


def _waits(company: Company, recorder: Recorder) -> None:
    """A timer that found no execution is started from the queue, or fires there when it falls due."""
    timer = {"tenant": company.tenancy.id, "order_id": company.reported(), "generation": 1}
    message = {"Records": [{"messageId": "1", "body": json.dumps({"timer": timer})}]}
    recorder.invoke("deadlines_resume", message, "started")
    recorder.now += timedelta(minutes=31)
    recorder.invoke("deadlines_resume", message, "due")


def _photos(company: Company, recorder: Recorder) -> None:
    """A photo that is one, a file that is none, the event of a file that has gone, and a photo of another order."""
    technician = company.as_("technician")
    first, other = (company.brought_to("on_site", recorder.now.isoformat()) for _ in range(2))
    sound = photo(exif=camera_exif())
    for detail, order, data in (
        ("sound", first, sound),
        ("unsound", first, b"<html>no photo</html>" * 9),
        ("gone", first, None),
        ("used before", other, sound),
    ):
        wanted = {"role": "after", "content_type": "image/jpeg", "size": len(data or sound)}
        ticket = made_by(technician.post(f"/v1/work-orders/{order}/attachments", wanted))
        key = ticket["upload"]["fields"]["key"]
        if data:
            client("s3").put_object(Bucket="steward-attachments", Key=key, Body=data)
        event = {"bucket": {"name": "steward-attachments"}, "object": {"key": key}}
        recorder.invoke("attachments_verify", {"detail-type": "Object Created", "detail": event}, detail)


def _receipts(recorder: Recorder) -> None:
    """What SES tells later of a mail: its address does not exist, it arrived after all, nobody wants it."""
    rows = [(key, plain(item)) for key, item in Picture.take().items.items()]
    (pk, id), _ = next(
        one for one in rows if one[1].get("kind") == "Delivery" and '"email"' in one[1]["data"]
    )
    _, tenant, _, place = pk.split("#")
    mail = {"messageId": "1", "tags": {"tenant": [tenant], "place": [place], "id": [id]}}
    whom = [{"emailAddress": "m0@example.com"}]
    for name, kind, part in (
        ("Bounced", "Bounce", {"bounceType": "Permanent", "bouncedRecipients": whom}),
        ("Delivered", "Delivery", {}),
        ("Complaint Received", "Complaint", {"complainedRecipients": whom}),
    ):
        detail = {"eventType": kind, "mail": mail, kind.lower(): part}
        event = {"id": "1", "detail-type": f"Email {name}", "detail": detail}
        recorder.invoke("notifications_note", event, kind)


def _text_receipts(recorder: Recorder) -> None:
    """What SNS tells later of text messages: one was accepted, the number of another has opted out."""
    rows = [plain(item) for item in Picture.take().items.values()]
    logs = [json.loads(row["data"]) for row in rows if row.get("kind") == "Delivery"]
    sent = [one["reference"] for log in logs for one in log["sendings"] if one["channel"] == "sms"]
    for message, answer in zip(sent, (ACCEPTED, "Phone number is opted out"), strict=False):
        recorder.invoke("notifications_note_sms", handed(line(message, "+8613900000000", answer)), answer)


def _arrears(company: Company, recorder: Recorder, bus: Bus) -> None:
    """Charges fall due by the date alone; two held orders are paid for."""
    unit = company.new_unit("103")
    company.charge(unit=unit, due_on="2026-11-25")
    company.charge(unit=company.new_unit("104"), due_on="2026-11-25")
    recorder.now += timedelta(days=3)
    everybody, one = {"id": "1"}, {"id": "1", "tenant": company.tenancy.id}
    recorder.invoke("billing_publish_standing", everybody, "for all tenants")
    recorder.invoke("billing_publish_standing", one, "of one tenant, nothing new")
    bus.deliver()
    company.reported(company.as_("manager"), unit_id=unit)
    company.reported(company.as_("manager"), unit_id=unit)
    assert company.pay(reference="p-10", unit=unit).status == 201
    bus.deliver()


def _calendars(company: Company, recorder: Recorder, bus: Bus) -> None:
    """An order in working time, whose department's calendar changes; and a night in which nothing has."""
    calendar = company.working_time()
    company.reported(category=company.category("round", sla=company.WORKING, gate="exempt"))
    bus.deliver()
    assert company.admin.patch(f"/v1/calendars/{calendar}", {"region": "CN"}).status == 200
    bus.deliver()
    recorder.invoke("workorders_renew_calendars", {"id": "1"}, "for all tenants")
    recorder.invoke("workorders_renew_calendars", {"id": "1", "tenant": company.tenancy.id}, "once more")
    bus.deliver()


def _surveys(company: Company, recorder: Recorder, bus: Bus) -> None:
    """Two surveys that nobody answers, although somebody is reminded."""
    reminding = {"policies": {"survey": {"reminders": 1, "pause_days": 30}}}
    assert company.admin.patch("/v1/tenant", reminding).status == 200
    for _ in range(2):
        company.brought_to("completed", recorder.now.isoformat())
    bus.deliver()
    recorder.now += timedelta(days=2)
    recorder.invoke("surveys_remind", {"id": "1"}, "for all tenants")
    recorder.now += timedelta(days=30)
    recorder.invoke("surveys_expire", {"id": "1"}, "for all tenants")
    recorder.invoke("notifications_release", {"id": "1"}, "for all tenants")
    recorder.invoke("surveys_expire", {"id": "1", "tenant": company.tenancy.id}, "nothing due")


def _week(company: Company, recorder: Recorder, bus: Bus) -> None:
    """The week in which the walk was is told of, and nothing is left to tell."""
    monday = {"id": "1", "at": (MORNING + timedelta(weeks=1)).isoformat()}
    recorder.invoke("reports_tell_week", monday, "for all tenants")
    recorder.invoke("reports_tell_week", monday | {"tenant": company.tenancy.id}, "nothing left")
    bus.deliver()


def _relay(recorder: Recorder) -> None:
    """A batch of three portions for the bus, with a record that is no event and two that nobody can publish."""
    items = client("dynamodb").scan(TableName="steward")["Items"]
    events = [item for item in items if item["SK"]["S"].startswith("EV#")][:23]
    assert len(events) == 23, len(outbox())
    odd = {"PK": {"S": "T#tn#UNIT#odd"}, "SK": {"S": "EV#00000001"}}
    large = odd | {"kind": {"S": "Large"}, "source": {"S": "tests"}, "data": {"S": json.dumps("x" * 250_000)}}
    other = {"PK": {"S": "T#tn#UNIT#other"}, "SK": {"S": "STATE"}}
    recorder.invoke(
        "outbox_relay", stream_records([*events[:11], odd, other, large, *events[11:]]), "a batch"
    )
