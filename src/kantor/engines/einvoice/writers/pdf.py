"""Writes a draft as Factur-X: a page people can read, as PDF/A-3, with the same invoice as CII attached to it."""

import json
import tomllib
from functools import cache
from importlib import resources

import typst

from kantor.engines.einvoice.writers import cii, specifications
from kantor.engines.einvoice.writers.draft import ZERO, Draft, DraftLine, Party


def write(draft: Draft, *, language: str = "en", specification: str = specifications.EN16931) -> bytes:
    """The PDF, its page in `language` (en, de, pl, id); the XML inside is EN 16931 unless another specification is named."""
    page = {**_page(draft), "labels": _labels()[language], "language": language}
    inputs = {"page": json.dumps(page, ensure_ascii=False), "xml": cii.write(draft, specification).decode("utf-8")}
    template = resources.files(__package__).joinpath("invoice.typ").read_bytes()
    compiled = typst.compile(template, format="pdf", sys_inputs=inputs, pdf_standards=["a-3b"], ignore_system_fonts=True)
    if not isinstance(compiled, bytes):
        raise TypeError("typst gave no single PDF")
    return compiled


@cache
def _labels() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("labels.toml").read_text("utf-8"))


def _page(draft: Draft) -> dict[str, object]:
    """What the page shows, all as text."""
    account = draft.account
    facts = {
        "number": draft.number,
        "issued": draft.issued_on.isoformat(),
        "delivered": draft.delivered_on.isoformat() if draft.delivered_on else "",
        "due": draft.due_on.isoformat() if draft.due_on else "",
        "order": draft.order_number,
        "reference": draft.buyer_reference,
        "corrects": draft.preceding.number if draft.preceding else "",
    }
    totals = {"net": draft.net, "tax": draft.tax, "gross": draft.gross}
    if draft.prepaid != ZERO:
        totals |= {"prepaid": draft.prepaid, "payable": draft.payable}
    return {
        "title": "credit_note" if draft.is_credit_note else "correction" if draft.kind == "384" else "invoice",
        "currency": draft.currency,
        "seller": _party(draft.seller),
        "buyer": _party(draft.buyer),
        "facts": {name: value for name, value in facts.items() if value},
        "lines": [_line(line, number) for number, line in enumerate(draft.lines, 1)],
        "taxes": [
            {"rate": f"{part.vat.rate.normalize():f} %", "base": f"{part.base:f}", "tax": f"{part.tax:f}", "reason": part.vat.reason}
            for part in draft.breakdown
        ],
        "totals": {name: f"{amount:f}" for name, amount in totals.items()},
        "account": {"iban": account.iban, "bic": account.bic, "holder": account.holder} if account else {},
        "discounts": [{"days": str(days), "percent": f"{percent:f}"} for days, percent in draft.cash_discounts],
        "note": draft.note,
    }


def _party(party: Party) -> list[str]:
    address = party.address
    lines = [party.name, address.street, f"{address.postcode} {address.town}", address.country, party.vat_id]
    if party.contact:
        lines += [party.contact.name, party.contact.phone, party.contact.email]
    return [line for line in lines if line]


def _line(line: DraftLine, number: int) -> list[str]:
    discount = f"{line.discount:f}" if line.discount != ZERO else ""
    rate = f"{line.vat.rate.normalize():f} %"
    return [str(number), line.name, f"{line.quantity:f}", f"{line.price:f}", discount, rate, f"{line.net:f}"]
