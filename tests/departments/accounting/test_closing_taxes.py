"""Whether taxes are plausible: the rate of what was sold and bought, a cent for each posting aside."""

from typing import NamedTuple

import pytest

from kantor.departments.accounting.closing.taxes import implausible


class Row(NamedTuple):
    tax_code: str
    number: str
    role: str
    amount: int
    number_of_postings: int


def off(country: str, *rows: Row) -> list[tuple[str, str, int]]:
    return list(implausible(rows, country))


@pytest.mark.parametrize(("tax", "found"), [(-19_00, []), (-19_03, [("U19", "1776", -3)]), (-9_00, [("U19", "1776", 10_00)])])
def test_the_tax_of_sales_is_their_rate(tax: int, found: list[tuple[str, str, int]]) -> None:
    assert off("DE", Row("U19", "8400", "revenue", -100_00, 1), Row("U19", "1776", "output_vat_19", tax, 1)) == found


def test_each_posting_may_be_off_by_a_rounding() -> None:
    assert off("DE", Row("V19", "4930", "", 100_00, 40), Row("V19", "1576", "input_vat_19", 19_31, 40)) == []
    assert off("DE", Row("V19", "4930", "", 100_00, 10), Row("V19", "1576", "input_vat_19", 19_31, 10)) == [("V19", "1576", 31)]


def test_tax_that_the_buyer_owes_and_deducts_comes_to_nothing() -> None:
    base, owed = Row("E19", "3425", "", 100_00, 1), Row("E19", "1774", "output_vat_acquisition_19", -19_00, 1)
    assert off("DE", base, owed, Row("E19", "1574", "input_vat_acquisition_19", 19_00, 1)) == []
    assert off("DE", base, owed) == [("E19", "1774", -19_00)]


def test_a_code_that_nobody_knows_and_one_without_a_rate_say_nothing() -> None:
    assert off("PL", Row("OLD", "402-3", "", 100_00, 1), Row("OLD", "221-1", "output_vat", 1_00, 1)) == []


def test_the_share_of_the_price_that_is_taxed_counts() -> None:
    """PMK 131/2024: 12 % of eleven twelfths."""
    sold, tax = Row("PK12", "4-1000", "revenue", -12_000_000_00, 1), Row("PK12", "2-1500", "output_vat", -1_320_000_00, 1)
    assert off("ID", sold, tax) == []
