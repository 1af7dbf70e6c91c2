"""What must be right before a customer is taken up: its numbers, that its invoices can reach it, and that it is not there already."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kantor.departments.masterdata.customer.document import FIELDS, KEY
from kantor.departments.masterdata.rules import filled, not_there_yet, stop, wrong_tax_numbers
from kantor.words import Answers, Finding, Reading, Rule

MOST_DAYS, WHOLE = Decimal(365), Decimal(100)


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
    yield from _discount(reading)


def _discount(reading: Reading) -> Iterator[Finding]:
    """Whole days within the time to pay, and a percentage with two decimals; both or neither."""
    if not reading.text("discount_days") and not reading.text("discount_percent"):
        return
    days, percent, term = (reading.number(key) for key in ("discount_days", "discount_percent", "payment_days"))
    most = min(term, MOST_DAYS) if term is not None else MOST_DAYS
    if days is None or days != int(days) or not 0 < days <= most:
        yield stop("discount_days_impossible", "discount_days", most=f"{most:f}")
    if percent is None or not 0 < percent < WHOLE or percent != round(percent, 2):
        yield stop("discount_percent_impossible", "discount_percent", percent=reading.text("discount_percent") or "-")


NEW = not_there_yet(KEY, "customer")
RULES = (
    filled(FIELDS),
    Rule(key=f"{KEY}.tax_numbers", judge=tax_numbers),
    Rule(key=f"{KEY}.invoices", judge=invoices),
    NEW,
)
