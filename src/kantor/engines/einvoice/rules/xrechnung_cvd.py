"""The rule set XRECHNUNG_CVD: invoices under the Clean Vehicles Directive (EU) 2019/1161."""

from collections.abc import Iterator

from kantor.engines.einvoice.codes import codes
from kantor.engines.einvoice.model import Group, Invoice, Term
from kantor.engines.einvoice.rules.peppol_facts import plain
from kantor.engines.einvoice.rules.rule import Breach, RuleSet, at

XRECHNUNG_CVD = RuleSet("XRECHNUNG_CVD")


def _items(invoice: Invoice) -> Iterator[tuple[Group, Group]]:
    """Each line with its item."""
    for line in invoice.sub("BG-25"):
        for item in line.sub("BG-31"):
            yield line, item


def _classifications(item: Group) -> list[Term]:
    return [term for term in item.all("BT-158") if term.scheme == "CVD"]


def _attributes(item: Group) -> list[Group]:
    return [attribute for attribute in item.sub("BG-32") if any(term.value == "cva" for term in attribute.all("BT-160"))]


@XRECHNUNG_CVD.rule("BR-DE-CVD-01")
def _contract_is_named(invoice: Invoice) -> Iterator[Breach]:
    if not any(term.value for term in invoice.all("BT-12")):
        yield at(invoice)


@XRECHNUNG_CVD.rule("BR-DE-CVD-02")
def _tender_is_named(invoice: Invoice) -> Iterator[Breach]:
    if not any(term.value for term in invoice.all("BT-17")):
        yield at(invoice)


@XRECHNUNG_CVD.rule("BR-DE-CVD-03")
def _one_line_is_a_vehicle(invoice: Invoice) -> Iterator[Breach]:
    if not any(_classifications(item) and _attributes(item) for _, item in _items(invoice)):
        yield at(invoice)


@XRECHNUNG_CVD.rule("BR-DE-CVD-04")
def _vehicle_category_is_a_code(invoice: Invoice) -> Iterator[Breach]:
    for line, item in _items(invoice):
        for term in item.all("BT-158"):
            if plain(term.scheme or "") == "CVD" and plain(term.value) not in codes("BR-DE-CVD-04", invoice.syntax):
                yield at(term, line=line.text("BT-126"), code=term.value)


@XRECHNUNG_CVD.rule("BR-DE-CVD-05")
def _cleanness_is_a_code(invoice: Invoice) -> Iterator[Breach]:
    for line, item in _items(invoice):
        for attribute in _attributes(item):
            if plain(attribute.text("BT-161")) not in codes("BR-DE-CVD-05", invoice.syntax):
                yield at(attribute, line=line.text("BT-126"), code=attribute.text("BT-161"))


@XRECHNUNG_CVD.rule("BR-DE-CVD-06-a")
def _vehicle_has_one_attribute(invoice: Invoice) -> Iterator[Breach]:
    for line, item in _items(invoice):
        count = len(_attributes(item))
        if _classifications(item) and count != 1:
            yield at(item, line=line.text("BT-126"), count=str(count))


@XRECHNUNG_CVD.rule("BR-DE-CVD-06-b")
def _attribute_has_one_vehicle(invoice: Invoice) -> Iterator[Breach]:
    for line, item in _items(invoice):
        count = len(_classifications(item))
        if _attributes(item) and count != 1:
            yield at(item, line=line.text("BT-126"), count=str(count))


@XRECHNUNG_CVD.rule("BR-TMP-CVD-01")
def _classification_scheme_is_a_code(invoice: Invoice) -> Iterator[Breach]:
    for line, item in _items(invoice):
        for term in item.all("BT-158"):
            if plain(term.scheme or "") not in codes("BR-TMP-CVD-01", invoice.syntax):
                yield at(term, line=line.text("BT-126"), scheme=term.scheme or "")
