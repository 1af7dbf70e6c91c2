"""Wiring only: configuration, the database server, Django's settings and the command line."""
