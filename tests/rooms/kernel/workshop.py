"""A small API on the Router, for the tests of what the Router does with every call."""

import itertools
from collections.abc import Iterator
from typing import Any

from chalice.app import AuthResponse, Chalice, CORSConfig, Response
from pydantic import Field

from chalicelib.kernel.actor import Actor, Assignment
from chalicelib.kernel.errors import DomainError, PreconditionFailed, Unprocessable
from chalicelib.kernel.http import PUBLIC, SIGNED_IN, Router, mount
from chalicelib.kernel.limits import Limit
from chalicelib.kernel.schema import Body, Identifier, Line, ListQuery, Out
from tests.builders.api import Caller
from tests.builders.gateway import Gateway
from tests.conftest import TENANT
from tests.rooms.kernel.things import Taken, Thing, ref, save

PERMISSIONS = {"thing.make": frozenset({"maker"})}
LIMITS = dict.fromkeys(("ring", "knock"), Limit("noise", burst=3, per_minute=2))
router = Router("things")
NUMBERS: Iterator[int] = itertools.count(1)


class ThingIn(Body):
    """A thing to be made."""

    name: Line
    count: int = 1
    parts: list[Identifier] = Field(default_factory=list)


class ThingOut(Out):
    """A thing."""

    name: str
    version: int


class Echo(Out):
    """What arrived."""

    text: str


class Narrow(ListQuery):
    """Which things."""

    name: str = ""


class Overheated(DomainError):
    """Too much of it."""

    code, status = "overheated", 429


@router.route("POST", "/v1/things", permission="thing.make", body=ThingIn, answer=ThingOut, status=201)
def make(context: Any, body: ThingIn) -> Thing:
    """Make a thing; each has a key of its own."""
    thing = Thing(name=body.name)
    context.commit(save(thing, f"made-{next(NUMBERS)}"), answer=thing)
    return thing


@router.route("POST", "/v1/things/{id}/rename", permission="thing.make", body=ThingIn, answer=ThingOut)
def rename(context: Any, id: str, body: ThingIn) -> Thing:
    """Rename a thing that is not called so."""
    thing = context.find(ref(id))
    context.check_match(thing)
    if thing.name == body.name:
        raise Taken()
    changed = thing.changed(name=body.name)
    context.commit(save(changed, id), answer=changed)
    return changed


@router.route("GET", "/v1/things/{id}", permission=SIGNED_IN, answer=ThingOut)
def read(context: Any, id: str) -> Thing:
    """Read a thing."""
    return context.find(ref(id))


@router.route("GET", "/v1/echo", permission=SIGNED_IN, query=Narrow, answer=Echo)
def echo(context: Any, query: Narrow) -> dict[str, str]:
    """Say what was asked, in which language, where it is allowed."""
    return {
        "text": f"{query.name} {query.limit} {context.language} {sorted(context.scope or ['everywhere'])}"
    }


@router.route("POST", "/v1/echo", permission="thing.make", answer=Echo)
def echo_scope(context: Any) -> dict[str, str]:
    """Say where it is allowed."""
    return {"text": str(sorted(context.scope or ["everywhere"]))}


@router.route("GET", "/v1/open/{name}", permission=PUBLIC, answer=Echo)
def welcome(visitor: Any, name: str) -> dict[str, str]:
    """Let a guest in."""
    guest = visitor.enter(Actor(tenant=TENANT, id="guest", kind="guest"))
    return {"text": f"{name} {guest.actor.id} {visitor.language}"}


@router.route("POST", "/v1/bell", permission="thing.make", body=ThingIn, answer=Echo)
def ring(context: Any, body: ThingIn) -> dict[str, str]:
    """Make a noise that somebody has to get up for."""
    return {"text": body.name}


@router.route("GET", "/v1/door/{name}", permission=PUBLIC, answer=Echo)
def knock(visitor: Any, name: str) -> dict[str, str]:
    """Make such a noise without a token."""
    visitor.enter(Actor(tenant=TENANT, id="guest", kind="guest"))
    return {"text": name}


@router.route("GET", "/v1/page", permission=PUBLIC, answer=None, media_type="text/html")
def page(visitor: Any) -> Response:
    """A page that is no JSON."""
    return Response("<p>hello</p>", {"Content-Type": "text/html"}, 200)


@router.route("GET", "/v1/broken/{how}", permission=PUBLIC, answer=Echo, errors=(Overheated,))
def break_down(visitor: Any, how: str) -> None:
    """Fail in some way."""
    match how:
        case "limit":
            raise Overheated(retry_after_s=17)
        case "field":
            raise Unprocessable("not a fruit", "body", "fruits", 3)
        case "version":
            raise PreconditionFailed(version=7)
        case _:
            raise RuntimeError("a secret of the database")


def front() -> Gateway:
    """The workshop's API, open for calls. Whoever calls is named by an actor's JSON, which is taken at its word."""
    app = Chalice("workshop")
    app.api.cors = CORSConfig()

    @app.authorizer()
    def trusting(request: Any) -> AuthResponse:
        return AuthResponse(routes=["*"], principal_id="somebody", context={"actor": request.token})

    mount(app, router, authorizer=trusting, permissions=PERMISSIONS, limits=LIMITS)
    return Gateway(app)


def maker(*departments: str, id: str = "mb_1", role: str = "maker", language: str = "zh-CN") -> Caller:
    """Someone who may make things, in these departments or (none) everywhere."""
    assignments = tuple(Assignment(role=role, department_id=d) for d in departments or (None,))
    actor = Actor(tenant=TENANT, id=id, kind="member", assignments=assignments, language=language)
    return Caller(front(), actor.model_dump_json())


def visitor() -> Caller:
    """Someone without a token."""
    return Caller(front(), None)
