"""Dates, amounts and numbers with check digits are read as people of four languages write them."""

import pytest

from kantor.engines.extracting import formats, identifiers

DATES = {
    "Rechnungsdatum: 03.04.2026": "2026-04-03",
    "vom 3. März 2026": "2026-03-03",
    "Date of issue 12 March 2026": "2026-03-12",
    "August 3 , 2014": "2014-08-03",
    "wystawiono 5 października 2025 r.": "2025-10-05",
    "Tanggal: 17 Agustus 2025": "2025-08-17",
    "date 2026-02-28T12:00": "2026-02-28",
    "18-Apr-2024 10:12": "2024-04-18",
    "01/09/19": "2019-09-01",
    "01/09/2019-13:19:16-29 TILL-101": "2019-09-01",
}
AMOUNTS = {
    ("Gesamtbetrag 1.234,56 €", ","): ("1234.56", "EUR"),
    ("Total £1,234.56", "."): ("1234.56", "GBP"),
    ("Razem 12 345,60 zł", ","): ("12345.60", "PLN"),
    ("Total Rp 1.500.000", ""): ("1500000.00", "IDR"),
    ("Total Rp1.500.000,00", ","): ("1500000.00", "IDR"),
    ("Gutschrift -12,00 EUR", ","): ("-12.00", "EUR"),
    ("Saldo 12,00-", ","): ("-12.00", ""),
    ("Amount (45.10)", "."): ("-45.10", ""),
    ("CHF 2'045.10", "."): ("2045.10", "CHF"),
    ("Total 1.234", "."): ("1.234", ""),
    ("Summe 1.234", ","): ("1234.00", ""),
    ("Fee 95,- EUR", ","): ("95.00", "EUR"),
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert [found.value for found in formats.dates(text)] == [DATES[text]]


def test_a_date_that_could_be_read_both_ways_says_so() -> None:
    (found,) = formats.dates("03/04/2026")
    assert (found.value, found.also) == ("2026-04-03", "2026-03-04")


@pytest.mark.parametrize(("text", "decimal"), AMOUNTS)
def test_an_amount_is_read_with_either_sign_before_the_cents(text: str, decimal: str) -> None:
    (found,) = formats.amounts(text, decimal=decimal)
    assert (found.value, found.currency) == AMOUNTS[text, decimal]


def test_the_sign_before_the_cents_is_what_most_numbers_show() -> None:
    assert formats.decimal_sign(["1.234,56", "19,00", "1.00"]) == ","
    assert formats.decimal_sign(["nothing"]) == ""


def test_numbers_are_known_by_their_check_digits() -> None:
    assert [found.value for found in identifiers.ibans("IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX")] == ["DE89370400440532013000"]
    assert [found.value for found in identifiers.ibans("Konto 61 1090 1014 0000 0712 1981 2874")] == ["PL61109010140000071219812874"]
    assert [found.is_valid for found in identifiers.ibans("DE88 3704 0044 0532 0130 00")] == [False]
    assert [found.value for found in identifiers.vat_ids("USt-IdNr. DE 136 695 976")] == ["DE136695976"]
    assert [found.value for found in identifiers.vat_ids("NIP: 526-000-12-46")] == ["PL5260001246"]
    assert [found.value for found in identifiers.vat_ids("NPWP 01.312.166.0-091.000")] == ["013121660091000"]
    assert list(identifiers.vat_ids("Tel. 526-000-12-47")) == []


def test_an_amount_before_a_date_does_not_swallow_it() -> None:
    assert [found.value for found in formats.dates("Bitte zahlen Sie 28 434,74 bis 26.06.24.")] == ["2024-06-26"]
    assert [found.value for found in formats.dates("Zahlung von 12,10 am 3. Mai 2026")] == ["2026-05-03"]
