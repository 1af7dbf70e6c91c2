"""What a clearing does: the suspense account is relieved, the items are settled, and the line is matched."""

from collections.abc import Iterator
from decimal import Decimal

from kantor.departments.treasury.bank_statement.effect import MOST_TEXT, SERIES, posting
from kantor.departments.treasury.bank_statement.questions import ROLES, cell
from kantor.departments.treasury.line_clearing.rules import items, share_of
from kantor.departments.treasury.payment_run.settling import settled_locally
from kantor.departments.treasury.statement_parts import LineCleared
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Part, Posting, Settlement, Verified


def effect(verified: Verified) -> Effect:
    """Pure. Booked on the day it is cleared: the day of the line may be closed. LookupError where the chart lacks an account."""
    reading = verified.reading
    currency = reading.text("currency")
    amount = Money(reading.number("amount") or Decimal(0), currency).rounded()
    on = reading.date("cleared_on") or verified.today
    text = f"{reading.text('statement')} {reading.text('name')}".strip()[:MOST_TEXT]
    accounts = {cell(row, "account") for row in reading.rows("shares") if cell(row, "account")}
    postings = (posting(verified.answers[ROLES]["suspense"], amount, text), *_postings(verified, currency))
    parts: list[Part] = list(_settlements(verified, currency))
    parts.append(Entry(series=SERIES, booked_on=on, document_on=reading.date("booked_on") or on, text=text, postings=postings))
    whole = accounts.pop() if len(accounts) == 1 and len(reading.rows("shares")) == 1 else ""
    parts.append(LineCleared(line_id=int(reading.text("line_id")), state="account" if whole else "matched", booked_to=whole))
    return Effect(parts=tuple(parts))


def _settlements(verified: Verified, currency: str) -> Iterator[Settlement]:
    found = {str(item["id"]): item for item in verified.answers.get(items(verified.reading)) or ()}
    for row in verified.reading.rows("shares"):
        if item := found.get(cell(row, "open_item_id")):
            share = share_of(row)
            yield Settlement(open_item_id=int(item["id"]), amount=Money(-share if item["side"] == "payable" else share, currency))


def _postings(verified: Verified, currency: str) -> Iterator[Posting]:
    """Against the items' accounts with their parties, at the rate at which they stand there, or the accounts named."""
    found = {str(item["id"]): item for item in verified.answers.get(items(verified.reading)) or ()}
    for row in verified.reading.rows("shares"):
        share = share_of(row)
        note = cell(row, "note") or verified.reading.text("text")
        if (item := found.get(cell(row, "open_item_id"))) is None:
            yield posting(cell(row, "account"), Money(-share, currency), note[:MOST_TEXT])
            continue
        settled = -share if item["side"] == "payable" else share
        local = settled_locally(item, settled, currency)
        yield posting(
            str(item["account"]),
            local if item["side"] == "payable" else -local,
            str(item["reference"])[:MOST_TEXT],
            party_id=int(item["party_id"]),
        )
