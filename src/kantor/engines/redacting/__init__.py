"""Redacting: a file without some of its parts, so that what it says of some people can be kept when the rest must go."""

from kantor.engines.redacting.kinds import CUT, KINDS

__all__ = ["CUT", "KINDS"]
