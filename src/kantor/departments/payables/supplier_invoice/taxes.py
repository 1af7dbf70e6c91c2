"""What the buyer's country makes of each row of the VAT breakdown."""

from collections.abc import Mapping
from typing import Any

from kantor.countries import Purchase, Treatment, law
from kantor.departments.payables.supplier_invoice.amounts import cell
from kantor.words import Reading, Value
from kantor.words.field import number


def treatment(row: Mapping[str, Value], reading: Reading, client: Mapping[str, Any]) -> Treatment | None:
    """How the client's law treats this row; None while the country, the day or the category is not known."""
    on = reading.date("delivered_on") or reading.date("issued_on")
    if not client.get("country") or on is None or not cell(row, "category"):
        return None
    return law(client["country"]).treat(
        Purchase(
            seller_country=reading.text("supplier_country") or client["country"],
            buyer_country=client["country"],
            seller_vat_id=reading.text("supplier_vat_id") or None,
            buyer_vat_id=reading.text("buyer_vat_id") or client.get("vat_id") or None,
            category=cell(row, "category"),
            rate=number(cell(row, "rate")),
            on=on,
        )
    )
