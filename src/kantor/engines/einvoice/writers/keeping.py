"""A draft as plain JSON and back, so that what is to be sent can be kept and written again to the same bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kantor.engines.einvoice.writers.draft import Account, Address, Advance, Contact, Draft, DraftLine, Party, Reference, Vat, VatPart

Json = Mapping[str, Any]
WORDS = ("number", "currency", "kind", "buyer_reference", "order_number", "note", "transaction_code")
DAYS = ("issued_on", "delivered_on", "due_on")
NUMBERS = ("prepaid", "exchange_rate")


def to_json(draft: Draft) -> dict[str, Any]:
    """Numbers as text, days in ISO form; what says nothing is left out."""
    told = _plain(draft)
    assert isinstance(told, dict)
    return told


def from_json(told: Json) -> Draft:
    """The draft that `to_json` told."""
    share = told.get("taxed_share")
    given: dict[str, Any] = {key: told[key] for key in WORDS if key in told}
    given |= {key: date.fromisoformat(told[key]) for key in DAYS if key in told}
    given |= {key: Decimal(told[key]) for key in NUMBERS if key in told}
    return Draft(
        **given,
        seller=_party(told["seller"]),
        buyer=_party(told["buyer"]),
        lines=tuple(_line(line) for line in told["lines"]),
        account=Account(**{"holder": "", **told["account"]}) if "account" in told else None,
        preceding=_reference(told["preceding"]) if "preceding" in told else None,
        cash_discounts=tuple((days, Decimal(percent)) for days, percent in told.get("cash_discounts", ())),
        taxed_share=Fraction(share) if share else None,
        advances=tuple(Advance(number, tuple(_part(*part) for part in taxes)) for number, taxes in told.get("advances", ())),
        ordered=tuple(_line(line) for line in told.get("ordered", ())),
    )


def _party(told: Json) -> Party:
    return Party(
        name=told["name"],
        address=Address(**{"street": "", "town": "", "postcode": "", "country": "", **told["address"]}),
        vat_id=told.get("vat_id", ""),
        contact=Contact(**{"name": "", "phone": "", "email": "", **told["contact"]}) if "contact" in told else None,
        mailbox=(told["mailbox"][0], told["mailbox"][1]) if "mailbox" in told else None,
        tax_number=told.get("tax_number", ""),
    )


def _part(vat: Sequence[str], base: str, tax: str) -> VatPart:
    return VatPart(_vat(vat), Decimal(base), Decimal(tax))


def _vat(told: Sequence[str]) -> Vat:
    category, rate, *reason = told
    return Vat(category, Decimal(rate), *reason)


def _line(told: Json) -> DraftLine:
    given: dict[str, Any] = {key: told[key] for key in ("name", "unit", "article") if key in told}
    given |= {key: Decimal(told[key]) for key in ("quantity", "price", "discount") if key in told}
    return DraftLine(**given, vat=_vat(told["vat"]))


def _reference(told: Json) -> Reference:
    given = {key: told[key] for key in ("ksef_number", "kind") if key in told}
    asked_for = Decimal(told["asked_for"]) if "asked_for" in told else None
    return Reference(number=told["number"], issued_on=date.fromisoformat(told["issued_on"]), asked_for=asked_for, **given)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        told = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {name: one for name, one in told.items() if one not in (None, "", [])}
    if isinstance(value, Decimal | Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return value
