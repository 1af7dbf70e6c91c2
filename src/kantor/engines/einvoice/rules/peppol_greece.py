"""National rules of Greece within Peppol BIS Billing 3; published for UBL only."""

import re
from collections.abc import Callable, Iterator

from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.rules.peppol_facts import (
    customer_country,
    number,
    plain,
    seller_country,
    supplier_country,
    supplier_country_without_representative,
    vat_identifiers,
)
from kantor.engines.einvoice.rules.peppol_identifiers import is_greek_tin
from kantor.engines.einvoice.rules.rule import Breach, Judge, RuleSet, at

RULES = RuleSet("PEPPOL Greece")
UBL = ("UBL",)
_GREEK = ("GR", "EL")
_DOCUMENT_TYPES = ("1.1", "1.6", "2.1", "2.4", "5.1", "5.2", "")
_DATE = re.compile(r"(0?[1-9]|[12][0-9]|3[01])[-\\/ ]?(0?[1-9]|1[0-2])[-\\/ ]?(19|20)[0-9]{2}")
_MARK, _ADDRESS = "##M.AR.K##", "##INVOICE|URL##"


def applies(invoice: Invoice) -> bool:
    return _is_greek_sender(invoice) or supplier_country_without_representative(invoice) in _GREEK


def _is_greek_sender(invoice: Invoice) -> bool:
    return supplier_country(invoice) in _GREEK


def _segment(position: int, is_fine_id: str) -> Judge:
    """A rule about one of the six segments of the invoice number (BT-1), counted from 0."""

    def judge(invoice: Invoice) -> Iterator[Breach]:
        if not _is_greek_sender(invoice):
            return
        for term in invoice.all("BT-1"):
            segments = term.value.split("|")
            segment = segments[position] if position < len(segments) else ""
            if not _CHECKS[is_fine_id](invoice, segment):
                yield at(term, found=segment, segment=str(position + 1))

    return judge


@RULES.rule("GR-R-001-1", syntaxes=UBL)
def _number_has_six_segments(invoice: Invoice) -> Iterator[Breach]:
    if _is_greek_sender(invoice):
        for term in invoice.all("BT-1"):
            if len(term.value.split("|")) != 6:
                yield at(term, found=term.value)


def _is_sellers_tin(invoice: Invoice, segment: str) -> bool:
    known = [*vat_identifiers(invoice, "BG-4", "BT-31"), *vat_identifiers(invoice, "BG-11", "BT-63")]
    return len(plain(segment)) == 9 and is_greek_tin(segment) and any(term.value[2:11] == segment for term in known)


def _is_issue_date(invoice: Invoice, segment: str) -> bool:
    return _DATE.match(segment) is not None and segment.split("/")[:3] == invoice.text("BT-2").split("-")[2::-1]


def _is_positive(invoice: Invoice, segment: str) -> bool:
    figure = number(segment)
    return figure is not None and figure >= 0


_CHECKS: dict[str, Callable[[Invoice, str], bool]] = {
    "tin": _is_sellers_tin,
    "date": _is_issue_date,
    "number": _is_positive,
    "type": lambda invoice, segment: bool(plain(segment)) and segment in _DOCUMENT_TYPES,
    "filled": lambda invoice, segment: bool(segment),
}
for _position, _check in enumerate(("tin", "date", "number", "type", "filled", "filled")):
    RULES.add(f"GR-R-001-{_position + 2}", _segment(_position, _check), syntaxes=UBL)


def _party_has_a_name(party_id: str, id: str) -> Judge:
    def judge(invoice: Invoice) -> Iterator[Breach]:
        if _is_greek_sender(invoice):
            for party in invoice.sub(party_id):
                if not party.text(id):
                    yield at(party)

    return judge


RULES.add("GR-R-002", _party_has_a_name("BG-4", "BT-28"), syntaxes=UBL)
RULES.add("GR-R-005", _party_has_a_name("BG-7", "BT-45"), syntaxes=UBL)


def _is_greek_vat_number(text: str) -> bool:
    return text[:2] == "EL" and is_greek_tin(text[2:])


@RULES.rule("GR-R-003", syntaxes=UBL)
def _vat_number_is_greek(invoice: Invoice) -> Iterator[Breach]:
    if _is_greek_sender(invoice):
        for term in vat_identifiers(invoice, "BG-4", "BT-31"):
            if not _is_greek_vat_number(term.value):
                yield at(term, found=term.value)


@RULES.rule("GR-S-011", "warning", UBL)
def _seller_has_one_vat_number(invoice: Invoice) -> Iterator[Breach]:
    if _is_greek_sender(invoice):
        for seller in invoice.sub("BG-4"):
            found = vat_identifiers(invoice, "BG-4", "BT-31")
            if len(found) != 1 or not _is_greek_vat_number(found[0].value):
                yield at(seller)


@RULES.rule("GR-R-006", syntaxes=UBL)
def _greek_buyer_has_one_vat_number(invoice: Invoice) -> Iterator[Breach]:
    if _is_greek_sender(invoice) and customer_country(invoice) in _GREEK:
        for buyer in invoice.sub("BG-7"):
            found = vat_identifiers(invoice, "BG-7", "BT-48")
            if len(found) != 1 or not _is_greek_vat_number(found[0].value):
                yield at(buyer)


def _documents(invoice: Invoice, description: str) -> list[Group]:
    return [document for document in invoice.sub("BG-24") if any(term.value == description for term in document.all("BT-123"))]


def _lives_in_greece(invoice: Invoice) -> bool:
    return _is_greek_sender(invoice) and seller_country(invoice) == "GR"


@RULES.rule("GR-R-004-1", syntaxes=UBL)
def _invoice_has_one_mark(invoice: Invoice) -> Iterator[Breach]:
    count = len(_documents(invoice, _MARK))
    if _lives_in_greece(invoice) and count != 1:
        yield at(invoice, count=str(count))


@RULES.rule("GR-R-004-2", syntaxes=UBL)
def _mark_is_a_positive_number(invoice: Invoice) -> Iterator[Breach]:
    if _lives_in_greece(invoice):
        for document in _documents(invoice, _MARK):
            for term in document.all("BT-122"):
                if not re.match("[1-9]", term.value):
                    yield at(term, found=term.value)


@RULES.rule("GR-S-008-1", "warning", UBL)
def _invoice_has_an_address(invoice: Invoice) -> Iterator[Breach]:
    if _lives_in_greece(invoice) and len(_documents(invoice, _ADDRESS)) != 1:
        yield at(invoice)


@RULES.rule("GR-R-008-2", syntaxes=UBL)
def _invoice_has_no_second_address(invoice: Invoice) -> Iterator[Breach]:
    count = len(_documents(invoice, _ADDRESS))
    if _lives_in_greece(invoice) and count > 1:
        yield at(invoice, count=str(count))


@RULES.rule("GR-R-008-3", syntaxes=UBL)
def _address_is_filled(invoice: Invoice) -> Iterator[Breach]:
    if _is_greek_sender(invoice):
        for document in _documents(invoice, _ADDRESS):
            if not document.text("BT-124"):
                yield at(document)


def _tin_addresses(invoice: Invoice, party_id: str, id: str) -> Iterator[Breach]:
    for party in invoice.sub(party_id):
        for term in party.all(id):
            if term.scheme != "9933" or not is_greek_tin(term.value):
                yield at(term, found=term.value, scheme=term.scheme or "")


@RULES.rule("GR-R-009", syntaxes=UBL)
def _seller_is_addressed_by_its_tin(invoice: Invoice) -> Iterator[Breach]:
    if supplier_country_without_representative(invoice) in _GREEK:
        yield from _tin_addresses(invoice, "BG-4", "BT-34")


@RULES.rule("GR-R-010", syntaxes=UBL)
def _greek_buyer_is_addressed_by_its_tin(invoice: Invoice) -> Iterator[Breach]:
    if _is_greek_sender(invoice) and customer_country(invoice) in _GREEK:
        yield from _tin_addresses(invoice, "BG-7", "BT-49")
