"""atheris, which follows a parser's coverage, in the environment that it has for itself."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.paths import ROOT

PYTHON = ROOT / ".run" / "fuzz-venv" / "bin" / "python"


@dataclass(frozen=True)
class Fuzzed:
    """What a fuzzer did with a parser: inputs tried, and edges of our code and of the libraries' that they reached."""

    parser: str
    inputs: int
    edges: int


def why_not() -> str:
    """Why there is no fuzzer here; empty when there is one."""
    if not PYTHON.exists():
        return "no .run/fuzz-venv: `make .run/fuzz-venv/.installed`"
    there = subprocess.run([PYTHON, "-c", "import atheris"], capture_output=True, check=False)
    return "" if there.returncode == 0 else "atheris has no wheel for this machine"


def fuzzed(parsers: Sequence[str], seconds: int, folder: Path) -> list[Fuzzed]:
    """Parsers fed for so long each, which must have found nothing: no other exception, and no input that takes 5 s."""
    command = [str(PYTHON), "-m", "tests.proof.hostile.fuzz", str(seconds), str(folder), *parsers]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    logs = {name: folder / f"{name}.log" for name in parsers}
    said = {name: log.read_text(errors="replace") for name, log in logs.items() if log.exists()}
    last = next(reversed(said.items()), ("", ""))
    assert done.returncode == 0, f"{last[0]}: {last[1][-9_000:]}{done.stderr[-3_000:]}"
    return [_read(name, log) for name, log in said.items()]


def _read(parser: str, log: str) -> Fuzzed:
    edges = [int(found) for found in re.findall(r"cov: (\d+)", log)]
    inputs = re.findall(r"Done (\d+) runs", log)
    return Fuzzed(parser, int(inputs[-1]), max(edges))
