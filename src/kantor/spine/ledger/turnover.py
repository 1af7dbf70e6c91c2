"""The turnover by period, account, tax code, cost centre and project: carried on behind the postings, so that posting pays nothing for it.

Reports read the view `ledger_turned`: the sums so far, and the postings of entries behind the marks. Sums and marks change in one
transaction and a statement sees both as of one moment, so what it answers is exact wherever the marks stand.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from kantor.spine import access
from kantor.spine.ledger.queries import QUERIES

CHUNK = 5_000
"""Entries of a series in one transaction: some hundred milliseconds."""
LEAST = 1_000
"""So many entries are worth the work; fewer are read by a report as they stand, in some milliseconds."""


class Behind(NamedTuple):
    """A client, and how many of its entries stand behind the marks."""

    client_id: int
    entries: int


def turnover_waiting(at: datetime) -> list[Behind]:
    """Clients whose turnover is worth carrying on."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        return [Behind(*row) for row in QUERIES.rows("turnover_waiting", clients=list(every), least=LEAST)]


def carry_turnover(client_id: int, now: Callable[[], datetime], *, most: int = CHUNK) -> int:
    """Add a chunk of entries to the turnover; answers how many, 0 where none is left or others are at the rest. most: of each series.

    The marks are locked by a statement of its own: the next one sees all that was written before they were.
    """
    with access.acting(clients=[client_id], person_id=None, at=now()):
        QUERIES.run("add_turnover_marks", client_id=client_id)
        marks = [row.id for row in QUERIES.rows("take_turnover_marks", client_id=client_id)]
        carried = QUERIES.rows("carry_turnover", client_id=client_id, marks=marks, most=most) if marks else ()
        return sum(row.entries for row in carried)
