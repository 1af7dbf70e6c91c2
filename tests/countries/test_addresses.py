"""Postal addresses as the post of their country writes them (UPU addressing systems)."""

from datetime import date

import pytest

from kantor.countries import COUNTRIES, address_lines, eu_members
from kantor.kit.say import LANGUAGES, words


@pytest.mark.parametrize(
    ("country", "last"), [("DE", "10115 Stadt"), ("PL", "10115 Stadt"), ("id", "Stadt 10115"), ("GB", "Stadt 10115"), ("", "10115 Stadt")]
)
def test_postcode_and_town_stand_in_the_order_of_the_country(country: str, last: str) -> None:
    assert address_lines(street="Weg 1", postcode="10115", town="Stadt", country=country) == ("Weg 1", last)


def test_what_is_not_known_leaves_no_empty_line() -> None:
    assert address_lines(street="", postcode="", town="Stadt", country="DE") == ("Stadt",)
    assert address_lines(street="Haus B\n\n Weg 1 ", postcode="", town=" ", country="DE") == ("Haus B", "Weg 1")


def test_the_members_of_the_union_and_the_countries_of_the_house_have_names() -> None:
    wanted = {*COUNTRIES, *eu_members(date(2026, 3, 1))}
    assert sorted(code for code in wanted if set(words().get(f"countries.name.{code}", {})) != set(LANGUAGES)) == []
