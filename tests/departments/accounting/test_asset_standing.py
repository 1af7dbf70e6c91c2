"""What changes make of an asset and its plan: cost is depreciation, book value and what went, to the cent, whatever happens."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kantor.countries.depreciation import Asset, plan, worn_until
from kantor.departments.accounting.asset_change.standing import (
    CHANGES,
    DISPOSALS,
    Change,
    Plan,
    Row,
    made,
    stands,
    without_write_downs,
)
from kantor.departments.accounting.rhythm import month_ends, months_later
from kantor.kit.money import Money, total

EUR = Money.zero("EUR")
FIRST = date(2026, 1, 1)


def money(amount: object) -> Money:
    return Money.of(str(amount), "EUR")


def straight(cost: int, months: int) -> Plan:
    asset = Asset(country="DE", method="linear", cost=money(cost), residual=EUR, in_use_on=FIRST, months=months)
    return Plan(tuple(Row(part.due_on, part.amount) for part in plan(asset)), FIRST)


def test_a_later_cost_is_spread_over_what_is_left_in_germany_and_keeps_the_rate_in_poland() -> None:
    """12,000 over twelve months, 600 more when six are left: 100 a month more; in Poland 1,050 a month as long as it takes."""
    change = Change("addition", date(2026, 6, 30), money(600))
    german = made(money(12000), EUR, straight(12000, 12), change).after
    assert [row.amount for row in german.rows] == [money(1100)] * 6
    polish = made(money(12000), EUR, straight(12000, 12)._replace(rate_months=12), change).after
    assert [row.amount for row in polish.rows] == [money(1050)] * 6 + [money(300)]
    assert polish.rows[-1].due_on == date(2027, 1, 31)


def test_a_write_up_ends_where_the_asset_would_stand_without_a_write_down() -> None:
    first = straight(12000, 12)
    down = Change("write_down", date(2026, 3, 31), money(4500))
    after = made(money(12000), EUR, first, down).after
    assert [row.amount for row in after.rows] == [money(500)] * 9
    rest = Plan((*first.rows[:3], *after.rows), date(2026, 4, 1))
    stood, _ = stands(money(12000), money(4500), rest, date(2026, 6, 30))
    highest = without_write_downs(money(12000), first, [down], date(2026, 6, 30))
    assert (stood.book_value, highest.book_value) == (money(3000), money(6000))


def test_of_a_part_for_a_whole_year_the_months_that_are_over_are_worn_when_the_asset_goes() -> None:
    """R 7.4 Abs. 8 EStR: 1,200 a year, sold in May; four whole months of the second year."""
    yearly = Plan((Row(date(2026, 12, 31), money(1200)), Row(date(2027, 12, 31), money(1200))), FIRST)
    assert worn_until("DE", date(2027, 5, 20)) == date(2027, 4, 30)
    done = made(money(2400), EUR, yearly, Change("sale", date(2027, 4, 30), money(2400)))
    assert (done.arrears, done.stood.book_value, done.worn) == (money(400), money(800), money(-1600))
    assert done.after.rows == ()


def test_the_month_of_a_sale_is_worn_in_poland_and_not_in_germany() -> None:
    assert [worn_until(country, date(2026, 5, 20)) for country in ("DE", "PL", "ID")] == [
        date(2026, 4, 30),
        date(2026, 5, 31),
        date(2026, 5, 31),
    ]
    assert worn_until("DE", date(2026, 12, 31)) == date(2026, 12, 31)


@settings(max_examples=150)
@given(
    cents=st.integers(100, 10**9),
    months=st.integers(1, 60),
    is_yearly=st.booleans(),
    steps=st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 20), st.integers(1, 100), st.integers(0, 12)), max_size=6),
)
def test_cost_is_depreciation_and_book_value_and_what_went(
    cents: int, months: int, is_yearly: bool, steps: list[tuple[str, int, int, int]]
) -> None:
    cost, worn = Money.from_minor(cents, "EUR"), EUR
    ends = month_ends(FIRST, months)
    days = ends[11::12] if is_yearly and months % 12 == 0 else ends
    booked = Plan(tuple(Row(on, part) for on, part in zip(days, cost.allocate([1] * len(days)), strict=True) if part), FIRST)
    added = gone_value = written_up = charged = EUR
    at = FIRST
    for kind, later, percent, over in steps:
        if not cost:
            break
        at = months_later(at, later)
        until = month_ends(at, 1)[0]
        stood, _ = stands(cost, worn, booked, until)
        base = {"addition": cost, "write_down": stood.book_value, "write_up": stood.worn}.get(kind, cost)
        amount = Money(base.amount * percent / 100, "EUR").rounded()
        if not amount:
            continue
        done = made(cost, worn, booked, Change(kind, until, amount, over))
        charged += done.arrears + total((row.amount for row in booked.rows if row.due_on <= until), "EUR")
        added += done.cost if kind == "addition" else EUR
        charged += done.worn if kind == "write_down" else EUR
        written_up += -done.worn if kind == "write_up" else EUR
        gone_value += done.worn - done.cost if kind in DISPOSALS else EUR
        assert total((row.amount for row in done.after.rows), "EUR") + done.after.residual == done.after.book_value
        assert all(row.amount.amount > 0 and row.due_on > until for row in done.after.rows)
        cost, worn = done.after.cost, done.after.worn
        assert cost.amount >= 0
        assert cost or done.after == (EUR, EUR, ())
        booked = Plan(done.after.rows, months_later(until.replace(day=1), 1))
        assert Money.from_minor(cents, "EUR") + added == charged - written_up + gone_value + done.after.book_value
    whole = stands(cost, worn, booked, date(9999, 12, 31))[0]
    assert whole.rows == ()
    assert whole.book_value.amount >= Decimal(0)
