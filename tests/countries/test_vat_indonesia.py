"""What an Indonesian buyer books: UU PPN Pasal 3A, 7, 9, 16A, 16B; PMK 131/2024."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.countries.purchases import treated, verdict

from kantor.countries import law, tax_on, tax_shares


@pytest.mark.parametrize(
    ("rate", "on", "code"),
    [
        ("10", date(2022, 3, 31), "PM10"),
        ("11", date(2022, 4, 1), "PM11"),
        ("11", date(2024, 12, 31), "PM11"),
        ("12", date(2025, 1, 1), "PM12"),
        ("11", date(2025, 3, 31), "PM11"),
        ("1.1", date(2025, 6, 2), "PMBT"),
    ],
)
def test_a_rate_that_held_on_the_day_is_credited(rate, on, code):
    assert verdict(treated("ID>ID", "S", rate, on)) == (code, "domestic", True, "domestic_rate")


@pytest.mark.parametrize(("rate", "on"), [("10", date(2022, 4, 1)), ("12", date(2024, 12, 31)), ("11", date(2025, 4, 1))])
def test_a_rate_of_another_time_is_refused(rate, on):
    assert verdict(treated("ID>ID", "S", rate, on)) == ("PMTK", "not_deductible", False, "rate_not_valid_on_date")


def test_twelve_per_cent_of_eleven_twelfths_is_eleven_per_cent_of_the_price():
    treatment = treated("ID>ID", "S", "12")
    assert treatment.base_share == Fraction(11, 12)
    assert tax_on(Decimal(12_000_000), treatment.input_rate, share=treatment.base_share) == Decimal("1320000.00")


def test_luxury_goods_bear_the_full_rate():
    treatment = treated("ID>ID", "S", "12", luxury=True)
    assert treatment.code == "PM12M"
    assert tax_on(Decimal(12_000_000), treatment.input_rate, share=treatment.base_share) == Decimal("1440000.00")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"seller_vat_id": None}, "seller_tax_id_missing"),
        ({"seller_vat_id": "01.308.449.7-091.000"}, "seller_tax_id_invalid"),
        ({"buyer_vat_id": None}, "buyer_tax_id_missing"),
    ],
)
def test_a_faktur_pajak_names_both_sides_by_their_npwp(other, reason):
    assert verdict(treated("ID>ID", "S", "12", **other)) == ("PM12", "domestic", False, reason)


@pytest.mark.parametrize(
    ("national_code", "expected"),
    [
        ("01", ("PM12", "domestic", True, "domestic_rate")),
        ("02", ("WAPU", "reverse_charge", False, "collected_by_buyer")),
        ("04", ("PM12", "domestic", True, "domestic_rate")),
        ("07", ("PMTP", "zero", True, "vat_not_collected")),
        ("08", ("PMDB", "exempt", True, "exempt_supply")),
    ],
)
def test_the_transaction_code_of_the_faktur_pajak_decides(national_code, expected):
    assert verdict(treated("ID>ID", "S", "12", national_code=national_code)) == expected


@pytest.mark.parametrize(
    ("category", "supply", "on", "expected"),
    [
        ("AE", "services", date(2025, 6, 2), ("JLN12", "reverse_charge", True, "services_from_abroad")),
        ("AE", "services", date(2023, 6, 2), ("JLN11", "reverse_charge", True, "services_from_abroad")),
        ("O", "services", date(2021, 6, 2), ("JLN10", "reverse_charge", True, "services_from_abroad")),
        ("O", None, date(2025, 6, 2), ("JLN12", "reverse_charge", False, "reverse_charge_probable")),
        ("G", None, date(2025, 6, 2), ("IMP", "import", True, "goods_from_abroad")),
        ("O", "goods", date(2025, 6, 2), ("IMP", "import", True, "goods_from_abroad")),
        ("AE", "goods", date(2025, 6, 2), ("IMP", "import", False, "import_expected")),
        ("K", None, date(2025, 6, 2), ("PMTK", "not_deductible", False, "category_of_another_country")),
    ],
)
def test_purchases_from_singapore(category, supply, on, expected):
    assert verdict(treated("SG>ID", category, "0", on, supply=supply)) == expected


def test_services_from_abroad_are_self_assessed_on_eleven_twelfths():
    shares = tax_shares(law("ID").tax_codes["JLN12"], Decimal(1_200_000), Decimal(0))
    assert shares == (Decimal("132000.00"), Decimal("132000.00"), Decimal("0.00"))


def test_an_appointed_digital_provider_may_collect_the_tax():
    assert verdict(treated("SG>ID", "S", "12", supply="services", seller_vat_id="0013084496091000"))[:3] == ("PMSE", "domestic", True)
    assert treated("SG>ID", "S", "12", supply="services").reason_key == "domestic_vat_without_registration"
    assert treated("SG>ID", "S", "9").reason_key == "foreign_vat_not_deductible"


def test_what_is_not_taxed_at_home():
    assert verdict(treated("ID>ID", "E")) == ("PMDB", "exempt", True, "exempt_supply")
    assert verdict(treated("ID>ID", "O")) == ("PMNP", "outside", True, "outside_scope")
    assert verdict(treated("ID>ID", "Z", "0")) == ("PMTP", "zero", False, "zero_rate_not_domestic")
    assert treated("ID>ID", "AE").reason_key == "category_of_another_country"
