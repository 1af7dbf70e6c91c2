"""What a Polish buyer books: ustawa o VAT, art. 9, 17, 41, 83, 86, 145e, 146ef."""

from datetime import date

import pytest
from tests.countries.purchases import VAT_IDS, treated, verdict

from kantor.countries import law


@pytest.mark.parametrize(
    ("rate", "on", "code"),
    [
        ("23", date(2025, 6, 2), "Z23"),
        ("8", date(2025, 6, 2), "Z8"),
        ("5", date(2025, 6, 2), "Z5"),
        ("4", date(2025, 6, 2), "Z4"),
        ("7", date(2025, 6, 2), "ZRR"),
        ("22", date(2010, 12, 31), "Z22"),
        ("7", date(2010, 12, 31), "Z7"),
        ("23", date(2011, 1, 1), "Z23"),
    ],
)
def test_a_rate_that_held_on_the_day_is_deducted(rate, on, code):
    assert verdict(treated("PL>PL", "S", rate, on)) == (code, "domestic", True, "domestic_rate")


@pytest.mark.parametrize(("rate", "on"), [("22", date(2011, 1, 1)), ("23", date(2010, 12, 31)), ("19", date(2025, 1, 1))])
def test_a_rate_of_another_time_is_refused(rate, on):
    assert verdict(treated("PL>PL", "S", rate, on)) == ("ZN", "not_deductible", False, "rate_not_valid_on_date")


def test_the_categories_of_an_invoice_at_home():
    assert verdict(treated("PL>PL", "Z", "0")) == ("Z0", "zero", True, "zero_rate")
    assert verdict(treated("PL>PL", "E")) == ("ZW", "exempt", True, "exempt_supply")
    assert verdict(treated("PL>PL", "O")) == ("NP", "outside", True, "outside_scope")


def test_a_bare_nip_is_a_polish_id():
    assert verdict(treated("PL>PL", "S", "23", seller_vat_id="774-000-14-54")) == ("Z23", "domestic", True, "domestic_rate")
    assert treated("DE>PL", "AE", buyer_vat_id="7740001454", supply="services").plausible


@pytest.mark.parametrize(
    ("on", "plausible"),
    [
        (date(2019, 10, 31), True),
        (date(2019, 11, 1), False),
        (date(2023, 3, 31), False),
        (date(2023, 4, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_domestic_reverse_charge_ended_in_2019_and_came_back_for_gas_and_power(on, plausible):
    treatment = treated("PL>PL", "AE", "0", on)
    assert treatment.code == "OO23"
    assert treatment.plausible is plausible


@pytest.mark.parametrize(
    ("way", "category", "supply", "expected"),
    [
        ("DE>PL", "K", "goods", ("WNT23", "intra_eu_acquisition", True, "goods_from_eu")),
        ("DE>PL", "AE", "services", ("IU23", "reverse_charge", True, "services_from_eu")),
        ("US>PL", "AE", "services", ("IUP23", "reverse_charge", True, "services_from_abroad")),
        ("US>PL", "O", "services", ("IUP23", "reverse_charge", True, "services_from_abroad")),
        ("CN>PL", "G", "goods", ("IMP", "import", True, "goods_from_abroad")),
        ("XI>PL", "K", "goods", ("WNT23", "intra_eu_acquisition", True, "goods_from_eu")),
    ],
)
def test_purchases_from_abroad(way, category, supply, expected):
    treatment = treated(way, category, "0", supply=supply)
    assert verdict(treatment) == expected
    assert treatment.input_rate == treatment.output_rate


def test_polish_tax_of_a_german_seller_without_nip_is_refused():
    assert treated("DE>PL", "S", "23").reason_key == "domestic_vat_without_registration"
    assert treated("DE>PL", "S", "19").reason_key == "foreign_vat_not_deductible"
    assert treated("DE>PL", "S", "23", seller_vat_id=VAT_IDS["PL"], supply="goods").plausible


def test_the_boxes_of_jpk_v7m():
    codes = law("PL").tax_codes
    assert codes["WNT23"].boxes == ("K_23", "K_24", "K_42", "K_43")
    assert codes["IU23"].boxes == ("K_29", "K_30", "K_42", "K_43")
    assert codes["IUP23"].boxes == ("K_27", "K_28", "K_42", "K_43")
    assert codes["IMP33"].boxes == ("K_25", "K_26", "K_42", "K_43")
