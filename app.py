"""Composition root: creates the app and registers each room's routes and triggers. Nothing else belongs here."""

from chalice.app import Chalice, CORSConfig

from chalicelib.kernel.http import mount
from chalicelib.kernel.openapi.routes import describe
from chalicelib.kernel.relay import relay
from chalicelib.organization.permissions import PERMISSIONS

app = Chalice("steward")
app.api.cors = CORSConfig(
    allow_origin="*",
    allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Accept-Language"],
    expose_headers=["ETag", "Idempotency-Replayed", "Retry-After"],
    max_age=600,
)

ROOMS = ()
DESCRIPTION = describe("Steward", ROOMS, PERMISSIONS)
TRIGGERS = (relay,)

for router in (*ROOMS, DESCRIPTION):
    mount(app, router, authorizer=None, permissions=PERMISSIONS)
for blueprint in TRIGGERS:
    app.register_blueprint(blueprint)
