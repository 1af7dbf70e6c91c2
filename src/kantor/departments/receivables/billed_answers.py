"""Answers about what is billed: which subjects are, and which invoices billed a contract, an order, a usage report or a time sheet."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kantor.departments.receivables.billing_answers import billed_deliveries
from kantor.departments.receivables.queries import QUERIES
from kantor.words import Answer, Answers, Ask
from kantor.words.field import row_id

SUBJECT = re.compile(r"(?:contract|delivered):([0-9]{1,18}):.*")
AGREED = ("receivables.contract", "receivables.sales_order")
"""What is billed under its own id; of all else the rows are."""


def source_of(subject: str) -> int | None:
    """The document that gave it to bill; None where no such thing is billed."""
    found = SUBJECT.fullmatch(subject)
    return int(found[1]) if found else None


def billed_from(document_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Of contracts, orders, usage reports and time sheets among these documents: the `number` they go by, the numbers of the `invoices`
    that stand and bill of them, and the ids of those that are `waiting` to."""
    sources = QUERIES.rows("billing_sources", documents=sorted(document_ids))
    if not sources:
        return {}
    contracts = {row.number: row.id for row in sources if row.type in AGREED}
    delivered = {subject: contracts[number] for number, subject in (billed_deliveries(list(contracts)) if contracts else ())}
    begins = [f"{'contract' if row.type in AGREED else 'delivered'}:{row.id}:%" for row in sources]
    invoices: dict[int | None, dict[str, None]] = defaultdict(dict)
    waiting: dict[int | None, set[int]] = defaultdict(set)
    for row in QUERIES.rows("billed_by", subjects=list(delivered), begins=begins):
        for source in {source_of(row.subject), delivered.get(row.subject)}:
            invoices[source][row.number] = None
    for row in QUERIES.rows("pending", subjects=list(delivered), begins=begins):
        waiting[source_of(row.subject)].add(row.document_id)
    return {
        row.id: {"number": row.number or str(row.id), "invoices": list(invoices[row.id]), "waiting": sorted(waiting[row.id])}
        for row in sources
    }


def _billed_from(asks: Sequence[Ask], as_of: date) -> Answers:
    """(document) -> of a contract, an order, a usage report or a time sheet as `billed_from` tells it; None of anything else."""
    found = billed_from(key for ask in asks if (key := row_id(ask.about[0])) is not None)
    return {ask: found.get(row_id(ask.about[0]) or 0) for ask in asks}


def _billed(asks: Sequence[Ask], as_of: date) -> Answers:
    """(subjects, with blanks between) -> those that are billed already."""
    every = sorted({subject for ask in asks for subject in ask.about[0].split()})
    billed = {row.key for row in QUERIES.rows("billed", subjects=every)}
    return {ask: sorted(billed.intersection(ask.about[0].split())) for ask in asks}


BILLED_ANSWERS: dict[str, Answer] = {
    "receivables.billed": _billed,
    "receivables.billed_from": _billed_from,
}
