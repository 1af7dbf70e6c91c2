"""What an asset does: its acquisition is posted where no invoice has done so, and each part of its plan waits for its day."""

from decimal import Decimal

from kantor.departments.accounting.parts import PlannedEntry
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Part, Posting, Verified
from kantor.words.field import cell, day, number

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
    for place, row in enumerate(reading.rows("plan"), 1):
        amount = str(number(cell(row, "amount")) or Decimal(0))
        expense = {"account": reading.text("depreciation_account"), "debit": amount} | ({"cost_centre": centre} if centre else {})
        lines = (expense, {"account": reading.text("contra_account") or account, "credit": amount})
        parts.append(PlannedEntry(number=place, due_on=day(cell(row, "due_on")) or verified.today, text=text, total=amount, lines=lines))
    return Effect(parts=tuple(parts))
