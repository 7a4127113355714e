"""`make bench`: every chapter, or those named (`make bench CHAPTER=growth`)."""

import argparse
import importlib
import time

from bench.report import publish, summary

#: in the order of the page; each is a module with `measure() -> Chapter`
CHAPTERS: tuple[str, ...] = ("operations", "cold_start", "life", "growth", "hot_spots", "throughput", "live")


def main() -> None:
    """Measure, print, and write docs/performance.md and docs/performance.json, which say what missed its goal."""
    parser = argparse.ArgumentParser(description="Measure Steward.")
    parser.add_argument("chapters", nargs="*", help=", ".join(CHAPTERS))
    asked = parser.parse_args().chapters or CHAPTERS
    if unknown := set(asked) - set(CHAPTERS):
        parser.error(f"no such chapter: {', '.join(sorted(unknown))}")
    for name in asked:
        started = time.monotonic()
        chapter = importlib.import_module(f"bench.{name}").measure()
        publish(chapter)
        print(f"\n({name}: {time.monotonic() - started:.0f} s)\n", flush=True)
    print(summary())


if __name__ == "__main__":
    main()
