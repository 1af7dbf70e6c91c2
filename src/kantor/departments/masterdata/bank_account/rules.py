"""What must be right before anything is paid to a new account."""

from collections.abc import Iterator
from datetime import date

from kantor.countries import electronic_iban
from kantor.departments.masterdata.bank_account.document import FIELDS, KEY
from kantor.departments.masterdata.rules import bank_numbers, filled, known_party, look, party, stop, supplier_with
from kantor.words import Answers, Ask, Finding, Reading, Rule


def agreed(reading: Reading) -> Ask:
    return Ask("parties.bank_accounts", (reading.text("party_id"),))


def owner(reading: Reading) -> Ask:
    return supplier_with(iban=reading.text("iban"))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (party(reading), agreed(reading), owner(reading))


def not_agreed_yet(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """An account that is agreed already needs no second decision; one that replaces others is told beside them."""
    iban = electronic_iban(reading.text("iban"))
    known = [account["iban"] for account in answers.get(agreed(reading)) or () if not account.get("until_on")]
    if iban in known:
        yield stop("account_agreed_already", "iban", iban=iban)
    elif known and iban:
        yield look("account_differs", "iban", iban=iban, known=", ".join(known))


def of_this_supplier(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """An account of another supplier, or in another country than the supplier's, is how fraud begins."""
    other, supplier = answers.get(owner(reading)) or {}, answers.get(party(reading)) or {}
    if other.get("id") and str(other["id"]) != reading.text("party_id"):
        yield look("account_of_another", "iban", name=other["name"])
    country = electronic_iban(reading.text("iban"))[:2]
    if country.isalpha() and supplier.get("country") and country != supplier["country"]:
        yield look("account_abroad", "iban", country=country, home=supplier["country"])


RULES = (
    filled(FIELDS),
    known_party,
    Rule(key=f"{KEY}.bank_numbers", judge=bank_numbers),
    Rule(key=f"{KEY}.not_agreed_yet", judge=not_agreed_yet, asks=asks),
    Rule(key=f"{KEY}.of_this_supplier", judge=of_this_supplier, asks=asks),
)
