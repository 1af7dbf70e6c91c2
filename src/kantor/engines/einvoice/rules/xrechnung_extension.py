"""The rule set XRECHNUNG_EXTENSION: sub invoice lines, third party payments and wider code lists of the extension of XRechnung 3.0."""

from collections.abc import Iterator
from decimal import Decimal

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


def _schemes(ids: tuple[tuple[str, ...], ...], rule: str, also_sepa: bool = False) -> Judge:
    """The scheme of these terms, where they name one, is of the list of `rule`; `ids`: the path of groups, then the term."""

    def judge(invoice: Invoice) -> Iterator[Breach]:
        for *path, id in ids:
            for term in _terms(invoice, path, id):
                scheme = plain(term.scheme or "")
                if term.scheme is not None and scheme not in codes(rule, invoice.syntax) and not (also_sepa and scheme == "SEPA"):
                    yield at(term, found=term.value, scheme=scheme)

    return judge


def _terms(invoice: Invoice, path: list[str], id: str) -> Iterator[Term]:
    groups: list[Group] = list(_lines(invoice)) if path[:1] == ["BG-25"] else [invoice]
    for step in path[1:] if path[:1] == ["BG-25"] else path:
        groups = [below for group in groups for below in group.sub(step)]
    for group in groups:
        yield from group.all(id)


_PARTIES = (("BG-4", "BT-29"), ("BG-7", "BT-46"), ("BG-10", "BT-60"))
_REGISTERS = (("BG-4", "BT-30"), ("BG-7", "BT-47"), ("BG-10", "BT-61"))
_ENDPOINTS = (("BG-4", "BT-34"), ("BG-7", "BT-49"))
XRECHNUNG_EXTENSION.add("BR-DEX-04", _schemes(_PARTIES, "BR-DEX-04", also_sepa=True))
XRECHNUNG_EXTENSION.add("BR-DEX-05", _schemes(_REGISTERS, "BR-DEX-04"))
XRECHNUNG_EXTENSION.add("BR-DEX-06", _schemes((("BG-25", "BG-31", "BT-157"),), "BR-DEX-04"))
XRECHNUNG_EXTENSION.add("BR-DEX-07", _schemes(_ENDPOINTS, "BR-DEX-07"))
XRECHNUNG_EXTENSION.add("BR-DEX-08", _schemes((("BG-13", "BT-71"),), "BR-DEX-04"))


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
