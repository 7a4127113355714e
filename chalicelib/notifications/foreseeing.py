"""What would become of an event if it were told: whom it would reach by what, and in which words. Tells nobody."""

from collections import Counter
from zoneinfo import ZoneInfo

from chalicelib.contracts.envelope import Event
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound
from chalicelib.notifications import store
from chalicelib.notifications.audience import Groups, audience
from chalicelib.notifications.readers import readers
from chalicelib.notifications.rules import rules_of
from chalicelib.notifications.texts import LANGUAGES, Texts, render
from chalicelib.tenants import service as tenants


def foresee(context: Context, event: Event) -> Counter[str]:
    """How many people each channel would take it to, of those whom the event itself names; at any hour.

    One read for each 23 of them.
    """
    found: Counter[str] = Counter()
    for reader in readers(context, audience(event, Groups())):
        found.update(reader.plan(event, reader.texts(event), context.now).channels)
    return found


def sample(context: Context, event: Event) -> dict[str, Texts]:
    """Language -> what a resident would read, in the tenant's own words where it has any. One read.

    Raises NotFound.
    """
    (rule,) = rules_of(event)
    tenant, *own = context.load(
        tenants.tenant_ref(), *(store.template_ref(rule.kind, code) for code in LANGUAGES)
    )
    if tenant is None:
        raise NotFound()
    zone = ZoneInfo(tenant.time_zone)
    return {
        code: render(rule.kind, event, code=code, zone=zone, is_resident=True, own=words)
        for code, words in zip(LANGUAGES, own, strict=True)
    }


def tally(context: Context, notice_id: str) -> Counter[str]:
    """How a notice's way to its people goes, as `tally.counted` names it. One Query."""
    return store.tally(context.table, notice_id)
