"""One of each thing that lies in the table, written by the rooms' own stores: what the keys look like follows.

Ids are placeholders such as `<unit>`. A group is what one transaction writes.
"""

from chalicelib.kernel.changes import Add, Claim
from chalicelib.kernel.entity import Key
from chalicelib.kernel.idempotency import Attempt
from chalicelib.kernel.tenancy import register
from chalicelib.kernel.triggers import Repeated, Seen
from infra.data_model.samples import billing, company, figures, orders, surveys, telling
from infra.data_model.samples.envelope import EXPIRES, Groups


def groups() -> Groups:
    """Room -> what it writes, each group in one transaction."""
    claim = Attempt("<person>", "<route>", "<idempotency key>", "hash").claim(201, {}, "{}")
    seen = Claim(Key("SEEN#<consumer>#<event>"), Seen(event="<event>"), Repeated(), expires_at=EXPIRES)
    registered = register(company.TENANT.id)
    return {
        "kernel": [[claim], [seen], [registered], [Add(Key("LIMIT#<person>", "<limit>"), {"n": 1})]],
        **company.WRITTEN,
        **billing.WRITTEN,
        **orders.WRITTEN,
        **surveys.WRITTEN,
        **telling.WRITTEN,
        **figures.WRITTEN,
    }
