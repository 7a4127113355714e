"""Without a valid token of somebody who is active, every operation that is not public answers 401; no other way in."""

from chalicelib.kernel.http import PUBLIC
from tests.architecture.application import OPERATIONS
from tests.proof.isolation import requests
from tests.proof.isolation.asking import Asker
from tests.proof.isolation.choosing import everybody
from tests.proof.isolation.forgeries import FORGERIES, header
from tests.proof.isolation.people import Person
from tests.proof.isolation.world import ok

LONGEST_S = 60


def refused(asker: Asker, tried: str, person: Person, kind: str | None = None) -> None:
    """Every operation refuses the person (with a forgery of that kind), and does nothing."""
    caller = asker.api.with_header(header(kind, person)) if kind else asker.api.as_(person.sign_in_name)
    for operation in OPERATIONS:
        row = requests.rows(operation, asker.own)[0]
        path = requests.path(operation, row.id if row else None)
        body = requests.body(operation, asker.own, person)
        answer = asker.ask_on(tried, person, operation, path, body, caller=caller)
        # Whose link it is may have been revoked themselves.
        wanted = {operation.status, 404} if operation.permission == PUBLIC else {401}
        assert answer.status in wanted, (tried, person.label, operation.path, answer)


def of_each_kind(asker: Asker) -> list[Person]:
    """One member, resident and operator: what is wrong with a token does not depend on its owner's roles."""
    return list({person.kind: person for person in everybody(asker)}.values())


def test_a_token_that_is_not_valid_here_opens_no_operation(asker, sample):
    for kind in FORGERIES:
        for person in sample(of_each_kind(asker), 1):
            asker.rewind()
            refused(asker, kind, person, kind)


def test_who_was_revoked_is_let_in_nowhere(asker, sample):
    admin = asker.own.people["tenant_admin"]
    for person in sample([one for one in everybody(asker) if one.kind != "operator"], 2):
        asker.rewind()
        by = asker.as_(admin) if person is not admin else asker.api.as_(f"founder@{asker.own.slug}")
        if person.kind == "resident":
            ok(by.patch(f"/v1/residents/{person.id}", {"is_active": False}))
        else:
            ok(by.post(f"/v1/members/{person.id}/revoke"))
        refused(asker, "revoked", person)


def test_the_gateway_keeps_an_answer_of_the_authorizer_no_longer_than_a_minute():
    from app import app

    assert [one.ttl_seconds for one in app.builtin_auth_handlers] == [LONGEST_S]
