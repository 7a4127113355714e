"""Composition root: creates the app and registers each room's routes and triggers. Nothing else is here."""

from chalice.app import Chalice

from chalicelib.attachments import triggers as attachments_triggers
from chalicelib.billing import routes as billing
from chalicelib.billing import triggers as billing_triggers
from chalicelib.categories import routes as categories
from chalicelib.deadlines import rota_routes as rotas
from chalicelib.deadlines import routes as deadlines
from chalicelib.deadlines import triggers as deadlines_triggers
from chalicelib.estates import routes as estates
from chalicelib.insights import routes as insights
from chalicelib.insights import triggers as insights_triggers
from chalicelib.insights.positions import routes as positions
from chalicelib.insights.positions import triggers as positions_triggers
from chalicelib.kernel.http import CORS, mount
from chalicelib.kernel.openapi.routes import describe
from chalicelib.kernel.relay import relay
from chalicelib.live import triggers as live_triggers
from chalicelib.notices import routes as notices
from chalicelib.notices import triggers as notices_triggers
from chalicelib.notifications import channel_routes as notification_channels
from chalicelib.notifications import preference_routes as notification_preferences
from chalicelib.notifications import routes as notifications
from chalicelib.notifications import template_routes as notification_templates
from chalicelib.notifications import triggers as notifications_triggers
from chalicelib.organization import routes as organization
from chalicelib.organization import triggers as organization_triggers
from chalicelib.organization.authorizer import authorizers, organization_authorize
from chalicelib.organization.codes import codes
from chalicelib.organization.limits import LIMITS
from chalicelib.organization.permissions import PERMISSIONS
from chalicelib.reports import routes as reports
from chalicelib.reports import triggers as reports_triggers
from chalicelib.survey_templates import routes as survey_templates
from chalicelib.surveys import callback_routes as callbacks
from chalicelib.surveys import routes as surveys
from chalicelib.surveys import triggers as surveys_triggers
from chalicelib.tenants import routes as tenants
from chalicelib.workorders import action_routes as workorder_actions
from chalicelib.workorders import routes as workorders
from chalicelib.workorders import triggers as workorders_triggers

app = Chalice("steward", configure_logs=False)  # the logger of kernel.observability bears the same name
app.api.cors = CORS

ROOMS = (
    tenants.router,
    organization.router,
    estates.router,
    billing.router,
    survey_templates.router,
    deadlines.router,
    categories.router,
    rotas.router,
    workorders.router,
    workorder_actions.router,
    surveys.router,
    callbacks.router,
    notifications.router,
    notification_preferences.router,
    notification_templates.router,
    notification_channels.router,
    insights.router,
    positions.router,
    reports.router,
    notices.router,
)
TRIGGERS = (
    authorizers,
    codes,
    relay,
    organization_triggers.triggers,
    billing_triggers.triggers,
    deadlines_triggers.triggers,
    attachments_triggers.triggers,
    workorders_triggers.triggers,
    surveys_triggers.triggers,
    notifications_triggers.triggers,
    insights_triggers.triggers,
    live_triggers.triggers,
    positions_triggers.triggers,
    reports_triggers.triggers,
    notices_triggers.triggers,
)

DESCRIPTION = describe("Steward", ROOMS, PERMISSIONS, LIMITS)

for router in (*ROOMS, DESCRIPTION):
    mount(app, router, authorizer=organization_authorize, permissions=PERMISSIONS, limits=LIMITS)
for blueprint in TRIGGERS:
    app.register_blueprint(blueprint)
