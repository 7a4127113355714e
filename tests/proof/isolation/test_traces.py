"""What a call leaves behind is its caller's alone: the answer to an idempotency key, an upload, events, messages."""

import base64
import json

from moto.backends import get_backend
from moto.core import DEFAULT_ACCOUNT_ID

from chalicelib.attachments import triggers as attachments
from chalicelib.kernel.http import PUBLIC
from tests.architecture.application import OPERATIONS
from tests.builders.cloud import REGION, outbox
from tests.proof.isolation import requests, rules, world
from tests.proof.isolation.choosing import everybody, permitted, target
from tests.proof.isolation.world import ok

#: whoever asks for a page gets it anew each time
POSTS = [one for one in OPERATIONS if one.method == "POST" and one.answer]
KEY = {"Idempotency-Key": "the-same-for-everybody"}


def test_an_idempotency_key_is_its_callers_own(asker, sample):
    for operation in POSTS:
        able = [
            (person, path)
            for person in permitted(asker, operation)
            for may, path in [target(asker.own, operation, person)]
            if may
        ]
        for first, path in sample(able, 1)[:2]:
            body = requests.body(operation, asker.own, first)
            asked = asker.ask("first with a key", first, operation, path, body, headers=KEY)
            assert asked.status == operation.status, (operation.path, asked)
            again = asker.ask_on("again with the key", first, operation, path, body, headers=KEY)
            assert again.headers.get("Idempotency-Replayed") == "true", (operation.path, again)
            if operation.permission == PUBLIC:
                continue  # whoever holds the link is the same guest
            for second in sample([one for one in everybody(asker) if one is not first], 2)[:8]:
                answer = asker.ask_on("another's key", second, operation, path, body, headers=KEY)
                assert "Idempotency-Replayed" not in answer.headers, (second, operation.path)
            twin = asker.other.people.get(first.label)
            if twin:  # the platform has no twin
                answer = asker.api.as_(twin.sign_in_name).request(operation.method, path, body, KEY)
                assert "Idempotency-Replayed" not in answer.headers, operation.path


def test_a_form_for_an_upload_names_one_place_of_the_callers_own_order(asker):
    request_upload = next(one for one in OPERATIONS if one.view.__name__ == "request_upload")
    for person in permitted(asker, request_upload):
        may, path = target(asker.own, request_upload, person)
        if not may:
            continue
        body = requests.body(request_upload, asker.own, person)
        ticket = ok(asker.ask("upload", person, request_upload, path, body))
        order = path.split("/")[3]
        fields = ticket["upload"]["fields"]
        assert fields["key"] == f"uploads/{asker.own.id}/{order}/{ticket['id']}"
        conditions = json.loads(base64.b64decode(fields["policy"]))["conditions"]
        # The key stands among the signed conditions as it is, and nothing allows another that begins like it.
        assert {"key": fields["key"]} in conditions
        assert not [one for one in conditions if isinstance(one, list) and one[0] == "starts-with"]


def test_a_file_that_lies_where_nobody_was_sent_counts_for_nothing(asker):
    asker.rewind()
    before = world.items()
    ours, theirs = asker.own.of("attachment")[0].id, asker.other.of("attachment")[0].id
    own_order, other_order = asker.own.of("order")[1].id, asker.other.of("order")[1].id
    for tenant, order, attachment in (
        (asker.own.id, own_order, theirs),
        (asker.own.id, other_order, theirs),
        (asker.other.id, own_order, ours),
        (asker.own.id, own_order, ours),
    ):
        key = f"uploads/{tenant}/{order}/{attachment}"
        detail = {"bucket": {"name": "steward-attachments"}, "object": {"key": key, "size": 10}}
        event = {"id": key, "source": "aws.s3", "detail-type": "Object Created", "detail": detail}
        attachments.on_object_created(event, None)
        asker.counted["file in a wrong place"] += 1
    after = world.items()
    assert {key for key, item in after.items() if before.get(key) is not item} == set()


def test_an_event_tells_of_its_own_firm_alone(asker):
    asker.rewind()
    firms = {asker.own.id: asker.own, asker.other.id: asker.other}
    for event in outbox():
        mine = firms[event["detail"]["tenant"]]
        (other,) = (one for one in firms.values() if one is not mine)
        text = json.dumps(event, default=str, ensure_ascii=False)
        assert other.mark.lower() not in text.lower() and other.id not in text, event
        asker.counted["event"] += 1


def test_a_message_goes_to_people_of_the_firm_it_tells_of(asker):
    sent = get_backend("ses")[DEFAULT_ACCOUNT_ID][REGION].sent_messages
    assert sent
    for message in sent:
        text = f"{message.subject} {message.body} {message.destinations}".lower()
        assert len({firm.mark for firm in (asker.own, asker.other) if firm.mark.lower() in text}) <= 1, text
        asker.counted["mail"] += 1


def test_nobody_is_told_of_an_order_they_could_not_see(asker):
    """At the latest when it was recorded: everybody who is told is of the firm, and has or had the order to see."""
    asker.rewind()
    for firm in (asker.own, asker.other):
        people = {person.id: person for person in firm.people.values()}
        for note in firm.of("notification"):
            named = [order for order in firm.of("order") if order.text in note.text]
            for order in named:
                person = people[note.recipient]
                in_queue = ("technician", order.department) in person.assignments
                assert rules.sees_order(person, order) or in_queue, (person, order)
                asker.counted["notification of an order"] += 1
