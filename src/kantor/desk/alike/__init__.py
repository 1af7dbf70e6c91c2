"""Bulk when alike: one field over many documents that wait for the same reason, filled or accepted once, each decided by itself."""
