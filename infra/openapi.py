"""Write `docs/openapi.json` from the code: `python -m infra.openapi`. `--check` only compares."""

import argparse
import sys
from pathlib import Path

OPENAPI = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"


def current() -> str:
    """The document as the code says now."""
    from app import DESCRIPTION

    text: str = DESCRIPTION.text
    return text


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the file is stale")
    arguments = parser.parse_args()
    text = current()
    if not arguments.check:
        OPENAPI.parent.mkdir(exist_ok=True)
        OPENAPI.write_text(text, encoding="utf-8")
    elif not OPENAPI.exists() or OPENAPI.read_text(encoding="utf-8") != text:
        sys.exit("docs/openapi.json is stale: run `python -m infra.openapi`")


if __name__ == "__main__":
    main()
