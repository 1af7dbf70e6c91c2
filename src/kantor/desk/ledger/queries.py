"""Reads of the books beyond what the ledger itself answers: an account's sheet with its running balance, and what undoes an entry."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from kantor.kit.money import Money
from kantor.kit.sql import Queries
from kantor.spine import ledger

QUERIES = Queries(__file__)
PAGE = 200


class SheetLine(NamedTuple):
    """A posting on an account; `balance`: debit less credit of everything up to here, with what was brought forward."""

    row: Any
    voucher: str
    debit: Money | None
    credit: Money | None
    foreign: Money | None
    balance: Money


class Sheet(NamedTuple):
    """A page of an account. carried: the balance before its first line."""

    carried: int
    lines: list[SheetLine]
    is_full: bool


class Within(NamedTuple):
    """Of which postings a sheet is: of one cost centre or project, '' for those that name none; None for all."""

    cost_centre: str | None = None
    project: str | None = None

    @property
    def is_part(self) -> bool:
        return self != (None, None)


WHOLE = Within()


def sheet(client_id: int, number: str, *, from_on: date, until_on: date, after: int = 0, within: Within = WHOLE) -> Sheet:
    """Postings of an account between two days, from the posting `after` on; of a part nothing is brought forward from before the days."""
    given = {"client_id": client_id, "number": number, "from_on": from_on, "until_on": until_on, "after": after, **within._asdict()}
    carried = int(QUERIES.value("carried", **given) or 0)
    balance, lines = carried, []
    for row in QUERIES.rows("sheet", **given, limit=PAGE):
        balance += row.dr - row.cr
        lines.append(
            SheetLine(
                row=row,
                voucher=ledger.voucher_text(row.series, row.year, row.voucher),
                debit=Money.from_minor(row.dr, row.currency) if row.dr else None,
                credit=Money.from_minor(row.cr, row.currency) if row.cr else None,
                foreign=Money.from_minor(row.foreign_amount, row.foreign_currency) if row.foreign_amount is not None else None,
                balance=Money.from_minor(balance, row.currency),
            )
        )
    return Sheet(carried=carried, lines=lines, is_full=len(lines) == PAGE)


def entry(client_id: int, entry_id: int) -> ledger.EntryRow | None:
    """One entry with its postings."""
    document_id = QUERIES.value("document_of_entry", client_id=client_id, entry_id=entry_id)
    if document_id is None:
        return None
    return next((one for one in ledger.entries_of_document(client_id, document_id) if one.id == entry_id), None)


def reversed_by(client_id: int, entries: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Entry -> (the entry that undoes it, its voucher)."""
    rows = QUERIES.rows("reversed_by", client_id=client_id, entries=list(entries))
    return {row.reverses_id: (row.id, ledger.voucher_text(row.series, row.year, row.voucher)) for row in rows}
