"""atheris, which follows a parser's coverage, in the environment that it has for itself."""

import re
import subprocess
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


def fuzzed(parser: str, seconds: int, folder: Path) -> Fuzzed:
    """A parser fed for so long, which must have found nothing: no other exception, and no input that takes 5 s."""
    options = [f"-max_total_time={seconds}", "-timeout=5", "-rss_limit_mb=2048", "-seed=1"]
    command = [str(PYTHON), "-m", "tests.proof.hostile.fuzz", parser, *options, f"-artifact_prefix={folder}/"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, f"{parser}: {done.stdout[-3_000:]}{done.stderr[-6_000:]}"
    edges = [int(found) for found in re.findall(r"cov: (\d+)", done.stderr)]
    inputs = re.findall(r"Done (\d+) runs", done.stderr)
    return Fuzzed(parser, int(inputs[-1]), max(edges))
