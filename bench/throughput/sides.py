"""The two sides that are measured: each a database with the same company in it, and its servers, described alike."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.throughput import company
from bench.throughput.postgres import postgres
from bench.throughput.processes import Server, child, gunicorn
from chalicelib.kernel import aws
from infra.paths import ROOT, RUN
from tests.builders import tokens
from tests.builders.cloud import table_definition
from tests.builders.dynamodb_local import dynamodb_local
from tests.builders.environment import told

OPERATIONS = ("list my open", "get one", "transition", "create")
READS = OPERATIONS[:2]
PEER_PYTHON = RUN / "peer-venv" / "bin" / "python"
_ACTIVE = "suspended,open,assigned,accepted,on_site,paused,completed"

Request = tuple[str, str, Any]


@dataclass(frozen=True)
class Side:
    """One of the two: its database's process, its servers by their processes, people's headers, and one's own ids."""

    name: str
    database: int
    servers: dict[int, Server]
    headers: dict[str, dict[str, str]]
    own: list[Any]

    def scripts(self, operation: str, threads: int) -> list[list[Request]]:
        """What each thread sends over and over; a transition leads there and back."""
        return [self.script(operation, self.own[number::threads]) for number in range(threads)]

    def script(self, operation: str, own: list[Any]) -> list[Request]:
        """The requests of an operation, on some of the technician's orders."""
        raise NotImplementedError

    def who(self, operation: str) -> dict[str, str]:
        """The headers of whoever does it: the desk reports, the technician does the rest."""
        return self.headers[company.DESK if operation == "create" else company.technician(0)]


class Ours(Side):
    """Steward: the API function, on DynamoDB Local."""

    def script(self, operation: str, own: list[Any]) -> list[Request]:
        """Taking and declining are each one batched read and one transaction with its events and deadlines."""
        orders = "/v1/work-orders"
        match operation:
            case "list my open":
                return [("GET", f"{orders}?assignee=me&status={_ACTIVE}", None)]
            case "get one":
                return [("GET", f"{orders}/{id}", None) for id in own]
            case "transition":
                return [("POST", f"{orders}/{id}/{step}", {}) for step in ("decline", "take") for id in own]
            case _:
                return [("POST", orders, company.REPORT)]


class Peer(Side):
    """django-helpdesk, on PostgreSQL."""

    def script(self, operation: str, own: list[Any]) -> list[Request]:
        """Its API changes a ticket's state by a PATCH, and writes no history of it."""
        tickets = "/api/tickets/"
        words = {name: company.REPORT[name] for name in ("title", "description")}
        match operation:
            case "list my open":
                return [("GET", f"{tickets}?status=1,2", None)]
            case "get one":
                return [("GET", f"{tickets}{id}/", None) for id in own]
            case "transition":
                return [("PATCH", f"{tickets}{id}/", {"status": status}) for status in (2, 1) for id in own]
            case _:
                return [("POST", tickets, {**words, "queue": 1, "priority": 3})]


@contextmanager
def ours(orders: int, workers: tuple[int, ...]) -> Iterator[Side]:
    """Steward with so many orders in one tenant, served by so many processes: an entry for each number."""
    with ExitStack() as running, TemporaryDirectory(prefix="steward-bench-") as base:
        url = running.enter_context(dynamodb_local(Path(base) / "log"))
        environment = {
            "AWS_ENDPOINT_URL": url,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "bench",
            "AWS_SECRET_ACCESS_KEY": "bench",
            "AWS_SESSION_TOKEN": "b" * 400,  # about as long as a function's
            "TABLE_NAME": "steward",
            "APP_SECRET": "bench",
            "OIDC_ISSUER": tokens.ISSUER,
            "CLIENT_ID": tokens.CLIENT_ID,
            "OIDC_JWKS_URL": tokens.write_jwks(Path(base)),
            "POWERTOOLS_SERVICE_NAME": "steward",
            "LOG_LEVEL": "INFO",
            "RATE_LIMITS": "report=9000000/9000000",  # the bucket is asked, and never empty
        }
        running.enter_context(told({**environment, "LOG_LEVEL": "WARNING"}, is_elsewhere=True))
        aws.client("dynamodb").create_table(**table_definition("steward"))
        own = company.lay(orders)
        people = (company.DESK, company.technician(0))
        yield Ours(
            "Steward",
            child("java"),
            {
                number: running.enter_context(
                    gunicorn(
                        Path(sys.executable), "bench.throughput.gateway:application", number, environment
                    )
                )
                for number in workers
            },
            {
                one: {"Authorization": f"Bearer {tokens.id_token(company.sign_in_name(one))}"}
                for one in people
            },
            own,
        )


@contextmanager
def peer(orders: int, workers: tuple[int, ...]) -> Iterator[Side]:
    """django-helpdesk with so many tickets, served by so many processes: an entry for each number."""
    with ExitStack() as running:
        sockets, database = running.enter_context(postgres())
        environment = {
            "DJANGO_SETTINGS_MODULE": "bench.throughput.peer.settings",
            "PEER_SOCKETS": str(sockets),
        }
        sizes = map(str, (orders, company.TECHNICIANS, company.MINE))
        laid = subprocess.run(
            [PEER_PYTHON, "-m", "bench.throughput.peer.lay", *sizes],
            cwd=ROOT,
            env={**os.environ, **environment},
            check=True,
            stdout=subprocess.PIPE,
        )
        made = json.loads(laid.stdout)
        application = "bench.throughput.peer.wsgi:application"
        yield Peer(
            "django-helpdesk",
            database,
            {
                number: running.enter_context(gunicorn(PEER_PYTHON, application, number, environment))
                for number in workers
            },
            {name: {"Authorization": f"Token {token}"} for name, token in made["tokens"].items()},
            made["own"],
        )
