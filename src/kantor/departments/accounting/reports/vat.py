"""The VAT summary: what was posted with each tax code, as base and as tax, and the boxes of the return that the code names."""

from collections import defaultdict

from kantor.countries import law
from kantor.departments.accounting.reports import figures
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.kit.money import Money, total

INPUT, OUTPUT = ("input_vat", "import_vat"), ("output_vat", "vat_payable")
"""How the roles of accounts begin that hold deductible tax, and tax that is owed."""


def vat_summary(asked: Asked) -> Table:
    """base and deductible tax: debit less credit; tax owed: credit less debit. A code of which nothing was posted has no line."""
    codes, currency = law(asked.client.country).tax_codes, asked.client.currency
    sums: dict[str, dict[str, Money]] = defaultdict(lambda: {key: Money.zero(currency) for key in ("base", "input", "output")})
    for row in figures.by_tax_code(asked.client, asked.from_on, asked.until_on):
        amount, own = Money.from_minor(row.amount, row.currency), sums[row.tax_code]
        roles = row.role.split()
        if any(role.startswith(INPUT) for role in roles):
            own["input"] += amount
        elif any(role.startswith(OUTPUT) for role in roles):
            own["output"] -= amount
        else:
            own["base"] += amount
    lines = []
    for key in sorted(sums):
        code = codes.get(key)
        name = (code.name_local if asked.language == asked.client.language else code.name_en) if code else ""
        cells = (key, name, " ".join(code.boxes) if code else "", sums[key]["base"], sums[key]["input"], sums[key]["output"])
        lines.append(Line(cells, key=key))
    columns = [total((own[key] for own in sums.values()), currency) for key in ("input", "output")]
    headings = (Heading("tax_code"), Heading("name"), Heading("boxes"), *(Heading(key, AMOUNT) for key in ("base", "input", "output")))
    return Table(headings=headings, lines=(*lines, Line(("", currency, "", None, *columns), style="sum")))
