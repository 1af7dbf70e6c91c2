"""What many rules ask of the same invoice, worked out once: lines, allowances and charges by VAT category and rate, and their sums."""

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from kantor.engines.einvoice.model import Group, Invoice, Term, exact

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_HALF = Decimal("0.5")

# Group -> its amount, VAT category code and VAT rate.
_LINE = ("BT-131", "BT-151", "BT-152")
_ALLOWANCE = ("BT-92", "BT-95", "BT-96")
_CHARGE = ("BT-99", "BT-102", "BT-103")
_BREAKDOWN = ("BT-116", "BT-118", "BT-119")


class Tax(NamedTuple):
    """A VAT category as it stands in the invoice: its code, whether it belongs to VAT, its rate (None: none stated or no number).

    rated: a rate is stated at all; holder: the line, allowance, charge or breakdown it belongs to.
    """

    code: str
    vat: bool
    rate: Decimal | None
    rated: bool
    term: Term
    holder: Group


class Shares(NamedTuple):
    """Amounts of one kind (lines, allowances or charges) by VAT category; `by_rate` is keyed by (category, rate)."""

    taxes: list[Tax]
    by_category: dict[str, Decimal]
    by_rate: dict[tuple[str, Decimal], Decimal]
    total: Decimal


class Facts(NamedTuple):
    """Sums of lines, allowances and charges, and the VAT categories wherever they stand.

    all_lines: lines and sub lines; item_taxes: the VAT categories of all of them; other_taxes: of charges without a charge indicator.
    """

    lines: Shares
    allowances: Shares
    charges: Shares
    breakdown: list[Tax]
    all_lines: list[Group]
    item_taxes: list[Tax]
    line_allowance_taxes: list[Tax]
    line_charge_taxes: list[Tax]
    other_taxes: list[Tax]


def facts(invoice: Invoice) -> Facts:
    return invoice.once(_work_out)


def half_up(number: Decimal) -> Decimal:
    """Rounded to whole units as XPath does it: halves towards positive infinity."""
    return (number + _HALF).to_integral_value(ROUND_FLOOR)


def cents(number: Decimal) -> Decimal:
    """Rounded to two decimals, halves towards positive infinity."""
    return half_up(number * HUNDRED) * _CENT


def _work_out(invoice: Invoice) -> Facts:
    lines = invoice.sub("BG-25")
    all_lines = list(_with_sub_lines(lines))
    item_taxes = [tax for line in all_lines for tax in _line_taxes(line)]
    return Facts(
        lines=_shares(lines, _LINE, [tax for tax in item_taxes if tax.holder.id == "BG-25"]),
        allowances=_shares(invoice.sub("BG-20"), _ALLOWANCE),
        charges=_shares(invoice.sub("BG-21"), _CHARGE),
        breakdown=[tax for group in invoice.sub("BG-23") for tax in taxes(group, *_BREAKDOWN[1:], group)],
        all_lines=all_lines,
        item_taxes=item_taxes,
        line_allowance_taxes=_line_level(all_lines, "BG-27", "UBL-LineAllowanceCategory", "UBL-LineAllowanceRate"),
        line_charge_taxes=_line_level(all_lines, "BG-28", "UBL-LineChargeCategory", "UBL-LineChargeRate"),
        other_taxes=[tax for group in invoice.sub("UBL-AllowanceCharge") for tax in taxes(group, *_ALLOWANCE[1:], group)],
    )


def vat_rate(group: Group) -> Term | None:
    """The rate of a VAT breakdown, None where it has none or belongs to another tax."""
    for rate in group.all("BT-119"):
        scheme = rate.scheme if rate.scheme is not None else group.text("CII-TypeCode")
        if scheme.strip().upper() == "VAT":
            return rate
    return None


def taxes(group: Group, code_id: str, rate_id: str, holder: Group) -> Iterator[Tax]:
    """The VAT categories that stand in `group`."""
    codes = group.all(code_id)
    if not codes:
        return
    rates = group.all(rate_id)
    for term in codes:
        rate = rates[0] if len(codes) == 1 and rates else _beside(term, rates)
        yield Tax(
            term.value, (term.scheme or "").strip().upper() == "VAT", exact(rate.value) if rate else None, rate is not None, term, holder
        )


def _beside(code: Term, rates: list[Term]) -> Term | None:
    """The rate of the same category element, where a group has several."""
    place = code.path.rpartition("/")[0] + "/"
    return next((rate for rate in rates if rate.path.startswith(place)), None)


def _line_taxes(line: Group) -> Iterator[Tax]:
    for group in line.sub("BG-30"):
        yield from taxes(group, "BT-151", "BT-152", line)


def _line_level(lines: list[Group], id: str, code_id: str, rate_id: str) -> list[Tax]:
    return [tax for line in lines for group in line.sub(id) for tax in taxes(group, code_id, rate_id, group)]


def _with_sub_lines(lines: list[Group]) -> Iterator[Group]:
    for line in lines:
        yield line
        below = line.groups.get("BG-DEX-01")
        if below:
            yield from _with_sub_lines(below)


def _shares(groups: list[Group], ids: tuple[str, str, str], known: list[Tax] | None = None) -> Shares:
    amount_id, code_id, rate_id = ids
    found = [tax for group in groups for tax in taxes(group, code_id, rate_id, group)] if known is None else known
    by_category: dict[str, Decimal] = {}
    by_rate: dict[tuple[str, Decimal], Decimal] = {}
    for code, holder in {(tax.code, tax.holder): None for tax in found}:
        by_category[code] = by_category.get(code, ZERO) + (holder.number(amount_id) or ZERO)
    for code, rate, holder in {(tax.code, tax.rate, tax.holder): None for tax in found if tax.rate is not None}:
        key = (code, rate or ZERO)
        by_rate[key] = by_rate.get(key, ZERO) + (holder.number(amount_id) or ZERO)
    total = sum((amount for group in groups if (amount := group.number(amount_id)) is not None), ZERO)
    return Shares(found, by_category, by_rate, total)
