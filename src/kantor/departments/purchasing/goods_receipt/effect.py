"""What a goods receipt does: stock rises, the order line has received, and the value waits on the clearing account for its invoice.

What goes back does the opposite.
"""

from collections import defaultdict
from datetime import UTC, datetime, time
from decimal import Decimal

from kantor.departments.purchasing.goods_receipt.document import order_lines
from kantor.departments.purchasing.parts import ReceivedLine
from kantor.kit.money import Money
from kantor.words import Ask, Effect, Entry, Move, Part, Posting, Verified
from kantor.words.field import number

SERIES = "GR"
PLACE = "warehouse"


def effect(verified: Verified) -> Effect:
    """Pure. Goods ordered in another currency are valued when their invoice comes, with its rate.

    Raises LookupError where the chart has no stock or clearing account.
    """
    reading = verified.reading
    known = {str(line["line"]): line for line in verified.answers.get(order_lines(reading)) or ()}
    on = reading.date("received_on") or verified.today
    own = verified.client["currency"]
    parts: list[Part] = []
    values: dict[str, Decimal] = defaultdict(Decimal)
    roles = verified.answers.get(Ask("ledger.account_roles", ())) or {}
    for row in reading.rows("lines"):
        line = known[row["line"].text]
        quantity = number(row["quantity"].text) or Decimal(0)
        parts.append(ReceivedLine(order_number=reading.text("order_number"), line=row["line"].text, quantity=quantity))
        if line["clearing"] and line["currency"] == own:
            values[line["account"] or roles["stock"]] += quantity * (number(line["price"]) or Decimal(0))
        if line["clearing"]:
            here = reading.text("place") or PLACE
            parts.append(
                Move(
                    article=line["article"] or line["name"],
                    source="supplier" if quantity > 0 else here,
                    destination=here if quantity > 0 else "supplier",
                    quantity=abs(quantity),
                    unit=line["unit"],
                    effective_at=datetime.combine(on, time(12), tzinfo=UTC),
                )
            )
    if any(values.values()):
        parts.append(_entry(verified, values, roles["goods_clearing"]))
    return Effect(parts=tuple(parts))


def _entry(verified: Verified, values: dict[str, Decimal], clearing: str) -> Entry:
    own = verified.client["currency"]
    on = verified.reading.date("received_on") or verified.today
    amounts = {account: Money(value, own).rounded() for account, value in sorted(values.items())}
    goods = [_posting(account, amount) for account, amount in amounts.items() if amount]
    total = Money(sum((amount.amount for amount in amounts.values()), Decimal(0)), own)
    return Entry(
        series=SERIES,
        booked_on=on,
        document_on=on,
        text=f"{verified.reading.text('order_number')} {verified.reading.text('number')}",
        postings=(*goods, *([_posting(clearing, -total)] if total else ())),
    )


def _posting(account: str, amount: Money) -> Posting:
    """Debit what came, credit what went back."""
    return Posting(account=account, debit=amount) if amount.amount >= 0 else Posting(account=account, credit=-amount)
