"""Reads the bulk of tax invoices that Indonesian taxpayers hand to Coretax (TaxInvoiceBulk), one semantic invoice for each TaxInvoice.

Every value keeps its own name (`CTX-TrxCode`). The number of an invoice comes from the tax office later: BT-1 is the seller's RefDesc.
The seller is known by TIN and place of business only. Amounts are rupiah. BT-116 is the base the rate applies to, OtherTaxBase, which
since 2025 is usually eleven twelfths of the price (PMK 131/2024); BT-109 is the price, TaxBase.
"""

from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from kantor.engines.einvoice.model import Group, Invoice, SyntaxFinding, Term, exact
from kantor.engines.einvoice.readers.xml import Unreadable, local_name

CURRENCY = "IDR"
KNOWN = frozenset(
    {
        "TaxInvoiceDate",
        "TaxInvoiceOpt",
        "TrxCode",
        "AddInfo",
        "CustomDoc",
        "CustomDocMonthYear",
        "RefDesc",
        "FacilityStamp",
        "SellerIDTKU",
        "BuyerTin",
        "BuyerDocument",
        "BuyerCountry",
        "BuyerDocumentNumber",
        "BuyerName",
        "BuyerAdress",
        "BuyerEmail",
        "BuyerIDTKU",
        "Opt",
        "Code",
        "Name",
        "Unit",
        "Price",
        "Qty",
        "TotalDiscount",
        "TaxBase",
        "OtherTaxBase",
        "VATRate",
        "VAT",
        "STLGRate",
        "STLG",
    }
)
# TrxCode -> VAT category (UNTDID 5305): 02 and 03 are paid by the buyer to the state, 07 and 08 are not charged.
CATEGORIES = {"02": "AE", "03": "AE", "07": "E", "08": "E"}
PAID_BY_BUYER = frozenset({"02", "03"})
NOT_CHARGED = frozenset({"07", "08"})
_AMOUNTS = frozenset({"Price", "TotalDiscount", "TaxBase", "OtherTaxBase", "VAT", "STLG"})
_ROOT_TERMS = {"TaxInvoiceDate": "BT-2", "RefDesc": "BT-1"}
_SELLER_TERMS = {"SellerIDTKU": "BT-29"}
_BUYER_TERMS = {"BuyerTin": "BT-48", "BuyerName": "BT-44", "BuyerIDTKU": "BT-46", "BuyerDocumentNumber": "BT-47"}
_ADDRESS_TERMS = {"BuyerAdress": "BT-50", "BuyerCountry": "BT-55"}
_LINE_TERMS = {"Qty": "BT-129", "Unit": "BT-130", "TaxBase": "BT-131"}


def read_root(root: etree._Element) -> Invoice:
    """The first tax invoice of the bulk."""
    return read_each(root)[0]


def read_each(root: etree._Element) -> list[Invoice]:
    """All tax invoices of the bulk. Raises Unreadable for a bulk of withholding slips, or one without any invoice."""
    if local_name(root) == "BpuBulk":
        raise Unreadable("withholding_slip", root=local_name(root))
    nodes = [node for holder in _children(root, "ListOfTaxInvoice") for node in _children(holder, "TaxInvoice")]
    if not nodes:
        raise Unreadable("empty_bulk", root=local_name(root))
    list_path = f"/{local_name(root)}/ListOfTaxInvoice"
    tin = next(_children(root, "TIN"), None)
    invoices = []
    seen: set[str] = set()
    for number, node in enumerate(nodes, 1):
        invoice = _read(node, f"{list_path}/TaxInvoice[{number}]" if len(nodes) > 1 else f"{list_path}/TaxInvoice", tin)
        reference = invoice.text("BT-1")
        if reference and reference in seen:
            invoice.found.append(SyntaxFinding("CORETAX-REFERENCE-TWICE", "warning", invoice.all("BT-1")[0].path, reference))
        seen.add(reference)
        invoices.append(invoice)
    return invoices


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in element:
        if _name(child) == name:
            yield child


def _name(element: etree._Element) -> str:
    """The local name, '' for what is no element (a processing instruction)."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: etree._Element) -> str:
    return element.text.strip() if element.text else ""


def _read(node: etree._Element, path: str, tin: etree._Element | None) -> Invoice:
    invoice = Invoice("CORETAX", "TaxInvoice", path)
    invoice.add("BT-3", Term("380", path))
    invoice.add("BT-5", Term(CURRENCY, path))
    seller = invoice.open("BG-4", path)
    if tin is not None:
        number = Term(_text(tin), "/TaxInvoiceBulk/TIN")
        seller.add("CTX-TIN", number)
        seller.add("BT-31", number)
    seller.open("BG-5", path).add("BT-40", Term("ID", path))
    buyer = invoice.open("BG-7", path)
    for child in node:
        name = _name(child)
        if not name:
            continue
        if name == "ListOfGoodService":
            _lines(child, invoice, f"{path}/{name}")
            continue
        term = Term(_text(child), f"{path}/{name}")
        owner = seller if name.startswith("Seller") else buyer if name.startswith("Buyer") else invoice
        owner.add("CTX-" + name, term)
        if name not in KNOWN:
            invoice.found.append(SyntaxFinding("CORETAX-UNKNOWN", "fatal", term.path, name))
        if term.value:
            _meaning(name, term, invoice=invoice, seller=seller, buyer=buyer)
    _country(buyer)
    _totals(invoice)
    return invoice


def _meaning(name: str, term: Term, *, invoice: Invoice, seller: Group, buyer: Group) -> None:
    if name in _ROOT_TERMS:
        invoice.add(_ROOT_TERMS[name], term)
    elif name in _SELLER_TERMS:
        seller.add(_SELLER_TERMS[name], term)
    elif name in _BUYER_TERMS:
        buyer.add(_BUYER_TERMS[name], term)
    elif name in _ADDRESS_TERMS:
        (buyer.one("BG-8") or buyer.open("BG-8", term.path)).add(_ADDRESS_TERMS[name], term)
    elif name == "BuyerEmail":
        buyer.open("BG-9", term.path).add("BT-58", term)


def _country(buyer: Group) -> None:
    """A buyer with an Indonesian tax number sits in Indonesia; others state a three-letter country."""
    address = buyer.one("BG-8") or buyer.open("BG-8", buyer.path)
    stated = address.first("BT-55")
    if stated is not None and stated.value == "IDN":
        address.terms["BT-55"] = [stated._replace(value="ID")]
    elif stated is None and buyer.text("CTX-BuyerDocument") == "TIN":
        address.add("BT-55", Term("ID", buyer.path))


def _lines(holder: etree._Element, invoice: Invoice, path: str) -> None:
    nodes = list(_children(holder, "GoodService"))
    category = CATEGORIES.get(invoice.text("CTX-TrxCode"), "S")
    for number, node in enumerate(nodes, 1):
        below = f"{path}/GoodService[{number}]" if len(nodes) > 1 else f"{path}/GoodService"
        line = invoice.open("BG-25", below)
        line.add("BT-126", Term(str(number), below))
        for child in node:
            name = _name(child)
            if not name:
                continue
            term = Term(_text(child), f"{below}/{name}", unit=CURRENCY if name in _AMOUNTS else None)
            line.add("CTX-" + name, term)
            if name not in KNOWN:
                invoice.found.append(SyntaxFinding("CORETAX-UNKNOWN", "fatal", term.path, name))
            elif name in _LINE_TERMS and term.value:
                line.add(_LINE_TERMS[name], term)
        _line_parts(line, category)


def _line_parts(line: Group, category: str) -> None:
    quantity = line.first("BT-129")
    if quantity is not None:
        line.terms["BT-129"] = [quantity._replace(unit=line.text("CTX-Unit") or None)]
    price, rate, name, code = (line.first("CTX-" + id) for id in ("Price", "VATRate", "Name", "Code"))
    if line.number("CTX-TotalDiscount"):
        discount = line.all("CTX-TotalDiscount")[0]
        line.open("BG-27", discount.path).add("BT-136", discount)
    if price is not None:
        line.open("BG-29", price.path).add("BT-146", price)
    if rate is not None:
        vat = line.open("BG-30", rate.path)
        vat.add("BT-151", Term(category, rate.path))
        vat.add("BT-152", rate if category == "S" else rate._replace(value="0"))
    item = line.open("BG-31", line.path)
    if name is not None:
        item.add("BT-153", name)
    if code is not None and code.value:
        item.add("BT-158", code._replace(scheme="ZZZ"))


def _totals(invoice: Invoice) -> None:
    """Sums of the lines, and a VAT breakdown by rate; what the buyer owes the seller leaves out VAT that goes to the state directly."""
    code = invoice.text("CTX-TrxCode")
    base = vat = luxury = Decimal(0)
    by_rate: dict[str, list[Decimal]] = {}
    for line in invoice.sub("BG-25"):
        taxed = line.number("CTX-OtherTaxBase") or Decimal(0)
        charged = Decimal(0) if code in NOT_CHARGED else line.number("CTX-VAT") or Decimal(0)
        base += line.number("CTX-TaxBase") or Decimal(0)
        vat += charged
        luxury += Decimal(0) if code in NOT_CHARGED else line.number("CTX-STLG") or Decimal(0)
        sums = by_rate.setdefault(line.text("CTX-VATRate"), [Decimal(0), Decimal(0)])
        sums[0] += taxed
        sums[1] += charged
    category = CATEGORIES.get(code, "S")
    for rate, (taxed, charged) in by_rate.items():
        part = invoice.open("BG-23", invoice.path)
        part.add("BT-116", Term(str(taxed), invoice.path, unit=CURRENCY))
        part.add("BT-117", Term(str(charged), invoice.path, unit=CURRENCY))
        part.add("BT-118", Term(category, invoice.path))
        if exact(rate) is not None:
            part.add("BT-119", Term(rate if category != "E" else "0", invoice.path))
    withheld = vat + luxury if code in PAID_BY_BUYER else Decimal(0)
    totals = {"BT-106": base, "BT-109": base, "BT-110": vat, "CTX-TotalSTLG": luxury, "BT-112": base + vat + luxury}
    if withheld:
        totals["BT-113"] = withheld
    totals["BT-115"] = base + vat + luxury - withheld
    for id, value in totals.items():
        invoice.add(id, Term(str(value), invoice.path, unit=CURRENCY))
