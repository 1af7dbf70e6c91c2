"""Somebody lost the second factor: it is taken away, so that a new one can be set up."""
