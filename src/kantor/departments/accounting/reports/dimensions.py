"""What each cost centre and each project earned and cost, account by account."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from kantor.departments.accounting.cost_centre.keeping import above, kept
from kantor.departments.accounting.reports import figures
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.kit.money import Money, total
from kantor.kit.say import say

SUMS = ("income", "costs", "result")


def by_dimension(dimension: str) -> Callable[[Asked], Table]:
    """Of the periods within the days asked for. dimension: cost_centre or project; what names none stands at the end. What others belong to
    has a line with all below it; names stand beside the codes that the client keeps."""

    def make(asked: Asked) -> Table:
        every = kept(asked.client.id, dimension)
        zero = Money.zero(asked.client.currency)
        whole: dict[str, list[tuple[Money, ...]]] = defaultdict(list)
        groups: dict[str, list[Any]] = defaultdict(list)
        for row in figures.by_dimension(asked.client, dimension, asked.from_on, asked.until_on):
            groups[row.named].append(row)
        amounts = {name: [(row, _amounts(row, asked.client.currency)) for row in rows] for name, rows in groups.items()}
        own = {name: _added([of for _, of in rows], asked.client.currency) for name, rows in amounts.items()}
        for name, sum_ in own.items():
            for code in above(name, every):
                whole[code].append(sum_)
        lines: list[Line] = []
        sums = list(own.values())
        for name in sorted({*own, *whole}, key=lambda one: (one == "", [*reversed(above(one, every)), one])):
            told = name or say("accounting.line.no_dimension", asked.language)
            label = every[name].name if name in every else ""
            if name in whole:
                below = _added([*whole[name], own.get(name, (zero,) * len(SUMS))], asked.client.currency)
                lines.append(Line((told, say("accounting.line.with_below", asked.language, {"name": label}), *below), style="sum"))
            if name in own:
                lines.append(Line((told, label, *own[name]), style="sum"))
            for row, of in amounts.get(name, ()):
                lines.append(
                    Line(("", f"{row.number} {row.name}", *of), style="account", level=1, account=row.number, within=(dimension, name))
                )
        lines.append(Line(("", asked.client.currency, *_added(sums, asked.client.currency)), style="sum"))
        headings = (Heading(dimension), Heading("account"), *(Heading(key, AMOUNT) for key in SUMS))
        return Table(headings=headings, lines=tuple(lines))

    return make


def _amounts(row: Any, currency: str) -> tuple[Money, ...]:
    """Income, costs and what they come to; a revenue account with a debit balance is income below zero."""
    amount, nothing = Money.from_minor(row.amount, currency), Money.zero(currency)
    income, costs = (-amount, nothing) if row.kind == "revenue" else (nothing, amount)
    return income, costs, income - costs


def _added(rows: list[tuple[Money, ...]], currency: str) -> tuple[Money, ...]:
    return tuple(total((row[place] for row in rows), currency) for place in range(len(SUMS)))
