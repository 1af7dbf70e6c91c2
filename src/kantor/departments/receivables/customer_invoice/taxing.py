"""What the seller's law makes of each line: category, rate, ground and code, by the countries, the VAT id, the day and what is sold."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from kantor.countries import Sale, SaleTreatment, law
from kantor.countries.sales import Sold, Wanted
from kantor.departments.receivables.customer_invoice.document import SUPPLIES, WANTED
from kantor.departments.receivables.customer_invoice.questions import CLIENT, OSS_SPELLS
from kantor.words import Answers, Reading
from kantor.words.field import Row, cell


def treatment(line: Row, reading: Reading, answers: Answers) -> SaleTreatment | None:
    """None while the country, the day or what is sold is not known, or the tables do not reach back to the day."""
    client: Mapping[str, Any] = answers.get(CLIENT) or {}
    on = reading.date("delivered_on") or reading.date("issued_on")
    supply, wanted = cell(line, "supply"), cell(line, "wanted")
    if on is None or not client.get("country") or supply not in SUPPLIES or wanted not in WANTED:
        return None
    sale = Sale(
        seller_country=client["country"],
        buyer_country=reading.text("customer_country") or client["country"],
        seller_vat_id=client.get("vat_id") or "",
        buyer_vat_id=reading.text("customer_vat_id"),
        supply=cast(Sold, supply),
        wanted=cast(Wanted, wanted),
        on=on,
        in_one_stop_shop=in_one_stop_shop(on, answers),
    )
    try:
        return law(client["country"]).sell(sale)
    except LookupError:
        return None


def in_one_stop_shop(on: date, answers: Answers) -> bool:
    """Whether the client is registered for the scheme on the day."""
    day = on.isoformat()
    return any(one["from_on"] <= day and (not one["until_on"] or day <= one["until_on"]) for one in answers.get(OSS_SPELLS) or ())
