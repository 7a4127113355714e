"""Counters of what happened to work orders, and the report over them. Consumes events only; nobody imports this room."""
