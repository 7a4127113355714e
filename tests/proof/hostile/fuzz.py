"""One parser under atheris: `python -m tests.proof.hostile.fuzz NAME [libFuzzer's options]`, in .run/fuzz-venv.

Begins with the inputs that the parser knows. Ends with 0 when nothing was found.
"""

import contextlib
import sys
import tempfile
from pathlib import Path

import atheris

_WATCHED = [
    "chalicelib",
    "jwt",
    "PIL.Image",
    "PIL.TiffImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
]
with atheris.instrument_imports(include=_WATCHED):
    from tests.proof.hostile.parsers import PARSERS, settle


def main() -> None:
    """Feed the parser what atheris thinks of, until it is told to stop."""
    settle()
    parser = PARSERS[sys.argv[1]]

    def once(data: bytes) -> None:
        with contextlib.suppress(*parser.refusals):
            parser.read(data)

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(parser.seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], *sys.argv[2:], corpus], once)
        atheris.Fuzz()  # does not come back


if __name__ == "__main__":
    main()
