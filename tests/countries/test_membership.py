"""The VAT territory of the Union, day by day."""

import re
from datetime import date

import pytest

from kantor.countries import eu_members, is_in_eu, region, vat_prefix

TWENTY_SEVEN = set(re.findall(r"\w+", "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"))


def test_the_union_has_twenty_seven_members():
    assert eu_members(date(2026, 1, 1)) == TWENTY_SEVEN


def test_britain_belonged_to_the_vat_territory_until_the_end_of_2020():
    assert eu_members(date(2020, 12, 31)) == TWENTY_SEVEN | {"GB"}
    assert not is_in_eu("GB", date(2021, 1, 1))


def test_northern_ireland_counts_for_goods_only():
    assert region("XI", "DE", date(2024, 1, 1), "goods") == "eu"
    assert region("XI", "DE", date(2024, 1, 1), "services") == "third"
    assert not is_in_eu("XI", date(2020, 12, 31), "goods")


@pytest.mark.parametrize(("country", "joined"), [("PL", date(2004, 5, 1)), ("RO", date(2007, 1, 1)), ("HR", date(2013, 7, 1))])
def test_a_state_counts_from_the_day_it_joined(country, joined):
    assert is_in_eu(country, joined)
    assert not is_in_eu(country, date.fromordinal(joined.toordinal() - 1))


def test_greece_writes_el_and_monaco_counts_as_france():
    assert vat_prefix("GR") == vat_prefix("EL") == "EL"
    assert region("GR", "EL", date(2025, 1, 1)) == "home"
    assert region("MC", "FR", date(2025, 1, 1)) == "home"
    assert region("MC", "DE", date(2025, 1, 1)) == "eu"
    assert "MC" not in eu_members(date(2025, 1, 1))
