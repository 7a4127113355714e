"""The link of a survey: whoever has it may answer once, without signing in.

Its token is a MAC of the survey's id under the application's secret: 256 bits that nobody can guess, and the
same however often an invitation is tried. Only the token's hash is stored: the table gives no link away. The
hash leads to order and completion, from which the survey's id follows: what an answer needs is one read.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

from chalicelib.kernel import lookups
from chalicelib.kernel.changes import Lead
from chalicelib.kernel.errors import NotFound, StaleRead
from chalicelib.kernel.settings import settings
from chalicelib.surveys.model import Survey, survey_id

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Asked:
    """Which completion of which order a link asks about."""

    tenant: str
    order_id: str
    completion: int

    @property
    def survey_id(self) -> str:
        """The survey of that completion."""
        return survey_id(self.order_id, self.completion)


def token_of(tenant: str, survey_id: str) -> str:
    """The token of a survey's link, base64url without padding."""
    message = f"survey\n{tenant}\n{survey_id}".encode()
    mac = hmac.new(settings().app_secret.encode(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac).decode().rstrip("=")


def link_of(token: str) -> str:
    """The address of the resident's app that is sent to them; it ends with the token."""
    return f"{settings().public_url}/resident/surveys/{token}"


def leading_to(survey: Survey, token: str) -> Lead:
    """The part of a transaction by which the token leads to the survey."""
    return Lead("survey_token", _digest(token), f"{survey.order_id}#{survey.completion}", StaleRead())


def made_sure(survey: Survey, token: str) -> list[Lead]:
    """The part by which the token leads to the survey, unless it does: after a new secret it is another. One call."""
    return [] if lookups.find("survey_token", _digest(token)) else [leading_to(survey, token)]


def follow(token: str) -> Asked:
    """What a token asks about. Raises NotFound. One call, and it tells nothing of how near a guess came.

    What does not have a token's form is refused without one.
    """
    found = lookups.find("survey_token", _digest(token)) if _TOKEN.fullmatch(token) else None
    if found is None:
        raise NotFound()
    order_id, completion = found.id.rsplit("#", 1)
    return Asked(found.tenant, order_id, int(completion))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
