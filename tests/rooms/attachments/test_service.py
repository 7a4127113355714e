"""From the ticket to the verdict, on the fast cloud."""

import io
import random
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image

from chalicelib.attachments import service, store
from chalicelib.attachments.files import Address
from chalicelib.attachments.triggers import on_object_created
from chalicelib.kernel.aws import client
from chalicelib.kernel.table import TenantTable
from tests.builders.boundary import before_writing
from tests.builders.cloud import outbox
from tests.builders.photos import camera_exif, photo
from tests.conftest import OTHER_TENANT, TENANT

BUCKET = "steward-attachments"
HTML = b"<html>not a photo</html>"


@pytest.fixture(autouse=True)
def _stage(cloud, clock):
    """Every test here uses the cloud and a standing clock."""


@pytest.fixture
def technician(acting):
    return acting("technician", id="mb_li", name="Li")


def ask(context, *, order="wo_1", visit=1, role="after", content_type="image/jpeg", size=1_000_000):
    """A ticket, handed out as the caller does it: after committing its changes."""
    ticket, changes = service.request_upload(context, order, visit, role, content_type, size)
    context.commit(changes)
    return ticket


def put(key: str, data: bytes) -> dict:
    """Put a file as S3 would take it from the form; answers the event that follows."""
    client("s3").put_object(Bucket=BUCKET, Key=key, Body=data)
    return created(key, len(data))


def created(key: str, size: int = 1, bucket: str = BUCKET) -> dict:
    detail = {"bucket": {"name": bucket}, "object": {"key": key, "size": size}}
    return {"id": "e", "source": "aws.s3", "detail-type": "Object Created", "detail": detail}


def send(ticket, data: bytes) -> dict:
    event = put(ticket.upload.fields["key"], data)
    on_object_created(event, None)
    return event


def summary(order: str = "wo_1", tenant: str = TENANT):
    return TenantTable(tenant).get(service.photos_ref(order))


def files() -> dict[str, bytes]:
    keys = [item["Key"] for item in client("s3").list_objects_v2(Bucket=BUCKET).get("Contents", [])]
    return {key: client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in keys}


def events() -> list[str]:
    return [event["type"] for event in outbox()]


def test_a_ticket_is_pending_and_lasts_an_hour(technician):
    ticket = ask(technician)
    assert (ticket.expires_at - technician.now).total_seconds() == 3600
    (shown,) = service.list_of(technician, "wo_1")
    assert (shown.id, shown.status, shown.reason) == (ticket.id, "pending", None)
    assert (shown.url, shown.thumbnail_url) == (None, None)
    assert (shown.role, shown.visit, shown.uploader.id) == ("after", 1, "mb_li")
    assert summary() is None and files() == {}


def test_a_real_photo_is_verified_and_counts(technician):
    ticket = ask(technician)
    data = photo(exif=camera_exif())
    send(ticket, data)
    assert service.verified_count(summary(), "after", 1) == 1
    assert service.verified_count(summary(), "after", 2) == 0
    assert service.verified_count(summary(), "before", 1) == 0
    assert service.is_verified(summary(), ticket.id)
    (event,) = outbox()
    assert (event["type"], event["detail"]["entity"]) == ("AttachmentVerified", ticket.id)
    assert (event["detail"]["order_id"], event["detail"]["role"]) == ("wo_1", "after")
    stored = files()
    assert stored[f"originals/{TENANT}/wo_1/{ticket.id}"] == data
    for copy in ("photos", "thumbnails"):
        assert b"Exif" not in stored[f"{copy}/{TENANT}/wo_1/{ticket.id}.jpg"]
    kept = TenantTable(TENANT).get(store.upload_ref("wo_1", ticket.id))
    assert (kept.size, kept.width, kept.height) == (len(data), 640, 400)
    assert kept.evidence.lat == pytest.approx(31.2304, abs=1e-6)


def test_verified_photos_are_shown_through_short_links_to_the_stripped_copies(technician):
    ticket = ask(technician)
    send(ticket, photo())
    (shown,) = service.list_of(technician, "wo_1")
    for url, folder in ((shown.url, "photos"), (shown.thumbnail_url, "thumbnails")):
        parts = urlsplit(url)
        assert parts.path.endswith(f"/{folder}/{TENANT}/wo_1/{ticket.id}.jpg")
        assert parse_qs(parts.query)["X-Amz-Expires"] == ["900"]
    assert not hasattr(shown, "evidence")


def test_what_is_no_photo_is_rejected_and_does_not_count(technician):
    flaws = [
        (HTML, "not_an_image"),
        (photo("image/png"), "wrong_type"),
        (photo()[:5000], "truncated"),
        (b"", "empty"),
    ]
    tickets = [ask(technician) for _ in flaws]
    for ticket, (data, _) in zip(tickets, flaws, strict=True):
        send(ticket, data)
    expected = {ticket.id: reason for ticket, (_, reason) in zip(tickets, flaws, strict=True)}
    shown = service.list_of(technician, "wo_1")
    assert {s.id: s.reason for s in shown} == expected
    assert all(
        (s.status, s.url, s.thumbnail_url) == ("rejected", None, None) and s.reason_text for s in shown
    )
    assert {e["detail"]["entity"]: e["detail"]["reason"] for e in outbox()} == expected
    assert all(e["detail"]["uploader_id"] == "mb_li" and e["detail"]["text"] for e in outbox())
    assert events() == ["AttachmentRejected"] * 4
    assert summary() is None
    assert all(key.startswith("uploads/") for key in files())


def test_more_bytes_than_announced_are_too_large(technician):
    data = photo()
    ticket = ask(technician, size=len(data) - 1)
    send(ticket, data)
    assert service.list_of(technician, "wo_1")[0].reason == "too_large"


def test_exactly_the_announced_bytes_are_fine(technician):
    data = photo()
    send(ask(technician, size=len(data)), data)
    assert service.verified_count(summary(), "after", 1) == 1


def test_duplicates_of_an_event_change_nothing(technician):
    event = send(ask(technician), photo())
    before = (summary(), events())
    for _ in range(3):
        on_object_created(event, None)
    assert (summary(), events()) == before


def test_a_verdict_is_final_whatever_the_form_uploads_later(technician):
    good, bad = ask(technician), ask(technician)
    data = photo()
    send(good, data)
    send(bad, HTML)
    send(good, HTML)
    send(bad, data)
    assert [s.status for s in service.list_of(technician, "wo_1")] == ["verified", "rejected"]
    assert files()[f"originals/{TENANT}/wo_1/{good.id}"] == data
    assert service.verified_count(summary(), "after", 1) == 1


def test_many_uploads_delivered_out_of_order_and_twice_count_once_each(technician):
    tickets = [ask(technician, role=role, visit=visit) for role in ("before", "after") for visit in (1, 2, 2)]
    deliveries = [put(ticket.upload.fields["key"], photo()) for ticket in tickets] * 2
    random.Random(3).shuffle(deliveries)
    for event in deliveries:
        on_object_created(event, None)
    counts = {(r, v): service.verified_count(summary(), r, v) for r in ("before", "after") for v in (1, 2)}
    assert counts == {("before", 1): 1, ("before", 2): 2, ("after", 1): 1, ("after", 2): 2}
    assert events() == ["AttachmentVerified"] * 6


def test_an_upload_counts_for_its_own_order_and_tenant_only(technician, acting):
    ticket = ask(technician)
    for key in (f"uploads/{TENANT}/wo_2/{ticket.id}", f"uploads/{OTHER_TENANT}/wo_1/{ticket.id}"):
        on_object_created(put(key, photo()), None)
    assert summary("wo_2") is None and summary(tenant=OTHER_TENANT) is None and summary() is None
    assert events() == []
    assert service.list_of(acting("technician", tenant=OTHER_TENANT), "wo_1") == []


def test_a_foreign_object_proves_nothing():
    for event in (
        created("uploads/strange"),
        created(f"uploads/{TENANT}/wo_1/at_nobody_asked_for"),
        created(f"uploads/{TENANT}/wo_1/at_x", bucket="somebody-elses"),
        created(f"photos/{TENANT}/wo_1/at_x.jpg"),
    ):
        on_object_created(event, None)
    assert events() == []


def test_an_event_for_a_file_that_is_gone_leaves_the_attachment_pending(technician):
    ticket = ask(technician)
    on_object_created(created(ticket.upload.fields["key"]), None)
    assert service.list_of(technician, "wo_1")[0].status == "pending"
    send(ticket, photo())
    assert service.list_of(technician, "wo_1")[0].status == "verified"


def test_another_photo_verified_meanwhile_is_not_lost(technician):
    first, second = ask(technician), ask(technician)
    second_event = put(second.upload.fields["key"], photo())
    with before_writing(lambda: on_object_created(second_event, None)):
        send(first, photo())
    assert service.verified_count(summary(), "after", 1) == 2
    assert events() == ["AttachmentVerified"] * 2


def test_a_failed_transaction_is_tried_again_and_counts_once(technician):
    def fail():
        raise ConnectionError("the network went away")

    ticket = ask(technician)
    event = put(ticket.upload.fields["key"], photo())
    with before_writing(fail):
        on_object_created(event, None)
    assert service.verified_count(summary(), "after", 1) == 1
    assert service.is_verified(summary(), ticket.id)
    assert events() == ["AttachmentVerified"]


def test_a_list_shows_the_oldest_first(technician, clock, acting):
    ids = []
    for _ in range(3):
        ids.append(ask(acting("technician", id="mb_li")).id)
        clock.advance(seconds=1)
    assert [shown.id for shown in service.list_of(technician, "wo_1")] == ids


def test_asking_costs_no_call_listing_one_and_judging_one_read_and_one_transaction(technician, calls):
    with calls() as made:
        ticket, changes = service.request_upload(technician, "wo_1", 1, "after", "image/jpeg", 1_000_000)
    assert made == []
    technician.commit(changes)
    event = put(ticket.upload.fields["key"], photo())
    with calls() as made:
        on_object_created(event, None)
    assert [name for name in made if name in ("BatchGetItem", "TransactWriteItems")] == [
        "BatchGetItem",
        "TransactWriteItems",
    ]
    assert sorted(set(made)) == ["BatchGetItem", "GetObject", "PutObject", "Query", "TransactWriteItems"]
    with calls() as made:
        service.list_of(technician, "wo_1")
    assert made == ["Query"]


def test_the_address_of_an_upload_is_what_the_form_is_signed_for(technician):
    ticket = ask(technician)
    assert ticket.upload.fields["key"] == Address(TENANT, "wo_1", ticket.id).upload


def test_a_signature_is_shown_like_a_photo_and_counts_as_none(technician):
    """Lines on nothing, as a canvas gives them; the copy people see has paper behind them."""
    drawn = Image.new("RGBA", (300, 120))
    drawn.paste((0, 0, 0, 255), (20, 50, 280, 54))
    ticket = ask(technician, role="signature", content_type="image/png")
    send(ticket, photo("image/png", drawn))
    (shown,) = service.list_of(technician, "wo_1")
    assert (shown.role, shown.status) == ("signature", "verified")
    assert summary() is None
    send(ask(technician), photo())
    assert [one.role for one in summary().verified] == ["after"]
    assert not service.is_verified(summary(), ticket.id)
    with Image.open(io.BytesIO(files()[f"photos/{TENANT}/wo_1/{ticket.id}.jpg"])) as copy:
        assert min(copy.getpixel((5, 5))) > 250 and max(copy.getpixel((150, 52))) < 60
