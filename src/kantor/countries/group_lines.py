"""Positions in which statements of several countries stand beside each other, and at which rate each is taken over: § 308a HGB.

`group_lines.csv` names for each country the lines of its own layout that make up a position, every line once. What one country breaks up by
nature and another by function comes together no finer than both know it.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kantor.countries import tables
from kantor.countries.layouts import FOLDERS, Statement


class GroupLine(NamedTuple):
    """parent: key of the side that it is summed into, ''; at: `closing`, `historical` or `average` rate, `difference` for what the rates
    leave apart, `sum` for all lines above, '' for a side; lines: country -> keys of its layout."""

    key: str
    parent: str
    at: str
    lines: Mapping[str, tuple[str, ...]]


@cache
def group_lines(statement: Statement) -> tuple[GroupLine, ...]:
    """In their order."""
    return tuple(
        GroupLine(row["key"], row["parent"], row["at"], {country: tables.words(row[country]) for country in FOLDERS})
        for row in tables.rows("", "group_lines.csv")
        if row["statement"] == statement
    )
