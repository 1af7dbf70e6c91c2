"""The rule set XRECHNUNG_EXTENSION: sub invoice lines, third party payments and wider code lists of the extension of XRechnung 3.0."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kantor.engines.einvoice.codes import codes
from kantor.engines.einvoice.model import Group, Invoice, Term
from kantor.engines.einvoice.rules.peppol_facts import ZERO, number, plain, rounded
from kantor.engines.einvoice.rules.rule import Breach, Judge, RuleSet, at

XRECHNUNG_EXTENSION = RuleSet("XRECHNUNG_EXTENSION")
UBL, CII = ("UBL",), ("CII",)


def _applies(invoice: Invoice) -> bool:
    """The extension asks for sub lines of an Invoice only, never of a credit note."""
    return invoice.kind == "Invoice"


@XRECHNUNG_EXTENSION.rule("BR-DEX-01")
def _attachment_has_an_admitted_type(invoice: Invoice) -> Iterator[Breach]:
    for term in invoice.all("XML-Attachment"):
        if term.unit not in codes("BR-DEX-01", invoice.syntax):
            yield at(term, code=term.unit or "")


@XRECHNUNG_EXTENSION.rule("BR-DEX-02", "warning", UBL)
def _sub_lines_add_up(invoice: Invoice) -> Iterator[Breach]:
    for line in _lines(invoice):
        below = line.sub("BG-DEX-01")
        if below and _applies(invoice):
            total = sum((number(sub.text("BT-131")) or ZERO for sub in below), ZERO)
            if number(line.text("BT-131")) != total:
                yield at(line, line=line.text("BT-126"), found=line.text("BT-131"), expected=f"{total:f}")


def _lines(invoice: Invoice) -> Iterator[Group]:
    """Every line and sub line, at any depth."""
    waiting = list(invoice.sub("BG-25"))
    while waiting:
        line = waiting.pop(0)
        yield line
        waiting = [*line.sub("BG-DEX-01"), *waiting]


@XRECHNUNG_EXTENSION.rule("BR-DEX-03", syntaxes=UBL)
def _sub_line_has_one_vat_category(invoice: Invoice) -> Iterator[Breach]:
    for line in _lines(invoice):
        if line.id == "BG-DEX-01" and line.sub("BG-31") and len(line.sub("BG-30")) != 1 and _applies(invoice):
            yield at(line, line=line.text("BT-126"), count=str(len(line.sub("BG-30"))))


class Schemes(NamedTuple):
    """Identifiers whose scheme a rule judges: facts of the tree whose path has `within` and none of `outside`, by syntax."""

    facts: tuple[str, ...]
    within: str
    outside: tuple[str, ...] = ()


_IDENTIFIERS, _ADDRESSES = ("XML-Identifier",), ("XML-Endpoint", "XML-Identifier")
_NEITHER_ITEM_NOR_DELIVERY = ("ram:SpecifiedTradeProduct/", "ram:ShipToTradeParty/")
_SCHEMES = {
    ("BR-DEX-04", "UBL"): Schemes(_IDENTIFIERS, "cac:PartyIdentification"),
    ("BR-DEX-04", "CII"): Schemes(_IDENTIFIERS, "/ram:GlobalID", _NEITHER_ITEM_NOR_DELIVERY),
    ("BR-DEX-05", "UBL"): Schemes(_IDENTIFIERS, "cac:PartyLegalEntity"),
    ("BR-DEX-05", "CII"): Schemes(_IDENTIFIERS, "/ram:ID", ("ram:SpecifiedTaxRegistration",)),
    ("BR-DEX-06", "CII"): Schemes(_IDENTIFIERS, "ram:SpecifiedTradeProduct/ram:GlobalID"),
    ("BR-DEX-07", "UBL"): Schemes(("XML-Endpoint",), "cbc:EndpointID"),
    ("BR-DEX-07", "CII"): Schemes(_ADDRESSES, "/ram:URIID"),
    ("BR-DEX-08", "CII"): Schemes(_IDENTIFIERS, "ram:ApplicableHeaderTradeDelivery/ram:ShipToTradeParty/ram:GlobalID"),
}
# The creditor identifier of the seller or of the payee is written as one of their identifiers in UBL.
_CREDITORS = ("cac:AccountingSupplierParty", "cac:PayeeParty")


def _scheme_is_known(schemes: Schemes, rule: str) -> Judge:
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for id in schemes.facts:
            for term in invoice.all(id):
                if schemes.within in term.path and not any(part in term.path for part in schemes.outside):
                    yield from _unknown(invoice, rule, term)

    return judge


def _unknown(invoice: Invoice, rule: str, term: Term) -> Iterator[Breach]:
    scheme = plain(term.scheme or "")
    creditor = scheme == "SEPA" and rule == "BR-DEX-04" and any(party in term.path for party in _CREDITORS)
    known = codes("BR-DEX-07" if rule == "BR-DEX-07" else "BR-DEX-04", invoice.syntax)
    if term.scheme is not None and scheme not in known and not creditor:
        yield at(term, found=plain(term.value), scheme=scheme)


for (_rule, _syntax), _places in _SCHEMES.items():
    XRECHNUNG_EXTENSION.add(_rule, _scheme_is_known(_places, _rule), syntaxes=(_syntax,))


@XRECHNUNG_EXTENSION.rule("BR-DEX-06", syntaxes=UBL)
def _item_scheme_is_known(invoice: Invoice) -> Iterator[Breach]:
    for line in _lines(invoice):
        for item in line.sub("BG-31"):
            for term in item.all("BT-157"):
                yield from _unknown(invoice, "BR-DEX-06", term)


@XRECHNUNG_EXTENSION.rule("BR-DEX-08", syntaxes=UBL)
def _delivery_scheme_is_known(invoice: Invoice) -> Iterator[Breach]:
    for delivery in invoice.sub("BG-13"):
        for term in delivery.all("BT-71"):
            yield from _unknown(invoice, "BR-DEX-08", term)


@XRECHNUNG_EXTENSION.rule("BR-DEX-09", syntaxes=UBL)
def _amount_due_counts_third_parties(invoice: Invoice) -> Iterator[Breach]:
    """BT-115 = BT-112 - BT-113 + BT-114 + third party payments."""
    if not invoice.sub("UBL-LegalMonetaryTotal"):
        return
    third = sum((_number(payment, "BT-DEX-002") or ZERO for payment in invoice.sub("BG-DEX-09")), ZERO)
    due, total = _number(invoice, "BT-115"), _number(invoice, "BT-112")
    paid, rounding = _number(invoice, "BT-113") or ZERO, _number(invoice, "BT-114") or ZERO
    if due is None or total is None or rounded(due - rounding) != rounded(total - paid + third):
        expected = "" if total is None else f"{total - paid + rounding + third:f}"
        yield at(invoice.first("BT-115") or invoice, found=invoice.text("BT-115"), expected=expected)


def _number(group: Group, id: str) -> Decimal | None:
    return number(group.text(id))


def _third_party_payment_states(id: str) -> Judge:
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for payment in invoice.sub("BG-DEX-09"):
            if not payment.text(id) and _applies(invoice):
                yield at(payment)

    return judge


XRECHNUNG_EXTENSION.add("BR-DEX-10", _third_party_payment_states("BT-DEX-001"), syntaxes=UBL)
XRECHNUNG_EXTENSION.add("BR-DEX-11", _third_party_payment_states("BT-DEX-002"), syntaxes=UBL)
XRECHNUNG_EXTENSION.add("BR-DEX-12", _third_party_payment_states("BT-DEX-003"), syntaxes=UBL)


@XRECHNUNG_EXTENSION.rule("BR-DEX-13", syntaxes=UBL)
def _third_party_payment_has_two_decimals(invoice: Invoice) -> Iterator[Breach]:
    for payment in invoice.sub("BG-DEX-09"):
        for term in payment.all("BT-DEX-002"):
            if len(term.value.partition(".")[2]) > 2 and _applies(invoice):
                yield at(term, found=term.value)


@XRECHNUNG_EXTENSION.rule("BR-DEX-14", syntaxes=UBL)
def _third_party_payment_is_in_invoice_currency(invoice: Invoice) -> Iterator[Breach]:
    for payment in invoice.sub("BG-DEX-09"):
        amount = payment.first("BT-DEX-002")
        if (amount is None or amount.unit != invoice.text("BT-5") or not amount.unit) and _applies(invoice):
            yield at(amount or payment, found=(amount.unit if amount else "") or "", expected=invoice.text("BT-5"))


@XRECHNUNG_EXTENSION.rule("BR-DEX-15", "warning", CII)
def _sub_lines_are_not_known_in_cii(invoice: Invoice) -> Iterator[Breach]:
    for term in invoice.all("XML-ParentLineID")[:1]:
        yield at(term)
