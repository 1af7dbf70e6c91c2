"""From the statements of a member to the positions and the currency of its group: the modified closing rate method of § 308a HGB; pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kantor.countries.group_lines import group_lines
from kantor.countries.layouts import Statement
from kantor.departments.accounting.reports.statement import StatementLine
from kantor.kit.money import Money, total

ASSETS, LIABILITIES = "group_assets", "group_equity_and_liabilities"
RESULT, DIFFERENCE = "group_result", "group_currency_difference"


class Rates(NamedTuple):
    """Units of the group's currency for one of the member's: on the closing day, on average, and when its equity was paid in."""

    closing: Decimal
    average: Decimal
    historical: Decimal


ALIKE = Rates(Decimal(1), Decimal(1), Decimal(1))
Positions = dict[str, Money]


def translated(statement: Statement, country: str, lines: Sequence[StatementLine], rates: Rates, currency: str) -> Positions:
    """Position -> amount in the group's currency, signed as statements show it. lines: of one column, by the layout of the country."""
    own = {line.key: line.amounts[0] for line in lines}
    found: Positions = {}
    for line in group_lines(statement):
        amounts = [own[key] for key in line.lines[country] if key in own]
        if amounts:
            found[line.key] = total(amounts, amounts[0].currency).converted(getattr(rates, line.at), currency)
    return found


def with_difference(sheet: Positions, currency: str) -> Positions:
    """A member's balance sheet with what the rates leave apart in equity (§ 308a Satz 3 HGB)."""
    sides = {line.key: line.parent for line in group_lines("balance_sheet")}
    return {**sheet, DIFFERENCE: total((amount if sides[key] == ASSETS else -amount for key, amount in sheet.items()), currency)}


def summed(statement: Statement, columns: Sequence[Mapping[str, Money]], currency: str) -> list[tuple[str, bool, tuple[Money, ...]]]:
    """Each position, whether it is a sum, and its amounts by column; sides and the last line of income come to what they are made of."""
    zero = Money.zero(currency)
    every = group_lines(statement)
    found = []
    for line in every:
        below = [one.key for one in every if one.parent == line.key] if line.at != "sum" else [one.key for one in every]
        is_sum = line.at in ("", "sum")
        keys = below if is_sum else [line.key]
        found.append((line.key, is_sum, tuple(total((of.get(key, zero) for key in keys), currency) for of in columns)))
    return found
