"""FA(3): who sells, who buys, and third parties."""

import re
from collections.abc import Iterator
from decimal import Decimal

from stdnum.pl import nip

from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.rules.ksef_facts import ZERO, kind, note
from kantor.engines.einvoice.rules.rule import Breach, Judge, at

_TEN_DIGITS = re.compile(r"\d{10}", re.ASCII)
# The national part of VAT identification numbers (Directive 2006/112/EC, art. 215; formats as published for VIES).
_VAT_NUMBERS = {
    "AT": r"U\d{8}",
    "BE": r"[01]?\d{9}",
    "BG": r"\d{9,10}",
    "CY": r"\d{8}[A-Z]",
    "CZ": r"\d{8,10}",
    "DE": r"\d{9}",
    "DK": r"\d{8}",
    "EE": r"\d{9}",
    "EL": r"\d{9}",
    "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FI": r"\d{8}",
    "FR": r"[A-Z0-9]{2}\d{9}",
    "HR": r"\d{11}",
    "HU": r"\d{8}",
    "IE": r"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}|\d{7}[A-Z]{1,2}",
    "IT": r"\d{11}",
    "LT": r"\d{9}|\d{12}",
    "LU": r"\d{8}",
    "LV": r"\d{11}",
    "MT": r"\d{8}",
    "NL": r"[A-Z0-9+*]{12}",
    "PT": r"\d{9}",
    "RO": r"\d{2,10}",
    "SE": r"\d{12}",
    "SI": r"\d{8}",
    "SK": r"\d{10}",
    "XI": r"\d{9}|\d{12}|GD\d{3}|HA\d{3}",
}


def _nip(invoice: Invoice) -> Iterator[Breach]:
    """The last digit of a NIP is a check digit (weights 6 5 7 2 3 4 5 6 7, modulo 11)."""
    for group in invoice.walk():
        if group.id == "BG-10":
            continue
        for term in group.all("FA3-NIP"):
            if _TEN_DIGITS.fullmatch(term.value) and not nip.is_valid(term.value):
                yield at(term, value=term.value)


def _needs_third_party(element: str, role: str) -> Judge:
    def judge(invoice: Invoice) -> Iterator[Breach]:
        buyer = invoice.one("BG-7")
        if buyer is None or buyer.text("FA3-" + element) != "1":
            return
        if not any(third.text("FA3-Rola") == role for third in invoice.sub("FA3-Podmiot3")):
            yield at(buyer.all("FA3-" + element)[0], element=element, role=role)

    return judge


def _parties(invoice: Invoice) -> list[Group]:
    return invoice.sub("BG-7") + invoice.sub("FA3-Podmiot3") + invoice.sub("FA3-Podmiot2K")


def _is_polish(number: str, party: Group) -> bool:
    """True for a NIP of a party that names no other member state, or sits in Poland."""
    addresses = [place for id in ("BG-8", "FA3-Adres") for place in party.sub(id)]
    at_home = any(place.text("FA3-KodKraju") == "PL" for place in addresses)
    return bool(_TEN_DIGITS.fullmatch(number)) and nip.is_valid(number) and (at_home or not party.text("FA3-KodUE"))


def _polish_number_as_foreign(invoice: Invoice) -> Iterator[Breach]:
    """A Polish buyer stands under NIP, or KSeF does not hand the invoice to it (information sheet on Podmiot2)."""
    for party in _parties(invoice):
        number = party.first("FA3-NrVatUE")
        if number is not None and (party.text("FA3-KodUE") == "PL" or number.value.startswith("PL") or _is_polish(number.value, party)):
            yield at(number, value=number.value)
            continue
        other = party.first("FA3-NrID")
        if other is not None and party.text("FA3-KodKraju") in ("", "PL"):
            digits = re.sub(r"[\s-]", "", other.value.removeprefix("PL"))
            if _TEN_DIGITS.fullmatch(digits) and nip.is_valid(digits):
                yield at(other, value=other.value)


def _vat_number(invoice: Invoice) -> Iterator[Breach]:
    for party in _parties(invoice):
        number, state = party.first("FA3-NrVatUE"), party.text("FA3-KodUE")
        if number is None or state == "PL" or number.value.startswith("PL"):
            continue
        pattern = _VAT_NUMBERS.get(state)
        if not state or (pattern and not re.fullmatch(pattern, number.value, re.ASCII)):
            yield at(number, value=number.value, state=state or "–")


def _buyer_name(invoice: Invoice) -> Iterator[Breach]:
    """Art. 106e sec. 1 no. 3; a simplified invoice (UPR) and corrections may do without."""
    buyer = invoice.one("BG-7")
    if buyer is not None and kind(invoice) in ("VAT", "ZAL", "ROZ") and not buyer.text("FA3-Nazwa"):
        yield at(buyer)


def _share(invoice: Invoice) -> Iterator[Breach]:
    total = ZERO
    for third in invoice.sub("FA3-Podmiot3"):
        share = third.first("FA3-Udzial")
        if share is None:
            continue
        total += third.number("FA3-Udzial") or ZERO
        if third.text("FA3-Rola") != "4" or total > Decimal(100):
            yield at(share, value=share.value)


def _employee(invoice: Invoice) -> Iterator[Breach]:
    for third in invoice.sub("FA3-Podmiot3"):
        if third.text("FA3-Rola") == "11" and not third.has("FA3-BrakID"):
            yield at(third)


def _self_billing(invoice: Invoice) -> Iterator[Breach]:
    """Under self-billing (P_17) the issuer is the buyer in Podmiot2; an issuer in Podmiot3 (role 5) contradicts that."""
    if note(invoice, "P_17") == "1":
        for third in invoice.sub("FA3-Podmiot3"):
            if third.text("FA3-Rola") == "5":
                yield at(third)


def _same_party(invoice: Invoice) -> Iterator[Breach]:
    """Seller and buyer are one taxpayer: possible for documents inside a company only."""
    seller, buyer = invoice.one("BG-4"), invoice.one("BG-7")
    if seller is not None and buyer is not None and seller.text("FA3-NIP") and seller.text("FA3-NIP") == buyer.text("FA3-NIP"):
        yield at(buyer.all("FA3-NIP")[0], value=buyer.text("FA3-NIP"))


RULES: dict[str, tuple[str, Judge]] = {
    "KSEF-NIP": ("fatal", _nip),
    "KSEF-JST": ("fatal", _needs_third_party("JST", "8")),
    "KSEF-GV": ("fatal", _needs_third_party("GV", "10")),
    "KSEF-VATUE-PL": ("fatal", _polish_number_as_foreign),
    "KSEF-VATUE-FORMAT": ("warning", _vat_number),
    "KSEF-BUYER-NAME": ("warning", _buyer_name),
    "KSEF-SHARE": ("fatal", _share),
    "KSEF-EMPLOYEE": ("warning", _employee),
    "KSEF-SELF-BILLING": ("fatal", _self_billing),
    "KSEF-SAME-PARTY": ("warning", _same_party),
}
