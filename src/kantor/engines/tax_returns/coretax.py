"""Writes what Coretax imports for an Indonesian return of PPN beside tax invoices: sales reported together, and other documents.

By the templates that the tax office publishes; whether Coretax takes a file is seen there alone. Amounts are whole rupiah.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}noNamespaceSchemaLocation"
NAMESPACES = {"xsi": "http://www.w3.org/2001/XMLSchema-instance"}
UNKNOWN_NUMBER = "0" * 16
"""Stands for a buyer or seller without an Indonesian number."""
GOODS, SERVICES = "A", "B"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The same files make the same archive, whenever it is made."""


class RetailSale(NamedTuple):
    """A sale without a tax invoice of its own. kind: `Normal`, `07`, `08` or `NoVAT`; id_kind: `NPWP`, `NIK` or `PASPOR`; base: the price;
    other_base: what the tax is taken of."""

    kind: str
    buyer: str
    id_kind: str
    id_number: str
    is_service: bool
    number: str
    on: date
    base: Decimal
    other_base: Decimal
    tax: Decimal


class OtherDocument(NamedTuple):
    """A document in the place of a tax invoice. type, detail, document: its codes; tin: of the other side, '' where it has none."""

    type: str
    detail: str
    document: str
    number: str
    on: date
    tin: str
    name: str
    address: str
    base: Decimal
    tax: Decimal


def write_retail(tin: str, period: date, sales: Iterable[RetailSale]) -> bytes:
    """`RetailInvoiceBulk` of a month."""
    root, rows = _bulk("RetailInvoiceBulk", "ListOfRetailInvoice", tin, period)
    for sale in sales:
        told = {
            "TrxCode": sale.kind,
            "BuyerName": sale.buyer,
            "BuyerIdOpt": sale.id_kind,
            "BuyerIdNumber": sale.id_number or UNKNOWN_NUMBER,
            "GoodServiceOpt": SERVICES if sale.is_service else GOODS,
            "SerialNo": sale.number,
            "TransactionDate": sale.on.isoformat(),
            "TaxBaseSellingPrice": _rupiah(sale.base),
            "OtherTaxBaseSellingPrice": _rupiah(sale.other_base),
            "VAT": _rupiah(sale.tax),
            "STLG": "0",
            "Info": "",
        }
        _put(rows, "RetailInvoice", told)
    return _file(root)


def write_other_output(tin: str, documents: Iterable[OtherDocument]) -> bytes:
    """`SpecialDocBulk`: what was supplied on other documents, such as exports."""
    root, rows = _bulk("SpecialDocBulk", "ListOfSpecialDoc", tin)
    for one in documents:
        told = {
            "TransactionType": one.type,
            "TransactionDetail": one.detail,
            "TransactionDocument": one.document,
            "AdditionalInformation": "",
            "DocumentNumber": one.number,
            "DocumentDate": one.on.isoformat(),
            "Reference": "",
            "BuyerTIN": one.tin or UNKNOWN_NUMBER,
            "BuyerName": one.name,
            "BuyerAddress": one.address,
            "TaxBase": _rupiah(one.base),
            "VAT": _rupiah(one.tax),
            "STLG": "0",
        }
        _put(rows, "SpecialDoc", told)
    return _file(root)


def write_other_input(tin: str, period: date, documents: Iterable[OtherDocument]) -> bytes:
    """`InputSpecialDocBulk`: input tax on other documents, such as imports and services from abroad."""
    root, rows = _bulk("InputSpecialDocBulk", "ListOfSpecialDoc", tin)
    for one in documents:
        told = {
            "SpecialDocNo": one.number,
            "SpecialDocDate": one.on.isoformat(),
            "TrxType": one.type,
            "TrxCode": one.detail,
            "TrxDocument": one.document,
            "TaxPeriodMonth": str(period.month),
            "TaxPeriodYear": str(period.year),
            "TotalTaxBase": _rupiah(one.base),
            "TotalVAT": _rupiah(one.tax),
            "TotalSTLG": "0",
            "SellerTin": one.tin or UNKNOWN_NUMBER,
            "SellerName": one.name,
        }
        _put(rows, "SpecialDoc", told)
    return _file(root)


def archive(files: Mapping[str, bytes]) -> bytes:
    """Several files as one, in their order."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(ZipInfo(name, EARLIEST), data)
    return out.getvalue()


def _bulk(name: str, rows: str, tin: str, period: date | None = None) -> tuple[etree._Element, etree._Element]:
    root = etree.Element(name, nsmap=NAMESPACES)
    root.set(SCHEMA, "schema.xsd")
    head = {"TIN": tin}
    if period:
        head |= {"TaxPeriodMonth": str(period.month), "TaxPeriodYear": str(period.year)}
    for key, text in head.items():
        etree.SubElement(root, key).text = text
    return root, etree.SubElement(root, rows)


def _put(rows: etree._Element, name: str, told: Mapping[str, str]) -> None:
    """Every element of the template, in its order, also one that says nothing."""
    row = etree.SubElement(rows, name)
    for key, text in told.items():
        etree.SubElement(row, key).text = text or None


def _rupiah(amount: Decimal) -> str:
    return f"{amount.quantize(Decimal(1), ROUND_HALF_UP):f}"


def _file(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written
