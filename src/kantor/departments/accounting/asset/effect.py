"""What an asset does: its acquisition is posted where no invoice has done so, and each part of its plan waits for its day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kantor.departments.accounting.parts import PlannedEntry
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Part, Posting, Reading, Verified
from kantor.words.field import cell, day, number
from kantor.words.locking import MAIN, TAX

SERIES = "FA"
MOST_TEXT = 200


def effect(verified: Verified) -> Effect:
    """Pure. Depreciation is credited to the account of the asset, or to that of its accumulated depreciation where one is named."""
    reading, own = verified.reading, str(verified.client["currency"])
    text = f"{reading.text('number')} {reading.text('name')}"[:MOST_TEXT]
    account, centre = reading.text("asset_account"), reading.text("cost_centre")
    parts: list[Part] = []
    if source := reading.text("from_account"):
        cost = Money(reading.number("cost") or Decimal(0), own).rounded()
        on = reading.date("in_use_on") or verified.today
        postings = (Posting(account=account, debit=cost, cost_centre=centre, text=text), Posting(account=source, credit=cost, text=text))
        parts.append(Entry(series=SERIES, booked_on=on, document_on=on, text=text, postings=postings))
    planned = [(on, amount, MAIN) for on, amount in _rows(reading, "plan", verified.today)]
    beyond = [(on, amount, TAX) for on, amount in tax_beyond(reading, verified.today)]
    for place, (on, amount, ledger) in enumerate([*planned, *beyond], 1):
        lines = _lines(reading, amount)
        parts.append(PlannedEntry(number=place, due_on=on, text=text, total=str(amount), lines=lines, ledger=ledger))
    return Effect(parts=tuple(parts))


def tax_beyond(reading: Reading, today: date) -> Iterator[tuple[date, Decimal]]:
    """By how much tax depreciates more than the books on each day of either plan, below zero where less; nothing without a plan for tax."""
    if not reading.text("tax_method"):
        return
    amounts: dict[date, Decimal] = defaultdict(Decimal)
    for on, amount in _rows(reading, "tax_plan", today):
        amounts[on] += amount
    for on, amount in _rows(reading, "plan", today):
        amounts[on] -= amount
    yield from ((on, amount) for on, amount in sorted(amounts.items()) if amount)


def _rows(reading: Reading, table: str, today: date) -> Iterator[tuple[date, Decimal]]:
    for row in reading.rows(table):
        yield day(cell(row, "due_on")) or today, number(cell(row, "amount")) or Decimal(0)


def _lines(reading: Reading, amount: Decimal) -> tuple[dict[str, str], dict[str, str]]:
    """Expense and asset, on the other sides where the amount is below zero."""
    centre = reading.text("cost_centre")
    debit, credit = ("credit", "debit") if amount < 0 else ("debit", "credit")
    expense = {"account": reading.text("depreciation_account"), debit: str(abs(amount))} | ({"cost_centre": centre} if centre else {})
    return expense, {"account": reading.text("contra_account") or reading.text("asset_account"), credit: str(abs(amount))}
