"""Tenants: the property companies, with their policies and their calendars."""
