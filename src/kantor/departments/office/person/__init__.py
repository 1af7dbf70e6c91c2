"""Somebody begins to work in the office."""
