"""Retention, due dates, duties of paying and fiscal years, by paragraph."""

from datetime import date
from decimal import Decimal

import pytest

from kantor.countries import law


@pytest.mark.parametrize(
    ("country", "kind", "dated_on", "on", "until"),
    [
        ("DE", "invoice", date(2024, 3, 1), date(2024, 3, 1), date(2034, 12, 31)),
        ("DE", "invoice", date(2025, 3, 1), date(2025, 3, 1), date(2033, 12, 31)),
        ("DE", "invoice", date(2017, 3, 1), date(2025, 1, 1), date(2025, 12, 31)),
        ("DE", "book", date(2025, 3, 1), date(2025, 3, 1), date(2035, 12, 31)),
        ("DE", "letter", date(2025, 3, 1), date(2025, 3, 1), date(2031, 12, 31)),
        ("PL", "invoice", date(2025, 3, 1), date(2025, 3, 1), date(2030, 12, 31)),
        ("PL", "invoice", date(2025, 12, 20), date(2025, 12, 20), date(2031, 12, 31)),
        ("PL", "voucher", date(2025, 12, 20), date(2025, 12, 20), date(2030, 12, 31)),
        ("ID", "invoice", date(2025, 3, 1), date(2025, 3, 1), date(2035, 12, 31)),
    ],
)
def test_how_long_a_document_must_be_kept(country, kind, dated_on, on, until):
    assert law(country).keep_until(kind, dated_on, on) == until
    assert law(country).retention(kind, on).source


def test_an_invoice_without_a_term_is_due_after_thirty_days_but_by_contract_in_indonesia():
    assert law("DE").due_on(date(2025, 1, 31)) == date(2025, 3, 2)
    assert law("PL").due_on(date(2025, 1, 31)) == date(2025, 3, 2)
    assert law("ID").due_on(date(2025, 1, 31)) is None


@pytest.mark.parametrize(("gross", "keys"), [("15000.00", set()), ("15000.01", {"split_payment", "white_list", "no_cash"})])
def test_polish_duties_begin_above_fifteen_thousand_zloty(gross, keys):
    found = law("PL").payment_duties(Decimal(gross), date(2025, 6, 2))
    assert {rule.finding_key for rule in found} == {f"countries.payment.{key}" for key in keys}


def test_the_threshold_of_the_bundesbank_rose_in_2025():
    def keys(on):
        return {rule.finding_key for rule in law("DE").payment_duties(Decimal(20_000), on)}

    assert "countries.payment.report_foreign_payment" in keys(date(2024, 12, 31))
    assert "countries.payment.report_foreign_payment" not in keys(date(2025, 1, 1))


def test_the_fiscal_year_is_the_calendar_year():
    for country in ("DE", "PL", "ID"):
        assert law(country).fiscal_year(date(2025, 6, 2)) == (date(2025, 1, 1), date(2025, 12, 31))


def test_currencies_and_discount_rules():
    assert [law(country).currency for country in ("DE", "PL", "ID")] == ["EUR", "PLN", "IDR"]
    assert [law(country).discount_rule for country in ("DE", "PL", "ID")] == ["at_payment", "by_corrective_invoice", "on_invoice_only"]


def test_an_unknown_country_is_named_with_those_that_are_known():
    with pytest.raises(LookupError, match="the law of FR is not known, only that of DE, PL, ID"):
        law("FR")
