"""Charges, payments, accounts and their standing."""
