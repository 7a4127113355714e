"""What time costs, and how it behaves in numbers that nobody types in: `make bench-clocks`.

Each module here with `measure() -> Chapter` is a chapter of docs/performance.md; nothing else names them.
"""
