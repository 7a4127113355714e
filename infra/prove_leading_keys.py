"""Proves in an AWS account that a tenant's session reaches its own items and nobody else's (docs/decisions/0013).

No emulator evaluates `dynamodb:LeadingKeys`, so this runs against a deployed stack's table, with an administrator's
credentials: it lays an item of each of two invented tenants, makes a role with the rights that the API's function has
to the table, takes a session of it for the first tenant, tries every kind of call on both, and removes all it made.

    AWS_PROFILE=… AWS_REGION=… make prove-wall STACK=steward
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import boto3
from botocore.exceptions import ClientError

from chalicelib.kernel import scoped
from infra.deploy import outputs_of
from infra.paths import STACK_NAME, fail

INDEX = "GSI1"
#: how long a new role may take until STS and DynamoDB know it everywhere
SETTLING_S = 60
Clients = Callable[[str], Any]
Attempt = Callable[[Any, str], object]


def attempts(table: str) -> dict[str, Attempt]:
    """Every kind of call that names a key: each tries it as a client on the item of a tenant."""

    def key(tenant: str) -> dict[str, Any]:
        return {"PK": {"S": f"T#{tenant}#PROOF"}, "SK": {"S": "STATE"}}

    def item(tenant: str) -> dict[str, Any]:
        return key(tenant) | {f"{INDEX}PK": {"S": f"T#{tenant}#PROOFS"}, f"{INDEX}SK": {"S": "1"}}

    def query(client: Any, tenant: str, pk: str, name: str, **more: Any) -> object:
        values = {":pk": {"S": f"T#{tenant}#{pk}"}}
        return client.query(
            TableName=table,
            KeyConditionExpression=f"{name} = :pk",
            ExpressionAttributeValues=values,
            **more,
        )

    def transact(client: Any, part: dict[str, Any]) -> object:
        return client.transact_write_items(TransactItems=[part])

    at = {"TableName": table}
    found = {"ConditionExpression": "attribute_exists(PK)"}
    update = {"UpdateExpression": "SET n = :n", "ExpressionAttributeValues": {":n": {"N": "1"}}}
    return {
        "GetItem": lambda c, t: c.get_item(**at, Key=key(t)),
        "BatchGetItem": lambda c, t: c.batch_get_item(RequestItems={table: {"Keys": [key(t)]}}),
        "Query": lambda c, t: query(c, t, "PROOF", "PK"),
        f"Query of {INDEX}": lambda c, t: query(c, t, "PROOFS", f"{INDEX}PK", IndexName=INDEX),
        "PutItem": lambda c, t: c.put_item(**at, Item=item(t)),
        "UpdateItem": lambda c, t: c.update_item(**at, Key=key(t), **update),
        "a transaction's Put": lambda c, t: transact(c, {"Put": {**at, "Item": item(t)}}),
        "a transaction's Update": lambda c, t: transact(c, {"Update": {**at, "Key": key(t), **update}}),
        "a transaction's ConditionCheck": lambda c, t: transact(
            c, {"ConditionCheck": {**at, "Key": key(t), **found}}
        ),
        "a transaction's Delete": lambda c, t: transact(c, {"Delete": {**at, "Key": key(t)}}),
        "DeleteItem": lambda c, t: c.delete_item(**at, Key=key(t)),
    }


def prove(clients: Clients, table: str, settling_s: float = SETTLING_S) -> list[str]:
    """What is wrong: own calls that are refused, foreign ones that are not. Prints what was tried."""
    own, other = (f"tn-proof-{name}-{uuid4().hex[:8]}" for name in ("own", "other"))
    ours = clients("dynamodb")
    tried = attempts(table)
    wrong: list[str] = []
    with _role(clients, ours.describe_table(TableName=table)["Table"]["TableArn"]) as role:
        session = _session(clients, role, own, settling_s)
        try:
            for name, attempt in tried.items():
                for tenant in (own, other):
                    tried["PutItem"](ours, tenant)  # what an attempt before has deleted
                refused = {tenant: _is_refused(attempt, session, tenant) for tenant in (own, other)}
                good = refused == {own: False, other: True}
                print(f"{'as it should be' if good else 'WRONG':16} {name}: {refused}")
                wrong += [] if good else [name]
        finally:
            for tenant in (own, other):
                tried["DeleteItem"](ours, tenant)
    return wrong


@contextmanager
def _role(clients: Clients, table_arn: str) -> Iterator[str]:
    """A role that the caller may become, with the rights to the table that `TenantRole` of the template has."""
    iam, name = clients("iam"), f"steward-proof-{uuid4().hex[:8]}"
    account = clients("sts").get_caller_identity()["Account"]
    partition = table_arn.split(":")[1]
    trust = _allow("sts:AssumeRole", Principal={"AWS": f"arn:{partition}:iam::{account}:root"})
    actions = sorted({action for one in scoped.policy("any")["Statement"] for action in one["Action"]})
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    try:
        rights = _allow(actions, Resource=[table_arn, f"{table_arn}/index/*"])
        iam.put_role_policy(RoleName=name, PolicyName="UseTable", PolicyDocument=rights)
        try:
            yield arn
        finally:
            iam.delete_role_policy(RoleName=name, PolicyName="UseTable")
    finally:
        iam.delete_role(RoleName=name)


def _allow(action: str | list[str], **members: Any) -> str:
    return json.dumps(
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, **members}]}
    )


def _session(clients: Clients, role: str, tenant: str, settling_s: float) -> Any:
    """A DynamoDB client with the tenant's session of the role, once the role is known."""
    sts, deadline = clients("sts"), time.monotonic() + settling_s
    policy = json.dumps(scoped.policy(tenant))
    while True:
        try:
            found = sts.assume_role(RoleArn=role, RoleSessionName=tenant, Policy=policy)["Credentials"]
            break
        except ClientError:
            if time.monotonic() > deadline:
                raise
            time.sleep(2)
    time.sleep(min(10, settling_s))  # its rights follow a little later than the role itself
    meta = clients("dynamodb").meta
    return boto3.client(
        "dynamodb",
        region_name=meta.region_name,
        endpoint_url=meta.endpoint_url,
        aws_access_key_id=found["AccessKeyId"],
        aws_secret_access_key=found["SecretAccessKey"],
        aws_session_token=found["SessionToken"],
    )


def _is_refused(attempt: Attempt, client: Any, tenant: str) -> bool:
    try:
        attempt(client, tenant)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("AccessDeniedException", "AccessDenied"):
            raise
        return True
    return False


def main() -> None:
    """Prove it on a deployed stack, with the caller's own credentials and region."""
    parser = argparse.ArgumentParser(description="Prove that a tenant's session reaches its own items alone.")
    parser.add_argument("--stack", default=STACK_NAME)
    arguments = parser.parse_args()
    session = boto3.Session()
    if not session.region_name or session.get_credentials() is None:
        fail("no AWS region or credentials; set AWS_REGION and AWS_PROFILE first")
    outputs = outputs_of(session.client, arguments.stack)
    if outputs is None:
        fail(f"there is no stack {arguments.stack} here")
    wrong = prove(session.client, outputs["TableName"])
    print("the wall stands" if not wrong else f"the wall has holes: {', '.join(wrong)}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
