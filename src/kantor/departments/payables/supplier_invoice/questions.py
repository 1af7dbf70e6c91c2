"""The questions that an invoice asks the house, each named once."""

from kantor.departments.payables.supplier_invoice import lessons
from kantor.departments.payables.supplier_invoice.amounts import is_credit_note
from kantor.departments.payables.supplier_invoice.document import KEY
from kantor.words import PAGES, Answers, Ask, Reading
from kantor.words.field import row_id
from kantor.words.rates import rates_asked

CLIENT = Ask("access.client", ())
ROLES = Ask("ledger.account_roles", ())


def supplier(reading: Reading) -> Ask:
    """By VAT id or IBAN first, by tax number next, by name only as a suggestion."""
    keys = ("supplier_vat_id", "iban", "supplier_tax_number", "supplier_name")
    return Ask("parties.supplier", tuple(reading.text(key) for key in keys))


def chosen(reading: Reading) -> Ask:
    """The party that stands as the supplier, whoever put it there."""
    return Ask("parties.party", (reading.text("supplier_id"),))


def postal_address(reading: Reading) -> Ask:
    """Where letters to the party that stands as the supplier go; asked when one is written."""
    return Ask("parties.postal_address", (reading.text("supplier_id"),))


def bank_accounts(reading: Reading) -> Ask:
    return Ask("parties.bank_accounts", (reading.text("supplier_id"),))


def same_number(reading: Reading) -> Ask:
    keys = ("supplier_id", "number", "gross", "currency", "issued_on")
    return Ask("payables.same_number", tuple(reading.text(key) for key in keys))


def history(reading: Reading) -> Ask:
    return Ask("ledger.history", (reading.text("supplier_id"),))


def earlier(reading: Reading) -> Ask:
    """What the supplier's earlier invoices were like; asked of what was read off a page."""
    return Ask("payables.earlier", (reading.text("supplier_id"),))


def stopped(reading: Reading) -> Ask:
    """Which rules of the gate erred more often than promised with what this model reads."""
    return Ask("spotchecks.stopped", (KEY, reading.reader.removeprefix(PAGES).strip()))


def order_lines(reading: Reading) -> Ask:
    """Open lines of the orders that the invoice names, and of all open orders of its supplier; for a credit note those invoiced."""
    numbers = {reading.text("order_number"), *(row["order_number"].text for row in reading.rows("lines") if "order_number" in row)}
    question = "purchasing.invoiced_lines" if is_credit_note(reading) else "purchasing.open_lines"
    return Ask(question, (reading.text("supplier_id"), *sorted(number for number in numbers if number)))


def asset_account(number: str) -> Ask:
    """Whether what is booked onto an account is an asset in use, to be entered as one."""
    return Ask("accounting.asset_account", (number,))


def asset_accounts(reading: Reading) -> list[Ask]:
    """Of the accounts that the lines name, each once."""
    named = dict.fromkeys(row["account"].text for row in reading.rows("lines") if "account" in row and row["account"].text)
    return [asset_account(number) for number in named]


def open_period(reading: Reading) -> Ask:
    return Ask("ledger.open_period", (reading.text("issued_on"),))


def known_supplier(answers: Answers, reading: Reading) -> dict[str, object] | None:
    """The supplier where it is certain, None where it is unknown or only suggested by name."""
    found = answers.get(supplier(reading))
    return found if found and not found.get("suggested") else None


def first(reading: Reading) -> tuple[Ask, ...]:
    """What can be asked of any reading; the rest follows once the supplier is known."""
    return (CLIENT, ROLES, supplier(reading))


def all_of(reading: Reading) -> tuple[Ask, ...]:
    """What suggestions, rules and effect need. Not the same number: that is asked when all documents of a batch are written down."""
    return reading.once(_all_of)


def _all_of(reading: Reading) -> tuple[Ask, ...]:
    if row_id(reading.text("supplier_id")) is None:
        return (*first(reading), *lessons.asked(reading))
    rates = rates_asked(reading.text("currency"), reading.date("issued_on"), reading.text("exchange_rate"))
    known: tuple[Ask, ...] = (*first(reading), *lessons.asked(reading), *rates)
    known = (*known, *asset_accounts(reading), chosen(reading), bank_accounts(reading), history(reading), order_lines(reading))
    if reading.reader.startswith(PAGES):
        known = (*known, earlier(reading), stopped(reading))
    return (*known, open_period(reading)) if reading.date("issued_on") else known
