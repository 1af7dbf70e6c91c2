"""The charts of accounts: complete for every posting, and numbered as the profession knows them."""

from typing import get_args

import pytest

from kantor.countries import COMMON_ROLES, COUNTRIES, OPTIONAL_ROLES, account_for, law
from kantor.countries.charts import AccountKind

CHARTS = [(country, name) for country in COUNTRIES for name in law(country).charts]
SMALLEST = {"skr03": 150, "skr04": 150, "pl_model": 120, "id_psak": 120}


@pytest.mark.parametrize(("country", "name"), CHARTS)
def test_every_role_has_an_account(country, name):
    chart = law(country).charts[name]
    for role in (*COMMON_ROLES, *law(country).roles):
        assert account_for(role, chart) in chart.accounts


@pytest.mark.parametrize(("country", "name"), CHARTS)
def test_a_chart_is_large_enough_and_well_formed(country, name):
    accounts = law(country).charts[name].accounts
    assert len(accounts) >= SMALLEST[name]
    assert {account.kind for account in accounts.values()} == set(get_args(AccountKind))
    for account in accounts.values():
        assert account.name_local
        assert account.name_en
        assert not account.tax or account.tax in law(country).tax_codes


@pytest.mark.parametrize(("country", "name"), CHARTS)
def test_no_role_is_left_that_nothing_asks_for(country, name):
    assert set(law(country).charts[name].by_role) - {*OPTIONAL_ROLES} == {*COMMON_ROLES, *law(country).roles}


KNOWN_GERMAN = [
    ("input_vat_19", "1576", "1406"),
    ("input_vat_7", "1571", "1401"),
    ("input_vat_reverse_19", "1577", "1407"),
    ("output_vat_reverse_19", "1787", "3837"),
    ("input_vat_acquisition_19", "1574", "1404"),
    ("output_vat_acquisition_19", "1774", "3804"),
    ("import_vat", "1588", "1433"),
    ("payables", "1600", "3300"),
    ("receivables", "1400", "1200"),
    ("bank", "1200", "1800"),
    ("cash", "1000", "1600"),
    ("money_in_transit", "1360", "1460"),
    ("discount_received_19", "3736", "5736"),
    ("purchase_expense", "3200", "5200"),
    ("revenue", "8400", "4400"),
    ("exchange_loss", "2150", "6880"),
    ("exchange_gain", "2660", "4840"),
    ("bank_charges", "4970", "6855"),
    ("stock", "3980", "1140"),
]


@pytest.mark.parametrize(("role", "skr03", "skr04"), KNOWN_GERMAN)
def test_the_german_numbers_are_those_of_the_public_lists(role, skr03, skr04):
    charts = law("DE").charts
    assert (account_for(role, charts["skr03"]), account_for(role, charts["skr04"])) == (skr03, skr04)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("3400", "Wareneingang 19 %"),
        ("3425", "Innergemeinschaftlicher Erwerb 19 %"),
        ("3123", "EU"),
        ("4930", "Bürobedarf"),
        ("4210", "Miete"),
    ],
)
def test_well_known_accounts_of_skr03_carry_their_names(number, words):
    assert words in law("DE").charts["skr03"].accounts[number].name_local


def test_the_polish_chart_has_the_nine_classes():
    assert {number[0] for number in law("PL").charts["pl_model"].accounts} == set("012345678")


def test_a_missing_role_is_named():
    with pytest.raises(LookupError, match="skr03 has no account for moon_base"):
        account_for("moon_base", law("DE").charts["skr03"])
