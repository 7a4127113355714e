"""What the application is made of, for the tests that look at it as a whole."""

import importlib
import os
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import chalicelib
from app import DESCRIPTION, ROOMS, app
from chalicelib.kernel.http import Operation

ROOT = Path(__file__).resolve().parent.parent.parent
OPERATIONS: list[Operation] = [
    operation for router in (*ROOMS, DESCRIPTION) for operation in router.operations
]
#: function name -> `module.function`, the authorizer included, the API itself not
HANDLERS: dict[str, str] = {
    function.name: function.handler_string
    for function in (*app.pure_lambda_functions, *app.builtin_auth_handlers)
}


def modules() -> list[ModuleType]:
    """All modules of the application."""
    return [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(chalicelib.__path__, "chalicelib.")
    ]


def in_fresh_process(code: str, **environment: str) -> str:
    """What a Python program prints in a process that has imported nothing and has no other environment."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
