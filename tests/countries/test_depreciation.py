"""Depreciation plans against examples from outside: the explanation of the Indonesian law, published German and Polish calculations."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.countries.depreciation import Asset, PlanUnknown, declining_rule, plan, useful_lives
from kantor.kit.money import Money, total

CURRENCIES = {"DE": "EUR", "PL": "PLN", "ID": "IDR"}


def asset(country: str, method: str, cost: str, on: str, months: int = 0, **more: int) -> Asset:
    money = Money.of(cost, CURRENCIES[country])
    zero = Money.zero(money.currency)
    return Asset(country=country, method=method, cost=money, residual=zero, in_use_on=date.fromisoformat(on), months=months, **more)


def by_year(wanted: Asset) -> dict[int, Decimal]:
    found: dict[int, Decimal] = defaultdict(Decimal)
    for part in plan(wanted):
        found[part.due_on.year] += part.amount.amount
    return dict(found)


def test_group_1_bought_in_july_as_the_explanation_of_pasal_11_has_it() -> None:
    """UU PPh, penjelasan Pasal 11 ayat (3): a machine of 100 million bought in July 2009, four years, declining at 50 %."""
    years = {2009: 25_000_000, 2010: 37_500_000, 2011: 18_750_000, 2012: 9_375_000, 2013: 9_375_000}
    assert by_year(asset("ID", "declining", "100000000", "2009-07-14", 48)) == years


def test_group_1_bought_in_january_as_the_explanation_of_pasal_11_has_it() -> None:
    """UU PPh, penjelasan Pasal 11 ayat (1) dan (2): 150 million in January 2009, the rest in the last year."""
    years = {2009: 75_000_000, 2010: 37_500_000, 2011: 18_750_000, 2012: 18_750_000}
    assert by_year(asset("ID", "declining", "150000000", "2009-01-05", 48)) == years


def test_a_permanent_building_is_worn_evenly_over_twenty_years() -> None:
    """UU PPh, penjelasan Pasal 11 ayat (1): 1 billion, 20 years, 50 million a year."""
    assert set(by_year(asset("ID", "linear", "1000000000", "2010-01-01", 240)).values()) == {50_000_000}


def test_the_german_declining_method_of_2025_as_it_was_published() -> None:
    """100,000 bought on 1 July 2025, five years, 30 %: 15,000, 25,500, 17,850; then the linear rest of 30 months is more (§ 7 Abs. 3)."""
    years = {2025: 15_000, 2026: 25_500, 2027: 17_850, 2028: 16_660, 2029: 16_660, 2030: 8_330}
    assert by_year(asset("DE", "declining", "100000", "2025-07-01", 60)) == years


def test_the_polish_declining_method_goes_over_to_the_linear_one() -> None:
    """10,000 at 20 % with the factor 2, put to use in December: 4,000, 2,400, then 2,000 as the linear method gives, and the rest."""
    assert by_year(asset("PL", "declining", "10000", "2025-12-10", 60)) == {2026: 4000, 2027: 2400, 2028: 2000, 2029: 1600}


def test_a_car_bought_in_november_counts_two_months_in_germany_and_one_in_poland() -> None:
    assert by_year(asset("DE", "linear", "36000", "2026-11-20", 72))[2026] == 1000
    assert by_year(asset("PL", "linear", "36000", "2026-11-20", 60))[2026] == 600


def test_low_value_assets_are_written_off_at_once_and_pools_in_five_whole_years() -> None:
    """§ 6 Abs. 2 and 2a EStG: up to 800 EUR at once; above 250 and up to 1,000 EUR a fifth each year, whatever the month."""
    assert by_year(asset("DE", "low_value", "800", "2026-05-03")) == {2026: 800}
    assert by_year(asset("DE", "pool", "1000", "2026-12-03")) == dict.fromkeys(range(2026, 2031), 200)
    assert next(part.due_on for part in plan(asset("DE", "pool", "500", "2026-02-03", year_begins=7))) == date(2026, 6, 30)


def test_the_limits_of_low_value_hold_for_each_thing_that_can_be_used_by_itself() -> None:
    """§ 6 Abs. 2 Satz 1 EStG: ten chairs of 800 EUR each are written off at once, one of 8,000 EUR is not, nor are ten of 800.01 EUR."""
    assert by_year(asset("DE", "low_value", "8000", "2026-05-03", units=10)) == {2026: 8000}
    assert by_year(asset("DE", "pool", "2000", "2026-05-03", units=4)) == dict.fromkeys(range(2026, 2031), 400)
    for wanted in (asset("DE", "low_value", "8000.10", "2026-05-03", units=10), asset("DE", "pool", "2000", "2026-05-03", units=8)):
        with pytest.raises(PlanUnknown, match=f"{wanted.method}_cost"):
            plan(wanted)


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (asset("DE", "low_value", "800.01", "2026-05-03"), "low_value_cost"),
        (asset("DE", "pool", "250", "2026-05-03"), "pool_cost"),
        (asset("DE", "declining", "1000", "2023-05-03", 60), "declining"),
        (asset("ID", "pool", "1000", "2026-05-03"), "pool"),
        (asset("DE", "linear", "1000", "2026-05-03", 0), "method"),
    ],
)
def test_what_the_law_does_not_allow_has_no_plan(wanted: Asset, why: str) -> None:
    with pytest.raises(PlanUnknown, match=why):
        plan(wanted)


@given(
    country=st.sampled_from(["DE", "PL", "ID"]),
    method=st.sampled_from(["linear", "declining"]),
    cents=st.integers(1, 10**12),
    on=st.dates(date(2025, 7, 1), date(2027, 12, 31)),
    months=st.integers(1, 480),
    year_begins=st.integers(1, 12),
)
def test_every_plan_comes_to_the_cost_and_never_below_nothing(
    country: str, method: str, cents: int, on: date, months: int, year_begins: int
) -> None:
    wanted = asset(country, method, str(Decimal(cents).scaleb(-2)), on.isoformat(), months, year_begins=year_begins)
    parts = plan(wanted)
    assert total((part.amount for part in parts), wanted.cost.currency) == wanted.cost
    assert all(part.amount.amount > 0 and part.book_value.amount >= 0 for part in parts)
    assert [part.due_on for part in parts] == sorted({part.due_on for part in parts})


def test_the_tables_name_their_source_and_the_declining_rates_have_gaps() -> None:
    assert all(life.source and life.months > 0 for country in CURRENCIES for life in useful_lives(country))
    assert [bool(declining_rule("DE", date(year, 6, 1))) for year in (2019, 2021, 2023, 2024, 2026, 2028)] == [0, 1, 0, 1, 1, 0]
