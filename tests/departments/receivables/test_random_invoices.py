"""No cent is lost: random invoices of three countries against plain arithmetic, in the form, in the books and in the file."""

import pytest
from tests.departments.receivables.random_invoices import differences

from kantor.countries import COUNTRIES


@pytest.mark.parametrize("country", COUNTRIES)
def test_random_invoices_come_to_what_plain_arithmetic_says(country: str) -> None:
    assert list(differences(country, 300, seed=1, with_file=False)) == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_is_written_is_valid_and_read_back_as_it_was_drafted(country: str) -> None:
    assert list(differences(country, 60, seed=2, with_file=True)) == []
