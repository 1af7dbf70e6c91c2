"""Whether the tax codes of an entry by hand fit: known in the country, right for the account, and the tax is the rate of its base."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from kantor.countries import TaxCode, law, tax_on
from kantor.departments.accounting.journal_entry.document import KEY
from kantor.departments.accounting.journal_entry.lines import CLIENT, ZERO, account_of, lines
from kantor.words import Answers, Finding, Reading, Severity

TAX_ROLES = ("input_vat", "output_vat", "import_vat", "vat_payable", "waiting_")
"""How the roles of accounts that hold tax begin."""
PLACES = Decimal("0.01")
HUNDRED = Decimal(100)


def fits(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    country = str((answers.get(CLIENT) or {}).get("country", ""))
    if not country:
        return
    codes = law(country).tax_codes
    for line in lines(reading):
        place, known = f"lines.{line.place}.tax_code", answers.get(account_of(line.account)) or {}
        if line.tax_code and line.tax_code not in codes:
            yield _found("tax_code_unknown", Severity.STOP, place, code=line.tax_code)
            continue
        own = str(known.get("tax_code", ""))
        if line.tax_code and own and own != line.tax_code:
            yield _found("tax_code_of_account", Severity.STOP, place, account=line.account, own=own, code=line.tax_code)
        if not line.tax_code and _holds_tax(str(known.get("role", ""))):
            yield _found("tax_without_code", Severity.LOOK, place, account=line.account)
    yield from _amounts(reading, answers, codes)


def _amounts(reading: Reading, answers: Answers, codes: Mapping[str, TaxCode]) -> Iterator[Finding]:
    """Per code: the tax is the rate of what stands on the other accounts with that code, a cent a line aside."""
    bases: dict[str, Decimal] = {}
    taxes: dict[str, Decimal] = {}
    count: dict[str, int] = {}
    for line in lines(reading):
        code = codes.get(line.tax_code)
        if code is None or code.kind != "domestic" or code.percent is None or code.deductible_percent != HUNDRED:
            continue
        known = answers.get(account_of(line.account)) or {}
        sums = taxes if _holds_tax(str(known.get("role", ""))) or known.get("tax_code") == line.tax_code else bases
        sums[line.tax_code] = sums.get(line.tax_code, ZERO) + line.debit - line.credit
        count[line.tax_code] = count.get(line.tax_code, 0) + 1
    for name in sorted(bases):
        code = codes[name]
        expected = tax_on(bases[name], code.percent or ZERO, share=code.base_share)
        found = taxes.get(name, ZERO)
        if abs(expected - found) > PLACES * count[name]:
            yield _found("tax_is_not_the_rate", Severity.LOOK, "lines", code=name, expected=expected, found=found)


def _holds_tax(role: str) -> bool:
    return any(one.startswith(TAX_ROLES) for one in role.split())


def _found(key: str, severity: Severity, field: str, **evidence: object) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(value) for name, value in evidence.items()})
