"""The letter with which an invoice goes back to its supplier: in the supplier's language, with the reason a person gave."""

from kantor.countries import write_date
from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.amounts import total
from kantor.kit.money import Money
from kantor.words import Letter, Verified
from kantor.words.field import row_id

TEMPLATE = "payables.letter.sent_back"
LANGUAGES = ("en", "de", "pl", "id")


def letter_back(verified: Verified, reason: str) -> Letter:
    """Pure. Addressed to the supplier's mailbox where one is known; a letter without an address waits for somebody to give it one."""
    reading = verified.reading
    supplier = questions.known_supplier(verified.answers, reading) or {}
    language = str(supplier.get("language") or verified.client["language"])
    language = language if language in LANGUAGES else "en"
    currency, issued = reading.text("currency"), reading.date("issued_on")
    gross = total(reading, "gross")
    return Letter(
        key=f"sent_back:{verified.document_id}",
        party_id=row_id(reading.text("supplier_id")),
        recipient=str(supplier.get("name") or reading.text("supplier_name")),
        address=str(supplier.get("email") or ""),
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
