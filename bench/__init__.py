"""What Steward costs and how fast it is, measured: `make bench`. Each module is a chapter of docs/performance.md."""
