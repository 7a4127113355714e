"""Live updates: whoever is greeted hears, within a second or two, that something they may see has a new version.

A message says which order has which version and whether the inbox changed, and nothing of what is in them: the apps ask
the API, which looks at rights anew. Whoever was not told is hung up on, and asks for everything when they come again;
so nobody misses anything without knowing (docs/decisions/0030).
"""

from collections.abc import Iterable, Sequence

from chalicelib.kernel import clock
from chalicelib.kernel.errors import DomainError
from chalicelib.kernel.observability import log_failure
from chalicelib.kernel.stream import Written
from chalicelib.kernel.table import TenantTable
from chalicelib.live import posting, store
from chalicelib.live.model import MOST_OF_ONE, REFUSED, Connection, greeted_until, welcome
from chalicelib.live.news import news
from chalicelib.organization.recognition import recognised

_FORGOTTEN_AT_ONCE = 50


def greet(connection_id: str, token: str) -> bool:
    """Tell this connection from now on what its person may hear; answers whether the token names anybody.

    It is kept before it is welcomed: what changes after the welcome is told, what changed before can be asked for.
    """
    now = clock.now()
    found = recognised(token)
    if found is None:
        posting.post(connection_id, REFUSED)
        posting.hang_up(connection_id)
        return False
    table = TenantTable(found.actor.tenant)
    connection = Connection(id=connection_id, actor=found.actor, until=greeted_until(found.until, now))
    others = [one for one in store.of_person(table, found.actor.id) if one.id != connection_id]
    surplus = sorted(others, key=lambda one: one.until)[: max(0, len(others) + 1 - MOST_OF_ONE)]
    table.commit([store.keep(connection), *store.forget(surplus)])
    for one in surplus:
        posting.hang_up(one.id)
    posting.post(connection_id, welcome(connection, now))
    return True


def tell(tenant: str, writes: Iterable[Written]) -> dict[str, int]:
    """Tell everybody of a tenant who listens and may know; answers how many posts went which way.

    One message for each connection, however many the writes. What has ended is forgotten.
    """
    found, now, table = news(writes), clock.now(), TenantTable(tenant)
    listening = {one.id: one for one in store.everybody(table)} if found.orders or found.inboxes else {}
    messages = {
        id: message
        for id, one in listening.items()
        if one.until > now and (message := found.message(one.actor))
    }
    outcomes = posting.post_all(messages) if messages else {}
    for id, outcome in outcomes.items():
        if outcome == "failed":
            posting.hang_up(id)
    _forget(table, [listening[id] for id, outcome in outcomes.items() if outcome != "sent"])
    ways = list(outcomes.values())
    return {way: ways.count(way) for way in ("sent", "gone", "failed")}


def _forget(table: TenantTable, ended: Sequence[Connection]) -> None:
    """Take them out of the table; those for whom that fails are taken out when the next message does not reach them."""
    for start in range(0, len(ended), _FORGOTTEN_AT_ONCE):
        try:
            table.commit(store.forget(ended[start : start + _FORGOTTEN_AT_ONCE]))
        except DomainError as busy:
            log_failure("not forgotten yet", busy)
