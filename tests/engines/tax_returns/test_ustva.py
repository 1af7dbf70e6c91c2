"""The German return as Mein ELSTER takes it in: named by its year, periods by their codes, cents only where the form has them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from lxml import etree

from kantor.countries.returns import boxes
from kantor.engines.tax_returns import Filing, Taxpayer, write_ustva

D = Decimal
OFFICE = Taxpayer(name="Bürohof Müller & Söhne KG", tax_number="24 75/012/34567 8", street="Am Wall 1", postcode="28195", town="Bremen")
MARCH = Filing(from_on=date(2026, 3, 1), until_on=date(2026, 3, 31), made_at=datetime(2026, 4, 7, tzinfo=UTC))
BOXES = {"81": D(1000), "41": D(0), "66": D("76.5"), "46": D(-200)}


def told(file: bytes) -> dict[str, str]:
    (declared,) = etree.fromstring(file).iterfind(".//{*}Umsatzsteuervoranmeldung")
    return {etree.QName(one).localname: str(one.text) for one in declared}


def test_a_month_with_its_boxes_in_the_order_of_their_numbers() -> None:
    file = write_ustva(OFFICE, MARCH, BOXES, payable=D("113.5"))
    assert list(told(file).items()) == [
        ("Jahr", "2026"),
        ("Zeitraum", "03"),
        ("Steuernummer", "2475012345678"),
        ("Kz46", "-200"),
        ("Kz66", "76.50"),
        ("Kz81", "1000"),
        ("Kz83", "113.50"),
    ]
    assert file.startswith(b"<?xml version='1.0' encoding='ISO-8859-15' standalone='no'?>")
    assert "Bürohof Müller &amp; Söhne KG".encode("iso-8859-15") in file
    assert etree.QName(etree.fromstring(file)).namespace == "http://finkonsens.de/elster/elsteranmeldung/ustva/v2026"


def test_taxes_alone_have_cents() -> None:
    stated = told(write_ustva(OFFICE, MARCH, {box.key: D("12.34") for box in boxes("DE")}, payable=D(0)))
    assert {f"Kz{box.key}" for box in boxes("DE") if box.rounding == "exact"} == {key for key, text in stated.items() if text == "12.34"}


@pytest.mark.parametrize(
    ("first", "last", "code"), [("2026-01-01", "2026-03-31", "41"), ("2026-10-01", "2026-12-31", "44"), ("2026-12-01", "2026-12-31", "12")]
)
def test_months_and_quarters_have_their_codes(first: str, last: str, code: str) -> None:
    filing = replace(MARCH, from_on=date.fromisoformat(first), until_on=date.fromisoformat(last))
    assert told(write_ustva(OFFICE, filing, {}, payable=D(0)))["Zeitraum"] == code


def test_a_corrected_return_and_the_special_prepayment_say_so() -> None:
    found = told(write_ustva(OFFICE, replace(MARCH, is_correction=True), {}, payable=D("-5"), prepaid=D(100)))
    assert (found["Kz10"], found["Kz39"], found["Kz83"]) == ("1", "100.00", "-5.00")
