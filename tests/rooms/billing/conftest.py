"""A tenant with a unit whose account is empty, and its clerk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from chalicelib.billing import service
from chalicelib.kernel.aws import client
from chalicelib.kernel.context import Context
from chalicelib.kernel.schema import Money
from tests.builders.estate import lay_tenant, lay_unit
from tests.conftest import TENANT

LONG_AGO = date(2026, 10, 1)


@pytest.fixture
def clerk(cloud, clock, acting) -> Callable[[], Context]:
    """`clerk()`: a billing clerk's context at the clock's time, in a tenant that has the unit `un_1`."""
    lay_tenant(TENANT)
    lay_unit(TENANT)
    return lambda: acting("billing_clerk", id="mb_clerk")


def yuan(amount: int) -> Money:
    return Money(amount=amount, currency="CNY")


def charge(context: Context, amount: int = 100, due_on: date = LONG_AGO, unit_id: str = "un_1") -> Any:
    return service.post_charge(
        context, unit_id=unit_id, kind="property_fee", period="2026-10", due_on=due_on, amount=yuan(amount)
    )


def pay(context: Context, amount: int = 100, reference: str = "R1", unit_id: str = "un_1") -> Any:
    return service.post_payment(
        context, unit_id=unit_id, amount=yuan(amount), provider="bank", provider_reference=reference
    )


@contextmanager
def calls_counted() -> Iterator[list[str]]:
    """The DynamoDB operations that the process sends meanwhile."""
    sent: list[str] = []

    def note(model: Any, **_: Any) -> None:
        sent.append(model.name)

    events = client("dynamodb").meta.events
    events.register("before-call.dynamodb", note)
    yield sent
    events.unregister("before-call.dynamodb", note)
