"""What a call costs, against AWS's rules and against the engine that follows them outside transactions."""

import os

import boto3
import pytest

from bench.units import Ledger, size
from infra.paths import REGION
from tests.builders.cloud import table_definition

KEY = {"PK": {"S": "a"}, "SK": {"S": "b"}}


def item(data: int = 0, more: int = 0, **indexes: str) -> dict:
    made = {**KEY, "data": {"S": "x" * data}, "more": {"S": "y" * more}}
    for name, pk in indexes.items():
        made |= {f"{name}PK": {"S": pk}, f"{name}SK": {"S": "s"}}
    return made


def put(ledger: Ledger, made: dict):
    return ledger.charge("TransactWriteItems", {"TransactItems": [{"Put": {"Item": made}}]}, {})


def test_a_transaction_doubles_the_table_and_not_the_indexes():
    units = put(Ledger(), item(1500, GSI1="p", GSI2="q"))
    assert (units.write, units.index) == (2 * 2 + 2 + 2, 4)


def test_an_index_costs_only_what_changes_in_it():
    ledger = Ledger()
    put(ledger, item(1500, GSI1="p"))
    assert put(ledger, item(1500, GSI1="p")).index == 0
    assert put(ledger, item(1500, more=3000, GSI1="p")).index == 0
    assert put(ledger, item(1501, GSI1="p")).index == 2
    assert put(ledger, item(1501, GSI1="q")).index == 2 + 2
    assert put(ledger, item(1501)).index == 2


def test_the_larger_of_before_and_after_is_charged_and_a_refusal_too():
    ledger = Ledger()
    put(ledger, item(3000))
    refused = ledger.charge(
        "TransactWriteItems", {"TransactItems": [{"Put": {"Item": item()}}]}, {"Error": {}}
    )
    assert refused.write == 6
    check = {
        "TransactItems": [{"ConditionCheck": {"Key": KEY}}, {"Delete": {"Key": {**KEY, "SK": {"S": "none"}}}}]
    }
    assert ledger.charge("TransactWriteItems", check, {}).write == 6 + 2
    assert put(ledger, item()).write == 6
    assert put(ledger, item()).write == 2


def test_an_addition_is_remembered():
    ledger = Ledger()
    added = {
        "Key": KEY,
        "UpdateExpression": "ADD #n :n SET #l = :l",
        "ExpressionAttributeNames": {"#n": "n", "#l": "label"},
        "ExpressionAttributeValues": {":n": {"N": "5"}, ":l": {"S": "x" * 1100}},
    }
    assert ledger.charge("UpdateItem", added, {}).write == 2
    stored = size({**KEY, "n": {"N": "5"}, "label": {"S": "x" * 1100}}) + 100
    assert ledger.stored == stored


def test_reads_count_each_4_kb_and_halve_from_an_index():
    ledger, large, small = Ledger(), item(5000), item(10)
    assert ledger.charge("GetItem", {}, {"Item": large}).read == 2
    assert ledger.charge("GetItem", {}, {}).read == 1
    asked = {"RequestItems": {"t": {"Keys": [KEY, KEY, KEY]}}}
    assert ledger.charge("BatchGetItem", asked, {"Responses": {"t": [large, small]}}).read == 2 + 1 + 1
    assert ledger.charge("Query", {"ConsistentRead": True}, {"Items": [large, small]}).read == 2
    assert ledger.charge("Query", {"IndexName": "GSI1"}, {"Items": [large, small]}).read == 1


@pytest.mark.stack
def test_outside_transactions_the_units_are_those_of_dynamodb_local(local_engine):
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    client = boto3.client("dynamodb", endpoint_url=local_engine, region_name=REGION, **keys)
    name = f"units-{os.getpid()}"
    client.create_table(**table_definition(name))
    ledger = Ledger()
    for made in (
        item(1500, more=3000, GSI1="p", GSI2="q"),
        item(1500, more=10, GSI1="p", GSI2="q"),
        item(900, GSI1="other", GSI2="q"),
        item(40),
    ):
        told = client.put_item(TableName=name, Item=made, ReturnConsumedCapacity="INDEXES")[
            "ConsumedCapacity"
        ]
        units = ledger.charge("PutItem", {"Item": made}, {})
        assert (units.write, units.write - units.index) == (
            told["CapacityUnits"],
            told["Table"]["CapacityUnits"],
        )
    client.delete_table(TableName=name)
