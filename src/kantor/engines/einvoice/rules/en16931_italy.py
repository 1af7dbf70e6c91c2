"""EN 16931: Italy's split payment (VAT category B), where public customers pay the VAT to the treasury themselves (BR-B-01, BR-B-02)."""

from collections.abc import Iterator

from kantor.engines.einvoice.model import Invoice, Term
from kantor.engines.einvoice.rules.en16931_facts import Tax, facts
from kantor.engines.einvoice.rules.rule import Breach, RuleSet, at, only_with, vat

ITALY = RuleSet("EN16931")
_COUNTRIES = ("BT-40", "BT-55", "BT-69", "BT-80", "BT-159")


@ITALY.rule("BR-B-01")
@only_with(vat("B"))
def split_payment_is_domestic(invoice: Invoice) -> Iterator[Breach]:
    split = _first(invoice, "B")
    foreign = _foreign_country(invoice) if split else None
    if foreign:
        yield at(foreign, country=foreign.value)


@ITALY.rule("BR-B-02")
@only_with(vat("B"))
def split_payment_stands_alone(invoice: Invoice) -> Iterator[Breach]:
    split = _first(invoice, "B")
    standard = _first(invoice, "S") if split else None
    if standard:
        yield at(standard.term)


def _first(invoice: Invoice, code: str) -> Tax | None:
    known = facts(invoice)
    everywhere = (known.breakdown, known.item_taxes, known.allowances.taxes, known.charges.taxes)
    return next((tax for taxes in everywhere for tax in taxes if tax.code == code), None)


def _foreign_country(invoice: Invoice) -> Term | None:
    countries = (term for group in invoice.walk() for id in _COUNTRIES for term in group.terms.get(id, ()))
    return next((country for country in countries if country.value != "IT"), None)
