"""Kantor: the open-source back office. Documents come in, take effect exactly once, and can be proved afterwards."""

__version__ = "0.1.0"
