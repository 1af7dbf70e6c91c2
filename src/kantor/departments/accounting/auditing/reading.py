"""The books page by page, so that a million postings need no more room than a few thousand."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
PAGE = 2_000
"""Entries, or documents, that are read at a time: few enough that the database does not end the transaction as a forgotten one."""


def postings(client_id: int, from_on: date, until_on: date) -> Iterator[Any]:
    """Every posting of the days, entry by entry, in the order of booking."""
    after = (date.min, 0)
    given = {"client_id": client_id, "from_on": from_on, "until_on": until_on, "most": PAGE}
    while rows := QUERIES.rows("postings", **given, after_on=after[0], after_id=after[1]):
        yield from rows
        after = (rows[-1].booked_on, rows[-1].entry_id)


def entries(client_id: int, from_on: date, until_on: date) -> Iterator[list[Any]]:
    """The postings of each entry."""
    for _, group in groupby(postings(client_id, from_on, until_on), key=lambda row: row.entry_id):
        yield list(group)


def documents(client_id: int, from_on: date, until_on: date) -> Iterator[Any]:
    """Those that posted within the days, by number."""
    after = 0
    given = {"client_id": client_id, "from_on": from_on, "until_on": until_on, "most": PAGE}
    while rows := QUERIES.rows("documents", **given, after=after):
        yield from rows
        after = rows[-1].id


def partners(client_id: int) -> list[Any]:
    return QUERIES.rows("parties", client_id=client_id)
