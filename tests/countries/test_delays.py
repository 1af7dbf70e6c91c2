"""Default interest by the law: § 288 BGB and the Polish act on delays in commercial transactions, day by day."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from kantor.countries import law

D = Decimal


@pytest.mark.parametrize(
    ("country", "amount", "due_on", "until_on", "is_business", "expected"),
    [
        # 2025: base rate 1.27 since July; 9 + 1.27 = 10.27 % of 1,000 for 30 days = 8.441
        ("DE", "1000", date(2025, 9, 1), date(2025, 10, 1), True, "8.44"),
        ("DE", "1000", date(2025, 9, 1), date(2025, 10, 1), False, "5.15"),
        # over the change of 1 July 2025: 10 days at 11.27 %, 10 at 10.27 %
        ("DE", "1000", date(2025, 6, 20), date(2025, 7, 10), True, "5.90"),
        # a base rate below zero lowers the interest: 9 - 0.88
        ("DE", "36500", date(2020, 1, 1), date(2020, 1, 11), True, "81.20"),
        # first half of 2024: 5.75 + 10
        ("PL", "36500", date(2024, 1, 1), date(2024, 1, 11), True, "157.50"),
        ("PL", "36500", date(2025, 7, 1), date(2025, 7, 11), True, "152.50"),
        ("DE", "1000", date(2025, 9, 1), date(2025, 9, 1), True, "0.00"),
    ],
)
def test_interest_is_counted_by_the_rate_of_each_day(country, amount, due_on, until_on, is_business, expected):
    assert law(country).delays.interest(D(amount), due_on, until_on, is_business=is_business) == D(expected)


def test_where_the_contract_decides_the_law_names_nothing():
    assert law("ID").delays.interest(D(1000), date(2025, 1, 1), date(2025, 3, 1), is_business=True) is None
    assert law("PL").delays.interest(D(1000), date(2025, 1, 1), date(2025, 3, 1), is_business=False) is None
    assert law("DE").delays.interest(D(1000), date(1999, 1, 1), date(2025, 3, 1), is_business=True) is None


@pytest.mark.parametrize("country", ["DE", "PL"])
def test_each_day_has_one_base_rate(country):
    rates = law(country).delays.rates
    for earlier, later in pairwise(rates):
        assert earlier.valid_until is not None
        assert (later.valid_from - earlier.valid_until).days == 1
    assert rates[-1].valid_until is None


@pytest.mark.parametrize(
    ("country", "on", "expected"),
    [
        ("DE", date(2026, 1, 1), True),
        ("PL", date(2026, 3, 31), False),
        ("PL", date(2026, 4, 1), True),
        ("ID", date(2027, 1, 1), False),
    ],
)
def test_the_tax_of_a_bad_debt_comes_back_when_the_law_says_so(country, on, expected):
    assert law(country).delays.gives_tax_back(date(2026, 1, 1), on) is expected
