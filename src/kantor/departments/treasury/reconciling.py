"""What a line of the suspense account could be: the engine's proposals over all that is open, as far as they can be booked as they are."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from kantor.departments.treasury.queries import QUERIES
from kantor.engines.reconciling import Book, Line, OpenItem, Party, Proposal, suggest


class Offer(NamedTuple):
    """A proposal to be accepted: (open item, its reference, with whom, minor units of the line) for each share, and why, in evidence."""

    shares: tuple[tuple[int, str, str, int], ...]
    proposal: Proposal

    @property
    def value(self) -> str:
        """As it stands in a form: `7:11900 8:-500`."""
        return " ".join(f"{item}:{amount}" for item, _, _, amount in self.shares)


def book_of(client_id: int, currency: str) -> tuple[Book, dict[int, tuple[str, str]]]:
    """All that is open in that currency, and by item its reference and party."""
    rows = QUERIES.rows("book_items", client_id=client_id, currency=currency)
    parties = QUERIES.rows("book_parties", client_id=client_id, parties=sorted({row.party_id for row in rows}))
    names = {row.id: row.name for row in parties}
    items = [_item(row) for row in rows]
    told = {row.id: (row.reference, names.get(row.party_id, "")) for row in rows}
    known = [Party(id=row.id, names=(row.name,), ibans=tuple(row.ibans)) for row in parties]
    return Book(items, known, currency=currency), told


def _item(row: Any) -> OpenItem:
    return OpenItem(
        id=row.id,
        side=row.side,
        party_id=row.party_id,
        currency=row.currency,
        open=row.open,
        local_open=round(row.local_amount * row.open / row.amount),
        issued_on=row.document_on,
        due_on=row.due_on,
        references=(row.reference,) if row.reference else (),
        discounts=tuple((date.fromisoformat(until), amount) for until, amount in row.discounts),
    )


def offers(rows: Sequence[Any]) -> dict[int, list[Offer]]:
    """By line, what can be accepted as it is: shares that come to the line without deductions. rows: lines of one or several clients."""
    books: dict[tuple[int, str], tuple[Book, dict[int, tuple[str, str]]]] = {}
    found: dict[int, list[Offer]] = {}
    for row in rows:
        key = (row.client_id, row.currency)
        if key not in books:
            books[key] = book_of(*key)
        book, told = books[key]
        proposals = suggest(_line(row), book).proposals
        found[row.id] = [
            Offer(tuple((share.item_id, *told[share.item_id], share.paid) for share in one.shares), one)
            for one in proposals
            if one.shares and not one.rests and not one.exchanged and not any(share.deductions for share in one.shares)
        ]
    return found


def _line(row: Any) -> Line:
    return Line(
        id=row.id,
        booked_on=row.booked_on,
        amount=row.amount,
        currency=row.currency,
        text=row.text,
        name=row.name,
        iban=row.iban,
        end_to_end_id=row.end_to_end_id,
    )
