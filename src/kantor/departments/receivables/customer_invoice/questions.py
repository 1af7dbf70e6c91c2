"""The questions that a customer invoice asks the house, each named once."""

from kantor.words import Answers, Ask, Reading
from kantor.words.field import Row, row_id

CLIENT = Ask("access.client", ())
LETTERHEAD = Ask("access.letterhead", ())
ROLES = Ask("ledger.account_roles", ())
CONTACT = Ask("receivables.contact", ())


def named(reading: Reading) -> Ask:
    """Whom a document without a chosen customer means, by VAT id or by name."""
    return Ask("parties.customer", (reading.text("customer_vat_id"), "", "", reading.text("customer_name")))


def record(reading: Reading) -> Ask:
    return Ask("parties.record", (reading.text("customer_id"),))


def party(reading: Reading) -> Ask:
    return Ask("parties.party", (reading.text("customer_id"),))


def credit(reading: Reading) -> Ask:
    """What the customer owes already, and up to which limit it may."""
    return Ask("receivables.credit", (reading.text("customer_id"),))


def open_period(reading: Reading) -> Ask:
    return Ask("ledger.open_period", (reading.text("issued_on"),))


def invoice(number: str) -> Ask:
    """An invoice of ours that took effect."""
    return Ask("receivables.invoice", (number,))


def advances(reading: Reading) -> tuple[Ask, ...]:
    return tuple(invoice(number) for row in reading.rows("advances") if (number := text(row, "number")))


def text(row: Row, key: str) -> str:
    value = row.get(key)
    return value.text if value else ""


def known_customer(reading: Reading, answers: Answers) -> str:
    """The id of the chosen customer, or of the one whom the VAT id tells."""
    found = answers.get(named(reading)) or {}
    return reading.text("customer_id") or str(found.get("id") or "")


def all_of(reading: Reading) -> tuple[Ask, ...]:
    """What suggestions, rules and effect need."""
    asked: tuple[Ask, ...] = (CLIENT, LETTERHEAD, ROLES, CONTACT, *advances(reading))
    if row_id(reading.text("customer_id")) is None:
        asked = (*asked, named(reading))
    else:
        asked = (*asked, record(reading), party(reading), credit(reading))
    if number := reading.text("preceding_number"):
        asked = (*asked, invoice(number))
    return (*asked, open_period(reading)) if reading.date("issued_on") else asked
