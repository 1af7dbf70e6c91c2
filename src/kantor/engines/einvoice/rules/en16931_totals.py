"""EN 16931: sums and conditions between terms (BR-CO-*). Sums are exact, and rounded half up to two decimals where published so."""

from collections.abc import Iterator
from decimal import Decimal

from kantor.engines.einvoice.codes import codes
from kantor.engines.einvoice.model import Group, Invoice, Term, exact
from kantor.engines.einvoice.rules.en16931_facts import HUNDRED, ONE, ZERO, cents, facts, half_up, vat_rate
from kantor.engines.einvoice.rules.rule import Breach, RuleSet, at, only_with

TOTALS = RuleSet("EN16931")
UBL = ("UBL",)
CII = ("CII",)


def _has_totals(invoice: Invoice) -> bool:
    return "UBL-LegalMonetaryTotal" in invoice.groups or invoice.syntax != "UBL"


def _sum_breach(invoice: Invoice, id: str, actual: Decimal | None, expected: Decimal | None) -> Breach:
    place: Group | Term = invoice.first(id) or invoice
    return at(place, actual="–" if actual is None else str(actual), expected="–" if expected is None else f"{expected:f}")


@TOTALS.rule("BR-CO-03")
@only_with("BT-7")
def one_kind_of_tax_point(invoice: Invoice) -> Iterator[Breach]:
    date = invoice.first("BT-7")
    if date and invoice.has("BT-8"):
        yield at(date, value=date.value, other=invoice.text("BT-8"))


@only_with("nothing at all")
def _never(invoice: Invoice) -> Iterator[Breach]:
    """Published as always fulfilled: whether a reason and its code say the same can only be judged by people."""
    yield from ()


for _id in ("BR-CO-05", "BR-CO-06", "BR-CO-07", "BR-CO-08"):
    TOTALS.add(_id, _never)


@TOTALS.rule("BR-CO-09")
def vat_identifiers_begin_with_a_country(invoice: Invoice) -> Iterator[Breach]:
    known = codes("BR-CO-09", invoice.syntax)
    for group_id, id in (("BG-4", "BT-31"), ("BG-7", "BT-48"), ("BG-11", "BT-63")):
        for party in invoice.sub(group_id):
            for term in party.all(id):
                prefix = term.value[:2]
                if prefix not in known and (prefix or invoice.syntax == "CII"):
                    yield at(term, value=term.value, prefix=prefix)


@TOTALS.rule("BR-CO-10")
def lines_add_up(invoice: Invoice) -> Iterator[Breach]:
    if _has_totals(invoice):
        actual, expected = invoice.number("BT-106"), cents(facts(invoice).lines.total)
        if actual != expected:
            yield _sum_breach(invoice, "BT-106", actual, expected)


@TOTALS.rule("BR-CO-11")
@only_with("BT-107", "BG-20")
def allowances_add_up(invoice: Invoice) -> Iterator[Breach]:
    yield from _parts_add_up(invoice, "BT-107", "BG-20", facts(invoice).allowances.total)


@TOTALS.rule("BR-CO-12")
@only_with("BT-108", "BG-21")
def charges_add_up(invoice: Invoice) -> Iterator[Breach]:
    yield from _parts_add_up(invoice, "BT-108", "BG-21", facts(invoice).charges.total)


def _parts_add_up(invoice: Invoice, total_id: str, group_id: str, total: Decimal) -> Iterator[Breach]:
    stated = invoice.has(total_id)
    if not _has_totals(invoice) or not (stated or invoice.sub(group_id)):
        return
    actual, expected = invoice.number(total_id), cents(total)
    if actual != expected:
        yield _sum_breach(invoice, total_id, actual, expected)


@TOTALS.rule("BR-CO-13")
def total_without_vat(invoice: Invoice) -> Iterator[Breach]:
    if not _has_totals(invoice):
        return
    net, actual = invoice.number("BT-106"), invoice.number("BT-109")
    expected = None
    if net is not None:
        expected = net - (invoice.number("BT-107") or ZERO) + (invoice.number("BT-108") or ZERO)
        if invoice.has("BT-107") or invoice.has("BT-108") or invoice.syntax == "CII":
            expected = cents(expected)
    if actual is None or actual != expected:
        yield _sum_breach(invoice, "BT-109", actual, expected)


@TOTALS.rule("BR-CO-14", syntaxes=UBL)
def vat_adds_up_ubl(invoice: Invoice) -> Iterator[Breach]:
    for total in invoice.sub("UBL-TaxTotal"):
        parts = total.all("UBL-TaxSubtotalAmount")
        if parts:
            expected = cents(sum((amount for part in parts if (amount := exact(part.value)) is not None), ZERO))
            actual = total.number("UBL-TaxAmount")
            if actual != expected:
                yield at(total.first("UBL-TaxAmount") or total, actual="–" if actual is None else str(actual), expected=f"{expected:f}")


@TOTALS.rule("BR-CO-14", syntaxes=CII)
def vat_adds_up_cii(invoice: Invoice) -> Iterator[Breach]:
    currency = invoice.text("BT-5")
    for total in invoice.all("BT-110"):
        if currency and total.unit == currency:
            expected = cents(sum((amount for group in invoice.sub("BG-23") if (amount := group.number("BT-117")) is not None), ZERO))
            if exact(total.value) != expected:
                yield at(total, actual=total.value, expected=f"{expected:f}")


@TOTALS.rule("BR-CO-15")
def total_with_vat(invoice: Invoice) -> Iterator[Breach]:
    """Only the VAT total in the invoice currency counts, and there must be exactly one."""
    net, actual = invoice.number("BT-109"), invoice.number("BT-112")
    for currency in invoice.all("BT-5"):
        totals = [term for id in ("BT-110", "BT-111") for term in invoice.all(id) if term.unit == currency.value]
        vat = exact(totals[0].value) if len(totals) == 1 else None
        expected = None if net is None or vat is None else cents(net + vat)
        without_vat = invoice.syntax == "CII" and actual is not None and actual == net
        if (actual is None or actual != expected) and not without_vat:
            yield _sum_breach(invoice, "BT-112", actual, expected)


@TOTALS.rule("BR-CO-16", syntaxes=UBL)
def amount_due_ubl(invoice: Invoice) -> Iterator[Breach]:
    if not _has_totals(invoice):
        return
    gross, due = invoice.number("BT-112"), invoice.number("BT-115")
    paid, rounding = invoice.number("BT-113"), invoice.number("BT-114")
    expected = left = None
    if gross is not None:
        left = gross if paid is None else cents(gross - paid)
        expected = left + (rounding or ZERO)
    settled = due if due is None or rounding is None else cents(due - rounding)
    if settled is None or settled != left:
        yield _sum_breach(invoice, "BT-115", due, expected)


@TOTALS.rule("BR-CO-16", syntaxes=CII)
def amount_due_cii(invoice: Invoice) -> Iterator[Breach]:
    gross, due = invoice.number("BT-112"), invoice.number("BT-115")
    expected = None if gross is None else gross - (invoice.number("BT-113") or ZERO) + (invoice.number("BT-114") or ZERO)
    if due is None or due != expected:
        yield _sum_breach(invoice, "BT-115", due, expected)


@TOTALS.rule("BR-CO-17")
def vat_of_a_breakdown(invoice: Invoice) -> Iterator[Breach]:
    for group in invoice.sub("BG-23"):
        taxable, tax = group.number("BT-116"), group.number("BT-117")
        stated = vat_rate(group)
        rate = exact(stated.value) if stated else None
        if rate is None or half_up(rate) == 0:
            if tax is None or half_up(tax) != 0:
                yield at(group, actual=group.text("BT-117"), expected="0", rate=group.text("BT-119"), taxable=group.text("BT-116"))
        elif taxable is None or tax is None or not tax_is_near(taxable, rate, tax, limit_allowed=invoice.syntax == "CII"):
            expected = "–" if taxable is None else f"{cents(taxable * rate / HUNDRED):f}"
            yield at(group, actual=group.text("BT-117"), expected=expected, rate=group.text("BT-119"), taxable=group.text("BT-116"))


def tax_is_near(taxable: Decimal, rate: Decimal, tax: Decimal, *, limit_allowed: bool) -> bool:
    """Less than one currency unit apart (exactly one is still accepted where `limit_allowed`), signs disregarded as published."""
    distance = abs(abs(tax) - cents(abs(taxable) * rate / HUNDRED))
    return distance <= ONE if limit_allowed else distance < ONE


@TOTALS.rule("BR-CO-18")
def there_is_a_breakdown(invoice: Invoice) -> Iterator[Breach]:
    if not invoice.sub("BG-23"):
        yield at(invoice)


@TOTALS.rule("BR-CO-25", "warning")
def positive_amounts_fall_due(invoice: Invoice) -> Iterator[Breach]:
    """In force in EN 16931-1 but left out of the published rules since 1.3.16, hence a warning; a credit note asks for no payment."""
    due = invoice.number("BT-115")
    if due is not None and due > 0 and not invoice.is_credit_note and not (invoice.has("BT-9") or invoice.has("BT-20")):
        yield at(invoice.first("BT-115") or invoice, amount=invoice.text("BT-115"))


@TOTALS.rule("BR-CO-26")
def seller_can_be_identified(invoice: Invoice) -> Iterator[Breach]:
    for seller in invoice.sub("BG-4"):
        if not any(id in seller.terms for id in ("BT-31", "BT-29", "BT-30", "UBL-CreditorID")):
            yield at(seller, value=seller.text("BT-27"))
