"""What an opening balance does: the item is open again, against the account for opening balances."""

from decimal import Decimal

from kantor.departments.accounting.opening_balance.document import ROLES
from kantor.kit.money import Money
from kantor.words import Effect, Entry, OpenItem, Posting, Verified

SERIES = "OB"


def effect(verified: Verified) -> Effect:
    """Pure. A negative amount is a credit of the other side. Raises LookupError where the chart lacks an account."""
    reading, roles = verified.reading, verified.answers[ROLES]
    own, currency = verified.client["currency"], reading.text("currency")
    local = Money(reading.number("local_amount") or Decimal(0), own).rounded()
    amount = Money(reading.number("amount") or Decimal(0), currency).rounded()
    is_payable = reading.text("side") == "payable"
    account = roles["payables" if is_payable else "receivables"]
    party_id = int(reading.text("party_id"))
    on = reading.date("taken_over_on") or verified.today
    signed = Money(-local.amount if is_payable else local.amount, own)
    foreign = Money(-amount.amount if is_payable else amount.amount, currency) if currency != own else None
    text = f"{reading.text('party_name')} {reading.text('number')}".strip()
    owed = _posting(account, signed, foreign, party_id, text)
    against = _posting(roles["opening_balance"], Money(-signed.amount, own), None, None, text)
    return Effect(
        parts=(
            Entry(series=SERIES, booked_on=on, document_on=reading.date("document_on") or on, text=text, postings=(owed, against)),
            OpenItem(
                side=reading.text("side"),
                party_id=party_id,
                account=account,
                amount=amount,
                local_amount=local,
                due_on=reading.date("due_on") or on,
                reference=reading.text("number"),
                iban=reading.text("iban"),
            ),
        )
    )


def _posting(account: str, signed: Money, foreign: Money | None, party_id: int | None, text: str) -> Posting:
    return Posting(
        account=account,
        debit=signed if signed.amount >= 0 else None,
        credit=Money(-signed.amount, signed.currency) if signed.amount < 0 else None,
        foreign=foreign,
        party_id=party_id,
        text=text[:200],
    )
