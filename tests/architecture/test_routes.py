"""Every route knows who may call it."""

import pytest

from app import app
from chalicelib.kernel.http import PUBLIC, SIGNED_IN
from chalicelib.organization.limits import LIMITS
from chalicelib.organization.permissions import PERMISSIONS
from tests.architecture.application import OPERATIONS

#: what needs no token, as the API's conventions list it
PUBLIC_ROUTES = {
    ("GET", "/v1/openapi.json"),
    ("GET", "/v1/docs"),
    ("GET", "/v1/surveys/{token}"),
    ("POST", "/v1/surveys/{token}"),
    ("GET", "/v1/unsubscribe/{unsubscribe_token}"),
    ("POST", "/v1/unsubscribe/{unsubscribe_token}"),
}
SERVED = [(method, path, entry) for path, methods in app.routes.items() for method, entry in methods.items()]


@pytest.mark.parametrize(
    ("method", "path", "entry"), SERVED, ids=[f"{method} {path}" for method, path, _ in SERVED]
)
def test_a_route_has_the_authorizer_unless_it_is_public(method, path, entry):
    is_open = (method, path) in PUBLIC_ROUTES
    assert (entry.authorizer is None) == is_open


def test_all_that_is_served_went_through_the_router():
    assert {(method, path) for method, path, _ in SERVED} == {(o.method, o.path) for o in OPERATIONS}


def test_a_route_demands_a_permission_that_somebody_has():
    for operation in OPERATIONS:
        if (operation.method, operation.path) in PUBLIC_ROUTES:
            assert operation.permission == PUBLIC
        else:
            assert operation.permission == SIGNED_IN or PERMISSIONS[operation.permission], operation.path


def test_a_limit_is_an_operations_and_whatever_is_open_to_everybody_has_one():
    assert set(LIMITS) <= {operation.view.__name__ for operation in OPERATIONS}
    for operation in OPERATIONS:
        if operation.permission == PUBLIC and operation.tag != "description":
            assert operation.view.__name__ in LIMITS


def test_every_route_answers_to_browsers_of_other_origins():
    assert [path for _, path, entry in SERVED if not entry.cors] == []
