"""A tenant with a department, its people and two residents, and what left the house."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends

from chalicelib.estates import store as estates
from chalicelib.estates.model import Resident
from chalicelib.kernel.actor import Assignment
from chalicelib.kernel.aws import client
from chalicelib.kernel.changes import Save
from chalicelib.kernel.context import for_system
from chalicelib.notifications import store
from chalicelib.notifications.audience import order_id_of
from chalicelib.notifications.model import Delivery, notification_id
from chalicelib.notifications.queue import read
from chalicelib.notifications.triggers import on_event, on_sendings
from chalicelib.organization import store as organization
from chalicelib.organization.model import Department, Member
from chalicelib.tenants.model import Tenant
from chalicelib.tenants.service import tenant_ref
from tests.builders.cloud import queued, sendings_event
from tests.builders.outside import Outside, fresh
from tests.conftest import TENANT

ACCOUNT, REGION = "123456789012", "us-east-1"


def member(id: str, *roles: str, **fields: Any) -> Member:
    """A member of `dp_1` with an address and a phone."""
    known: dict[str, Any] = {
        "id": id,
        "name": id,
        "sign_in_name": f"{id}@one",
        "email": f"{id}@example.com",
        "phone": "+8613800000001",
        "assignments": tuple(Assignment(role=role) for role in roles),
        "department_ids": ("dp_1",),
    }
    return Member(**{**known, **fields})


def resident(id: str, **fields: Any) -> Resident:
    """A resident with a phone and no address."""
    known: dict[str, Any] = {
        "id": id,
        "name": id,
        "phone": "+8613900000001",
        "unit_ids": ("un_1",),
        "relation": "owner",
        "language": "zh-CN",
    }
    return Resident(**{**known, **fields})


def people() -> list[Member | Resident]:
    """The cast of `events.card`, and those in the department behind it."""
    return [
        member("mb_tech", "technician"),
        member("mb_queue1", "technician", language="en"),
        member("mb_queue2", "dispatcher", email=None, phone=None),
        member("mb_clerk", "billing_clerk"),
        member("mb_head", "manager"),
        member("mb_setter", "manager", department_ids=()),
        member("mb_helper", "technician", department_ids=()),
        member("mb_gone", "technician", is_active=False),
        member("mb_assessor", "assessor", department_ids=(), assesses=True),
        resident("rs_reporter"),
        resident("rs_contact", language="en", email="contact@example.com"),
    ]


def log_of(person_id: str, happened: Any, kind: str = "deadline_breached") -> Delivery:
    """The log of one piece of news to one person."""
    id = notification_id(happened, person_id, kind)
    return for_system(TENANT, "tests").find(store.delivery_ref(order_id_of(happened), id))


@pytest.fixture
def settle() -> Callable[..., None]:
    """`settle(tenant, *people)`: found a tenant with `dp_1` and these people in it."""

    def found(tenant: str, *some: Member | Resident) -> None:
        context = for_system(tenant, "tests")
        profile = Tenant(
            id=tenant,
            slug=tenant,
            name=tenant,
            locale="zh-CN",
            time_zone="Asia/Shanghai",
            currency="CNY",
            jurisdiction="CN",
        )
        department = Department(id="dp_1", name="工程部", kind="service", head_ids=("mb_head",))
        context.commit(Save(tenant_ref().key, profile), organization.save_department(department))
        saved = [
            organization.save_member(p) if isinstance(p, Member) else estates.save_resident(p) for p in some
        ]
        parts = [part for each in saved for part in each]
        for start in range(0, len(parts), 100):  # what one transaction holds
            context.commit(parts[start : start + 100])

    return found


@pytest.fixture
def house(cloud: None, clock: Any, settle: Callable[..., None]) -> None:
    """The tenant of the events, and the people of their orders."""
    settle(TENANT, *people())


@pytest.fixture
def plan() -> Callable[..., None]:
    """`plan(event)`: the bus delivers an event to the room's trigger, and what shall leave the house is queued."""

    def deliver(event: Any) -> None:
        detail = event.model_dump(mode="json")
        on_event({"id": event.id, "source": event.source, "detail-type": event.type, "detail": detail}, None)

    return deliver


@pytest.fixture
def hear(plan: Callable[..., None]) -> Callable[..., None]:
    """`hear(event)`: the same, and the queue's messages are taken once."""

    def deliver(event: Any) -> None:
        plan(event)
        for batch in queued():
            on_sendings(batch, None)

    return deliver


@pytest.fixture
def stand_ins(house: None) -> Iterator[Outside]:
    """The services of others, as they document themselves."""
    with fresh() as here:
        yield here


@pytest.fixture
def sent() -> Callable[..., list[str]]:
    """`sent(bodies, attempt)`: Lambda hands the queue's messages over; answers which shall come again."""

    def hand(bodies: list[str], attempt: int = 1) -> list[str]:
        answer = on_sendings(sendings_event(bodies, attempt), None)
        return [bodies[int(one["itemIdentifier"])] for one in answer["batchItemFailures"]]

    return hand


def bodies_of(channel: str) -> list[str]:
    """The queue's messages for one channel; takes all off."""
    found = [record["body"] for batch in queued() for record in batch["Records"]]
    return [body for body in found if read(body).channel == channel]


@dataclass
class Aws:
    """The boundary to AWS: the calls that go through it, what some are asked, and what it is told to refuse."""

    calls: list[str] = field(default_factory=list)
    asked: dict[str, list[Any]] = field(default_factory=dict)
    failures: dict[str, list[BaseException | None]] = field(default_factory=dict)

    def fail(self, operation: str, *outcomes: BaseException | None) -> None:
        """Let the next calls of an operation end so; None lets one through."""
        self.failures[operation] = list(outcomes)

    def listen(self, operation: str) -> list[Any]:
        """What the calls of an operation are asked from now on."""
        return self.asked.setdefault(operation, [])

    def __call__(self, model: Any, params: Any, **_: Any) -> None:
        self.calls.append(model.name)
        if model.name in self.asked:
            self.asked[model.name].append(json.loads(params["body"]))
        planned = self.failures.get(model.name)
        outcome = planned.pop(0) if planned else None
        if outcome:
            raise outcome


@pytest.fixture
def aws(house: None) -> Iterator[Aws]:
    """Watches every AWS call of the code under test, once the house stands."""
    boundary = Aws()
    watched = [client(service).meta.events for service in ("dynamodb", "sesv2", "sns", "sqs")]
    for events in watched:
        events.register("before-call", boundary, unique_id="boundary")
    yield boundary
    for events in watched:
        events.unregister("before-call", unique_id="boundary")


@pytest.fixture
def mails(cloud: None) -> Callable[[], list[tuple[str, str, str]]]:
    """Address, subject and body of every e-mail sent."""

    def sent() -> list[tuple[str, str, str]]:
        messages = ses_backends[ACCOUNT][REGION].sent_messages
        return [(m.destinations["ToAddresses"][0], m.subject, m.body) for m in messages]

    return sent


@pytest.fixture
def messages(cloud: None) -> Callable[[], list[tuple[str, str]]]:
    """Phone and text of every text message sent."""

    def sent() -> list[tuple[str, str]]:
        return [(phone, text) for phone, text, *_ in sns_backends[ACCOUNT][REGION].sms_messages.values()]

    return sent
