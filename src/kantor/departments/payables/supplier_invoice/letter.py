"""The letter with which an invoice goes back to its supplier: in the supplier's language, with the reason a person gave."""

from collections.abc import Mapping
from typing import Any

from kantor.countries import write_date
from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.amounts import total
from kantor.kit.money import Money
from kantor.kit.say import known, say
from kantor.words import Ask, Letter, Reading, Verified
from kantor.words.field import row_id

TEMPLATE = "payables.letter.sent_back"
LANGUAGES = ("en", "de", "pl", "id")


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (questions.postal_address(reading),) if row_id(reading.text("supplier_id")) is not None else ()


def letter_back(verified: Verified, reason: str) -> Letter:
    """Pure. Addressed to where the supplier's letters go, else to where the invoice says it sits, and sent to its mailbox where one is
    known."""
    reading = verified.reading
    kept = verified.answers.get(questions.postal_address(reading)) or {}
    supplier = verified.answers.get(questions.chosen(reading)) or questions.known_supplier(verified.answers, reading) or {}
    language = str(supplier.get("language") or verified.client["language"])
    language = language if language in LANGUAGES else "en"
    currency, issued = reading.text("currency"), reading.date("issued_on")
    gross = total(reading, "gross")
    return Letter(
        key=f"sent_back:{verified.document_id}",
        party_id=row_id(reading.text("supplier_id")),
        recipient=str(kept.get("name") or supplier.get("name") or reading.text("supplier_name")),
        address="\n".join(_address(verified, kept)),
        email=str(kept.get("email") or supplier.get("email") or ""),
        language=language,
        template=TEMPLATE,
        values={
            "supplier": reading.text("supplier_name"),
            "number": reading.text("number"),
            "issued_on": write_date(issued, language) if issued else reading.text("issued_on"),
            "gross": Money(gross, currency).format(language) if len(currency) == 3 and currency.isupper() else str(gross),
            "reason": reason.strip(),
            "client": str(verified.client["name"]),
        },
    )


def _address(verified: Verified, kept: Mapping[str, Any]) -> list[str]:
    """The lines below the name; abroad the last one is the country in capitals, in the sender's language, as the post asks for."""
    reading = verified.reading
    lines = list(kept.get("lines") or ()) or [part.strip() for part in reading.text("supplier_address").split(", ") if part.strip()]
    country = str(kept.get("country") or reading.text("supplier_country")).upper()
    if lines and country and country != verified.client.get("country"):
        name = f"countries.name.{country}"
        lines.append(say(name, str(verified.client["language"])).upper() if known(name) else country)
    return lines
