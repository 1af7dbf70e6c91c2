"""The letter that confirms an order: in the customer's language, line by line, with what is paid in advance."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kantor.countries import address_lines, write_date
from kantor.departments.receivables.sales_order.document import AS_PERFORMED
from kantor.kit.money import Money
from kantor.kit.say import say, unit
from kantor.words import Letter, Reading, Verified
from kantor.words.field import Row, cell, number, row_id

TEMPLATE = "receivables.letter.confirmation"
LANGUAGES = ("en", "de", "pl", "id")
ADDRESS = ("street", "postcode", "town")
PLACES = 2


def confirmation(verified: Verified, kept: Mapping[str, Any]) -> Letter:
    """Pure. kept: the customer's record. Whoever decides on the order lets the letter go with it."""
    reading = verified.reading
    language = str(kept.get("language") or verified.client.get("language") or "en")
    language = language if language in LANGUAGES else "en"
    address = {key: str((kept.get("address") or {}).get(key, "")) for key in ADDRESS}
    ordered = reading.date("ordered_on") or verified.today
    net = reading.number("net") or Decimal(0)
    order = reading.text("order_number")
    values = {
        "customer": reading.text("customer_name"),
        "client": str(verified.client["name"]),
        "number": reading.text("number"),
        "day": write_date(ordered, language),
        "reference": say("receivables.letter.confirmation.reference", language, {"number": order}) if order else "",
        "items": "\n".join(_line(row, reading.text("currency"), language) for row in reading.rows("lines")),
        "net": Money(net, reading.text("currency")).rounded().format(language),
        "terms": "\n".join(_terms(reading, language)),
    }
    return Letter(
        key=f"confirmation:{verified.document_id}",
        party_id=row_id(reading.text("customer_id")),
        recipient=str(kept.get("name") or reading.text("customer_name")),
        address="\n".join(address_lines(**address, country=str(kept.get("country") or ""))),
        email=str(kept.get("email") or ""),
        language=language,
        template=TEMPLATE,
        values=values,
        decided=True,
        stands_alone=True,
    )


def _line(row: Row, currency: str, language: str) -> str:
    quantity, price, net = (number(cell(row, key)) or Decimal(0) for key in ("quantity", "price", "net"))
    told = {
        "line": cell(row, "line"),
        "name": " ".join(part for part in (cell(row, "article"), cell(row, "name")) if part),
        "quantity": _figure(quantity, 0, language),
        "unit": unit(cell(row, "unit"), language),
        "price": _figure(price, PLACES, language),
        "net": Money(net, currency).format(language),
    }
    return say("receivables.letter.confirmation.line", language, told)


def _figure(figure: Decimal, least: int, language: str) -> str:
    """With all its places, at least so many of them, and the point that the language has."""
    plain = figure.normalize()
    exponent = plain.as_tuple().exponent
    places = max(least, -exponent if isinstance(exponent, int) else 0)
    text = f"{plain:.{places}f}"
    return text if language == "en" else text.replace(".", ",")


def _terms(reading: Reading, language: str) -> Iterator[str]:
    share = reading.number("down_payment")
    if share:
        yield say("receivables.letter.confirmation.down_payment", language, {"share": _figure(share, 0, language)})
    as_performed = reading.text("billed") == AS_PERFORMED
    yield say(f"receivables.letter.confirmation.{'as_performed' if as_performed else 'at_once'}", language, {})
