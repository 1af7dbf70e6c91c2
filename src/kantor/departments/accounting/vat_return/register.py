"""The VAT register of a Polish month: every document that brought something to a box, with who was on the other side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from kantor.countries import law
from kantor.countries.cash_accounting import is_on_payment
from kantor.countries.returns import amount, boxes, codes_of
from kantor.departments.accounting.vat_return.books import QUERIES, Brought, brought
from kantor.engines.tax_returns import RegisterRow
from kantor.engines.tax_returns.jpk_v7m import PURCHASE_BOXES
from kantor.kit.money import half_up
from kantor.spine import parties
from kantor.spine.access import ClientRecord

OURS, THEIRS = "receivables.customer_invoice", "payables.supplier_invoice"
INVOICES = {OURS, THEIRS, "receivables.instalment_plan"}
"""What counts as an invoice; instalments stand for one."""
FARMER, OF_FARMER = "ZRR", "VAT_RR"
"""The code and the mark of purchases from flat-rate farmers."""
SCHEMES = ("vat", "nip", "tax")
"""Numbers of a party, the one to be named first."""
OUTSIDE_KSEF, NO_INVOICE, INTERNAL = "BFK", "DI", "WEW"
CASH_METHOD = "MK"
"""Marks the invoice of a supplier who uses the cash method: its tax waited for the payment, though the client's own does not."""
IMPORT = "import"
PLACES = 2


def register(client: ClientRecord, from_on: date, until_on: date) -> list[RegisterRow]:
    """A document stands on both sides where the buyer owes the tax that he deducts."""
    codes = [name for name, code in codes_of(client.country).items() if code.boxes]
    found = brought(client, from_on, until_on, codes)
    entries: dict[tuple[int, int | None, str], list[Brought]] = defaultdict(list)
    for row in found:
        entries[row.entry_id, row.party_id, row.paid_invoice].append(row)
    named = _tax_ids(sorted({row.party_id for row in found if row.party_id}))
    numbers = sorted({row.number for row in found if row.type == OURS})
    noted = {row.number: row.ksef_number for row in QUERIES.rows("ksef_numbers", client_id=client.id, numbers=numbers)} if numbers else {}
    return [line for group in entries.values() for line in _lines(group, client, named, noted)]


def _lines(
    group: list[Brought], client: ClientRecord, named: Mapping[int, tuple[str, str]], noted: Mapping[str, str]
) -> Iterator[RegisterRow]:
    first, country = group[0], client.country
    waited = bool(first.paid_invoice) and not is_on_payment(client.vat_due, first.document_on)
    amounts = _amounts(group, country)
    home, tax_id = (first.vat_id[:2], first.vat_id[2:]) if first.vat_id else named.get(first.party_id or 0, ("", ""))
    is_invoice = first.type in INVOICES
    bought = {key: worth for key, worth in amounts.items() if key in PURCHASE_BOXES}
    for side, own in (("sale", {key: worth for key, worth in amounts.items() if key not in bought}), ("purchase", bought)):
        if any(own.values()):
            yield RegisterRow(
                side="sale" if side == "sale" else "purchase",
                country=home if home != country else "",
                tax_id=tax_id,
                name=first.party_name,
                number=first.number or first.voucher,
                issued_on=first.document_on,
                sold_on=first.delivered_on if side == "sale" else None,
                ksef=_ksef(first, noted) if is_invoice else NO_INVOICE,
                kind=_kind(group, waited) if is_invoice and side == "purchase" else "" if is_invoice else INTERNAL,
                marks=frozenset(first.marks.split()) if side == "sale" else frozenset(),
                is_import=side == "purchase"
                and any(law(country).tax_codes[row.posted.code].kind == IMPORT for row in _purchases(group, country)),
                amounts=own,
            )


def _ksef(row: Brought, noted: Mapping[str, str]) -> str:
    """Its number there; an invoice without one counts as issued outside."""
    return (noted.get(row.number) if row.type == OURS else row.ksef_number) or OUTSIDE_KSEF


def _kind(group: Iterable[Brought], waited: bool) -> str:
    """Of an invoice of a supplier, '' where it is a plain one."""
    if any(row.posted.code == FARMER for row in group):
        return OF_FARMER
    return CASH_METHOD if waited else ""


def _purchases(group: Iterable[Brought], country: str) -> Iterator[Brought]:
    return (row for row in group if row.posted.code in law(country).tax_codes)


def _amounts(group: Iterable[Brought], country: str) -> dict[str, Decimal]:
    every = {box.key: box for box in boxes(country)}
    known = codes_of(country)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in group:
        code = row.posted.code
        for key in known[code].boxes:
            sums[key] += amount(every[key], row.posted, is_sale=code in law(country).sale_codes, share=known[code].base_share)
    return {key: half_up(worth, PLACES) for key, worth in sums.items()}


def _tax_ids(ids: list[int]) -> dict[int, tuple[str, str]]:
    """Party -> the country that gave the number ('' where it does not say), and the number without its prefix."""
    found: dict[int, tuple[str, str]] = {}
    rows = [row for row in parties.identifiers(ids) if row.scheme in SCHEMES]
    for row in sorted(rows, key=lambda row: SCHEMES.index(row.scheme), reverse=True):
        prefix = row.value[:2] if row.scheme == "vat" and row.value[:2].isalpha() else ""
        found[row.party_id] = (prefix, row.value[len(prefix) :])
    return found
