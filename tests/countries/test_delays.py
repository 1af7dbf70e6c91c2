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


def test_what_was_charged_already_does_not_change_by_which_law_a_debt_goes():
    """Art. 229 § 34 EGBGB: debts that arose before 29 July 2014 keep the eight points of the law before, which is not kept here."""
    delays = law("DE").delays
    told = {"is_business": True, "after": date(2020, 1, 1)}
    assert delays.interest(D(36500), date(2014, 7, 1), date(2020, 1, 11), **told) is None
    assert delays.interest(D(36500), date(2014, 8, 1), date(2020, 1, 11), **told) == D("81.20")
    told["after"] = date(2014, 7, 1)  # before the due day nothing is charged
    assert delays.interest(D(36500), date(2020, 1, 1), date(2020, 1, 11), **told) == D("81.20")


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


PUBLISHED = {
    # a table of § 247 BGB (froehlichundhein.de), announcements of the Bundesbank for 2015 to 2021, § 247 BGB as of 2024
    "DE": """2002-01-01 2.57 2002-07-01 2.47 2003-01-01 1.97 2003-07-01 1.22 2004-01-01 1.14 2004-07-01 1.13 2005-01-01 1.21 2005-07-01 1.17
        2006-01-01 1.37 2006-07-01 1.95 2007-01-01 2.70 2007-07-01 3.19 2008-01-01 3.32 2008-07-01 3.19 2009-01-01 1.62 2009-07-01 0.12
        2010-07-01 0.12 2011-01-01 0.12 2011-07-01 0.37 2012-01-01 0.12 2012-07-01 0.12
        2015-01-01 -0.83 2019-07-01 -0.88 2021-01-01 -0.88 2024-01-01 3.62""",
    # statutory interest of that day as ZUS lists it, less 5.5 points (art. 481 § 2 KC); 2020 and 2024 as stated for commercial debts
    "PL": """2020-01-01 1.50 2020-07-01 0.10 2021-07-01 0.10 2022-01-01 1.75 2022-07-01 6.00 2023-01-01 6.75 2023-07-01 6.75
        2024-07-01 5.75""",
}


@pytest.mark.parametrize("country", PUBLISHED)
def test_the_rates_are_those_that_were_published(country):
    told = PUBLISHED[country].split()
    rates = law(country).delays.rates
    for text, percent in zip(told[::2], told[1::2], strict=True):
        on = date.fromisoformat(text)
        (row,) = [one for one in rates if one.valid_from <= on <= (one.valid_until or date.max)]
        assert (text, row.percent) == (text, D(percent))


@pytest.mark.parametrize(
    ("country", "debt", "due_on", "is_business", "expected"),
    [
        ("DE", "10", date(2026, 1, 1), True, "40"),
        ("DE", "10", date(2026, 1, 1), False, "0"),
        ("DE", "10", date(2014, 7, 28), True, "0"),  # Art. 229 § 34 EGBGB
        ("PL", "5000.00", date(2026, 1, 1), True, "40"),
        ("PL", "5000.01", date(2026, 1, 1), True, "70"),
        ("PL", "49999.99", date(2026, 1, 1), True, "70"),
        ("PL", "50000.00", date(2026, 1, 1), True, "100"),
        ("ID", "50000.00", date(2026, 1, 1), True, "0"),
    ],
)
def test_the_lump_sum_follows_the_debt(country, debt, due_on, is_business, expected):
    assert law(country).delays.lump_sum(D(debt), due_on, is_business=is_business) == D(expected)
