"""Placeholder relay."""
import json, os
from chalice import Blueprint

bp = Blueprint(__name__)

@bp.lambda_function(name="outbox_relay")
def outbox_relay(event, context):
    import boto3
    print(json.dumps({"records": [r["dynamodb"]["Keys"] for r in event["Records"]]}))
    failures = []
    for r in event["Records"]:
        img = r["dynamodb"]["NewImage"]
        if "fail" in img:
            failures.append({"itemIdentifier": r["dynamodb"]["SequenceNumber"]})
            break
        if "boom" in img:
            raise RuntimeError("boom")
        boto3.client("events").put_events(Entries=[{"EventBusName": os.environ["BUS_NAME"], "Source": img["source"]["S"],
            "DetailType": img["type"]["S"], "Detail": img["detail"]["S"]}])
    return {"batchItemFailures": failures}
