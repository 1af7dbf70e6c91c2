"""Reads of correspondence."""

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)


def written_number(direction: str, year: int, number: int) -> str:
    """A number of a register as people write it: IN-2026-00017."""
    return f"{direction.upper()}-{year}-{number:05d}"
