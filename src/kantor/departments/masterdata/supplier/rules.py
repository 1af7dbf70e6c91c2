"""What must be right before a supplier is taken up: its numbers, and that it is not there already."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.masterdata.rules import bank_numbers, filled, look, stop, supplier_with, wrong_tax_numbers
from kantor.departments.masterdata.supplier.document import FIELDS, KEY
from kantor.words import Answers, Ask, Finding, Reading, Rule


def same(reading: Reading) -> Ask:
    return supplier_with(
        vat_id=reading.text("vat_id"), iban=reading.text("iban"), tax_number=reading.text("tax_number"), name=reading.text("name")
    )


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (same(reading),)


def tax_numbers(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A number that cannot be right stops; a supplier without any is looked at."""
    yield from wrong_tax_numbers(reading, ("vat_id", "tax_number"))
    if not reading.text("vat_id") and not reading.text("tax_number"):
        yield look("tax_id_missing", "vat_id")


def not_there_yet(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The same VAT id, tax number or account is the same supplier; a name that is like another's is looked at."""
    found = answers.get(same(reading)) or {}
    if found.get("id"):
        yield stop("supplier_exists", found["matched_by"], name=found["name"], number=found["number"])
    elif found.get("suggested"):
        yield look("supplier_similar", "name", names=", ".join(party["name"] for party in found["suggested"]))


RULES = (
    filled(FIELDS),
    Rule(key=f"{KEY}.tax_numbers", judge=tax_numbers),
    Rule(key=f"{KEY}.bank_numbers", judge=bank_numbers),
    Rule(key=f"{KEY}.not_there_yet", judge=not_there_yet, asks=asks),
)
