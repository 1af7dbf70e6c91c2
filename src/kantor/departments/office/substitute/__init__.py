"""Somebody stands in for somebody else for some days."""
