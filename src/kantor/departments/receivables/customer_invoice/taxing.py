"""What the seller's law makes of each line: category, rate, ground and code, by the countries, the VAT id, the day and what is sold."""

from collections.abc import Mapping
from typing import Any, cast, get_args

from kantor.countries import Sale, SaleTreatment, Supply, law
from kantor.countries.sales import Wanted
from kantor.departments.receivables.customer_invoice.questions import text
from kantor.words import Reading
from kantor.words.field import Row

SUPPLIES = get_args(Supply)
WISHES = get_args(Wanted)


def treatment(line: Row, reading: Reading, client: Mapping[str, Any]) -> SaleTreatment | None:
    """None while the country, the day or what is sold is not known, or the tables do not reach back to the day."""
    on = reading.date("delivered_on") or reading.date("issued_on")
    supply, wanted = text(line, "supply"), text(line, "wanted")
    if on is None or not client.get("country") or supply not in SUPPLIES or wanted not in WISHES:
        return None
    sale = Sale(
        seller_country=client["country"],
        buyer_country=reading.text("customer_country") or client["country"],
        seller_vat_id=client.get("vat_id") or "",
        buyer_vat_id=reading.text("customer_vat_id"),
        supply=cast(Supply, supply),
        wanted=cast(Wanted, wanted),
        on=on,
    )
    try:
        return law(client["country"]).sell(sale)
    except LookupError:
        return None
