"""A number is shown as its format says. The expected texts are those that Excel shows with the settings of the country."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.engines.reading.office.number_formats import built_in, language_of, moment, shown

FIRST, FIRST_1904 = date(1899, 12, 30), date(1904, 1, 1)


@pytest.mark.parametrize(
    ("number", "code", "language", "expected"),
    [
        ("1234.5", '#,##0.00\\ "€"', "de", "1.234,50 €"),
        ("1234.5", "#,##0.00\\ [$€-407]", "de", "1.234,50 €"),
        ("-1234.5", "#,##0.00 €;[Red]-#,##0.00 €", "de", "-1.234,50 €"),
        ("-1234.5", "#,##0.00", "en", "-1,234.50"),
        ("1234567.891", "#,##0.00", "pl", "1\u00a0234\u00a0567,89"),
        ("1500000", '"Rp" #,##0', "id", "Rp 1.500.000"),
        ("0.19", "0%", "de", "19%"),
        ("0.195", "0.0%", "en", "19.5%"),
        ("0", '#,##0;-#,##0;"-"', "de", "-"),
        ("-0.001", "0.00", "de", "0,00"),
        ("4711", "00000", "de", "04711"),
        ("123456789", "000-00-0000", "en", "123-45-6789"),
        ("12.5", "#.##", "en", "12.5"),
        ("1234567", '#,##0,"k"', "de", "1.235k"),
        ("0.30000000000000004", "General", "de", "0,3"),
        ("119", "General", "de", "119"),
        ("46083", "dd.mm.yyyy", "de", "02.03.2026"),
        ("46083.75", "yyyy-mm-dd hh:mm", "en", "2026-03-02 18:00"),
        ("46083", "d. mmmm yyyy", "de", "2. März 2026"),
        ("46083", "[$-415]d mmmm yyyy", "de", "2 marca 2026"),
        ("0.5", "hh:mm:ss", "de", "12:00:00"),
        ("1.5", "[h]:mm", "de", "36:00"),
        ("45291.99999999", "dd.mm.yyyy hh:mm:ss", "de", "01.01.2024 00:00:00"),
        ("5", "[<10]0.0;0", "en", "5.0"),
        ("50", "[<10]0.0;0", "en", "50"),
        ("text", "0.00", "de", "text"),
        ("NaN", "0.00", "de", "NaN"),
    ],
)
def test_a_number_is_shown_as_its_format_says(number: str, code: str, language: str, expected: str) -> None:
    assert shown(number, code, language=language) == expected


def test_the_short_date_goes_by_the_language() -> None:
    assert [shown("46083", built_in(14, language), language=language) for language in ("de", "pl", "id", "en")] == [
        "02.03.2026",
        "02.03.2026",
        "02/03/2026",
        "2026-03-02",
    ]


def test_a_format_names_its_language_by_its_number_in_windows() -> None:
    assert [language_of(code) for code in ("[$€-407]0", "[$zł-415]0", "[$Rp-421]0", "[$£-809]0", "[$€-40C]0", "0")] == [
        *("de", "pl", "id", "en"),
        "",
        "",
    ]


@given(st.dates(date(1900, 3, 1), date(2200, 12, 31)))
def test_a_day_comes_out_as_it_went_in_in_both_systems(on: date) -> None:
    for first, since_1904 in ((FIRST, False), (FIRST_1904, True)):
        if on >= first:
            serial = str((on - first).days)
            assert shown(serial, "yyyy-mm-dd", language="de", since_1904=since_1904) == on.isoformat()
            assert moment(Decimal(serial), since_1904=since_1904) == datetime(on.year, on.month, on.day, tzinfo=UTC)


def test_the_leap_day_that_1900_never_had_moves_the_days_before_it() -> None:
    assert moment(Decimal(1), since_1904=False) == datetime(1900, 1, 1, tzinfo=UTC)
    assert moment(Decimal(59), since_1904=False) == datetime(1900, 2, 28, tzinfo=UTC)
    assert moment(Decimal(61), since_1904=False) == datetime(1900, 3, 1, tzinfo=UTC)
    assert moment(Decimal("2958466"), since_1904=False) is None


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=2), st.sampled_from(["de", "pl", "id", "en"]))
def test_an_amount_is_the_same_with_its_signs_taken_away(amount: Decimal, language: str) -> None:
    told = shown(str(amount), "#,##0.00", language=language)
    decimal, thousands = {"de": (",", "."), "pl": (",", "\u00a0"), "id": (",", "."), "en": (".", ",")}[language]
    assert Decimal(told.replace(thousands, "").replace(decimal, ".")) == amount
    assert all(len(group) == 3 for group in told.lstrip("-").partition(decimal)[0].split(thousands)[1:])


@given(st.floats(allow_nan=False, allow_infinity=False), st.text(alphabet='0#?.,%;"[]$-€E+@ydmhsGAP/\\_* <>=', max_size=20))
def test_any_number_in_any_format_is_shown_as_something(number: float, code: str) -> None:
    assert isinstance(shown(repr(number), code, language="de"), str)


@given(st.timedeltas(timedelta(0), timedelta(days=1) - timedelta(seconds=1)))
def test_a_time_comes_out_to_the_second(time: timedelta) -> None:
    seconds = int(time.total_seconds())
    told = shown(repr(seconds / 86_400), "hh:mm:ss", language="de")
    assert told == f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
