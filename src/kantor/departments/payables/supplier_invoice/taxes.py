"""What the buyer's country makes of each row of the VAT breakdown."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from kantor.countries import Purchase, Treatment, law
from kantor.departments.payables.supplier_invoice.amounts import amount
from kantor.words import Reading, Value
from kantor.words.field import cell, number

PIECES = frozenset({"H87", "KGM", "GRM", "TNE", "LTR", "MLT", "MTQ", "MTR", "MTK", "XPK", "XBX", "XCT", "XPX", "PR", "SET", "SZT", "SZT."})
"""Units (UN/ECE rec. 20 and 21, and the Polish word for piece) in which services are not sold; `C62` (one) says nothing."""


def treatment(row: Mapping[str, Value], reading: Reading, client: Mapping[str, Any]) -> Treatment | None:
    """How the client's law treats this row; None while the country, the day or the category is not known."""
    on = reading.date("delivered_on") or reading.date("issued_on")
    if not client.get("country") or on is None or not cell(row, "category"):
        return None
    return _treated(
        Purchase(
            seller_country=reading.text("supplier_country") or client["country"],
            buyer_country=client["country"],
            seller_vat_id=reading.text("supplier_vat_id") or None,
            buyer_vat_id=reading.text("buyer_vat_id") or client.get("vat_id") or None,
            category=cell(row, "category"),
            rate=number(cell(row, "rate")),
            on=on,
            supply="goods" if goods(row, reading) else None,
            national_code=reading.text("national_code") or None,
        )
    )


@lru_cache(maxsize=4096)
def _treated(purchase: Purchase) -> Treatment:
    """The law's answer; the same few kinds of purchase come again and again, and rules, suggestions and effect all ask."""
    return law(purchase.buyer_country).treat(purchase)


def belongs(line: Mapping[str, Value], tax: Mapping[str, Value]) -> bool:
    """Whether the line's net amount is part of the base; a line without a category belongs to every row, rates compare as numbers."""
    if not cell(line, "category"):
        return True
    return cell(line, "category") == cell(tax, "category") and amount(line, "rate") == amount(tax, "rate")


def goods(tax: Mapping[str, Value], reading: Reading) -> bool:
    """Whether the row is certainly about goods: each of its lines was ordered as goods or is counted in pieces, weight or volume."""
    lines = reading.once(_goods_lines)
    own = [is_goods for line, is_goods in zip(reading.rows("lines"), lines, strict=True) if belongs(line, tax)]
    return bool(own) and all(own)


def _goods_lines(reading: Reading) -> tuple[bool, ...]:
    """Which lines are certainly about goods."""
    ordered = {cell(match, "line") for match in reading.rows("matches") if cell(match, "clearing") == "yes"}
    return tuple(str(index) in ordered or cell(line, "unit").upper() in PIECES for index, line in enumerate(reading.rows("lines")))
