"""An order begins with what is usual: the customer's name, the client's currency, billing as it is performed; sums follow."""

from decimal import Decimal

from kantor.departments.receivables.sales_order.document import AS_PERFORMED, BY_LETTER, CLIENT, record
from kantor.kit.money import Money
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import Row, cell, number

USUAL, RECKONED = Source("suggestion", "usual"), Source("suggestion", "reckoned")
PIECE = "C62"
OF_TIME = ("HUR", "DAY", "MON")


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. What was typed stays; sums are made anew."""
    values = dict(reading.values)
    kept, client = answers.get(record(reading)) or {}, answers.get(CLIENT) or {}
    usual = {
        "customer_name": str(kept.get("name") or ""),
        "confirmation": BY_LETTER,
        "currency": str(client.get("currency") or ""),
        "billed": AS_PERFORMED,
    }
    for key, what in usual.items():
        if what and not reading.text(key):
            values[key] = Value(what, USUAL)
    currency = values["currency"].text if "currency" in values else ""
    rows = tuple(_line(row, place, currency) for place, row in enumerate(reading.rows("lines"), 1))
    if currency and rows and all(cell(row, "net") for row in rows):
        net = sum((number(cell(row, "net")) or Decimal(0) for row in rows), Decimal(0))
        values["net"] = Value(f"{net:f}", RECKONED)
    return Reading(reader=reading.reader, values=values, tables={**reading.tables, "lines": rows}, document_id=reading.document_id)


def _line(row: Row, place: int, currency: str) -> Row:
    supply = "services" if cell(row, "unit") in OF_TIME else "goods"
    usual = {"line": str(place), "unit": PIECE, "supply": supply, "wanted": "standard"}
    filled = {**row, **{key: Value(what, USUAL) for key, what in usual.items() if not cell(row, key)}}
    quantity, price = number(cell(row, "quantity")), number(cell(row, "price"))
    if quantity is not None and price is not None and currency:
        filled["net"] = Value(f"{Money(quantity * price, currency).rounded().amount:f}", RECKONED)
    return filled
