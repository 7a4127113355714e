"""What somebody who signs in is called and how they are reached: carried from the table to the user pool.

A change is committed together with an event, and the event's consumer writes what the table says by then, not what the
event told: so an event may come twice, late, or after a later one. It looks again when it has written. If somebody
changed the person meanwhile, another consumer may have written before it, and it writes once more.
"""

from contextlib import suppress

from chalicelib.contracts.envelope import envelope
from chalicelib.contracts.organization import ParticularsChanged
from chalicelib.kernel.changes import Emit
from chalicelib.kernel.context import Context, for_system
from chalicelib.kernel.triggers import Repeated, once
from chalicelib.organization import sign_in, store
from chalicelib.organization.model import Member, ResidentSignIn
from chalicelib.tenants import audit
from chalicelib.tenants.model import AuditKind

Signing = Member | ResidentSignIn


def told(context: Context, before: Signing, after: Signing) -> list[Emit]:
    """The part of a change that has the pool learn of it; nothing where it has nothing to learn."""
    if after.sign_in_name is None or _of(before) == _of(after):
        return []
    event = ParticularsChanged(**envelope(context.stamp, after.id, after.version), visibility="internal")
    return [store.emit_person(event)]


def carry(event: ParticularsChanged) -> None:
    """Let the pool have what the table says of a person.

    What the pool will never take is left as it was, and stands in the audit trail for those who can give another.
    """
    context = for_system(event.tenant, "organization")
    ref = store.person_ref(event.entity)
    assert ref is not None
    written, person = None, context.find(ref)
    while person != written:
        assert isinstance(person, Signing)
        assert person.sign_in_name is not None
        try:
            sign_in.update_user(person.sign_in_name, name=person.name, email=person.email, phone=person.phone)
        except sign_in.ParticularsRefused:
            _note_refusal(context, event, person)
            return
        written, person = person, context.find(ref)


def _note_refusal(context: Context, event: ParticularsChanged, person: Signing) -> None:
    kind: AuditKind = "member" if isinstance(person, Member) else "resident"
    with suppress(Repeated):
        context.commit(
            once(context, "particulars", event),
            audit.recorded(context, kind, person.id, "sign_in_refused", name=person.name),
        )


def _of(person: Signing) -> tuple[str, str | None, str | None]:
    return person.name, person.email, person.phone
