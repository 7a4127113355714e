"""Composition root: creates the app and registers each room's routes and triggers. Nothing else is here."""

from chalice.app import Chalice, CORSConfig

from chalicelib.kernel.http import mount
from chalicelib.kernel.relay import relay
from chalicelib.organization import routes as organization
from chalicelib.organization.authorizer import authorizers, organization_authorize
from chalicelib.organization.permissions import PERMISSIONS
from chalicelib.tenants import routes as tenants

app = Chalice("steward")
app.api.cors = CORSConfig(
    allow_origin="*",
    allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Accept-Language"],
    expose_headers=["ETag", "Idempotency-Replayed", "Retry-After"],
    max_age=600,
)

ROUTERS = (
    tenants.router,
    organization.router,
)
TRIGGERS = (relay,)

app.register_blueprint(authorizers)
for router in ROUTERS:
    mount(app, router, authorizer=organization_authorize, permissions=PERMISSIONS)
for blueprint in TRIGGERS:
    app.register_blueprint(blueprint)
