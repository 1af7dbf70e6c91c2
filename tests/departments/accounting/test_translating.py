"""A member's statements in another currency: § 308a HGB worked out on paper."""

from decimal import Decimal

from kantor.countries.layouts import layout
from kantor.departments.accounting.reports.statement import Figure, balance_sheet
from kantor.departments.accounting.reports.translating import Rates, summed, translated, with_difference
from kantor.kit.money import Money

RATES = Rates(closing=Decimal("0.25"), average=Decimal("0.24"), historical=Decimal("0.20"))


def zloty(amount: int) -> Money:
    return Money.of(str(amount), "PLN")


def test_equity_takes_what_the_rates_leave_apart() -> None:
    """Cash 1,500 at 0.25 is 375; payables 300 are 75; capital 1,000 at 0.20 is 200; a result of 200 at 0.24 is 48; 52 are left."""
    figures = [
        Figure("100", "Kasa", "asset", (zloty(1500),)),
        Figure("201", "Dostawcy", "liability", (zloty(-300),)),
        Figure("801", "Kapitał", "equity", (zloty(-1000),)),
    ]
    lines = balance_sheet(layout("PL", "pl_model", "balance_sheet"), figures, (zloty(200),), (zloty(0),))
    found = with_difference(translated("balance_sheet", "PL", lines, RATES, "EUR"), "EUR")
    told = {key: amount.amount for key, amount in found.items() if amount}
    assert told == {
        "group_cash": Decimal(375),
        "group_trade_payables": Decimal(75),
        "group_capital": Decimal(200),
        "group_result": Decimal(48),
        "group_currency_difference": Decimal(52),
    }
    sums = {key: amounts[0].amount for key, is_sum, amounts in summed("balance_sheet", [found], "EUR") if is_sum}
    assert sums == {"group_assets": Decimal(375), "group_equity_and_liabilities": Decimal(375)}
