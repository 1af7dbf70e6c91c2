"""What the rules of Peppol ask again and again: the countries of the parties, the process, texts and numbers as XPath sees them."""

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from kantor.engines.einvoice.model import Group, Invoice, Term, exact

ZERO = Decimal(0)
HALF = Decimal("0.5")
CENT = Decimal("0.01")
_PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:"


def plain(text: str) -> str:
    """The text with inner white space reduced to single blanks and outer white space removed."""
    return " ".join(text.split())


def process_of(invoice: Invoice) -> str:
    """The two digits of the Peppol billing process (BT-23), '' where it is not written as one."""
    text = plain(invoice.text("BT-23"))
    begin = text.find(_PROCESS)
    digits = text[begin + len(_PROCESS) : begin + len(_PROCESS) + 2]
    if begin < 0 or not (digits.isascii() and digits.isdigit()) or text[begin + len(_PROCESS) + 2 :][:4] != ":1.0":
        return ""
    return digits


def vat_identifiers(invoice: Invoice, group: str, id: str) -> list[Term]:
    """VAT identifiers of a party. In CII Peppol looks for the scheme `VAT`, where the business term has the scheme `VA`."""
    party = invoice.one(group)
    if party is None:
        return []
    if invoice.syntax == "CII":
        return [term for term in party.all("CII-TaxRegistration") if term.scheme == "VAT"]
    return [term for term in party.all(id) if term.name == "VAT"]


def prefix(terms: list[Term]) -> str:
    return terms[0].value[:2].strip().upper() if terms else ""


def supplier_country(invoice: Invoice) -> str:
    """The supplier's country: prefix of its VAT identifier, else of its representative's, else the country of its address, else XX."""
    return (
        prefix(vat_identifiers(invoice, "BG-4", "BT-31"))
        or prefix(vat_identifiers(invoice, "BG-11", "BT-63"))
        or seller_country(invoice).upper()
        or "XX"
    )


def supplier_country_without_representative(invoice: Invoice) -> str:
    return prefix(vat_identifiers(invoice, "BG-4", "BT-31")) or seller_country(invoice).upper() or "XX"


def customer_country(invoice: Invoice) -> str:
    return prefix(vat_identifiers(invoice, "BG-7", "BT-48")) or buyer_country(invoice).upper() or "XX"


def seller_country(invoice: Invoice) -> str:
    """The country code of the seller's address (BT-40) as written."""
    return address_text(invoice, "BG-4", "BG-5", "BT-40")


def buyer_country(invoice: Invoice) -> str:
    """The country code of the buyer's address (BT-55) as written."""
    return address_text(invoice, "BG-7", "BG-8", "BT-55")


def both_german(invoice: Invoice) -> bool:
    return seller_country(invoice).upper() == "DE" and buyer_country(invoice).upper() == "DE"


def address_text(invoice: Invoice, party_id: str, address_id: str, id: str) -> str:
    party = invoice.one(party_id)
    address = party.one(address_id) if party else None
    return address.text(id) if address else ""


def number(text: str) -> Decimal | None:
    """What XPath's number() makes of the text; None for not a number."""
    return exact(text.strip())


def value(group: Group, id: str, absent: Decimal) -> Decimal:
    """The number of a term that rules calculate with; `absent` where it is missing, zero where it is no number."""
    if not group.has(id):
        return absent
    found = number(group.text(id))
    return ZERO if found is None else found


def rounded(amount: Decimal) -> Decimal:
    """Two decimals, halves towards positive infinity as XPath rounds."""
    return ((amount * 100 + HALF).to_integral_value(ROUND_FLOOR)) / 100


def texts(group: Group | None, id: str) -> Iterator[str]:
    if group is not None:
        for term in group.all(id):
            yield term.value
