"""What Coretax does not know of an Indonesian month: sales without tax invoices, exports, imports, services from abroad."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from kantor.countries import law
from kantor.countries.indonesia.coretax import RETAIL, OtherKind, other_kind, other_kinds
from kantor.departments.accounting.parts import VatReturn
from kantor.departments.accounting.vat_return.books import QUERIES, Brought, brought
from kantor.engines.tax_returns import OtherDocument, RetailSale, archive, write_other_input, write_other_output, write_retail
from kantor.kit.money import half_up
from kantor.spine import parties
from kantor.spine.access import ClientRecord
from kantor.words import Reading
from kantor.words.field import cell

INVOICE, TAX_INVOICE = "receivables.customer_invoice", "coretax"
COUNTRY = "ID"
Invoices = Mapping[int, Reading]


def write_coretax(part: VatReturn, client: ClientRecord, at: datetime) -> bytes:
    """An archive of up to three files; b'' where Coretax has everything already: tax invoices, our own and those of suppliers."""
    codes = {*RETAIL, *(one.code for one in other_kinds())}
    rows = brought(client, part.from_on, part.until_on, codes)
    invoices = _invoices(client, {row.document_id for row in rows})
    numbers = _numbers({row.party_id for row in rows if row.party_id})
    sales = [_retail(row, invoices[row.document_id]) for row in rows if _is_retail(row, invoices)]
    others: dict[str, list[OtherDocument]] = {"output": [], "input": []}
    for row in rows:
        if kind := other_kind(row.posted.code, "services" if _is_service(invoices.get(row.document_id)) else "goods"):
            others[kind.side].append(_other(row, kind, numbers))
    files: dict[str, bytes] = {}
    if sales:
        files["retail.xml"] = write_retail(part.tax_number, part.until_on, sales)
    if others["output"]:
        files["other-documents-output.xml"] = write_other_output(part.tax_number, others["output"])
    if others["input"]:
        files["other-documents-input.xml"] = write_other_input(part.tax_number, part.until_on, others["input"])
    return archive(files) if files else b""


def _is_retail(row: Brought, invoices: Invoices) -> bool:
    """A sale at home whose invoice is no tax invoice."""
    invoice = invoices.get(row.document_id)
    return row.posted.code in RETAIL and invoice is not None and invoice.text("format") != TAX_INVOICE


def _is_service(invoice: Reading | None) -> bool:
    lines = invoice.rows("lines") if invoice else ()
    return bool(lines) and all(cell(row, "supply") != "goods" for row in lines)


def _retail(row: Brought, invoice: Reading) -> RetailSale:
    number = invoice.text("customer_vat_id")
    return RetailSale(
        kind=RETAIL[row.posted.code],
        buyer=row.party_name,
        id_kind="NPWP" if number else "NIK",
        id_number=number,
        is_service=_is_service(invoice),
        number=row.number or row.voucher,
        on=row.document_on,
        base=-row.posted.base,
        other_base=_taxed(row.posted.code, -row.posted.base),
        tax=-row.posted.output,
    )


def _other(row: Brought, kind: OtherKind, numbers: Mapping[int, str]) -> OtherDocument:
    is_sale = kind.side == "output"
    base = _taxed(row.posted.code, -row.posted.base if is_sale else row.posted.base)
    if not base:  # the tax of an import is booked without the goods, which came with the supplier's invoice
        base = half_up(row.posted.input * 100 / law(COUNTRY).vat.standard(row.document_on).percent, 0)
    return OtherDocument(
        type=kind.type,
        detail=kind.detail,
        document=kind.document,
        number=row.number or row.voucher,
        on=row.document_on,
        tin=numbers.get(row.party_id or 0, ""),
        name=row.party_name,
        address="",
        base=base,
        tax=Decimal(0) if is_sale else row.posted.input,
    )


def _taxed(code: str, base: Decimal) -> Decimal:
    """The part of the price that is taxed: eleven twelfths since 2025 (PMK 131/2024)."""
    known = law(COUNTRY)
    share = (known.sale_codes.get(code) or known.tax_codes[code]).base_share
    return half_up(base * share.numerator / share.denominator, 0)


def _invoices(client: ClientRecord, ids: Iterable[int]) -> Invoices:
    rows = QUERIES.rows("invoices_behind", client_id=client.id, documents=sorted(ids), type=INVOICE)
    return {row.document_id: Reading.from_json(row.content) for row in rows}


def _numbers(ids: Iterable[int]) -> dict[int, str]:
    return {row.party_id: row.value for row in parties.identifiers(sorted(ids)) if row.scheme == "npwp"}
