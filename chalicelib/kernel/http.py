"""The Router: the one way from HTTP to a service function.

permission -> parse -> limit -> call -> serialise -> map errors, and a record of each operation, from which OpenAPI
is made. Chalice turns an exception in a view into a 500 before middleware sees it, hands path parameters over still
quoted, and gives None for absent query parameters; so all of that is done here, once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalice.app import Chalice, CORSConfig, Request, Response
from pydantic import ValidationError

from chalicelib.kernel import clock, parsing, problem
from chalicelib.kernel.actor import Actor, Assignment
from chalicelib.kernel.context import Context, Rendered, retried
from chalicelib.kernel.errors import Busy, DomainError, Forbidden, NotFound
from chalicelib.kernel.idempotency import AlreadyDone, Attempt, request_hash
from chalicelib.kernel.limits import Limit, Limits, spend, spend_of_visitor
from chalicelib.kernel.observability import log, log_failure
from chalicelib.kernel.schema import Body, Nothing, Out, Query
from chalicelib.kernel.table import TenantTable

#: permission -> roles that have it
Permissions = Mapping[str, frozenset[str]]
SIGNED_IN = "signed_in"  # any signed-in person; the service looks at rows
DEFAULT_LANGUAGE = "zh-CN"
PUBLIC = "public"  # no token: the view gets a Visitor
#: tokens travel in a header, never in a cookie, so any origin may ask
CORS = CORSConfig(
    allow_origin="*",
    allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Accept-Language"],
    expose_headers=["ETag", "Idempotency-Replayed", "Retry-After"],
    max_age=600,
)
_THROTTLED = {
    "LimitExceededException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
}


@dataclass(frozen=True)
class Operation:
    """One method of one path, as it is served and as OpenAPI describes it."""

    method: str
    path: str
    view: Callable[..., Any]
    permission: str
    body: type[Body] | None
    query: type[Query] | None
    answer: type[Out] | None
    status: int
    tag: str
    errors: tuple[type[DomainError], ...] = ()
    media_type: str = "application/json"

    @property
    def summary(self) -> str:
        """First line of the view's docstring."""
        return (self.view.__doc__ or "").strip().split("\n")[0]


@dataclass
class Call:
    """One request on its way through the Router."""

    operation: Operation
    request: Request
    language: str
    limit: Limit | None
    context: Context | None = field(default=None)

    def render(self, value: Any) -> Rendered:
        """The answer for what the service returned."""
        assert self.operation.answer
        assert self.context
        answer = self.operation.answer.of(value, self.context)
        headers = {"Content-Type": "application/json"}
        version = getattr(answer, "version", None)
        if version is not None:
            headers["ETag"] = f'"{version}"'
        return self.operation.status, headers, answer.model_dump_json()

    def enter(self, actor: Actor, granted: tuple[Assignment, ...] = ()) -> Context:
        """The context of this call for `actor`."""
        self.context = Context(
            actor=actor,
            table=TenantTable(actor.tenant),
            now=clock.now(),
            language=self.language,
            granted=granted,
            if_match=parsing.if_match(self.request),
            attempt=self._attempt(actor),
            render=self.render,
        )
        return self.context

    def spend(self) -> None:
        """Pay for the call, if it is costly. Raises TooManyRequests."""
        if self.limit is None:
            return
        if self.context:
            spend(self.context.table, self.context.actor.id, self.limit, self.context.now)
        else:
            spend_of_visitor(parsing.source_address(self.request), self.limit, clock.now())

    def _attempt(self, actor: Actor) -> Attempt | None:
        key = parsing.idempotency_key(self.request)
        if self.operation.method != "POST" or key is None:
            return None
        path = self.request.context.get("path") or self.request.path
        path += str(sorted((self.request.uri_params or {}).items()))
        return Attempt(
            actor.id,
            f"{self.operation.method} {self.operation.path}",
            key,
            request_hash(path, parsing.raw_body(self.request)),
        )


class Visitor:
    """Someone without a token. A service that recognises a link lets them in as a guest of one tenant."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self.language = call.language

    def enter(self, actor: Actor) -> Context:
        """The context of this call for the guest."""
        return self._call.enter(actor)


class Router:
    """The routes of one room."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.operations: list[Operation] = []

    def route(
        self,
        method: str,
        path: str,
        *,
        permission: str,
        answer: type[Out] | None,
        body: type[Body] | None = None,
        query: type[Query] | None = None,
        status: int = 200,
        errors: tuple[type[DomainError], ...] = (),
        media_type: str = "application/json",
        reads_body: bool = True,
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Serve `view(context, **path parameters[, body=][, query=])`; its docstring is the operation's summary.

        What `reads_body` says no to may come with a body of any form, which is left alone.
        """

        def register(view: Callable[..., Any]) -> Callable[..., Any]:
            known_body = body or (Nothing if reads_body and method in ("POST", "PATCH", "PUT") else None)
            self.operations.append(
                Operation(
                    method,
                    path,
                    view,
                    permission,
                    known_body,
                    query,
                    answer,
                    status,
                    self.tag,
                    errors,
                    media_type,
                )
            )
            return view

        return register


def mount(
    app: Chalice, router: Router, authorizer: Any, permissions: Permissions, limits: Limits | None = None
) -> None:
    """Serve a router's operations from the app."""
    for operation in router.operations:
        limit = (limits or {}).get(operation.view.__name__)
        serve = _server(app, operation, permissions, limit)
        app.route(
            operation.path,
            methods=[operation.method],
            authorizer=None if operation.permission == PUBLIC else authorizer,
            content_types=[],  # checked when it is parsed, so that the answer is a problem document
            cors=app.api.cors,
            name=f"{operation.method.lower()}_{operation.view.__name__}",
        )(serve)


def _server(
    app: Chalice, operation: Operation, permissions: Permissions, limit: Limit | None
) -> Callable[..., Response]:
    def serve(**path: str) -> Response:
        request = app.current_request
        assert request is not None
        call = Call(operation, request, parsing.language(request) or DEFAULT_LANGUAGE, limit)
        response = _answer(call, path, permissions)
        log().info("served", method=operation.method, path=operation.path, status=response.status_code)
        return response

    return serve


def _answer(call: Call, path: Mapping[str, str], permissions: Permissions) -> Response:
    """The response to a call, whatever happens on the way."""
    try:
        who: Context | Visitor
        if call.operation.permission == PUBLIC:
            who = Visitor(call)
        else:
            actor = _actor(call.request)
            call.language = parsing.language(call.request) or actor.language
            granted = _granted(actor, call.operation.permission, permissions)
            who = call.enter(actor, granted)
        arguments: dict[str, Any] = {name: parsing.path_parameter(value) for name, value in path.items()}
        try:
            where = "query"
            query = parsing.query(call.request, call.operation.query)
            where = "body"
            body = parsing.body(call.request, call.operation.body)
        except ValidationError as error:
            return problem.of_validation(error, where, call.language)
        if call.operation.query:
            arguments["query"] = query
        if call.operation.body and call.operation.body is not Nothing:
            arguments["body"] = body
        call.spend()
        return _run(call, who, arguments)
    except DomainError as error:
        return problem.of_error(error, call.language)
    except Exception as error:  # noqa: BLE001 - whatever it was, the caller gets a problem document
        code = getattr(error, "response", {}).get("Error", {}).get("Code")
        if code in _THROTTLED:
            return problem.of_error(Busy(), call.language)
        log_failure("failed", error, path=call.operation.path)
        return problem.problem(
            500, "internal_error", "Something broke on our side; it is logged.", call.language
        )


def _run(call: Call, who: Context | Visitor, arguments: dict[str, Any]) -> Response:
    """Call the view, again while what it read goes stale; answer a repeated key with what was answered first."""

    def once() -> Any:
        fresh = who if isinstance(who, Visitor) else call.enter(who.actor, who.granted)
        return call.operation.view(fresh, **arguments)

    try:
        value = retried(once)
    except DomainError as refusal:
        replay = _replay(call)
        if replay:
            return replay
        if isinstance(refusal, AlreadyDone):  # its answer has expired under our eyes
            raise NotFound() from None
        raise
    if isinstance(value, Response):
        return value
    status, headers, text = call.render(value)
    return Response(text, dict(headers), status)


def _replay(call: Call) -> Response | None:
    context = call.context
    if not context or not context.attempt:
        return None
    answer = context.attempt.replay(context.table)
    if not answer:
        return None
    return Response(answer.body, {**answer.headers, "Idempotency-Replayed": "true"}, answer.status)


def _granted(actor: Actor, permission: str, permissions: Permissions) -> tuple[Assignment, ...]:
    if permission == SIGNED_IN:
        return actor.assignments
    granted = tuple(a for a in actor.assignments if a.role in permissions[permission])
    if not granted:
        raise Forbidden()
    return granted


def _actor(request: Request) -> Actor:
    """The actor that the authorizer vouches for."""
    return Actor.model_validate_json(request.context["authorizer"]["actor"])
