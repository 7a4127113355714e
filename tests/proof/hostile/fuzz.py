"""Parsers under atheris, one after the other: `python -m tests.proof.hostile.fuzz SECONDS FOLDER NAME…`, in
.run/fuzz-venv.

Each begins with the inputs that it knows, and leaves what libFuzzer said in `FOLDER/NAME.log` and what it broke at
beside it; `FOLDER` is empty at first. Ends with 0 when nothing was found. All of them are imported and instrumented
once, which takes longer than one is tried: each is tried in a process that is forked off then.
"""

import contextlib
import os
import sys
from pathlib import Path
from typing import NoReturn

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


def main() -> int:
    """Try each of them; the first find ends it."""
    settle()
    seconds, folder, *names = sys.argv[1:]
    for name in names:
        child = os.fork()
        if child == 0:
            _fuzz(name, seconds, Path(folder))
        _, status = os.waitpid(child, 0)
        if status:
            return 1
    return 0


def _fuzz(name: str, seconds: str, folder: Path) -> NoReturn:
    """Feed the parser what atheris thinks of, for so long; what it calls slow takes 5 s."""
    log = os.open(folder / f"{name}.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    parser = PARSERS[name]

    def once(data: bytes) -> None:
        with contextlib.suppress(*parser.refusals):
            parser.read(data)

    corpus = folder / f"{name} corpus"
    corpus.mkdir()
    for number, seed in enumerate(parser.seeds):
        (corpus / str(number)).write_bytes(seed)
    options = [f"-max_total_time={seconds}", "-timeout=5", "-rss_limit_mb=2048", "-seed=1"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={folder}/{name} ", str(corpus)], once)
    atheris.Fuzz()  # does not come back


if __name__ == "__main__":
    sys.exit(main())
