"""Everything that each function does, once: what people ask of the API, and what that makes the other functions do."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any

from chalicelib.kernel.aws import client
from chalicelib.live.model import MOST_OF_ONE
from chalicelib.organization import sign_in
from tests.architecture.application import HANDLERS, OPERATIONS
from tests.budgets.walk import NOW, ok, walk
from tests.builders.api import Api, made_by
from tests.builders.boundary import answering, error
from tests.builders.bus import Bus, Consumer
from tests.builders.cloud import bus_event, outbox, queued, stream_records
from tests.builders.company import Company
from tests.builders.connections import connections
from tests.builders.environment import told as told_to
from tests.builders.meter import MeteredApi
from tests.builders.photos import photo
from tests.builders.rows import plain
from tests.builders.texts import handed, line
from tests.builders.tokens import id_token
from tests.conftest import Clock
from tests.proof.rights.granted import Right
from tests.proof.rights.used import needed, signed, watched

Used = dict[str, set[Right]]
Handler = Callable[[Any, Any], Any]
BUCKET = "steward-attachments"
LAST_MONDAY = "2026-11-30"  # after the week that the walk plays in
#: consumers of the account's own bus, and of its log
_OFF_THE_BUS = {"attachments_verify", "notifications_note", "notifications_note_sms"}


def handlers() -> dict[str, Handler]:
    """Every function but the API's, as the platform finds it."""
    found = {}
    for function, handler in HANDLERS.items():
        module, _, name = handler.rpartition(".")
        found[function] = getattr(import_module(module), name)
    return found


class Rehearsal:
    """Runs the functions, and keeps what each of them used."""

    def __init__(self, clock: Clock) -> None:
        from app import app

        self.used: Used = defaultdict(set)
        self._clock, self._app, self._handlers = clock, app, handlers()

    def play(self) -> Used:
        self._api()
        self._authorizer()
        company = Company(Api(self._app), Api(self._app).found("Rehearsal"))
        self._codes(company)
        self._consumers(company)
        self._calendars(company)
        self._exports(company)
        self._notices(company)
        self._used_before(company)
        self._timer(company)
        self._ways_out(company)
        self._particulars(company)
        self._schedules(company)
        self._relay()
        self._listeners(company)
        self._failures()
        return self.used

    def call(self, function: str, event: Any) -> Any:
        with watched(self.used[function]):
            return self._handlers[function](event, None)

    def _api(self) -> None:
        api = MeteredApi(self._app, OPERATIONS)
        company = Company(api, api.found())
        with signed(self.used["api_handler"]):
            walk(company)
        self._rare(company)
        # The authorizer's calls come within the same requests: the meter tells them apart.
        for one in api.measured:
            for call in (*one.numbering, *one.calls):
                self.used["api_handler"].update(needed(call.service, call.name, call.asked))

    def _rare(self, company: Company) -> None:
        """A sign-in that an attempt before has left behind; a photo that has been verified."""
        sign_in.create_user(
            f"left@{company.tenancy.slug}", "Some-passw0rd", name="Left", email=None, phone=None
        )
        company.api.member(company.tenancy, "front_desk", username="left")
        self._photo(company)

    def _authorizer(self) -> None:
        token = f"Bearer {id_token('admin@harbour-estates')}"
        method = "arn:aws:execute-api:us-east-1:123456789012:api/api/GET/v1/me"
        self.call(
            "organization_authorize", {"type": "TOKEN", "authorizationToken": token, "methodArn": method}
        )

    def _codes(self, company: Company) -> None:
        """Codes to sign in with, by text message and by mail, until there are no more for a while."""
        name = company.member("technician")["sign_in_name"]
        phone = {"phone_number": "+8613900000009", "phone_number_verified": "true"}
        mail = {"email": "head@example.com", "email_verified": "true"}
        for attributes in (phone, mail, phone, phone, phone):
            self.call("organization_challenge", _challenge(name, attributes))
        with suppress(Exception):
            self.call("organization_challenge", _challenge(name, phone))

    def _consumers(self, company: Company) -> None:
        """Orders that are urgent, completed, suspended, resumed, cancelled; people hear of them by every channel."""
        self.bus = _WatchedBus(self)
        ok(company.admin.patch("/v1/tenant", {"policies": {"survey": {"reminders": 1}}}))
        ways = {"email": "head@example.com", "phone": "+8613900000000"}
        head = company.api.member(company.tenancy, "assessor", username="elsewhere", **ways)["id"]
        ok(company.admin.patch(f"/v1/departments/{company.service}", {"head_ids": [head]}))
        urgent = company.category("gas", emergency=True, gate="exempt", photos_required=0)
        company.reported(category=urgent)
        company.brought_to("completed", NOW)
        self.bus.deliver()
        company.charge()
        company.reported()
        self.bus.deliver()
        company.pay()
        self.bus.deliver()
        for _ in range(2):  # collected for the head, who only oversees
            company.done(company.resident, company.reported(), "comments", {"text": "hello"})
        self.bus.deliver()
        late = company.brought_to("assigned", NOW)
        company.done(company.as_("manager"), late, "cancel", {"reason": "no longer wanted"})
        self.bus.deliver()

    def _particulars(self, company: Company) -> None:
        """A member with another address, which the user pool takes, and one that it does not."""
        refused = error("InvalidParameterException")
        for number, answers in enumerate(([], [refused])):
            reach = {"email": f"worker{number}@example.com"}
            ok(company.admin.patch(f"/v1/members/{company.member('technician')['id']}", reach))
            with answering("cognito-idp", "AdminUpdateUserAttributes", *answers):
                self.bus.deliver()

    def _ways_out(self, company: Company) -> None:
        """An event comes again; mails that SES refuses, that wait their turn, that come back."""
        breach = next(one for one in outbox() if one["type"] == "DeadlineBreached")
        for sequence, other in enumerate(
            ({}, {"MAIL_FROM": "nobody@elsewhere.example"}, *[{"RATE_LIMITS": "send_email=1/1"}] * 2), 1000
        ):
            detail = {**breach["detail"], "sequence": sequence}
            with told_to(other):
                for _ in range(2):
                    self.call("notifications_deliver", bus_event({**breach, "detail": detail}))
                for batch in queued():
                    self.call("notifications_send", batch)
        log = next(row for row in _deliveries() if row["sendings"])
        tags = {
            "tenant": [company.tenancy.id],
            "place": [log["work_order_id"]],
            "id": [log["notification_id"]],
        }
        bounce = {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": "head@example.com"}]}
        told = {"eventType": "Bounce", "mail": {"messageId": "1", "tags": tags}, "bounce": bounce}
        self.call("notifications_note", {"id": "1", "detail-type": "Email Bounced", "detail": told})
        number = "+8613900000000"
        self.call("notifications_note_sms", handed(line(_text_message(), number, "Invalid phone number")))

    def _calendars(self, company: Company) -> None:
        """A department whose calendar changes while an order of it is counted by that."""
        calendar = company.working_time()
        company.reported(category=company.category("visit", sla=company.WORKING, photos_required=0))
        self.bus.deliver()
        ok(company.admin.patch(f"/v1/calendars/{calendar}", {"region": "CN"}))
        self.bus.deliver()

    def _exports(self, company: Company) -> None:
        """Files of whatever there is, for those who look in different places for it, and one fetched."""
        manager, technician = company.as_("manager"), company.as_("technician")
        place = {"role": "manager", "department_id": company.service}
        local = company.caller(company.api.member(company.tenancy, place, username="local")["sign_in_name"])
        week = {"from": "2026-11-23", "to": "2026-11-29"}
        figures = {"group_by": "member", **week}
        for caller, kind, filters in (
            (manager, "work_orders", {}),
            (manager, "work_orders", {"unit": company.unit}),
            (manager, "work_orders", {"department": company.service}),
            (local, "work_orders", {}),
            (technician, "work_orders", {}),
            (technician, "figures", figures),
            (manager, "facts", {**figures, "measure": "completed"}),
            (manager, "stalls", {}),
        ):
            wanted = {"kind": kind, "format": "csv", "filters": filters}
            export = ok(caller.post("/v1/exports", wanted))["id"]
            self.bus.deliver()
            with signed(self.used["api_handler"]):
                assert ok(caller.get(f"/v1/exports/{export}"))["url"]

    def _notices(self, company: Company) -> None:
        """Notices to each kind of place, to who has paid; one waits for a quiet hour's end, and one follows."""
        words = {"en": {"title": "No water", "body": "On Tuesday."}}
        quiet = {"quiet_hours": {"starts": "00:30", "ends": "02:00"}, "time_zone": "UTC"}
        ok(company.resident.request("PUT", "/v1/me/preferences", quiet))
        rosa = ok(company.resident.get("/v1/me"))["resident"]["id"]
        ok(company.admin.patch(f"/v1/residents/{rosa}", {"email": "rosa@example.com"}))
        ids = []
        for scope in (
            {"company": True},
            {"community_ids": [company.building["community_id"]]},
            {"building_ids": [company.building["id"]]},
            {"unit_ids": [company.unit]},
        ):
            body = {"kind": "repair", "payers": "paid_up", "words": words, "scope": scope}
            ids.append(made_by(company.admin.post("/v1/notices", body))["id"])
            self.bus.deliver()
            ok(company.admin.post(f"/v1/notices/{ids[-1]}/send"))
            self.bus.deliver()
        after = made_by(company.admin.post(f"/v1/notices/{ids[0]}/follow-ups", {"as": "ended"}))["id"]
        ok(company.admin.post(f"/v1/notices/{after}/send"))
        self.bus.deliver()
        self.call("notifications_release", {"tenant": company.tenancy.id, "at": "2026-11-23T03:00:00+00:00"})
        for batch in queued():
            self.call("notifications_send", batch)
        log = next(row for row in _deliveries() if row.get("notice_id"))
        tags = {"tenant": [company.tenancy.id], "place": [rosa], "id": [log["notification_id"]]}
        told = {"eventType": "Delivery", "mail": {"messageId": "2", "tags": tags}}
        self.call("notifications_note", {"id": "2", "detail-type": "Email Delivered", "detail": told})
        self.call("notifications_note_sms", handed(line(_text_message(of_notice=True), "+8613800000000")))

    def _photo(self, company: Company) -> None:
        """A photo of an order: asked for, uploaded, verified and shown."""
        order, picture = company.brought_to("on_site", NOW), photo()
        body = {"role": "after", "content_type": "image/jpeg", "size": len(picture)}
        worker = company.as_("technician")
        ticket = made_by(worker.post(f"/v1/work-orders/{order}/attachments", body))
        key = ticket["upload"]["fields"]["key"]
        client("s3").put_object(Bucket=BUCKET, Key=key, Body=picture)
        detail = {"bucket": {"name": BUCKET}, "object": {"key": key, "size": len(picture)}}
        event = {"id": key, "source": "aws.s3", "detail-type": "Object Created", "detail": detail}
        self.call("attachments_verify", event)
        with signed(self.used["api_handler"]):
            assert worker.get(f"/v1/work-orders/{order}/attachments").json["items"][-1]["url"]

    def _used_before(self, company: Company) -> None:
        """A photo that served another order, heard of when a step of the ladder is due as well."""
        for _ in range(2):
            self._photo(company)
        self._clock.advance(days=3)
        self.bus.deliver()

    def _timer(self, company: Company) -> None:
        """An order that is late, and a charge that falls due, as time goes by."""
        order = company.reported()
        company.charge(due_on="2026-12-20")
        self.bus.deliver()
        waits = {"timer": {"tenant": company.tenancy.id, "order_id": company.reported(), "generation": 1}}
        message = {"Records": [{"messageId": "1", "body": json.dumps(waits)}]}
        armed = [one for one in outbox() if one["type"] == "TimerArmed"][-1]
        with answering("stepfunctions", "StartExecution", *[error("ThrottlingException")] * 2):
            self.call("deadlines_drive_timer", bus_event(armed))
            self.call("deadlines_resume", message)
        self.call("deadlines_resume", message)
        self._clock.advance(days=3)
        self.call("deadlines_resume", message)
        self.call("deadlines_resume", {"Records": [{"messageId": "1", "body": "no timer"}]})
        task = {"tenant": company.tenancy.id, "order_id": order, "generation": 1, "at": NOW}
        self.call("deadlines_fire", task)
        self.bus.deliver()
        ladder = [{"after": "PT0S", "notify": ["on_call"], "actions": ["open_incident"]}]
        grave = company.reported(
            company.as_("manager"), category=company.category("grave", ladder=ladder, gate="exempt")
        )
        self._clock.advance(days=3)
        self.call("deadlines_fire", {**task, "order_id": grave})
        self.bus.deliver()

    def _schedules(self, company: Company) -> None:
        company.brought_to("completed", NOW)
        self.bus.deliver()
        self._clock.advance(days=2)
        self.call("surveys_remind", {})
        self._clock.advance(days=60)
        for function in (
            "billing_publish_standing",
            "notifications_release",
            "surveys_expire",
            "workorders_renew_calendars",
        ):
            self.call(function, {})
        self.call("reports_tell_week", {"at": f"{LAST_MONDAY}T01:00:00+00:00"})

    def _relay(self) -> None:
        table = client("dynamodb")
        recorded = [
            item for item in table.scan(TableName="steward")["Items"] if item["SK"]["S"].startswith("EV#")
        ]
        self.call("outbox_relay", stream_records(recorded[:3]))
        self.call("outbox_relay", {"Records": [{"eventName": "INSERT", "dynamodb": {}}]})

    def _listeners(self, company: Company) -> None:
        """Tabs of one person are opened until the oldest has to go; one ends unnoticed, and another is out of reach."""
        name = company.member("dispatcher")["sign_in_name"]
        with connections() as gateway:
            for number in range(MOST_OF_ONE + 1):
                until = int(self._clock.now.timestamp()) + 3600
                body = json.dumps({"action": "hello", "token": id_token(name, exp=until)})
                self.call("live_hello", {"requestContext": {"connectionId": f"tab{number}"}, "body": body})
            gateway.ended.add("tab1")
            gateway.broken.add("tab2")
            company.reported()
            orders = [
                item
                for item in client("dynamodb").scan(TableName="steward")["Items"]
                if item["SK"]["S"] == "#ORDER" and company.tenancy.id in item["PK"]["S"]
            ]
            self.call("live_tell", stream_records(orders))

    def _failures(self) -> None:
        """What a consumer cannot read, it parks."""
        for function in self._handlers:
            if function in (self.bus.consumers - {"notifications_send"}) | _OFF_THE_BUS:
                self.call(function, {"id": "x", "detail-type": "Unheard", "detail": {}})


def _challenge(name: str, attributes: dict[str, str]) -> dict[str, Any]:
    """What Cognito asks when somebody wants a code."""
    request = {"session": [], "userAttributes": attributes}
    return {"triggerSource": "CreateAuthChallenge_Authentication", "userName": name, "request": request}


def _deliveries() -> Iterator[dict[str, Any]]:
    """The logs of what left the house."""
    for item in client("dynamodb").scan(TableName="steward")["Items"]:
        row = plain(item)
        if row.get("kind") == "Delivery":
            yield {"sendings": (), "work_order_id": "", **json.loads(row["data"])}


def _text_message(*, of_notice: bool = False) -> str:
    """SNS's id of a text message that left."""
    for log in _deliveries():
        for sending in log["sendings"]:
            if sending["channel"] == "sms" and "reference" in sending and ("notice_id" in log) == of_notice:
                return str(sending["reference"])
    raise LookupError("no text message left")


class _WatchedBus(Bus):
    """A bus that keeps what each consumer uses."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__(self._use)
        self._rehearsal = rehearsal
        self.consumers: set[str] = set()
        self._delivered = {self._key(event) for event in outbox()}  # the walk's own bus has been there

    def _use(self, consumer: Consumer, event: dict[str, Any]) -> None:
        names = {id(handler): name for name, handler in self._rehearsal._handlers.items()}
        self.consumers.add(name := names[id(consumer)])
        self._rehearsal.call(name, event)
