"""From balances of accounts to the lines of a balance sheet, an income statement and a cash flow statement; pure."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kantor.countries.layouts import LayoutLine, places
from kantor.kit.money import Money, total

RESULT, RETAINED = "profit_for_year", "retained_earnings"
UNPLACED = {"asset": "unplaced_assets"}
DEBIT_ROOT = "assets"


class Figure(NamedTuple):
    """An account in a statement. amounts: debit less credit, one for each column (this year, the year before)."""

    number: str
    name: str
    kind: str
    amounts: tuple[Money, ...]


class StatementLine(NamedTuple):
    """A line with its amounts as the statement shows them. accounts: what stands in it, same signs; mark: as the law numbers it."""

    key: str
    mark: str
    level: int
    is_sum: bool
    amounts: tuple[Money, ...]
    accounts: tuple[Figure, ...]


Amounts = tuple[Money, ...]
Placed = dict[str, list[Figure]]


def balance_sheet(layout: Sequence[LayoutLine], figures: Sequence[Figure], result: Amounts, earlier: Amounts) -> list[StatementLine]:
    """figures: of balance sheet accounts; result, earlier: what the years' revenue less expense came to, and that of years never carried.

    Both sides come to the same where the figures and the results do: an account that no line names stands in a line for such accounts.
    """
    currency = result[0].currency
    debit_lines = _below(layout, DEBIT_ROOT)
    placed = _place(layout, figures, lambda figure: UNPLACED.get(figure.kind, "unplaced_liabilities"))
    own = {key: _signed(found, debit=key in debit_lines or key == UNPLACED["asset"]) for key, found in placed.items()}
    sums: dict[str, Amounts] = {key: _added([figure.amounts for figure in found], currency, len(result)) for key, found in own.items()}
    zero = tuple(Money.zero(currency) for _ in result)
    for key, more in ((RESULT, result), (RETAINED, earlier)):
        sums[key] = _added([sums.get(key, zero), more], currency, len(result))
    children = defaultdict(list)
    for line in layout:
        children[line.parent].append(line.key)
    for root, key in ((DEBIT_ROOT, "unplaced_assets"), ("equity_and_liabilities", "unplaced_liabilities")):
        children[root].append(key)

    def amount_of(key: str) -> Amounts:
        below = [amount_of(child) for child in children.get(key, ())]
        return _added([sums.get(key, zero), *below], currency, len(zero))

    lines = []
    for line in (*layout, *_extra(sums)):
        is_sum = bool(children.get(line.key))
        level = _level(line, {one.key: one for one in layout})
        lines.append(StatementLine(line.key, line.mark, level, is_sum, amount_of(line.key), tuple(own.get(line.key, ()))))
    return _in_order(lines, layout)


def income_statement(layout: Sequence[LayoutLine], figures: Sequence[Figure], currency: str) -> list[StatementLine]:
    """figures: turnover of revenue and expense accounts; income is shown positive, expense negative, and `running` lines what they come to.

    The last line is revenue less expense of all accounts, also of those that no line names.
    """
    columns = len(figures[0].amounts) if figures else 1
    placed = _place(layout, figures, lambda figure: "unplaced_result")
    own = {key: _signed(found, debit=False) for key, found in placed.items()}
    so_far = [total((), currency)] * columns
    lines = []
    every = [*layout]
    if "unplaced_result" in own:
        every.insert(len(every) - 1, LayoutLine("unplaced_result", "", "", "line", "", ()))
    for line in every:
        accounts = tuple(own.get(line.key, ()))
        amounts = _added([figure.amounts for figure in accounts], currency, columns)
        if line.kind == "running":
            amounts = tuple(so_far)
        else:
            so_far = list(_added([tuple(so_far), amounts], currency, columns))
        lines.append(StatementLine(line.key, line.mark, 0, line.kind == "running", amounts, accounts))
    return lines


def _place(layout: Sequence[LayoutLine], figures: Sequence[Figure], elsewhere: Callable[[Figure], str]) -> Placed:
    """Accounts by line. One that stands on another side than in another column is split, each amount where its sign belongs."""
    found: Placed = defaultdict(list)
    where = places(layout, [figure.number for figure in figures])
    for figure in figures:
        sides = where[figure.number]
        if len(set(sides.values())) == 1 and len(sides) > 1:
            found[sides["d"]].append(figure)
            continue
        for side in "dc":
            kept = tuple(one if one and (one.amount > 0) == (side == "d") else Money.zero(one.currency) for one in figure.amounts)
            if any(kept):
                found[sides.get(side) or elsewhere(figure)].append(figure._replace(amounts=kept))
    return found


def _signed(figures: Sequence[Figure], *, debit: bool) -> list[Figure]:
    return [figure if debit else figure._replace(amounts=tuple(-one for one in figure.amounts)) for figure in figures]


def _added(amounts: Sequence[Amounts], currency: str, columns: int) -> Amounts:
    return tuple(total((one[column] for one in amounts), currency) for column in range(columns))


def _below(layout: Sequence[LayoutLine], root: str) -> set[str]:
    found = {root}
    for line in layout:
        if line.parent in found:
            found.add(line.key)
    return found


def _level(line: LayoutLine, known: Mapping[str, LayoutLine]) -> int:
    level = 0
    while line.parent:
        line, level = known.get(line.parent, line._replace(parent="")), level + 1
    return level


def _extra(sums: Mapping[str, Amounts]) -> list[LayoutLine]:
    extra = (("unplaced_assets", DEBIT_ROOT), ("unplaced_liabilities", "equity_and_liabilities"))
    return [LayoutLine(key, parent, "", "line", "", ()) for key, parent in extra if key in sums]


def _in_order(lines: Sequence[StatementLine], layout: Sequence[LayoutLine]) -> list[StatementLine]:
    """What no line names stands at the end of its side."""
    own = {line.key: line for line in lines}
    first, second = own.get("unplaced_assets"), own.get("unplaced_liabilities")
    found: list[StatementLine] = []
    for line in layout:
        if line.key == "equity_and_liabilities" and first:
            found.append(first)
        found.append(own[line.key])
    return [*found, *([second] if second else [])]
