"""Which law lowers the tax with a price, and which paper it asks for, by country and day."""

from datetime import date

import pytest

from kantor.departments.correspondence.complaint.vat import law_for


@pytest.mark.parametrize(
    ("country", "on", "paper"),
    [
        ("DE", date(2026, 3, 9), "none"),
        ("PL", date(2026, 1, 31), "agreed"),
        ("PL", date(2026, 2, 1), "ksef"),
        ("ID", date(2026, 3, 9), "nota_retur"),
    ],
)
def test_the_paper_that_goes_with_a_lowered_price_follows_the_law_of_the_day(country: str, on: date, paper: str) -> None:
    """§ 17 UStG; art. 29a ust. 13 ustawy o VAT before and after Dz.U. 2023 poz. 1598; Pasal 5A UU PPN."""
    law = law_for(country, on)
    assert law is not None
    assert (law.paper, law.from_on <= on) == (paper, True)


def test_where_no_law_is_known_none_is_named() -> None:
    assert law_for("FR", date(2026, 3, 9)) is None
    assert law_for("PL", date(2013, 12, 31)) is None
