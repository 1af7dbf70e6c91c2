"""Money is exact, keeps its currency, loses no cent, and reads as people write it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.kit.money import CurrencyMismatch, Money, exponent, half_up, total

UNITS = st.integers(min_value=-(10**15), max_value=10**15)
CURRENCIES = st.sampled_from(["EUR", "PLN", "IDR", "JPY", "KWD"])
AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=6)


@given(UNITS, CURRENCIES)
def test_minor_units_and_back_is_the_same_money(units: int, currency: str) -> None:
    assert Money.from_minor(units, currency).minor == units


@given(UNITS, CURRENCIES, st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=12).filter(any))
def test_allocating_loses_no_cent(units: int, currency: str, weights: list[int]) -> None:
    whole = Money.from_minor(units, currency)
    parts = whole.allocate(weights)
    assert total(parts, currency) == whole
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.minor * sum(weights) - units * weight) < sum(weights)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_adding_is_exact_in_any_order(a: Decimal, b: Decimal, c: Decimal) -> None:
    first, second, third = (Money(amount, "EUR") for amount in (a, b, c))
    assert (first + second) + third == first + (second + third) == third + first + second
    assert first + second - second == first


@given(AMOUNTS)
def test_rounding_goes_half_away_from_zero(amount: Decimal) -> None:
    rounded = Money(amount, "EUR").rounded()
    assert abs(rounded.amount - amount) <= Decimal("0.005")
    assert (-Money(amount, "EUR")).rounded() == -rounded


@given(st.lists(UNITS, max_size=20))
def test_a_total_is_the_sum_of_the_units(units: list[int]) -> None:
    assert total([Money.from_minor(unit, "PLN") for unit in units], "PLN").minor == sum(units)


@pytest.mark.parametrize(
    ("amount", "places", "expected"),
    [("2.345", 2, "2.35"), ("-2.345", 2, "-2.35"), ("0.5", 0, "1"), ("2.5", 0, "3"), ("1.0049", 2, "1.00")],
)
def test_commercial_rounding(amount: str, places: int, expected: str) -> None:
    assert str(half_up(Decimal(amount), places)) == expected


def test_currencies_have_their_own_smallest_unit() -> None:
    assert [exponent(currency) for currency in ("EUR", "JPY", "IDR", "KWD")] == [2, 0, 2, 3]
    assert Money.of("1500", "JPY").minor == 1500
    assert Money.of("1500", "IDR").minor == 150000
    assert Money.of("1.234", "KWD").minor == 1234


def test_a_hundred_split_in_three_gives_the_odd_cent_to_the_first() -> None:
    assert [part.minor for part in Money.of(100, "EUR").allocate([1, 1, 1])] == [3334, 3333, 3333]
    assert [part.minor for part in Money.of("-0.05", "EUR").allocate([Decimal("0.5"), Decimal("0.5")])] == [-3, -2]


@pytest.mark.parametrize("amount", [1.5, True, None])
def test_a_float_is_refused(amount: object) -> None:
    with pytest.raises(TypeError):
        Money.of(amount, "EUR")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Money(amount, "EUR")  # type: ignore[arg-type]


def test_multiplying_by_a_float_is_refused() -> None:
    with pytest.raises(TypeError):
        Money.of(1, "EUR") * 1.19  # type: ignore[operator]


@pytest.mark.parametrize(("amount", "currency"), [("NaN", "EUR"), ("Infinity", "EUR"), ("1", "eur"), ("1", ""), ("one", "EUR")])
def test_what_is_no_money_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Money.of(amount, currency)


def test_two_currencies_are_never_mixed() -> None:
    with pytest.raises(CurrencyMismatch):
        Money.of(1, "EUR") + Money.of(1, "PLN")
    with pytest.raises(CurrencyMismatch):
        assert Money.of(1, "EUR") < Money.of(2, "PLN")
    assert Money.of(1, "EUR") != Money.of(1, "PLN")


def test_half_a_cent_has_no_minor_units() -> None:
    with pytest.raises(ValueError, match="round it first"):
        _ = Money.of("0.005", "EUR").minor


def test_a_conversion_rounds_to_the_other_currency() -> None:
    assert Money.of("100.00", "EUR").converted(Decimal("162.345"), "JPY") == Money.of("16235", "JPY")


@pytest.mark.parametrize(
    ("amount", "currency", "language", "expected"),
    [
        ("1234567.5", "EUR", "en", "EUR\u00a01,234,567.50"),
        ("1234.5", "EUR", "de", "1.234,50\u00a0EUR"),
        ("1234.5", "PLN", "pl", "1234,50\u00a0PLN"),
        ("12345.5", "PLN", "pl", "12\u00a0345,50\u00a0PLN"),
        ("15000", "IDR", "id", "15.000,00\u00a0IDR"),
        ("-0.001", "EUR", "de", "0,00\u00a0EUR"),
        ("-1234", "JPY", "en", "JPY\u00a0-1,234"),
    ],
)
def test_money_reads_as_people_write_it(amount: str, currency: str, language: str, expected: str) -> None:
    assert Money.of(amount, currency).format(language) == expected
