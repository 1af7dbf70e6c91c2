"""What a German buyer books: §§ 1a, 12, 13b, 15, 24, 28 UStG."""

from datetime import date
from decimal import Decimal

import pytest
from tests.countries.purchases import VAT_IDS, treated, verdict

CUT = date(2020, 9, 1)


@pytest.mark.parametrize(
    ("rate", "on", "code"),
    [
        ("19", date(2025, 6, 2), "V19"),
        ("7", date(2025, 6, 2), "V7"),
        ("19", date(2020, 6, 30), "V19"),
        ("16", date(2020, 7, 1), "V16"),
        ("5", date(2020, 12, 31), "V5"),
        ("19", date(2021, 1, 1), "V19"),
        ("16", date(2006, 12, 31), "V16"),
        ("9.5", date(2022, 3, 1), "VLF"),
        ("9.0", date(2024, 12, 5), "VLF"),
        ("8.4", date(2024, 12, 6), "VLF"),
        ("7.8", date(2025, 1, 1), "VLF"),
        ("5.5", date(2025, 1, 1), "VLF"),
    ],
)
def test_a_rate_that_held_on_the_day_is_deducted(rate, on, code):
    treatment = treated("DE>DE", "S", rate, on)
    assert verdict(treatment) == (code, "domestic", True, "domestic_rate")
    assert treatment.input_rate == Decimal(rate)
    assert treatment.output_rate == 0


@pytest.mark.parametrize(
    ("rate", "on"), [("19", CUT), ("7", CUT), ("16", date(2021, 1, 1)), ("20", date(2025, 1, 1)), ("10.7", date(2022, 1, 1))]
)
def test_tax_that_the_law_does_not_owe_is_not_deducted(rate, on):
    treatment = treated("DE>DE", "S", rate, on)
    assert verdict(treatment) == ("VN", "not_deductible", False, "rate_not_valid_on_date")
    assert treatment.input_rate == 0


def test_photovoltaics_are_taxed_at_nothing_since_2023():
    assert verdict(treated("DE>DE", "Z", "0")) == ("V0", "zero", True, "zero_rate")
    assert treated("DE>DE", "Z", "0", date(2022, 12, 31)).reason_key == "rate_not_valid_on_date"


def test_german_tax_of_a_foreign_seller_without_german_id_is_refused():
    assert verdict(treated("FR>DE", "S", "19")) == ("VN", "not_deductible", False, "domestic_vat_without_registration")
    assert treated("US>DE", "S", "19").reason_key == "domestic_vat_without_registration"


def test_german_tax_of_a_foreign_seller_registered_here_is_deducted_on_goods_but_not_unseen_on_services():
    german = {"seller_vat_id": VAT_IDS["DE"]}
    assert verdict(treated("FR>DE", "S", "19", supply="goods", **german)) == ("V19", "domestic", True, "domestic_rate")
    assert verdict(treated("FR>DE", "S", "19", supply="services", **german)) == ("V19", "domestic", False, "reverse_charge_expected")


@pytest.mark.parametrize(("way", "rate"), [("AT>DE", "20"), ("FR>DE", "20"), ("RO>DE", "19"), ("CH>DE", "8.1")])
def test_the_tax_of_another_state_is_cost(way, rate):
    treatment = treated(way, "S", rate)
    assert verdict(treatment) == ("VA", "foreign_vat", False, "foreign_vat_not_deductible")
    assert treatment.input_rate == 0


@pytest.mark.parametrize(("on", "code", "rate"), [(date(2025, 6, 2), "E19", 19), (CUT, "E16", 16)])
def test_goods_from_another_member_state_are_an_acquisition(on, code, rate):
    treatment = treated("AT>DE", "K", "0", on)
    assert verdict(treatment) == (code, "intra_eu_acquisition", True, "goods_from_eu")
    assert treatment.self_assessed
    assert treatment.input_rate == treatment.output_rate == rate


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"seller_vat_id": None}, "seller_vat_id_missing"),
        ({"seller_vat_id": "ATU13585628"}, "seller_vat_id_missing"),
        ({"buyer_vat_id": None}, "buyer_vat_id_missing"),
        ({"buyer_vat_id": VAT_IDS["PL"]}, "buyer_vat_id_of_another_country"),
    ],
)
def test_an_acquisition_needs_both_vat_ids(other, reason):
    treatment = treated("AT>DE", "K", "0", **other)
    assert verdict(treatment) == ("E19", "intra_eu_acquisition", False, reason)


def test_an_acquisition_cannot_come_from_germany_nor_from_outside_the_union():
    assert verdict(treated("DE>DE", "K", "0"))[2:] == (False, "acquisition_within_one_country")
    assert verdict(treated("CN>DE", "K", "0")) == ("IMP", "import", False, "seller_not_in_eu")
    assert treated("GB>DE", "K", "0").reason_key == "seller_not_in_eu"
    assert verdict(treated("GB>DE", "K", "0", CUT)) == ("E16", "intra_eu_acquisition", True, "goods_from_eu")
    assert treated("XI>DE", "K", "0", supply="goods").plausible


def test_services_are_never_an_acquisition():
    assert verdict(treated("AT>DE", "K", "0", supply="services")) == ("R19E", "reverse_charge", False, "acquisition_of_services")


@pytest.mark.parametrize(
    ("way", "other", "expected"),
    [
        ("AT>DE", {"supply": "services"}, ("R19E", "reverse_charge", True, "services_from_eu")),
        ("AT>DE", {}, ("R19E", "reverse_charge", True, "services_from_eu")),
        ("AT>DE", {"supply": "goods"}, ("R19E", "reverse_charge", False, "acquisition_expected")),
        ("AT>DE", {"seller_vat_id": None}, ("R19E", "reverse_charge", False, "seller_vat_id_missing")),
        ("AT>DE", {"buyer_vat_id": None}, ("R19E", "reverse_charge", False, "buyer_vat_id_missing")),
        ("US>DE", {"supply": "services"}, ("R19D", "reverse_charge", True, "services_from_abroad")),
        ("US>DE", {"supply": "goods"}, ("IMP", "import", False, "import_expected")),
        ("DE>DE", {"supply": "services"}, ("R19I", "reverse_charge", True, "domestic_reverse_charge")),
        ("DE>DE", {"on": date(2001, 6, 1)}, ("R16I", "reverse_charge", False, "reverse_charge_not_domestic")),
    ],
)
def test_reverse_charge_by_where_the_seller_sits(way, other, expected):
    assert verdict(treated(way, "AE", "0", **other)) == expected


def test_a_reverse_charge_with_a_rate_is_looked_at():
    assert treated("AT>DE", "AE", "19").reason_key == "rate_must_be_zero"


@pytest.mark.parametrize(
    ("way", "category", "supply", "expected"),
    [
        ("CN>DE", "G", "goods", ("IMP", "import", True, "goods_from_abroad")),
        ("CN>DE", "G", None, ("IMP", "import", True, "goods_from_abroad")),
        ("US>DE", "G", "services", ("R19D", "reverse_charge", True, "services_from_abroad")),
        ("DE>DE", "G", None, ("IMP", "import", False, "export_within_country")),
        ("AT>DE", "G", None, ("IMP", "import", False, "export_within_eu")),
        ("DE>DE", "E", None, ("VE", "exempt", True, "exempt_supply")),
        ("AT>DE", "E", None, ("VE", "exempt", False, "foreign_exemption")),
        ("US>DE", "E", None, ("R19D", "reverse_charge", False, "reverse_charge_probable")),
        ("CN>DE", "E", "goods", ("IMP", "import", False, "import_probable")),
        ("DE>DE", "O", None, ("VO", "outside", True, "outside_scope")),
        ("US>DE", "O", "services", ("R19D", "reverse_charge", True, "services_from_abroad")),
        ("US>DE", "O", None, ("R19D", "reverse_charge", False, "reverse_charge_probable")),
        ("AT>DE", "O", None, ("R19E", "reverse_charge", False, "reverse_charge_probable")),
        ("AT>DE", "Z", None, ("V0", "zero", False, "zero_rate_by_foreign_seller")),
        ("ES>DE", "L", None, ("VA", "foreign_vat", False, "foreign_vat_not_deductible")),
        ("DE>DE", "M", None, ("VA", "foreign_vat", False, "category_of_another_country")),
        ("DE>DE", "B", None, ("VN", "not_deductible", False, "category_unknown")),
        ("DE>DE", "S", None, ("VN", "not_deductible", False, "rate_missing")),
    ],
)
def test_the_other_categories(way, category, supply, expected):
    assert verdict(treated(way, category, supply=supply)) == expected


def test_before_the_tables_begin_nothing_is_deducted():
    assert verdict(treated("AT>DE", "K", "0", date(1996, 5, 1))) == ("VN", "not_deductible", False, "law_unknown_on_date")
