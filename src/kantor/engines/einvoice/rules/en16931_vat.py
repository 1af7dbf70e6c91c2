"""EN 16931: the rules of the nine VAT categories (BR-S-*, BR-Z-*, BR-E-*, BR-AE-*, BR-IC-*, BR-G-*, BR-O-*, BR-AF-*, BR-AG-*).

Each family of like rules is one function, declared for every category it holds for.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from kantor.engines.einvoice.model import Invoice
from kantor.engines.einvoice.rules.en16931_facts import HUNDRED, ONE, ZERO, Facts, Tax, cents, facts
from kantor.engines.einvoice.rules.en16931_totals import tax_is_near
from kantor.engines.einvoice.rules.rule import Breach, Judge, RuleSet, at, only_with, vat

VAT = RuleSet("EN16931")
UBL = ("UBL",)
CII = ("CII",)

_HOLDERS = {"BT-31": "BG-4", "BT-32": "BG-4", "BT-63": "BG-11", "BT-47": "BG-7", "BT-48": "BG-7"}
_SELLER = ("BT-31", "BT-32", "BT-63")
_SELLER_BY_VAT_IDENTIFIER = ("BT-31", "BT-63")


class Category(NamedTuple):
    """A VAT category. prefix: of its rule ids; code: of UNTDID 5305; parties: of each tuple one identifier must be there.

    rated: it has rates, and a breakdown for each of them; gives_reason: its breakdown says why no VAT is charged.
    """

    prefix: str
    code: str
    parties: tuple[tuple[str, ...], ...]
    rated: bool = False
    gives_reason: bool = False


STANDARD = Category("S", "S", (_SELLER,), rated=True)
IGIC = Category("AF", "L", (_SELLER,), rated=True)
IPSI = Category("AG", "M", (_SELLER,), rated=True)
ZERO_RATED = Category("Z", "Z", (_SELLER,))
EXEMPT = Category("E", "E", (_SELLER,), gives_reason=True)
REVERSE_CHARGE = Category("AE", "AE", (_SELLER, ("BT-48", "BT-47")), gives_reason=True)
INTRA_COMMUNITY = Category("IC", "K", (_SELLER_BY_VAT_IDENTIFIER, ("BT-48",)), gives_reason=True)
EXPORT = Category("G", "G", (_SELLER_BY_VAT_IDENTIFIER,), gives_reason=True)
NOT_SUBJECT = Category("O", "O", (), gives_reason=True)

RATED = (STANDARD, IGIC, IPSI)
UNTAXED = (ZERO_RATED, EXEMPT, REVERSE_CHARGE, INTRA_COMMUNITY, EXPORT)
CATEGORIES = (*RATED, *UNTAXED, NOT_SUBJECT)

Taxes = Callable[[Facts], list[Tax]]


def _used(known: Facts) -> list[Tax]:
    return [
        *known.item_taxes,
        *known.allowances.taxes,
        *known.charges.taxes,
        *known.line_allowance_taxes,
        *known.line_charge_taxes,
        *known.other_taxes,
    ]


def _allowances(known: Facts) -> list[Tax]:
    return known.allowances.taxes + known.line_allowance_taxes


def _charges(known: Facts) -> list[Tax]:
    return known.charges.taxes + known.line_charge_taxes


def _lines(known: Facts) -> list[Tax]:
    return known.lines.taxes


def _evidence(tax: Tax) -> dict[str, str]:
    rate = "–" if tax.rate is None else f"{tax.rate:f}"
    return {"category": tax.code, "rate": rate, "line": tax.holder.text("BT-126")}


def breakdown_for_each_rate(category: Category) -> Judge:
    """-01 of rated categories: used somewhere, so in the breakdown at least once - and in UBL not in the breakdown alone."""
    any_tax = category is STANDARD

    @only_with(vat(category.code))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        known = facts(invoice)
        used = next((tax for tax in _used(known) if tax.code == category.code and (tax.vat or any_tax)), None)
        broken_down = next((tax for tax in known.breakdown if tax.code == category.code and (tax.vat or any_tax)), None)
        if used and not broken_down:
            yield at(used.term, **_evidence(used))
        elif broken_down and not used and invoice.syntax == "UBL":
            yield at(broken_down.term, **_evidence(broken_down))

    return judge


def one_breakdown(category: Category) -> Judge:
    """-01 of the other categories: used somewhere, so exactly once in the breakdown - and in CII not in the breakdown alone."""

    @only_with(vat(category.code))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        known = facts(invoice)
        ubl = invoice.syntax == "UBL"
        used = next((tax for tax in _used(known) if tax.code == category.code and (tax.vat or not ubl)), None)
        broken_down = [tax for tax in known.breakdown if tax.code == category.code and (tax.vat or not ubl)]
        if (used and len(broken_down) != 1) or len(broken_down) > 1 or (broken_down and not used and not ubl):
            place = broken_down[-1] if broken_down else used
            if place:
                yield at(place.term, **_evidence(place), count=str(len(broken_down)))

    return judge


def parties_identified(category: Category, taxes: Taxes) -> Judge:
    """-02, -03, -04: where lines, allowances or charges use the category, the parties are identified for tax as it demands.

    BR-S-02 counts categories of other taxes as used, too, and demands one that belongs to VAT; as published.
    """
    any_tax = category is STANDARD and taxes is _items

    @only_with(vat(category.code))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        used = [tax for tax in taxes(facts(invoice)) if tax.code == category.code and (tax.vat or any_tax)]
        if used:
            identified = all(any(_stated(invoice, id) for id in ids) for ids in category.parties)
            if not identified or not any(tax.vat for tax in used):
                yield at(used[0].term, **_evidence(used[0]))

    return judge


def _items(known: Facts) -> list[Tax]:
    return known.item_taxes


def _stated(invoice: Invoice, id: str) -> bool:
    return any(id in party.terms for party in invoice.sub(_HOLDERS[id]))


def no_vat_identifier(taxes: Taxes) -> Judge:
    """BR-O-02 to BR-O-04: whoever is not subject to VAT shows no VAT identifier."""

    @only_with(vat("O"))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        used = next((tax for tax in taxes(facts(invoice)) if tax.code == "O" and tax.vat), None)
        if used:
            shown = next((id for id in ("BT-31", "BT-63", "BT-48") if _stated(invoice, id)), None)
            if shown:
                yield at(used.term, **_evidence(used), term=shown)

    return judge


def rates(category: Category, taxes: Taxes, fits: Callable[[Tax], bool]) -> Judge:
    """-05, -06, -07: the rate of every line, allowance or charge in the category fits it."""

    @only_with(vat(category.code))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for tax in taxes(facts(invoice)):
            if tax.code == category.code and tax.vat and not fits(tax):
                yield at(tax.term, **_evidence(tax))

    return judge


def _above_zero(tax: Tax) -> bool:
    return tax.rate is not None and tax.rate > 0


def _zero_or_above(tax: Tax) -> bool:
    return tax.rate is not None and tax.rate >= 0


def _zero(tax: Tax) -> bool:
    return tax.rate is not None and tax.rate == 0


def _unrated(tax: Tax) -> bool:
    return not tax.rated


def _in_breakdown(invoice: Invoice, category: Category) -> list[Tax]:
    """The breakdowns of the category; CII does not ask S and Z whether they belong to VAT."""
    lenient = invoice.syntax == "CII" and category.code in "SZ"
    return [tax for tax in facts(invoice).breakdown if tax.code == category.code and (tax.vat or lenient)]


def taxable_per_rate(category: Category) -> Judge:
    """-08 of rated categories: the taxable amount of a rate is the sum of what carries this rate.

    UBL accepts less than one currency unit of difference, CII none; both as published.
    """

    @only_with(vat(category.code))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        known = facts(invoice)
        for tax in _in_breakdown(invoice, category):
            if tax.rate is None:
                continue
            key = (tax.code, tax.rate)
            net, more, less = (kind.by_rate.get(key, ZERO) for kind in (known.lines, known.charges, known.allowances))
            if invoice.syntax == "CII":
                breach = _off(tax, cents(net) + cents(more) - cents(less), None)
            else:
                breach = _off(tax, net + more - less, ONE)
                unused = not any(key in kind.by_rate for kind in (known.lines, known.charges, known.allowances))
                if (category is STANDARD and unused) or not invoice.sub("BG-25"):
                    breach = breach or _taxable_breach(tax, net + more - less)
            if breach:
                yield breach

    return judge


def taxable_per_category(category: Category) -> Judge:
    """-08 of the other categories: the taxable amount is the sum of what is in the category.

    CII accepts less than one currency unit of difference (none for O), UBL none; both as published.
    """

    @only_with(vat(category.code))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        known = facts(invoice)
        for tax in _in_breakdown(invoice, category):
            net, more, less = (kind.by_category.get(tax.code, ZERO) for kind in (known.lines, known.charges, known.allowances))
            if invoice.syntax == "CII":
                breach = _off(tax, cents(net) + cents(more) - cents(less), None if category is NOT_SUBJECT else ONE)
            else:
                breach = _off(tax, net + more - less, None)
                if not invoice.sub("BG-25"):
                    breach = breach or _taxable_breach(tax, net + more - less)
            if breach:
                yield breach

    return judge


def _off(tax: Tax, expected: Decimal, tolerance: Decimal | None) -> Breach | None:
    stated = tax.holder.number("BT-116")
    if stated is not None and (stated == expected if tolerance is None else abs(stated - expected) < tolerance):
        return None
    return _taxable_breach(tax, expected)


def _taxable_breach(tax: Tax, expected: Decimal) -> Breach:
    actual = tax.holder.text("BT-116") or "–"
    return at(tax.holder.first("BT-116") or tax.holder, **_evidence(tax), actual=actual, expected=f"{expected:f}")


def tax_at_rate(category: Category) -> Judge:
    """-09 of rated categories: taxable amount times rate, less than one currency unit apart."""

    @only_with(vat(category.code))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for tax in _in_breakdown(invoice, category):
            taxable, stated = tax.holder.number("BT-116"), tax.holder.number("BT-117")
            known = taxable is not None and stated is not None and tax.rate is not None
            if not known or not tax_is_near(taxable or ZERO, tax.rate or ZERO, stated or ZERO, limit_allowed=False):
                expected = f"{cents((taxable or ZERO) * (tax.rate or ZERO) / HUNDRED):f}"
                yield at(tax.holder, **_evidence(tax), actual=tax.holder.text("BT-117") or "–", expected=expected)

    return judge


def no_tax(category: Category) -> Judge:
    """-09 of the other categories: no VAT."""

    @only_with(vat(category.code))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for tax in _in_breakdown(invoice, category):
            if tax.holder.number("BT-117") != ZERO:
                yield at(tax.holder.first("BT-117") or tax.holder, **_evidence(tax), actual=tax.holder.text("BT-117") or "–")

    return judge


def reason(category: Category) -> Judge:
    """-10: a reason for charging no VAT, where the category needs one, and none where it does not."""

    @only_with(vat(category.code))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for tax in _in_breakdown(invoice, category):
            given = "BT-120" in tax.holder.terms or "BT-121" in tax.holder.terms
            if given != category.gives_reason:
                yield at(tax.holder, **_evidence(tax), value=tax.holder.text("BT-120") or tax.holder.text("BT-121"))

    return judge


def _declare() -> None:
    for category in CATEGORIES:
        prefix = f"BR-{category.prefix}"
        VAT.add(f"{prefix}-01", breakdown_for_each_rate(category) if category.rated else one_breakdown(category))
        for number, taxes in (("02", _items), ("03", _allowances), ("04", _charges)):
            VAT.add(f"{prefix}-{number}", no_vat_identifier(taxes) if category is NOT_SUBJECT else parties_identified(category, taxes))
        for number, taxes in (("05", _lines), ("06", _allowances), ("07", _charges)):
            if category is IGIC:
                VAT.add(f"{prefix}-{number}", rates(category, taxes, _zero_or_above), syntaxes=UBL)
                VAT.add(f"{prefix}-{number}", rates(category, taxes, _above_zero), syntaxes=CII)
            else:
                VAT.add(f"{prefix}-{number}", rates(category, taxes, _FITTING.get(category.code, _zero)))
        VAT.add(f"{prefix}-08", taxable_per_rate(category) if category.rated else taxable_per_category(category))
        if category in (IGIC, IPSI):  # published for CII as always fulfilled: BR-CO-17 says the same
            VAT.add(f"{prefix}-09", tax_at_rate(category), syntaxes=UBL)
            VAT.add(f"{prefix}-09", lambda invoice: iter(()), syntaxes=CII)
        else:
            VAT.add(f"{prefix}-09", tax_at_rate(category) if category.rated else no_tax(category))
        VAT.add(f"{prefix}-10", reason(category))


_FITTING: dict[str, Callable[[Tax], bool]] = {"S": _above_zero, "M": _zero_or_above, "O": _unrated}
_declare()


@VAT.rule("BR-IC-11")
@only_with(vat(INTRA_COMMUNITY.code))
def intra_community_supply_has_a_date(invoice: Invoice) -> Iterator[Breach]:
    for tax in _in_breakdown(invoice, INTRA_COMMUNITY)[:1]:
        least = 2 if invoice.syntax == "UBL" else 1
        delivered = any(len(delivery.text("BT-72")) >= least for delivery in invoice.sub("BG-13"))
        in_period = any(period.has("BT-73") or period.has("BT-74") for period in invoice.sub("BG-14"))
        if not delivered and not in_period and not (invoice.syntax == "UBL" and invoice.has("BT-8")):
            yield at(tax.term, **_evidence(tax))


@VAT.rule("BR-IC-12")
@only_with(vat(INTRA_COMMUNITY.code))
def intra_community_supply_has_a_destination(invoice: Invoice) -> Iterator[Breach]:
    for tax in _in_breakdown(invoice, INTRA_COMMUNITY)[:1]:
        countries = [place.text("BT-80") for delivery in invoice.sub("BG-13") for place in delivery.sub("BG-15")]
        if not any(len(country) > 1 for country in countries):
            yield at(tax.term, **_evidence(tax))


def nothing_besides_not_subject(taxes: Taxes) -> Judge:
    """BR-O-11 to BR-O-14: an invoice that is not subject to VAT is so in all its parts."""

    @only_with(vat("O"))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        known = facts(invoice)
        if any(tax.code == "O" and tax.vat for tax in known.breakdown):
            other = next((tax for tax in taxes(known) if tax.code != "O" and tax.vat), None)
            if other:
                yield at(other.term, **_evidence(other))

    return judge


VAT.add("BR-O-11", nothing_besides_not_subject(lambda known: known.breakdown))
VAT.add("BR-O-12", nothing_besides_not_subject(_items))
VAT.add("BR-O-13", nothing_besides_not_subject(_allowances))
VAT.add("BR-O-14", nothing_besides_not_subject(_charges))
