"""What must be right before a supplier is taken up: its numbers, and that it is not there already."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.masterdata.rules import bank_numbers, filled, look, not_there_yet, wrong_tax_numbers
from kantor.departments.masterdata.supplier.document import FIELDS, KEY
from kantor.words import Answers, Finding, Reading, Rule


def tax_numbers(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A number that cannot be right stops; a supplier without any is looked at."""
    yield from wrong_tax_numbers(reading, ("vat_id", "tax_number"))
    if not reading.text("vat_id") and not reading.text("tax_number"):
        yield look("tax_id_missing", "vat_id")


NEW = not_there_yet(KEY, "supplier")
RULES = (
    filled(FIELDS),
    Rule(key=f"{KEY}.tax_numbers", judge=tax_numbers),
    Rule(key=f"{KEY}.bank_numbers", judge=bank_numbers),
    NEW,
)
