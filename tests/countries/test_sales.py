"""What a seller charges: the cases of the VAT Directive (art. 44, 45, 59c, 138, 146, 194-199b) and of the Indonesian law, day by day."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.countries.purchases import VAT_IDS

from kantor.countries import COUNTRIES, Sale, law
from kantor.kit.say import known

NOW = date(2026, 3, 2)
CASES = [
    # seller>buyer, buyer's id, supply, wanted -> category, rate, code, reason, doubt
    ("DE>DE", "", "goods", "standard", "S", "19", "U19", "domestic_rate", ""),
    ("DE>DE", "DE", "services", "reduced", "S", "7", "U7", "domestic_rate", ""),
    ("DE>DE", "", "goods", "zero", "Z", "0", "U0", "zero_rate", ""),
    ("DE>PL", "PL", "goods", "standard", "K", "0", "UIG", "intra_eu_goods", ""),
    ("DE>PL", "PL", "services", "standard", "AE", "0", "UES", "intra_eu_services", ""),
    ("DE>PL", "", "goods", "standard", "S", "19", "U19", "goods_to_consumer_in_eu", "look"),
    ("DE>PL", "DE", "goods", "standard", "S", "19", "U19", "goods_to_consumer_in_eu", "look"),
    ("DE>PL", "", "services", "standard", "S", "19", "U19", "services_to_consumer", ""),
    ("DE>US", "", "goods", "standard", "G", "0", "UAF", "export", ""),
    ("DE>CH", "CH", "services", "standard", "O", "0", "UDL", "services_to_third_country", ""),
    ("DE>CH", "", "services", "standard", "S", "19", "U19", "services_to_third_consumer", "look"),
    ("DE>DE", "DE", "services", "reverse_charge", "AE", "0", "U13", "domestic_reverse_charge", ""),
    ("DE>DE", "", "services", "reverse_charge", "AE", "0", "U13", "buyer_vat_id_missing", "stop"),
    ("DE>DE", "", "services", "small_business", "E", "0", "UKU", "small_business", ""),
    ("DE>DE", "", "services", "super_reduced", "S", "19", "U19", "rate_not_known_that_day", "stop"),
    ("PL>PL", "PL", "goods", "standard", "S", "23", "S23", "domestic_rate", ""),
    ("PL>PL", "", "goods", "super_reduced", "S", "5", "S5", "domestic_rate", ""),
    ("PL>DE", "DE", "goods", "standard", "K", "0", "WDT", "intra_eu_goods", ""),
    ("PL>PL", "", "services", "exempt", "E", "0", "SZW", "exempt_supply", ""),
    ("ID>ID", "ID", "goods", "standard", "S", "12", "PK12", "domestic_rate", ""),
    ("ID>ID", "ID", "goods", "luxury", "S", "12", "PK12M", "luxury_rate", ""),
    ("ID>SG", "", "goods", "standard", "G", "0", "PKEX", "export", ""),
]


def sold(way: str, vat_id: str, supply: str, wanted: str, on: date = NOW):
    seller, buyer = way.split(">")
    number = VAT_IDS.get(vat_id, f"{vat_id}123") if vat_id else ""
    return law(seller).sell(
        Sale(seller_country=seller, buyer_country=buyer, seller_vat_id="", buyer_vat_id=number, supply=supply, wanted=wanted, on=on)
    )


@pytest.mark.parametrize(("way", "vat_id", "supply", "wanted", "category", "rate", "code", "reason", "doubt"), CASES)
def test_a_sale_is_taxed_as_the_law_says(way, vat_id, supply, wanted, category, rate, code, reason, doubt):
    found = sold(way, vat_id, supply, wanted)
    assert (found.category, str(found.rate), found.code, found.reason_key, found.doubt) == (category, rate, code, reason, doubt)


@pytest.mark.parametrize(("on", "rate"), [(date(2020, 6, 30), "19"), (date(2020, 7, 1), "16"), (date(2021, 1, 1), "19")])
def test_the_rate_is_that_of_the_day(on, rate):
    assert str(sold("DE>DE", "", "goods", "standard", on).rate) == rate


def test_indonesia_taxes_eleven_twelfths_since_2025():
    assert sold("ID>ID", "ID", "goods", "standard").base_share == Fraction(11, 12)
    assert str(sold("ID>ID", "ID", "goods", "standard", date(2024, 12, 31)).rate) == "11"


@given(
    st.sampled_from(COUNTRIES),
    st.sampled_from(["DE", "PL", "ID", "FR", "XI", "CH", "US"]),
    st.sampled_from([*VAT_IDS.values(), "", "nonsense"]),
    st.sampled_from(["goods", "services"]),
    st.sampled_from(["standard", "reduced", "super_reduced", "zero", "luxury", "exempt", "small_business", "reverse_charge", "outside"]),
    st.dates(min_value=date(2005, 1, 1), max_value=date(2030, 12, 31)),
)
def test_every_sale_has_a_code_of_the_seller_a_sentence_and_a_ground_where_no_rate_is_charged(seller, buyer, number, supply, wanted, on):
    found = law(seller).sell(
        Sale(seller_country=seller, buyer_country=buyer, seller_vat_id="", buyer_vat_id=number, supply=supply, wanted=wanted, on=on)
    )
    code = law(seller).sale_codes[found.code]
    assert code.category == found.category
    assert known(f"countries.sale.{found.reason_key}")
    assert bool(found.rate) == (found.category == "S")
    assert bool(found.ground) == (found.category not in ("S", "Z"))
    assert not found.rate or code.output_role
    assert found.source
