"""What a function costs before its first work: importing its handler, its first request, and the size of its package.

Each handler is imported alone in fresh processes, in turn with the bare minimum (chalice, pydantic, one client).
Processor time is compared, not the wall's, and the least of several rounds: other work on the machine can only make
it longer.
"""

import json
import os
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from app import app
from bench.engines import embedded
from bench.gateway import Gateway
from bench.meter import Meter
from bench.report import Chapter, Figure, table
from infra.build import AWS_ARCHITECTURE, build
from infra.paths import CACHE
from tests.architecture.application import HANDLERS, in_fresh_process
from tests.budgets.walk import ok
from tests.builders.api import Api
from tests.builders.company import Company

COMMAND = "make bench CHAPTER=cold_start"
ROUNDS = 5
#: times the bare minimum that an import may take
API, AUTHORIZER, TRIGGER = 2.0, 1.7, 1.5
MOST_UNPACKED_MB = 125  # half of what Lambda takes, code and layers together

_BARE = (
    "import chalice, pydantic, botocore.session; "
    "botocore.session.get_session().create_client('dynamodb', region_name='us-east-1')"
)
_TIMED = "import time; start = time.process_time(); {work}; print(time.process_time() - start)"
_IMPORTS = """Processor time of importing a function's handler in a fresh process, as a multiple of the bare minimum
(chalice, pydantic and one client). The least of several rounds in which each has its turn."""
_FIRST = """The first request of a process makes its clients and builds the models it needs. Milliseconds of processor
time of the same request three times in a fresh process, against the embedded cloud:"""
_REQUESTS = """
import json, time, types
from app import app
names = dict(function_name="api", memory_limit_in_mb=1024, aws_request_id="1")
context = types.SimpleNamespace(invoked_function_arn="arn:aws:lambda:r:1:function:api", **names)
for event in json.loads({events!r}):
    start = time.process_time()
    answer = app(event, context)
    print(time.process_time() - start)
    assert answer["statusCode"] < 400, answer
"""


def measure() -> Chapter:
    """Import every handler, play the first requests, and weigh the package."""
    factors, goals = imports(), budgets()
    bare = factors.pop("bare")
    archives = sizes()
    parts = [
        f"{_IMPORTS} The bare minimum took {bare * 1000:.0f} ms.",
        table(["function", "× bare", "goal"], [[_named(m), f, goals[m]] for m, f in factors.items()]),
        _FIRST,
        table(["API operation", "first", "second", "third"], requests()),
        "Every function has the same code archive and the same layer. Lambda takes 250 MB unpacked.",
        table(
            ["archive", "compressed, MB", "unpacked, MB"], [[name, *both] for name, both in archives.items()]
        ),
    ]
    authorizer = factors["chalicelib.organization.authorizer"]
    trigger = max(factor for module, factor in factors.items() if goals[module] == TRIGGER)
    unpacked = sum(unpacked for _, unpacked in archives.values())
    return Chapter(
        "cold_start",
        "Cold start",
        COMMAND,
        "\n\n".join(parts),
        [
            Figure("import of the API's handler", factors["app"], "× bare", API, "lower"),
            Figure("import of the authorizer", authorizer, "× bare", AUTHORIZER, "lower"),
            Figure("import of the slowest trigger", trigger, "× bare", TRIGGER, "lower"),
            Figure("code and layer unpacked", unpacked, "MB", MOST_UNPACKED_MB, "lower"),
        ],
    )


def _named(module: str) -> str:
    """The functions that start with a module."""
    if module == "app":
        return "api_handler"
    return ", ".join(name for name, place in HANDLERS.items() if place.rpartition(".")[0] == module)


def budgets() -> dict[str, float]:
    """Handler's module -> how many times the bare minimum its import may take."""
    modules = {handler.rpartition(".")[0] for handler in HANDLERS.values()}
    triggers = dict.fromkeys(sorted(modules), TRIGGER)
    return {"app": API, **triggers, "chalicelib.organization.authorizer": AUTHORIZER}


def imports(modules: Iterable[str] | None = None, rounds: int = ROUNDS) -> dict[str, float]:
    """Module -> its import's processor time over the bare minimum's; `bare` is that one's, in seconds."""
    works = {module: f"import {module}" for module in modules or budgets()}
    seconds = _least({"bare": _BARE, **works}, rounds)
    bare = seconds.pop("bare")
    return {"bare": bare, **{module: value / bare for module, value in seconds.items()}}


def requests(rounds: int = ROUNDS) -> list[list[float | str]]:
    """Operation with the milliseconds of its first, second and third request in a process."""
    with tempfile.TemporaryDirectory() as folder, embedded(Path(folder)):
        gateway = Gateway(Meter())
        company = Company(api := Api(app, gateway), api.found())
        company.reported()
        asked = {"report": gateway.last}
        ok(company.as_("manager").get("/v1/work-orders"))
        asked["list_work_orders"] = gateway.last
        rows: list[list[float | str]] = []
        for operation, event in asked.items():
            code = _REQUESTS.format(events=json.dumps([event] * 3))
            runs = [in_fresh_process(code, **os.environ).splitlines() for _ in range(rounds)]
            rows.append([operation, *(1000 * median(map(float, one)) for one in zip(*runs, strict=True))])
        return rows


def sizes() -> dict[str, tuple[float, float]]:
    """Archive -> its megabytes, compressed and unpacked, as it goes to AWS."""
    package = build(AWS_ARCHITECTURE, CACHE / "aws")
    return {
        archive.stem: (
            archive.stat().st_size / 1e6,
            sum(entry.file_size for entry in zipfile.ZipFile(archive).infolist()) / 1e6,
        )
        for archive in sorted(package.folder.glob("*.zip"))
    }


def _least(works: dict[str, str], rounds: int) -> dict[str, float]:
    """The fewest seconds of each work, over rounds in which each has its turn."""
    measured: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            measured[name].append(float(in_fresh_process(_TIMED.format(work=work))))
    return {name: min(seconds) for name, seconds in measured.items()}
