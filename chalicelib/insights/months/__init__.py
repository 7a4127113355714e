"""Months that are over, kept together so that a report of years reads few items."""
