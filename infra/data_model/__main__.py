"""Write `docs/data-model.md` and `docs/lifecycle.md` from the code. `--check` only compares."""

import argparse
import sys

from infra.data_model.document import DATA_MODEL, LIFECYCLE, data_model, lifecycle


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is stale")
    arguments = parser.parse_args()
    for path, text in ((DATA_MODEL, data_model()), (LIFECYCLE, lifecycle())):
        if not arguments.check:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"docs/{path.name} is stale: run `python -m infra.data_model`")


if __name__ == "__main__":
    main()
