"""The API of rotas: who is on call for a department. A rota is known by its department's id."""

from chalicelib.deadlines import rotas
from chalicelib.deadlines.rota import RotaExists
from chalicelib.deadlines.rota_schema import RotaIn, RotaOut, RotaPatch
from chalicelib.deadlines.rotas import Shown
from chalicelib.kernel.context import Context
from chalicelib.kernel.errors import NotFound, PreconditionFailed, UnknownReference
from chalicelib.kernel.http import Router
from chalicelib.kernel.schema import Listing, ListQuery, Page

router = Router("rotas")


@router.route(
    "POST",
    "/v1/rotas",
    permission="rota.manage",
    body=RotaIn,
    answer=RotaOut,
    status=201,
    errors=(RotaExists, UnknownReference),
)
def create_rota(context: Context, body: RotaIn) -> Shown:
    """Say who is on call for a department."""
    return rotas.create(context, body.rota())


@router.route("GET", "/v1/rotas", permission="rota.read", query=ListQuery, answer=Page[RotaOut])
def list_rotas(context: Context, query: ListQuery) -> Listing[Shown]:
    """List the rotas by department."""
    return rotas.list_all(context, query.limit, query.cursor)


@router.route("GET", "/v1/rotas/{rota_id}", permission="rota.read", answer=RotaOut, errors=(NotFound,))
def get_rota(context: Context, rota_id: str) -> Shown:
    """Read the rota of the department with this id."""
    return rotas.get(context, rota_id)


@router.route(
    "PATCH",
    "/v1/rotas/{rota_id}",
    permission="rota.manage",
    body=RotaPatch,
    answer=RotaOut,
    errors=(NotFound, PreconditionFailed, UnknownReference),
)
def change_rota(context: Context, rota_id: str, body: RotaPatch) -> Shown:
    """Change who takes turns, how long a turn is, or who stands in on which day."""
    return rotas.change(context, rota_id, body.fields())
