"""What a placed order does: its lines are open for receipts and invoices."""

from collections.abc import Mapping
from decimal import Decimal

from kantor.departments.purchasing.parts import OrderedLine
from kantor.departments.purchasing.purchase_order.document import rate_of
from kantor.words import Effect, Value, Verified
from kantor.words.field import number


def effect(verified: Verified) -> Effect:
    """Pure."""
    reading = verified.reading
    rate = rate_of(reading, verified.answers, str(verified.client["currency"]))
    kept = None if reading.text("currency") == verified.client["currency"] else rate

    def text(row: Mapping[str, Value], key: str) -> str:
        value = row.get(key)
        return value.text if value else ""

    return Effect(
        parts=tuple(
            OrderedLine(
                party_id=int(reading.text("supplier_id")),
                order_number=reading.text("order_number"),
                line=text(row, "line"),
                article=text(row, "article"),
                name=text(row, "name"),
                unit=text(row, "unit"),
                ordered=number(text(row, "quantity")) or Decimal(0),
                price=number(text(row, "price")) or Decimal(0),
                currency=reading.text("currency"),
                clearing=text(row, "clearing") == "yes",
                account=text(row, "account"),
                cost_centre=text(row, "cost_centre"),
                ordered_on=reading.date("ordered_on") or verified.today,
                exchange_rate=kept,
            )
            for row in reading.rows("lines")
        )
    )
