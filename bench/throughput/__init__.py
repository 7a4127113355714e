"""Throughput of the API function, beside django-helpdesk on PostgreSQL in the same run.

Both stand behind gunicorn with processes that take one request at a time, are asked by the same generator, cell by cell
in turn, and are charged what Linux charges their processes: what a request costs is CPU time, not waiting.
"""

from bench.report import Chapter


def measure() -> Chapter:
    """Measure both sides, or ours alone where the peer cannot be run."""
    from bench.throughput import (
        chapter,
    )  # the generator and the peer are modules of this package and need none of it

    return chapter.measured()
