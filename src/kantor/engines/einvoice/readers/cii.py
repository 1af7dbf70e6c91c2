"""Reads UN/CEFACT cross industry invoices (CII D16B, D22B: Factur-X, ZUGFeRD, XRechnung) into the semantic invoice, walking the tree once.

Beyond the business terms a few things are kept because rules judge them: `scheme` of a VAT category code (BT-95, BT-102, BT-118, BT-151)
is the TypeCode of its tax, `scheme` of a date the code of its format (dates in format 102 are given as yyyy-mm-dd); `CII-ChargeIndicator`
as written; `CII-AllowanceCharge`: one whose indicator says neither; `CII-TaxTotalAmount`: a tax total in neither of the two currencies
(BT-110, BT-111); `CII-InvoicedObject`, `CII-Tender`: the references that gave BT-18, BT-128 and BT-17; `CII-TypeCode` of a BG-24. Where
BT-24 names an extension, sub lines (ParentLineID) stand below their line as BG-DEX-01.
"""

from lxml import etree

from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.readers.cii_parts import Table, prefixed, walk
from kantor.engines.einvoice.readers.cii_shapes import ROOT

_CATEGORIES = {"BG-20": "BT-95", "BG-21": "BT-102", "BG-23": "BT-118", "BG-30": "BT-151"}
_DIRECT_DEBITS = ("49", "59")


def read_root(root: etree._Element) -> Invoice:
    """The invoice below a `CrossIndustryInvoice` element, however little of it is there."""
    return read_with(ROOT, root)


def read_with(table: Table, root: etree._Element) -> Invoice:
    """The invoice below `root`, whose elements `table` explains."""
    name = prefixed(root.tag)
    invoice = Invoice("CII", name.rpartition(":")[2], f"/{name}")
    walk(root, invoice.path, table, invoice)
    tidy(invoice)
    return invoice


def tidy(invoice: Invoice) -> None:
    """Bring terms that CII writes elsewhere to the group EN 16931-1 has them in."""
    _sort_tax_totals(invoice)
    _lift_tax_point(invoice)
    _place_payment_terms(invoice)
    _lift_references(invoice, "CII-Tender", "BT-17")
    _lift_references(invoice, "CII-InvoicedObject", "BT-18")
    for id in ("BG-20", "BG-21", "BG-23"):
        for group in invoice.sub(id):
            _name_tax(group)
    _name_contact(invoice.one("BG-4"), "BG-6", "BT-41")
    _name_contact(invoice.one("BG-7"), "BG-9", "BT-56")
    for line in invoice.sub("BG-25"):
        _tidy_line(line)
    if "#conformant#" in invoice.text("BT-24"):
        _nest_lines(invoice)


def _sort_tax_totals(invoice: Invoice) -> None:
    currency, accounting = invoice.text("BT-5"), invoice.text("BT-6")
    for total in invoice.terms.pop("CII-TaxTotalAmount", []):
        if not total.unit or not currency or total.unit == currency:
            invoice.add("BT-110", total)
        elif total.unit == accounting:
            invoice.add("BT-111", total)
        else:
            invoice.add("CII-TaxTotalAmount", total)


def _lift_tax_point(invoice: Invoice) -> None:
    """The tax point stands in every VAT breakdown in CII, and once for the invoice in EN 16931-1."""
    for breakdown in invoice.sub("BG-23"):
        for id in ("BT-7", "BT-8"):
            for term in breakdown.terms.pop(id, []):
                if all(term.value != known.value for known in invoice.all(id)):
                    invoice.add(id, term)


def _place_payment_terms(invoice: Invoice) -> None:
    """Remittance information belongs to every payment instruction, mandate and creditor to the direct debit."""
    payments = invoice.sub("BG-16")
    for payment in payments:
        account = payment.one("BG-17")
        if account and payment.has("CII-BICID"):
            account.terms["BT-86"] = payment.terms.pop("CII-BICID")
    if payments:
        for term in invoice.terms.pop("BT-83", []):
            for payment in payments:
                payment.add("BT-83", term)
    debits = [debit for payment in payments for debit in payment.sub("BG-19")]
    mandates = invoice.terms.pop("BT-89", [])
    if mandates and not debits:
        by_code = [payment for payment in payments if payment.text("BT-81") in _DIRECT_DEBITS]
        debits = [(by_code or payments or [invoice])[0].open("BG-19", mandates[0].path)]
    creditors = invoice.terms.pop("BT-90", []) if debits else []
    for debit in debits:
        for id, terms in (("BT-89", mandates), ("BT-90", creditors)):
            for term in terms:
                debit.add(id, term)


def _lift_references(group: Group, id: str, term_id: str) -> None:
    """The identifiers of referenced documents become terms, the kind of an invoiced object their scheme."""
    for reference in group.groups.get(id, []):
        scheme = reference.first("CII-ReferenceTypeCode")
        for term in reference.all(term_id):
            group.add(term_id, term._replace(scheme=scheme.value if scheme else None))


def _name_contact(party: Group | None, id: str, name_id: str) -> None:
    """A department is the contact point where no person is named."""
    contact = party.one(id) if party else None
    if contact and not contact.has(name_id) and contact.has("CII-DepartmentName"):
        contact.terms[name_id] = contact.terms.pop("CII-DepartmentName")


def _name_tax(group: Group) -> None:
    kind = group.first("CII-TypeCode")
    id = _CATEGORIES[group.id]
    if kind and id in group.terms:
        group.terms[id] = [term._replace(scheme=kind.value) for term in group.terms[id]]


def _tidy_line(line: Group) -> None:
    _lift_references(line, "CII-InvoicedObject", "BT-128")
    for tax in line.sub("BG-30"):
        _name_tax(tax)
    price = line.one("BG-29")
    if price and not price.has("BT-149"):
        for id, gross in (("BT-149", "CII-GrossBasisQuantity"), ("BT-150", "CII-GrossBasisUnit")):
            if price.has(gross):
                price.terms[id] = list(price.terms[gross])


def _nest_lines(invoice: Invoice) -> None:
    """Move sub lines below the line they name; a line that names none, or one not yet seen, stays where it is."""
    known: dict[str, Group] = {}
    top: list[Group] = []
    for line in invoice.sub("BG-25"):
        parent = known.get(line.text("CII-ParentLineID"))
        if parent is None:
            top.append(line)
        else:
            line.id = "BG-DEX-01"
            parent.groups.setdefault("BG-DEX-01", []).append(line)
        known.setdefault(line.text("BT-126"), line)
    if top:
        invoice.groups["BG-25"] = top
