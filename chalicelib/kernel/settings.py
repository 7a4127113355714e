"""What the deployment tells the code, read on first use: an import must not need an environment."""

import os
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Settings:
    """Names of the deployed resources, from the functions' environment (`infra/template.yaml`)."""

    table_name: str
    bus_name: str
    bucket_name: str
    user_pool_id: str
    client_id: str
    oidc_issuer: str
    oidc_jwks_url: str
    timer_arn: str
    parked_queue_url: str
    dead_letters_url: str
    sendings_url: str
    timers_url: str
    sending_retry_s: str
    app_secret: str
    mail_from: str
    mail_events: str
    outside_url: str
    public_url: str
    edge_word: str
    rate_limits: str
    tenant_role_arn: str


@cache
def settings() -> Settings:
    """The settings of this process. A name that is not set is empty: each function is given only what it needs."""
    return Settings(**{name: os.environ.get(name.upper(), "") for name in Settings.__dataclass_fields__})
