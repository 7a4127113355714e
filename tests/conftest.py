"""Fixtures of the whole suite."""

from tests.stack import stack

__all__ = ["stack"]
