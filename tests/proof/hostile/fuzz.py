"""One parser under atheris, which follows coverage: `python -m tests.proof.hostile.fuzz NAME [libFuzzer's options]`.

Runs in .run/fuzz-venv (requirements-fuzz.txt). Ends with 0 when nothing was found.
"""

import contextlib
import sys

import atheris

with atheris.instrument_imports(include=["chalicelib", "PIL"]):
    from tests.proof.hostile.parsers import PARSERS, settle


def main() -> None:
    """Feed the parser what atheris thinks of, until it is told to stop."""
    settle()
    parser = PARSERS[sys.argv[1]]

    def once(data: bytes) -> None:
        with contextlib.suppress(*parser.refusals):
            parser.read(data)

    atheris.Setup([sys.argv[0], *sys.argv[2:]], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
