"""The people whom a ladder names, and a count of the calls that the code makes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import boto3
import pytest

from chalicelib.kernel import aws
from chalicelib.kernel.actor import Assignment
from chalicelib.kernel.settings import settings
from chalicelib.organization import service as organization
from tests.builders.cloud import fast_cloud, table_definition


@dataclass(frozen=True)
class Staff:
    """A service department with its head, and an assessor."""

    department: str
    head: str
    assessor: str


@pytest.fixture(scope="module")
def standing_cloud(tmp_path_factory) -> Iterator[None]:
    """One cloud for a whole file: making it takes longer than most tests do."""
    with fast_cloud(tmp_path_factory.mktemp("cloud")):
        yield


@pytest.fixture
def cloud(standing_cloud) -> None:
    """The standing cloud, with nothing in its table, no execution, and clients that nobody listens to."""
    aws.client.cache_clear()
    boto3.client("dynamodb").delete_table(TableName="steward")
    boto3.client("dynamodb").create_table(**table_definition("steward"))
    machine = boto3.client("stepfunctions").describe_state_machine(stateMachineArn=settings().timer_arn)
    boto3.client("stepfunctions").delete_state_machine(stateMachineArn=machine["stateMachineArn"])
    boto3.client("stepfunctions").create_state_machine(
        **{name: machine[name] for name in ("name", "roleArn", "definition")}
    )


@pytest.fixture
def staff(cloud, clock, acting) -> Staff:
    """A small company in the table."""
    context = acting("tenant_admin", id="mb_admin")
    department = organization.create_department(context, name="Repairs", kind="service", parent_id=None)
    for id, role in (("mb_head", "manager"), ("mb_assessor", "assessor")):
        member = organization.Member(
            id=id,
            name=id,
            sign_in_name=f"{id}@one",
            assignments=(Assignment(role=role),),
            assesses=role == "assessor",
            sequence=1,
        )
        context.commit(organization.invited(context, member))
    organization.change_department(context, department.id, {"head_ids": ["mb_head"]})
    return Staff(department.id, "mb_head", "mb_assessor")


@pytest.fixture
def calls(cloud) -> list[str]:
    """The names of all DynamoDB calls from here on."""
    made: list[str] = []
    _before_calls(lambda model, **_: made.append(model.name))
    return made


@pytest.fixture
def interrupting(cloud) -> Callable[[Callable[[], None]], None]:
    """`interrupting(action)` lets somebody act, once, between the next read and the transaction that follows it."""

    def arrange(action: Callable[[], None]) -> None:
        pending = [action]

        def before(model, **_):
            if model.name == "TransactWriteItems" and pending:
                pending.pop()()

        _before_calls(before)

    return arrange


def _before_calls(handler: Callable[..., None]) -> None:
    aws.client("dynamodb").meta.events.register("before-call.dynamodb", handler)
