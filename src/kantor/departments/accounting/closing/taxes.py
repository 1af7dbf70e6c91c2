"""Whether the taxes of a month are those of its turnover: per tax code, the rate of the bases is what stands on the tax accounts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kantor.countries import law

TAX_ROLES = ("input_vat", "output_vat", "import_vat", "vat_payable", "waiting_", "oss_vat")
"""How the roles of accounts that hold tax begin."""
HUNDRED = Decimal(100)


def implausible(rows: Iterable[Any], country: str) -> Iterator[tuple[str, str, int]]:
    """Pure. rows: tax_code, number and role of the account, amount (minor units, debit less credit), number_of_postings.

    Answers tax code, an account that holds its tax ('' where none does), and by how many minor units the tax is off: more than one unit
    for each posting, since each was rounded by itself. Codes without a rate of their own, and those deducted in part, are left out.
    """
    known = law(country)
    bases: dict[str, int] = defaultdict(int)
    taxes: dict[str, int] = defaultdict(int)
    slack: dict[str, int] = defaultdict(int)
    holders: dict[str, str] = {}
    for row in rows:
        slack[row.tax_code] += row.number_of_postings
        if any(role.startswith(TAX_ROLES) for role in row.role.split()):
            taxes[row.tax_code] += row.amount
            holders.setdefault(row.tax_code, row.number)
        else:
            bases[row.tax_code] += row.amount
    for name in sorted(slack):
        expected = _expected(name, bases[name], known)
        if expected is not None and abs(taxes[name] - expected) > slack[name]:
            yield name, holders.get(name, ""), taxes[name] - int(expected)


def _expected(name: str, base: int, known: Any) -> Decimal | None:
    """The tax that belongs to a base, both debit less credit; None where it cannot be said."""
    if sold := known.sale_codes.get(name):
        return None if sold.percent is None else _share(base, sold.percent, sold.base_share)
    bought = known.tax_codes.get(name)
    if bought is None or bought.percent is None or bought.deductible_percent != HUNDRED or bought.kind == "import":
        return None
    return Decimal(0) if bought.output_role else _share(base, bought.percent, bought.base_share)


def _share(base: int, percent: Decimal, share: Fraction) -> Decimal:
    return (base * percent * share.numerator / (share.denominator * HUNDRED)).quantize(Decimal(1))
