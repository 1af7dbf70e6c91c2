"""Costs are divided to the cent: what receivers bear and what stays come to what was there, account by account."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kantor.departments.accounting.allocation.dividing import divided
from kantor.kit.money import Money, total


def test_by_percent_the_rest_stays_where_it_was() -> None:
    found = divided({"4210": Money.of("1000", "EUR")}, [("200", Decimal(30)), ("300", Decimal("12.5"))], "percent")
    assert [(one.receiver, str(one.amount)) for one in found] == [("200", "300.00 EUR"), ("300", "125.00 EUR")]


@given(
    costs=st.dictionaries(st.sampled_from(["4210", "4240", "8400"]), st.integers(-(10**9), 10**9), min_size=1),
    figures=st.lists(st.integers(1, 10**4), min_size=1, max_size=8),
)
def test_by_figures_all_is_given_away_and_nobody_bears_more_than_a_cent_off(costs: dict[str, int], figures: list[int]) -> None:
    amounts = {account: Money.from_minor(units, "EUR") for account, units in costs.items()}
    receivers = [(str(place), Decimal(figure)) for place, figure in enumerate(figures)]
    found = divided(amounts, receivers, "figures")
    for account, amount in amounts.items():
        parts = {one.receiver: one.amount for one in found if one.account == account}
        assert total(parts.values(), "EUR") == amount
        for code, figure in receivers:
            exact = amount.amount * figure / sum(figures)
            assert abs(parts.get(code, Money.zero("EUR")).amount - exact) <= Decimal("0.01")
