"""Poland's relief for bad debts: tax of what was not paid for ninety days, which a creditor may take off and a debtor must give back."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from kantor.countries import law
from kantor.countries.returns import codes_of
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.departments.accounting.reports.figures import QUERIES
from kantor.kit.money import Money, half_up, total
from kantor.kit.say import say

COUNTRY = "PL"
"""Elsewhere a debtor gives nothing back by the calendar alone."""
TAXES = r"(^| )(input_vat|output_vat)"
SIDES = ("receivable", "payable")


def bad_debt_relief(asked: Asked) -> Table:
    """As of now: what is open ninety days after it was due, with the part of the domestic tax that falls on it (art. 89a ust. 1 and 1a,
    art. 89b ust. 1 ustawy o VAT). The day is the one in whose month the correction belongs. LookupError in another country.

    Instalments count by their own days (art. 89a ust. 1a: the day of the contract or the invoice) and bear their part of the invoice's tax.
    That a creditor's further conditions hold (art. 89a ust. 2) is for a person to see; nor does the report know what was corrected already.
    """
    client = asked.client
    days = law(client.country).delays.relief_days
    if client.country != COUNTRY or days is None:
        raise LookupError(client.country)
    codes = [name for name, code in codes_of(client.country).items() if code.kind == "domestic"]
    given = {"client_id": client.id, "taxes": TAXES, "codes": codes, "due_until": asked.today - timedelta(days=days)}
    rows = QUERIES.rows("overdue_taxes", **given)
    lines = [line for side in SIDES for line in _side([row for row in rows if row.side == side], side, days, asked)]
    headings = (
        Heading("party"),
        Heading("reference"),
        Heading("due_on"),
        Heading("corrected_on"),
        Heading("open", AMOUNT),
        Heading("tax", AMOUNT),
    )
    return Table(headings=headings, lines=tuple(lines), note="accounting.note.bad_debt_relief")


def _side(rows: Sequence[Any], side: str, days: int, asked: Asked) -> Iterator[Line]:
    """A line for each item, and the tax of them all."""
    if not rows:
        return
    taxes = [_tax(row) for row in rows]
    for row, tax in zip(rows, taxes, strict=True):
        corrected_on = row.due_on + timedelta(days=days)
        cells = (row.name, row.reference, row.due_on, corrected_on, Money.from_minor(row.open, row.currency), tax)
        yield Line(cells, party=row.party_id, document=row.document_id)
    name = say(f"accounting.line.bad_debt_{side}", asked.language)
    yield Line((name, "", None, None, None, total(taxes, asked.client.currency)), style="sum")


def _tax(row: Any) -> Money:
    """The part of the tax that falls on what is open."""
    return Money.from_minor(int(half_up(row.tax, 0)), row.own)
