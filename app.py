"""Placeholder application that proves the stack."""
import json, os, time
from chalice import Chalice, Response, CORSConfig

from chalicelib.organization.authorizer import bp as auth_bp, organization_authorize
from chalicelib.kernel.relay import bp as relay
from chalicelib.billing.triggers import bp as b1
from chalicelib.deadlines.triggers import bp as b2
from chalicelib.workorders.triggers import bp as b3
from chalicelib.attachments.triggers import bp as b4
from chalicelib.surveys.triggers import bp as b5
from chalicelib.notifications.triggers import bp as b6
from chalicelib.insights.triggers import bp as b7

app = Chalice(app_name="steward")
for bp in (auth_bp, relay, b1, b2, b3, b4, b5, b6, b7):
    app.register_blueprint(bp)


@app.route("/v1/openapi.json", methods=["GET"], cors=True)
def openapi():
    print("{}")
    return {"openapi": "3.1.0"}


@app.route("/v1/me", methods=["GET"], authorizer=organization_authorize, cors=True)
def me():
    print("{}")
    return Response({"context": app.current_request.context, "headers": dict(app.current_request.headers)}, headers={"ETag": '"7"', "Idempotency-Replayed": "true", "Content-Type": "application/json"})


@app.route("/v1/probe/{name}", methods=["POST"], cors=True)
def probe(name):
    import boto3
    print("{}")
    body = app.current_request.json_body
    if name == "post":
        s3 = boto3.client("s3")
        return s3.generate_presigned_post(os.environ["BUCKET_NAME"], body["key"], Conditions=[["content-length-range", 1, 1000], {"Content-Type": "image/jpeg"}], Fields={"Content-Type": "image/jpeg"}, ExpiresIn=300)
    if name == "env":
        return {k: v for k, v in os.environ.items() if "SECRET_ACCESS" not in k}
    if name == "echo":
        return Response({"headers": dict(app.current_request.headers), "raw": app.current_request.raw_body.decode(), "q": app.current_request.query_params and app.current_request.query_params.to_dict() if hasattr(app.current_request.query_params, "to_dict") else None, "name": name}, status_code=201)
    if name == "call":
        c = boto3.client(body["service"])
        t = time.time()
        try:
            r = getattr(c, body["op"])(**body["args"])
        except Exception as e:
            return Response({"error": repr(e), "response": json.loads(json.dumps(getattr(e, "response", None), default=str))}, status_code=500)
        return {"r": json.loads(json.dumps(r, default=str)), "ms": (time.time() - t) * 1000}
    return Response({"path": name}, status_code=404)
