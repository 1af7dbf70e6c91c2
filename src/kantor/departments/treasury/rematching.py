"""Lines of the suspense account are matched once more when new items have come: what is sure by now is cleared by the house itself."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from kantor.departments.treasury.bank_statement.matching import surely_paid
from kantor.departments.treasury.line_clearing.document import KEY
from kantor.departments.treasury.line_clearing.writing import clearing
from kantor.departments.treasury.queries import QUERIES
from kantor.departments.treasury.reconciling import line_of, told_about
from kantor.spine import access, cases
from kantor.spine.documents import Filing
from kantor.words import Source

MOST_LINES = 2000
"""Of one client at once, the oldest first; whoever has more has them looked at by people first."""


class Waits(NamedTuple):
    """A client whose suspense account has lines, and items that came since they were looked at."""

    client_id: int
    items: int


def waiting(at: datetime) -> list[Waits]:
    """Clients with lines in suspense and items newer than those they were matched to."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        return [Waits(*row) for row in QUERIES.rows("rematching_waits", clients=list(every))]


def match_again(client_id: int, now: Callable[[], datetime]) -> int:
    """Match what stands in the suspense account to what is open now, and file a clearing for each line that is sure; answers how many.
    They take effect like any document; a line for which a clearing waits already is left alone."""
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        QUERIES.run("begin_rematching", client_id=client_id)
        by_currency: dict[str, list[Any]] = defaultdict(list)
        for row in QUERIES.rows("rematching_lines", client_id=client_id, type=KEY, most=MOST_LINES):
            by_currency[row.currency].append(row)
        filings = [filing for rows in by_currency.values() for filing in _filings(rows, client_id, actor.at)]
        if filings:
            cases.file(filings, actor)
        return len(filings)


def _filings(rows: Sequence[Any], client_id: int, at: datetime) -> list[Filing]:
    told = told_about(rows, client_id, at.date())
    found = surely_paid([line_of(row) for row in rows], told)
    source = Source("rule", "reconciling")
    return [
        Filing(
            type=KEY,
            key=f"{KEY}:{row.id}:{at.isoformat()}",
            reading=clearing(row, found[row.id].shares, told.named, source=source, evidence=found[row.id].evidence),
            channel="follow_up",
        )
        for row in rows
        if row.id in found
    ]
