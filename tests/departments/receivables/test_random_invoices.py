"""No cent is lost: random invoices of three countries against plain arithmetic, in the form, in the books and in the file."""

import random
from datetime import date

import pytest
from tests.departments.receivables.random_deals import DEALS, INDONESIA
from tests.departments.receivables.random_invoices import answers, differences, random_lines, suggested

from kantor.countries import COUNTRIES, law
from kantor.countries.sales.one_stop_shop import sale_codes
from kantor.departments.receivables.customer_invoice import rules_format


@pytest.mark.parametrize("country", COUNTRIES)
def test_random_invoices_come_to_what_plain_arithmetic_says(country: str) -> None:
    assert list(differences(country, 300, seed=1, with_file=False)) == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_is_written_is_valid_and_read_back_as_it_was_drafted(country: str) -> None:
    assert list(differences(country, 60, seed=2, with_file=True)) == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_code_of_a_sale_today_is_drawn(country: str) -> None:
    """But for those of rates that are over, of tax that waits for its payment, and of most states of the One Stop Shop."""
    drawn = {of.code for deal in DEALS[country].values() for of in deal.lines.values()}
    over = {"U16", "U5", "S22", "S7", "S3"}
    known = {code.code for code in law(country).sale_codes.values() if code.kind != "waiting"}
    assert known - drawn - over - {code.code for code in sale_codes(country)} == set()
    assert {"DE": 6, "PL": 4, "ID": 0}[country] == len([code for code in drawn if code.startswith("OSS-")])


def test_an_indonesian_invoice_has_one_transaction_code() -> None:
    """Its number begins with it: lines at eleven twelfths (04), in full (01) and freed (08) need an invoice each."""
    chance = random.Random(4)
    home, luxury = INDONESIA["home"], INDONESIA["luxury goods"]
    found = answers("ID", home, "coretax")

    def codes(*deals: str) -> list[str]:
        lines = [line for name in deals for line in random_lines(INDONESIA[name], chance)]
        told = rules_format.one_transaction_code(suggested(lines, home.on, found), found, date(2026, 3, 10))
        return [finding.evidence["codes"] for finding in told]

    assert (luxury.on, codes("home"), codes("luxury goods")) == (home.on, [], [])
    assert codes("home", "luxury goods") == ["01, 04"]
    assert codes("luxury goods", "freed", "home") == ["01, 04, 08"]
