"""The cash flow statement by the indirect method: the result, and what changed on the balance sheet besides cash; pure.

It follows DRS 21, KSR 1 and SAK EP chapter 7 in its three parts; interest, dividends and taxes stay within operating activities.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kantor.countries.layouts import LayoutLine
from kantor.departments.accounting.reports.statement import RETAINED, StatementLine
from kantor.kit.money import Money, total

BEGIN = "flow_begin"
OF_SHEET = {
    "flow_provisions": (("provisions",), 1),
    "flow_working_assets": (("working_assets",), -1),
    "flow_working_liabilities": (("working_liabilities",), 1),
    "flow_fixed_assets": (("fixed",), -1),
    "flow_equity": (("equity", "result"), 1),
    "flow_loans": (("loans",), 1),
    BEGIN: (("cash",), 1),
}
"""Line -> which lines of the balance sheet it is the change of - cash at the beginning of what stood there - and with which sign."""
DEPRECIATION = ("depreciation", "depreciation_current", "write_down_financial")


class Behind(NamedTuple):
    """An account behind a line of the statement, and what it brought to the line. number: '' for what no account shows: then name is the
    key of a line."""

    number: str
    name: str
    amount: Money


class Flow(NamedTuple):
    """A line of the statement; is_sum: of the lines above it."""

    key: str
    amount: Money
    is_sum: bool = False


def cash_flow(layout: Sequence[LayoutLine], sheet: Sequence[StatementLine], income: Sequence[StatementLine]) -> list[Flow]:
    """sheet: with the balances at the end and at the beginning of the time; income: of that time.

    The change of cash is what all other lines of the balance sheet changed by, so it agrees with cash whatever was posted.
    """
    currency = sheet[0].amounts[0].currency
    changes = _changes(layout, sheet, currency)
    income_of = {line.key: line for line in income}
    result = income[-1].amounts[0]
    worn = -total((income_of[key].amounts[0] for key in DEPRECIATION if key in income_of), currency)
    operating = [
        Flow("flow_result", result),
        Flow("flow_depreciation", worn),
        Flow("flow_provisions", changes["provisions"]),
        Flow("flow_working_assets", -changes["working_assets"]),
        Flow("flow_working_liabilities", changes["working_liabilities"]),
    ]
    investing = [Flow("flow_fixed_assets", -changes["fixed"] - worn)]
    financing = [Flow("flow_equity", changes["equity"] + changes["result"] - result), Flow("flow_loans", changes["loans"])]
    found: list[Flow] = []
    for key, flows in (("flow_operating", operating), ("flow_investing", investing), ("flow_financing", financing)):
        found += [*flows, Flow(key, total((flow.amount for flow in flows), currency), is_sum=True)]
    begun = total((line.amounts[1] for line in sheet if _flows(layout).get(line.key) == "cash"), currency)
    changed = total((flow.amount for flow in found if flow.is_sum), currency)
    return [
        *found,
        Flow("flow_change", changed, is_sum=True),
        Flow(BEGIN, begun),
        Flow("flow_end", begun + changed, is_sum=True),
    ]


def behind(flow: Flow, layout: Sequence[LayoutLine], sheet: Sequence[StatementLine], income: Sequence[StatementLine]) -> Iterator[Behind]:
    """What a line consists of, account by account; together they come to its amount. Results that nobody carried forward are on no account
    of equity: they are what is left."""
    rest = flow.amount
    for one in _accounts(flow, layout, sheet, income):
        rest -= one.amount
        if one.amount:
            yield one
    if rest:
        yield Behind("", RETAINED, rest)


def _accounts(
    flow: Flow, layout: Sequence[LayoutLine], sheet: Sequence[StatementLine], income: Sequence[StatementLine]
) -> Iterator[Behind]:
    is_worn = flow.key == "flow_depreciation"
    if flow.key == "flow_result" or is_worn or flow.key == "flow_fixed_assets":
        for line in income:
            for one in line.accounts if flow.key == "flow_result" or line.key in DEPRECIATION else ():
                yield Behind(one.number, one.name, -one.amounts[0] if is_worn else one.amounts[0])
    kinds, sign = OF_SHEET.get(flow.key, ((), 1))
    flows = _flows(layout)
    for line in sheet:
        for one in line.accounts if not line.is_sum and flows.get(line.key) in kinds else ():
            moved = one.amounts[1] if flow.key == BEGIN else one.amounts[0] - one.amounts[1]
            yield Behind(one.number, one.name, moved if sign > 0 else -moved)


def _flows(layout: Sequence[LayoutLine]) -> Mapping[str, str]:
    return {line.key: line.flow for line in layout} | {"unplaced_assets": "working_assets", "unplaced_liabilities": "working_liabilities"}


def _changes(layout: Sequence[LayoutLine], sheet: Sequence[StatementLine], currency: str) -> dict[str, Money]:
    kinds = ("fixed", "working_assets", "working_liabilities", "provisions", "loans", "equity", "result", "cash")
    flows = _flows(layout)
    return {
        kind: total((line.amounts[0] - line.amounts[1] for line in sheet if not line.is_sum and flows.get(line.key) == kind), currency)
        for kind in kinds
    }
