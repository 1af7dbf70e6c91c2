"""The register of fixed assets: what each cost, what was depreciated of it, and what it stands at in the books."""

from kantor.departments.accounting.reports import figures
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.kit.money import Money, total

SUMS = ("cost", "depreciated", "book_value")


def asset_register(asked: Asked) -> Table:
    """At the end of the last day asked for, by number."""
    lines, columns = [], []
    for row in figures.assets(asked.client, asked.until_on):
        cost, worn = Money.from_minor(row.cost, row.currency), Money(row.depreciated, row.currency)
        amounts = (cost, worn, cost - worn)
        columns.append(amounts)
        lines.append(Line((row.number, row.name, row.in_use_on, *amounts), document=row.id))
    sums = tuple(total((amounts[place] for amounts in columns), asked.client.currency) for place in range(len(SUMS)))
    headings = (Heading("number"), Heading("name"), Heading("in_use_on"), *(Heading(key, AMOUNT) for key in SUMS))
    return Table(headings=headings, lines=(*lines, Line(("", "", asked.client.currency, *sums), style="sum")))
