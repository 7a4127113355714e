"""The stated life of an order: twenty calls of the API, from a report with a photo to the survey, and all they set off.

A household without arrears reports; a dispatcher assigns; a technician accepts, comes, proves the work with a photo
and completes; the resident answers the survey; a manager looks at the timeline. It takes an afternoon, on a clock of
our own.
"""

import json
import os
import urllib.parse
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from app import app
from bench.gateway import Gateway, invoke
from bench.meter import Invocation, Meter
from bench.timers import Timers
from chalicelib.attachments.triggers import on_object_created
from chalicelib.deadlines import triggers as deadlines
from chalicelib.kernel import clock
from chalicelib.kernel.aws import client
from chalicelib.kernel.relay import on_stream
from chalicelib.notifications import triggers as notifications
from infra.story.camera import photo
from tests.budgets.walk import ok
from tests.builders.api import Api, Caller, made_by
from tests.builders.bus import Bus
from tests.builders.cloud import stream_records
from tests.builders.company import PLACE, Company

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
AUTHORIZED_S = 60  # as long as API Gateway keeps the authorizer's answer
SCRIPT = """the resident reports, asks for an upload of a photo (which goes to S3), looks at the order; the dispatcher
lists the orders, reads the new one, assigns it; the technician reads the notifications, lists the orders, reads the
order and its photos, accepts; the resident looks again; the technician checks in, uploads a photo of the result, sees
it verified, completes; the resident reads the notifications, opens the survey, answers it; the manager reads the
timeline"""


@dataclass
class Life:
    """What one order set off."""

    invocations: list[Invocation]
    transitions: int  # states that the timer entered
    stored: int  # bytes more in the table and its indexes
    uploads: int  # files that people put into the bucket
    uploaded: int  # bytes of these
    views: int  # pictures that the lists of attachments showed


class Town:
    """A company with its people, and a clock that only this moves."""

    def __init__(self, meter: Meter) -> None:
        self._now = MORNING
        clock.use(lambda: self._now)
        self._meter = meter
        self._relayed = 0
        self._bus = Bus(lambda consumer, event: invoke(meter, consumer, event))
        self._timers = Timers(meter)
        self._uploads: list[int] = []
        self._views = 0
        api = Api(app, Gateway(meter, AUTHORIZED_S))
        self.company = company = Company(api, api.found())
        self.people: dict[str, Caller] = {
            role: company.as_(role) for role in ("manager", "dispatcher", "technician")
        }
        company.member("assessor")
        self.people["resident"] = company.resident
        self._technician_id = company.member("technician")["id"]
        self._category = company.category("leak", photos_required=1)
        self._settle()

    def live(self) -> Life:
        """An order's life, from its report to its survey."""
        meter, before, stored = self._meter, len(self._meter.invocations), self._meter.stored
        entered, uploads, views = self._timers.transitions, len(self._uploads), self._views
        resident, dispatcher = self.people["resident"], self.people["dispatcher"]
        technician, manager = self.people["technician"], self.people["manager"]
        order = made_by(self.company.report(resident, category=self._category))["id"]
        path = f"/v1/work-orders/{order}"
        self._upload(resident, path, "evidence")
        ok(resident.get(path))
        self._wait(minutes=6)
        ok(dispatcher.get("/v1/work-orders?status=open"))
        ok(dispatcher.get(path))
        self._act(dispatcher, path, "assign", {"assignee_id": self._technician_id})
        self._wait(minutes=4)
        ok(technician.get("/v1/notifications"))
        ok(technician.get("/v1/work-orders"))
        ok(technician.get(path))
        self._look_at_photos(technician, path, 1)
        self._act(technician, path, "accept")
        self._wait(minutes=30)
        ok(resident.get(path))
        self._wait(minutes=20)
        self._act(technician, path, "check-in", self.company.here(f"{self._now:%Y-%m-%dT%H:%M:%SZ}"))
        self._wait(minutes=40)
        self._upload(technician, path, "after")
        self._look_at_photos(technician, path, 2)
        self._act(technician, path, "complete", {"summary": "Replaced the gasket.", "minutes": 35})
        self._wait(hours=3)
        invited = ok(resident.get("/v1/notifications"))["items"]
        link = next(one["link"] for one in invited if one["kind"] == "survey_invited")
        survey = f"/v1/surveys/{link.rpartition('/')[2]}"
        visitor = self.company.api.with_header(None)
        ok(visitor.get(survey))
        ok(self._post(visitor, survey, {"score": 5, "text": "Dry!"}))
        self._settle()
        assert ok(manager.get(f"{path}/timeline"))["items"][-1]["kind"] == "closed"
        self._wait(hours=20)
        return Life(
            meter.invocations[before:],
            transitions=self._timers.transitions - entered,
            stored=meter.stored - stored,
            uploads=len(self._uploads) - uploads,
            uploaded=sum(self._uploads[uploads:]),
            views=self._views - views,
        )

    def neglect(self) -> None:
        """An order that nobody takes, until its first deadline has been missed."""
        made_by(self.company.report(self.people["resident"], category=self._category))
        self._settle()
        self._wait(hours=1)

    def trouble(self) -> None:
        """A timer that Step Functions did not take at once, and a mail to an address that does not exist."""
        company = self.company
        order = made_by(self.company.report(self.people["resident"], category=self._category))["id"]
        timer = {"tenant": company.tenancy.id, "order_id": order, "generation": 1}
        record = {"messageId": "1", "body": json.dumps({"timer": timer})}
        invoke(self._meter, deadlines.on_waiting, {"Records": [record]})
        ok(company.admin.patch(f"/v1/members/{self._technician_id}", {"email": "m1@example.com"}))
        self._settle()
        log = ok(company.admin.get(f"/v1/deliveries?work_order={order}"))["items"][0]
        tags = {"tenant": [company.tenancy.id], "place": [order], "id": [log["id"]]}
        bounce = {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": "m1@example.com"}]}
        told = {"eventType": "Bounce", "mail": {"messageId": "1", "tags": tags}, "bounce": bounce}
        invoke(self._meter, notifications.on_receipt, {"detail-type": "Email Bounced", "detail": told})

    # -- what people do ----------------------------------------------------------------------------------------

    def _post(self, caller: Caller, path: str, body: Any) -> Any:
        return caller.request("POST", path, body, {"Idempotency-Key": f"key-{len(self._meter.invocations)}"})

    def _act(self, caller: Caller, path: str, action: str, body: Any = None) -> None:
        ok(self._post(caller, f"{path}/{action}", body))
        self._settle()

    def _look_at_photos(self, caller: Caller, path: str, number: int) -> None:
        photos = ok(caller.get(f"{path}/attachments"))["items"]
        assert [one["status"] for one in photos] == ["verified"] * number, photos
        self._views += number

    def _upload(self, caller: Caller, path: str, role: str) -> None:
        """Ask for a form, put the file where the form leads to, and let the bucket tell of it."""
        picture = photo(PLACE["lat"], PLACE["lon"], self._now, len(self._meter.invocations))
        wanted = {"role": role, "content_type": "image/jpeg", "size": len(picture)}
        form = ok(self._post(caller, f"{path}/attachments", wanted))["upload"]
        self._uploads.append(len(picture))
        bucket, key = os.environ["BUCKET_NAME"], form["fields"]["key"]
        client("s3").put_object(Bucket=bucket, Key=key, Body=picture, ContentType="image/jpeg")
        detail = {
            "bucket": {"name": bucket},
            "object": {"key": urllib.parse.unquote(key), "size": len(picture)},
        }
        invoke(self._meter, on_object_created, {"detail-type": "Object Created", "detail": detail})
        self._settle()

    # -- what the platform does --------------------------------------------------------------------------------

    def _wait(self, **delta: float) -> None:
        self._timers.pass_until(self._now + timedelta(**delta), self._set, self._settle)

    def _set(self, moment: datetime) -> None:
        self._now = moment

    def _settle(self) -> None:
        """Relay what was recorded, one invocation for each partition of a change, and deliver it."""
        relayed = -1
        while relayed != self._relayed:
            relayed = self._relayed
            for call in self._meter.sent[self._relayed :]:
                partitions: dict[str, list[Any]] = {}
                for item in call.events:
                    partitions.setdefault(item["PK"]["S"], []).append(item)
                for items in partitions.values():
                    invoke(self._meter, on_stream, stream_records(items))
            self._relayed = len(self._meter.sent)
            self._bus.deliver()
            self._timers.look()
