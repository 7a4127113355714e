"""Counters of what happened to work orders, and the report over them. Hears events; nobody imports it."""
