"""What must be right before a customer is taken up: its numbers, that its invoices can reach it, and that it is not there already."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.masterdata.customer.document import FIELDS, KEY
from kantor.departments.masterdata.rules import filled, not_there_yet, stop, wrong_tax_numbers
from kantor.words import Answers, Finding, Reading, Rule


def tax_numbers(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A number that cannot be right stops; a customer may have none."""
    yield from wrong_tax_numbers(reading, ("vat_id", "tax_number"))


def invoices(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """An XRechnung carries the reference that the buyer gave (BR-DE-15), and a Coretax invoice the number of its buyer."""
    wanted = reading.text("einvoice")
    if wanted.startswith("xrechnung") and not reading.text("buyer_reference"):
        yield stop("buyer_reference_missing", "buyer_reference")
    if wanted == "coretax" and not reading.text("vat_id"):
        yield stop("coretax_needs_npwp", "vat_id")
    limit = reading.number("credit_limit")
    if reading.text("credit_limit") and (limit is None or limit < 0):
        yield stop("credit_limit_impossible", "credit_limit", amount=reading.text("credit_limit"))


NEW = not_there_yet(KEY, "customer")
RULES = (
    filled(FIELDS),
    Rule(key=f"{KEY}.tax_numbers", judge=tax_numbers),
    Rule(key=f"{KEY}.invoices", judge=invoices),
    NEW,
)
