"""Where things are in the project, and what a script may say when it cannot go on."""

import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
RUN = ROOT / ".run"
CACHE = RUN / "cache"
CLOUD_PYTHON = RUN / "cloud-venv" / "bin" / "python"
TEMPLATE = ROOT / "infra" / "template.yaml"
#: merged over the template in this order
TEMPLATE_PARTS = tuple(
    ROOT / "infra" / f"{name}.yaml" for name in ("keeping", "watching", "canary", "web", "sms_receipts")
)
CANARY = ROOT / "infra" / "canary" / "round.py"
PROCESSES = ROOT / "infra"

REGION = "ap-southeast-1"
STACK_NAME = "steward"


def fail(line: str) -> NoReturn:
    """End with one clear line instead of a traceback: the reader is somebody who typed `make`."""
    print(f"steward: {line}", file=sys.stderr, flush=True)
    raise SystemExit(1)
