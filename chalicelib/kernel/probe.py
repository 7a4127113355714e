"""Placeholder: what the experiments need of a trigger."""
import json, os, time

def handle(fn, event):
    import boto3
    t = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])
    if fn == "deadlines_fire":
        left = int(event.get("order_id", "x-0").split("-")[-1])
        if event["generation"] >= left:
            return {}
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 2))
        return {**event, "generation": event["generation"] + 1, "at": at}
    detail = event.get("detail") or {}
    if detail.get("poison"):
        raise RuntimeError("poisoned")
    if fn in ("insights_count", "attachments_verify"):
        t.put_item(Item={"PK": f"seen#{fn}", "SK": event.get("id", "none"), "data": json.dumps(event)})
    return {"ok": True}
