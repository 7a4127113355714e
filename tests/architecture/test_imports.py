"""Who may import whom, and what may be loaded before it is needed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.application import HANDLERS, ROOT, in_fresh_process

#: loaded only inside the function that needs it
HEAVY = ("boto3", "botocore", "jinja2", "PIL", "jwt", "cryptography", "aws_lambda_powertools")


def _loaded_by(module: str) -> set[str]:
    """All modules that are there after importing one alone, in a fresh process without environment."""
    code = f"import json, sys, {module}; print(json.dumps(sorted(sys.modules)))"
    return set(json.loads(in_fresh_process(code)))


def test_rooms_import_only_whom_they_may():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_api_loads_nothing_heavy_before_a_request():
    assert sorted(_loaded_by("app") & set(HEAVY)) == []


@pytest.mark.slow
@pytest.mark.parametrize("handler", HANDLERS.values(), ids=HANDLERS.keys())
def test_every_function_starts_alone(handler):
    module, _, name = handler.rpartition(".")
    in_fresh_process(f"import {module}; assert callable({module}.{name})")
    loaded = _loaded_by(module)
    routes = {one for one in loaded if one.startswith("chalicelib.") and one.endswith(".routes")}
    assert "app" not in loaded
    assert sorted(routes) == []
    assert sorted(loaded & set(HEAVY)) == []
