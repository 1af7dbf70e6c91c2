"""The cash flow statement by the indirect method: the result, and what changed on the balance sheet besides cash; pure.

It follows DRS 21, KSR 1 and SAK EP chapter 7 in its three parts; interest, dividends and taxes stay within operating activities.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kantor.countries.layouts import LayoutLine
from kantor.departments.accounting.reports.statement import StatementLine
from kantor.kit.money import Money, total

DEPRECIATION = ("depreciation", "depreciation_current", "write_down_financial")


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
        Flow("flow_begin", begun),
        Flow("flow_end", begun + changed, is_sum=True),
    ]


def _flows(layout: Sequence[LayoutLine]) -> Mapping[str, str]:
    return {line.key: line.flow for line in layout} | {"unplaced_assets": "working_assets", "unplaced_liabilities": "working_liabilities"}


def _changes(layout: Sequence[LayoutLine], sheet: Sequence[StatementLine], currency: str) -> dict[str, Money]:
    kinds = ("fixed", "working_assets", "working_liabilities", "provisions", "loans", "equity", "result", "cash")
    flows = _flows(layout)
    return {
        kind: total((line.amounts[0] - line.amounts[1] for line in sheet if not line.is_sum and flows.get(line.key) == kind), currency)
        for kind in kinds
    }
