"""The questions that a customer invoice asks the house, each named once."""

from datetime import date

from kantor.words import Answers, Ask, Reading
from kantor.words.field import cell, row_id
from kantor.words.rates import rates_asked

CLIENT = Ask("access.client", ())
LETTERHEAD = Ask("access.letterhead", ())
ROLES = Ask("ledger.account_roles", ())
CONTACT = Ask("receivables.contact", ())
OSS_SPELLS = Ask("accounting.oss_spells", ())
"""From when to when the client is registered for the One Stop Shop."""
MOST_GOODS = 20
"""Lines whose goods are looked up among earlier invoices."""


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


def open_periods(reading: Reading) -> tuple[Ask, ...]:
    """Of the tax point where one is said, and of the day of the invoice: the first that takes it is that of the entry."""
    days = dict.fromkeys(on for key in ("tax_point_on", "issued_on") if (on := reading.date(key)))
    return tuple(Ask("ledger.open_period", (on.isoformat(),)) for on in days)


def booked_on(reading: Reading, answers: Answers, today: date) -> date:
    """Today where no period takes it any more."""
    days = (date.fromisoformat(ask.about[0]) for ask in open_periods(reading) if answers.get(ask) is not False)
    return next(days, today)


def invoice(number: str) -> Ask:
    """An invoice of ours that took effect."""
    return Ask("receivables.invoice", (number,))


def advances(reading: Reading) -> tuple[Ask, ...]:
    return tuple(invoice(number) for row in reading.rows("advances") if (number := cell(row, "number")))


def down_payments(reading: Reading) -> Ask:
    """What the customer was asked to pay in advance and nothing takes off yet."""
    return Ask("receivables.down_payments", (reading.text("customer_id"), " ".join(subjects(reading))))


def bills(reading: Reading) -> Ask:
    """What of that which the lines bill is billed already."""
    return Ask("receivables.billed", (" ".join(subjects(reading)),))


def subjects(reading: Reading) -> list[str]:
    """What the lines bill out of contracts, deliveries and time sheets."""
    return [subject for row in reading.rows("lines") for subject in cell(row, "bills").split()]


def known_customer(reading: Reading, answers: Answers) -> str:
    """The id of the chosen customer, or of the one whom the VAT id tells."""
    found = answers.get(named(reading)) or {}
    return reading.text("customer_id") or str(found.get("id") or "")


def distance_sales(reading: Reading) -> Ask:
    """What consumers in other member states bought in the year of the invoice and in the one before."""
    return Ask("receivables.distance_sales", (reading.text("issued_on"),))


def marked_before(reading: Reading) -> Ask:
    """How the same goods were marked on the newest invoice that marked them; goods without a number go by their name."""
    told = [cell(row, "article") or cell(row, "name") for row in reading.rows("lines")[:MOST_GOODS]]
    return Ask("receivables.marks", tuple(sorted({text for text in told if text})))


def all_of(reading: Reading) -> tuple[Ask, ...]:
    """What suggestions, rules and effect need."""
    rates = rates_asked(reading.text("currency"), reading.date("issued_on"), reading.text("exchange_rate"))
    asked: tuple[Ask, ...] = (*rates, CLIENT, LETTERHEAD, ROLES, CONTACT, OSS_SPELLS, *advances(reading), marked_before(reading))
    if row_id(reading.text("customer_id")) is None:
        asked = (*asked, named(reading))
    else:
        asked = (*asked, record(reading), party(reading), credit(reading), down_payments(reading))
    if number := reading.text("preceding_number"):
        asked = (*asked, invoice(number))
    if reading.date("issued_on") and reading.text("customer_country") and not reading.text("customer_vat_id"):
        asked = (*asked, distance_sales(reading))
    if subjects(reading):
        asked = (*asked, bills(reading))
    return (*asked, *open_periods(reading))
