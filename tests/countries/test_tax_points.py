"""The month in which a supply is taxed, by § 13 and § 18b UStG and art. 19a and 20 ustawy o VAT."""

from datetime import date

import pytest

from kantor.countries.sales.tax_points import tax_point


@pytest.mark.parametrize(
    ("country", "kinds", "supplied", "issued", "taxed"),
    [
        ("DE", {"domestic"}, "2026-02-25", "2026-03-03", "2026-02-25"),
        ("DE", {"domestic"}, "2026-03-01", "2026-03-31", "2026-03-31"),
        ("DE", {"domestic"}, "2026-04-02", "2026-03-31", "2026-03-31"),
        ("DE", {"domestic"}, "2025-12-30", "2026-01-02", "2025-12-30"),
        ("DE", {"intra_eu_services"}, "2026-02-25", "2026-03-03", "2026-02-25"),
        ("DE", {"intra_eu_goods"}, "2026-02-25", "2026-03-03", "2026-03-03"),
        ("DE", {"intra_eu_goods"}, "2026-01-07", "2026-03-03", "2026-02-28"),
        ("DE", {"intra_eu_goods", "intra_eu_services"}, "2026-02-25", "2026-03-03", "2026-02-25"),
        ("PL", {"domestic"}, "2026-02-25", "2026-03-03", "2026-02-25"),
        ("PL", {"intra_eu_goods"}, "2026-02-25", "2026-03-03", "2026-03-03"),
        ("PL", {"intra_eu_goods"}, "2026-02-25", "2026-03-20", "2026-03-15"),
        ("ID", {"domestic"}, "2026-02-25", "2026-03-03", "2026-03-03"),
    ],
)
def test_the_supply_counts_and_not_the_day_on_which_somebody_wrote_the_invoice(
    country: str, kinds: set[str], supplied: str, issued: str, taxed: str
) -> None:
    found = tax_point(country, kinds, date.fromisoformat(supplied), date.fromisoformat(issued))
    assert found == date.fromisoformat(taxed)
