"""`make bench-clocks`: every chapter about clocks, or those named (`make bench-clocks CHAPTER=timers`)."""

import argparse
import importlib
import pkgutil
import time
from collections.abc import Callable

import bench.clocks
from bench.report import Chapter, publish


def chapters() -> dict[str, Callable[[], Chapter]]:
    """Name -> what measures it: the modules of this package that have a `measure`."""
    names = [found.name for found in pkgutil.iter_modules(bench.clocks.__path__) if found.name != "__main__"]
    modules = {name: importlib.import_module(f"bench.clocks.{name}") for name in names}
    return {name: module.measure for name, module in modules.items() if hasattr(module, "measure")}


def main() -> None:
    """Measure, print, and write docs/performance.md and docs/performance.json."""
    known = chapters()
    parser = argparse.ArgumentParser(description="Measure what has to do with time.")
    parser.add_argument("chapters", nargs="*", help=", ".join(known))
    asked = parser.parse_args().chapters or list(known)
    if unknown := set(asked) - set(known):
        parser.error(f"no such chapter: {', '.join(sorted(unknown))}")
    for name in asked:
        started = time.monotonic()
        publish(known[name]())
        print(f"\n({name}: {time.monotonic() - started:.0f} s)\n", flush=True)


if __name__ == "__main__":
    main()
