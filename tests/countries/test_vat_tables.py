"""The tables of rates and tax codes hold together, and every reason has its sentence."""

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.countries.purchases import VAT_IDS

from kantor.countries import COUNTRIES, Kind, Purchase, law, tax_on, tax_shares, vat_treatment
from kantor.countries.vat import ZERO
from kantor.kit.say import known

DAYS = st.dates(min_value=date(2005, 1, 1), max_value=date(2030, 12, 31))
PURCHASES = st.builds(
    Purchase,
    seller_country=st.sampled_from(["DE", "PL", "ID", "AT", "FR", "GB", "XI", "CH", "US", "SG", "ES"]),
    buyer_country=st.sampled_from(COUNTRIES),
    seller_vat_id=st.sampled_from([*VAT_IDS.values(), None, "", "nonsense", "7740001454"]),
    buyer_vat_id=st.sampled_from([*VAT_IDS.values(), None]),
    category=st.sampled_from(["S", "Z", "E", "AE", "K", "G", "O", "L", "M", "B", "", "x"]),
    rate=st.sampled_from([None, *map(Decimal, ("0", "5", "7", "8", "11", "12", "16", "19", "20", "23", "99"))]),
    on=DAYS,
    supply=st.sampled_from(["goods", "services", None]),
    luxury=st.booleans(),
    national_code=st.sampled_from([None, "01", "02", "07", "08", "99"]),
)


@given(PURCHASES)
def test_every_purchase_is_treated_with_a_code_of_the_buyer_and_a_sentence(purchase):
    treatment = vat_treatment(purchase)
    code = law(purchase.buyer_country).tax_codes[treatment.code]
    assert code.kind == treatment.kind
    assert known(f"countries.vat.{treatment.reason_key}")
    assert treatment.self_assessed == bool(code.output_role)
    assert treatment.input_rate >= 0
    assert treatment.source


@given(PURCHASES)
def test_a_buyer_who_owes_the_tax_himself_never_deducts_more_than_he_owes(purchase):
    treatment = vat_treatment(purchase)
    if treatment.self_assessed:
        assert treatment.input_rate <= treatment.output_rate


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_tables_are_well_formed(country):
    tables = law(country).vat
    for code in tables.codes.values():
        assert code.kind in get_args(Kind)
        assert 0 <= code.deductible_percent <= 100
        assert 0 < code.base_share <= 1
        assert code.source
        assert not code.output_role or code.input_role
    for rate in tables.rates:
        assert rate.code in tables.codes
        assert rate.source
        assert rate.valid_until is None or rate.valid_from <= rate.valid_until
        assert tables.codes[rate.code].percent in (None, rate.percent)


@given(st.sampled_from(COUNTRIES), DAYS)
def test_there_is_exactly_one_standard_rate_each_day(country, on):
    rates = [rate for rate in law(country).vat.rates if rate.name == "standard" and rate.valid_from <= on <= (rate.valid_until or date.max)]
    assert len(rates) == 1


@pytest.mark.parametrize("country", COUNTRIES)
def test_reasons_of_identifiers_and_payment_duties_have_sentences(country):
    for rule in law(country).payment_rules:
        assert known(rule.finding_key)
    for reason in ("empty", "length", "format", "checksum", "component", "country_unknown", "kind_unknown", "national_checksum"):
        assert known(f"countries.check.{reason}")


@pytest.mark.parametrize(
    ("net", "percent", "tax"), [("100", "19", "19.00"), ("0.50", "19", "0.10"), ("10.50", "7", "0.74"), ("-100", "19", "-19.00")]
)
def test_tax_is_rounded_half_up(net, percent, tax):
    assert tax_on(Decimal(net), Decimal(percent)) == Decimal(tax)


def test_a_polish_car_gives_back_half_of_its_tax():
    assert tax_shares(law("PL").tax_codes["Z23P"], Decimal("1000.00"), Decimal("230.00")) == (Decimal("115.00"), ZERO, Decimal("115.00"))


def test_reverse_charge_is_owed_and_deducted_at_once():
    assert tax_shares(law("DE").tax_codes["R19E"], Decimal("1000.00"), ZERO) == (Decimal("190.00"), Decimal("190.00"), ZERO)


def test_tax_that_may_not_be_deducted_is_cost():
    assert tax_shares(law("DE").tax_codes["VN"], Decimal("100.00"), Decimal("19.00")) == (ZERO, ZERO, Decimal("19.00"))


@given(
    st.sampled_from([code for country in COUNTRIES for code in law(country).tax_codes.values()]),
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
)
def test_what_is_deducted_owed_and_borne_adds_up_to_what_was_charged(code, net, charged):
    shares = tax_shares(code, net, charged)
    assert shares.deducted + shares.cost - shares.owed == charged
