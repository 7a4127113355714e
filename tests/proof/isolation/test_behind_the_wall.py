"""A company's work on a deployed stack whose API has each tenant's own credentials (docs/decisions/0013).

The embedded cloud does not evaluate the condition: that the work is possible behind the wall is shown here, that the
wall stands by `make prove-wall` in an AWS account.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest

from infra.build import build, local_architecture
from infra.deploy import deploy
from infra.local import parameters
from infra.paths import STACK_NAME
from tests.journeys.firm import Firm
from tests.stack import Stack

pytestmark = [pytest.mark.prove, pytest.mark.stack]


@pytest.fixture
def walled(stack: Stack, tmp_path: Path) -> Iterator[Stack]:
    """The stack with the wall, which records who asks STS; afterwards it is as it was.

    The embedded cloud finds no change where only a parameter has another value, so a text of the function has one too.
    """
    package, usual = build(local_architecture(), tmp_path), parameters(stack.cloud, stack.web_url)
    walled = replace(package, template=deepcopy(package.template))
    walled.template["Resources"]["APIHandler"]["Properties"]["Description"] = "behind the wall"
    deployed = deploy(walled, stack.cloud.client, STACK_NAME, usual | {"ScopedCredentials": "true"})
    assert deployed.changed
    stack.cloud.configure(**{"cloudtrail._recording_enabled": True})
    yield stack
    stack.cloud.configure(**{"cloudtrail._recording_enabled": False})
    deploy(package, stack.cloud.client, STACK_NAME, usual)


def sessions(stack: Stack) -> list[dict[str, str]]:
    """What STS was asked for, newest first."""
    found = stack.client("cloudtrail").lookup_events(
        LookupAttributes=[{"AttributeKey": "EventSource", "AttributeValue": "sts.amazonaws.com"}]
    )
    return [json.loads(event["CloudTrailEvent"])["requestParameters"] for event in found["Events"]]


def test_a_firm_works_behind_the_wall_with_a_session_of_its_own(walled: Stack) -> None:
    firm = Firm(walled)
    home = firm.household()
    order = firm.report(home.resident, firm.category(photos_required=0), home.unit_id)
    firm.assign(order)
    firm.act(firm.technician, order, "accept")
    firm.arrive(order)
    assert firm.act(firm.technician, order, "complete", {"summary": "Done"})["status"] == "completed"
    own = [one for one in sessions(walled) if one.get("RoleSessionName") == firm.tenant_id]
    assert own
    assert {f"T#{firm.tenant_id}#*", "LOOKUP#*"} == {
        key
        for statement in json.loads(own[0]["Policy"])["Statement"]
        for key in statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    }
