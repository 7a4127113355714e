"""Builds, runs and deploys Steward. Never part of the deployed package."""
