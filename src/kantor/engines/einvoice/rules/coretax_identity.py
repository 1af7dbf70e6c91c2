"""Coretax: what must be stated, codes, tax numbers and places of business."""

import re
from collections.abc import Iterator

from stdnum import luhn

from kantor.engines.einvoice.days import a_day
from kantor.engines.einvoice.model import Group, Invoice, Term
from kantor.engines.einvoice.rules.rule import Breach, Judge, at

_REQUIRED = {
    "BG-4": ("TIN", "SellerIDTKU"),
    "BG-7": ("BuyerTin", "BuyerDocument", "BuyerName", "BuyerIDTKU"),
    "INVOICE": ("TaxInvoiceDate", "TaxInvoiceOpt", "TrxCode"),
    "BG-25": ("Opt", "Name", "Unit", "Price", "Qty", "TaxBase", "OtherTaxBase", "VATRate", "VAT"),
}
_NUMBERS = ("Price", "Qty", "TotalDiscount", "TaxBase", "OtherTaxBase", "VATRate", "VAT", "STLGRate", "STLG")
TRX_CODES = frozenset(f"{n:02}" for n in range(1, 11))
WITH_FACILITY = frozenset({"07", "08"})
DOCUMENTS = frozenset({"TIN", "National ID", "Passport", "Other ID"})
NO_TIN = "0" * 16
NO_PLACE = "000000"
_DIGITS_16 = re.compile(r"\d{16}", re.ASCII)
_DIGITS_22 = re.compile(r"\d{22}", re.ASCII)
_ADD_INFO = re.compile(r"TD\.005(\d\d)", re.ASCII)
_STAMP = re.compile(r"TD\.011(\d\d)", re.ASCII)
_UNIT = re.compile(r"UM\.00\d\d", re.ASCII)
_CODE = re.compile(r"\d{6}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{3}", re.ASCII)


def _groups(invoice: Invoice, id: str) -> list[Group]:
    return [invoice] if id == "INVOICE" else invoice.sub(id)


def _required(invoice: Invoice) -> Iterator[Breach]:
    for id, names in _REQUIRED.items():
        for group in _groups(invoice, id):
            for name in names:
                if not group.text("CTX-" + name):
                    yield at(group.first("CTX-" + name) or group, element=name)
    if not invoice.sub("BG-25"):
        yield at(invoice, element="GoodService")


def _numbers(invoice: Invoice) -> Iterator[Breach]:
    for line in invoice.sub("BG-25"):
        for name in _NUMBERS:
            if line.text("CTX-" + name) and line.number("CTX-" + name) is None:
                yield at(line.all("CTX-" + name)[0], element=name, value=line.text("CTX-" + name))


def _negative(invoice: Invoice) -> Iterator[Breach]:
    for line in invoice.sub("BG-25"):
        for name in _NUMBERS:
            number = line.number("CTX-" + name)
            if number is not None and number < 0:
                yield at(line.all("CTX-" + name)[0], element=name, value=str(number))


def _date(invoice: Invoice) -> Iterator[Breach]:
    for term in invoice.all("CTX-TaxInvoiceDate"):
        if term.value and a_day(term.value) is None:
            yield at(term, value=term.value)


def _option(invoice: Invoice) -> Iterator[Breach]:
    """Only normal invoices are handed in as a bulk; replacements and cancellations are made in Coretax itself."""
    for term in invoice.all("CTX-TaxInvoiceOpt"):
        if term.value and term.value != "Normal":
            yield at(term, value=term.value)


def _transaction(invoice: Invoice) -> Iterator[Breach]:
    for term in invoice.all("CTX-TrxCode"):
        if term.value and term.value not in TRX_CODES:
            yield at(term, value=term.value)


def _facility(invoice: Invoice) -> Iterator[Breach]:
    """Codes 07 (not collected) and 08 (exempt) name the facility and its stamp; the others have none."""
    code = invoice.text("CTX-TrxCode")
    for name in ("AddInfo", "FacilityStamp"):
        stated = bool(invoice.text("CTX-" + name))
        if code in TRX_CODES and stated != (code in WITH_FACILITY):
            yield at(invoice.first("CTX-" + name) or invoice, element=name, code=code)


def _facility_pair(invoice: Invoice) -> Iterator[Breach]:
    """The reason (TD.005nn) and the stamp (TD.011nn) of a facility have the same last two digits."""
    reason, stamp = invoice.text("CTX-AddInfo"), invoice.text("CTX-FacilityStamp")
    if not reason or not stamp:
        return
    first, second = _ADD_INFO.fullmatch(reason), _STAMP.fullmatch(stamp)
    if first is None or second is None or first[1] != second[1]:
        yield at(invoice.all("CTX-FacilityStamp")[0], reason=reason, stamp=stamp)


def _tins(invoice: Invoice) -> Iterator[Term]:
    for party in invoice.sub("BG-4"):
        yield from party.all("CTX-TIN")
    for party in invoice.sub("BG-7"):
        for term in party.all("CTX-BuyerTin"):
            if not (term.value == NO_TIN and party.text("CTX-BuyerDocument") != "TIN"):
                yield term


def _tin(invoice: Invoice) -> Iterator[Breach]:
    """Tax numbers have 16 digits since 2024 (PMK 112/2022)."""
    for term in _tins(invoice):
        if term.value and (not _DIGITS_16.fullmatch(term.value) or term.value == NO_TIN):
            yield at(term, value=term.value)


def _tin_check(invoice: Invoice) -> Iterator[Breach]:
    """A number that begins with 0 is the former NPWP of 15 digits; its ninth digit checks the eight before (Luhn)."""
    for term in _tins(invoice):
        if _DIGITS_16.fullmatch(term.value) and term.value[0] == "0" and term.value != NO_TIN and not luhn.is_valid(term.value[1:10]):
            yield at(term, value=term.value)


def _place(invoice: Invoice) -> Iterator[Breach]:
    """A place of business (NITKU) has 22 digits and begins with the tax number of its owner; a buyer without one has 000000."""
    for id, number, place in (("BG-4", "TIN", "SellerIDTKU"), ("BG-7", "BuyerTin", "BuyerIDTKU")):
        for party in invoice.sub(id):
            tin = party.text("CTX-" + number)
            without = id == "BG-7" and party.text("CTX-BuyerDocument") != "TIN"
            for term in party.all("CTX-" + place):
                if not term.value or (without and term.value == NO_PLACE):
                    continue
                if not _DIGITS_22.fullmatch(term.value) or (not without and not term.value.startswith(tin)):
                    yield at(term, value=term.value, tin=tin)


def _buyer_document(invoice: Invoice) -> Iterator[Breach]:
    for buyer in invoice.sub("BG-7"):
        kind, number = buyer.text("CTX-BuyerDocument"), buyer.text("CTX-BuyerDocumentNumber")
        if kind and (kind not in DOCUMENTS or (kind != "TIN" and not number)):
            yield at(buyer.all("CTX-BuyerDocument")[0], value=kind, number=number or "–")


def _country(invoice: Invoice) -> Iterator[Breach]:
    for buyer in invoice.sub("BG-7"):
        for term in buyer.all("CTX-BuyerCountry"):
            if term.value and not _COUNTRY.fullmatch(term.value):
                yield at(term, value=term.value)


def _matches(name: str, fits: "re.Pattern[str]") -> Judge:
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for line in invoice.sub("BG-25"):
            for term in line.all("CTX-" + name):
                if term.value and not fits.fullmatch(term.value):
                    yield at(term, value=term.value)

    return judge


RULES: dict[str, tuple[str, Judge]] = {
    "CORETAX-REQUIRED": ("fatal", _required),
    "CORETAX-NUMBER": ("fatal", _numbers),
    "CORETAX-NEGATIVE": ("fatal", _negative),
    "CORETAX-DATE": ("fatal", _date),
    "CORETAX-OPTION": ("warning", _option),
    "CORETAX-TRX": ("fatal", _transaction),
    "CORETAX-FACILITY": ("fatal", _facility),
    "CORETAX-FACILITY-PAIR": ("fatal", _facility_pair),
    "CORETAX-TIN": ("fatal", _tin),
    "CORETAX-TIN-CHECK": ("fatal", _tin_check),
    "CORETAX-IDTKU": ("fatal", _place),
    "CORETAX-BUYER-DOCUMENT": ("fatal", _buyer_document),
    "CORETAX-BUYER-COUNTRY": ("warning", _country),
    "CORETAX-LINE-KIND": ("fatal", _matches("Opt", re.compile(r"[AB]"))),
    "CORETAX-UNIT": ("fatal", _matches("Unit", _UNIT)),
    "CORETAX-CODE": ("fatal", _matches("Code", _CODE)),
}
