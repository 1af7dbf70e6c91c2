"""Numbers and dates as people write them in four languages."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.countries import conventions, read_date, read_number, write_date
from kantor.kit.money import Money


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1.234,56", "de", "1234.56"),
        ("1 234,56", "de", "1234.56"),
        ("1'234'567", "de", "1234567"),
        ("1,234.56", "en", "1234.56"),
        ("1\u00a0234,56", "pl", "1234.56"),
        ("1234,5", "pl", "1234.5"),
        ("1.234.567", "id", "1234567"),
        ("5,00-", "de", "-5.00"),
        ("\u22125", "en", "-5"),
        (",5", "de", "0.5"),
    ],
)
def test_a_number_is_read_as_it_is_meant(text, language, number):
    assert read_number(text, language) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "language"), [("1.23,45", "de"), ("1,234.56", "de"), ("1.234,56", "en"), ("", "en"), ("-", "de"), ("1e5", "en"), ("٣", "id")]
)
def test_what_could_be_read_two_ways_is_not_read(text, language):
    assert read_number(text, language) is None


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2), st.sampled_from(["de", "en", "pl", "id"]))
def test_what_the_house_writes_the_house_reads(amount, language):
    assert read_number(Money(amount, "EUR").figures(language), language) == amount


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("02.06.2025", "de"),
        ("2.6.25", "de"),
        ("2. Juni 2025", "de"),
        ("2 June 2025", "en"),
        ("2 czerwca 2025", "pl"),
        ("2 Juni 2025", "id"),
        ("2025-06-02", "pl"),
    ],
)
def test_a_date_is_read_as_people_type_it(text, language):
    assert read_date(text, language) == date(2025, 6, 2)


@pytest.mark.parametrize("text", ["31.02.2025", "2025-13-01", "yesterday", "", "1.2", "1/2/3/4"])
def test_what_is_no_date_is_none(text):
    assert read_date(text, "de") is None


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(["de", "en", "pl", "id"]))
def test_a_date_that_is_written_is_read_again(day, language):
    assert read_date(write_date(day, language), language) == day


def test_an_unknown_language_is_english():
    assert conventions("fr").language == "en"
    assert conventions("de-AT").language == "de"
