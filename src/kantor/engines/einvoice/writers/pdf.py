"""Writes a draft as Factur-X: a page people can read, as PDF/A-3, with the same invoice as CII attached to it."""

import json
import tomllib
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Literal

import typst

from kantor.engines.einvoice.writers import cii, specifications
from kantor.engines.einvoice.writers.draft import ZERO, Draft, DraftLine, Party, VatPart
from kantor.engines.einvoice.writers.factur_x_mark import mark
from kantor.kit.money import Money

FILE_NAME = "factur-x.xml"
PROFILES = {specifications.EN16931: "EN 16931", specifications.XRECHNUNG: "XRECHNUNG"}
TITLES = {"381": "credit_note", "384": "correction", "386": "down_payment"}
"""What the page is called, by kind of document."""
_DAYS = {"en": "%d/%m/%Y", "de": "%d.%m.%Y", "pl": "%d.%m.%Y", "id": "%d/%m/%Y"}
_MORNING = time(8, tzinfo=UTC)


def write(draft: Draft, *, language: str = "en", specification: str = specifications.EN16931) -> bytes:
    """The PDF, its page in `language` (en, de, pl, id); the XML inside is EN 16931 unless another specification is named."""
    compiled = _compile(draft, language, "a-3b", xml=cii.write(draft, specification).decode("utf-8"))
    return mark(compiled, file_name=FILE_NAME, profile=PROFILES.get(specification, "EN 16931"))


def page(draft: Draft, *, language: str = "en") -> bytes:
    """The page alone, as PDF/A without data in it."""
    return _compile(draft, language, "a-2b")


def _compile(draft: Draft, language: str, standard: Literal["a-2b", "a-3b"], **inputs: str) -> bytes:
    told = {**_page(draft, language), "labels": _labels()[language], "language": language}
    given = {"page": json.dumps(told, ensure_ascii=False), **inputs}
    template = resources.files(__package__).joinpath("invoice.typ").read_bytes()
    made_at = datetime.combine(draft.issued_on, _MORNING)
    compiled = typst.compile(
        template, format="pdf", sys_inputs=given, pdf_standards=[standard], ignore_system_fonts=True, timestamp=made_at
    )
    if not isinstance(compiled, bytes):
        raise TypeError("typst gave no single PDF")
    return compiled


@cache
def _labels() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("labels.toml").read_text("utf-8"))


def _figures(amount: Decimal, draft: Draft, language: str, places: int | None = None) -> str:
    return Money(amount, draft.currency).figures(language, places=places)


def _plain(number: Decimal, draft: Draft, language: str, least: int = 0) -> str:
    """A quantity, price or rate with all the decimals it has, and at least so many."""
    exponent = number.normalize().as_tuple().exponent
    places = max(least, -exponent) if isinstance(exponent, int) else least
    return _figures(number, draft, language, places)


def _day(day: date | None, language: str) -> str:
    return day.strftime(_DAYS[language]) if day else ""


def _page(draft: Draft, language: str) -> dict[str, object]:
    """What the page shows, all as text."""
    account = draft.account
    facts = {
        "number": draft.number,
        "issued": _day(draft.issued_on, language),
        "delivered": _day(draft.delivered_on, language),
        "due": _day(draft.due_on, language),
        "order": draft.order_number,
        "reference": draft.buyer_reference,
        "corrects": draft.preceding.number if draft.preceding else "",
    }
    totals = {"net": draft.net, "tax": draft.tax, "gross": draft.gross}
    if draft.prepaid != ZERO:
        totals |= {"prepaid": draft.prepaid, "payable": draft.payable}
    return {
        "title": TITLES.get(draft.kind, "invoice"),
        "currency": draft.currency,
        "seller": _party(draft.seller),
        "buyer": _party(draft.buyer),
        "facts": {name: value for name, value in facts.items() if value},
        "lines": [_line(line, number, draft, language) for number, line in enumerate(draft.lines, 1)],
        "taxes": [_tax(part, draft, language) for part in draft.breakdown],
        "totals": {name: _figures(amount, draft, language) for name, amount in totals.items()},
        "account": {"iban": account.iban, "bic": account.bic, "holder": account.holder} if account else {},
        "discounts": [{"days": str(days), "percent": _plain(percent, draft, language)} for days, percent in draft.cash_discounts],
        "note": draft.note,
    }


def _party(party: Party) -> list[str]:
    address = party.address
    lines = [party.name, address.street, f"{address.postcode} {address.town}", address.country, party.vat_id, party.tax_number]
    if party.contact:
        lines += [party.contact.name, party.contact.phone, party.contact.email]
    return [line for line in lines if line]


def _tax(part: VatPart, draft: Draft, language: str) -> dict[str, str]:
    return {
        "rate": f"{_plain(part.vat.rate, draft, language)} %",
        "base": _figures(part.base, draft, language),
        "tax": _figures(part.tax, draft, language),
        "reason": part.vat.reason,
    }


def _line(line: DraftLine, number: int, draft: Draft, language: str) -> list[str]:
    discount = _figures(line.discount, draft, language) if line.discount != ZERO else ""
    price = _plain(line.price, draft, language, 2)
    rate = f"{_plain(line.vat.rate, draft, language)} %"
    return [str(number), line.name, _plain(line.quantity, draft, language), price, discount, rate, _figures(line.net, draft, language)]
