"""The company of the hostile requests: what is guessed are its residents' links."""

from tests.proof.hostile.conftest import clock, company

__all__ = ["clock", "company"]
