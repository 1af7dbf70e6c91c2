"""An invoice goes into the books of whom it is addressed to: the buyer's VAT id says so, else the buyer's name."""

from dataclasses import replace
from datetime import date

import pytest
from tests.departments.payables.entering import CLIENTS, House, typed
from tests.engines.einvoice.drafts import BUERO, GERMAN
from tests.journeys.office import open_office

from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.rules_buyer import addressed_to_us

TODAY = date(2026, 3, 10)


def said(country: str, *, vat_id: str = "", name: str = "", own_name: str = "", own_vat_id: str | None = None) -> list[str]:
    house = House(country)
    client = CLIENTS[country]
    house[questions.CLIENT] = {
        **client,
        "name": own_name or client["name"],
        "vat_id": client["vat_id"] if own_vat_id is None else own_vat_id,
    }
    reading = typed({"buyer_vat_id": vat_id, "buyer_name": name})
    return [finding.key.removeprefix("payables.supplier_invoice.") for finding in addressed_to_us(reading, house, TODAY)]


@pytest.mark.parametrize(
    ("country", "vat_id"),
    [
        ("DE", "DE129274202"),
        ("DE", "de 129 274 202"),
        ("DE", "129274202"),
        ("PL", "123-456-32-18"),
        ("PL", "PL1234563218"),
        ("ID", "0013121660091000"),
        ("ID", "01.312.166.0-091.000"),  # the number of 15 digits, without the zero in front
    ],
)
def test_the_own_vat_id_is_known_however_it_is_written(country: str, vat_id: str) -> None:
    assert said(country, vat_id=vat_id) == []


@pytest.mark.parametrize("vat_id", ["2", "02", "DE", "DE02", "274202", "PL129274202", "DE136695976", "1292742020", "DEDE129274202"])
def test_a_part_of_the_own_vat_id_is_somebody_elses(vat_id: str) -> None:
    assert said("DE", vat_id=vat_id) == ["buyer_is_somebody_else"]


@pytest.mark.parametrize(
    "name",
    [
        "Bürohof Müller & Söhne KG",
        "BUEROHOF MUELLER UND SOEHNE",
        "Bürohof Müller u. Söhne GmbH & Co. KG",
        "Burohof Muller",
        "Bürohof Müler & Söhne",
    ],
)
def test_a_buyer_without_vat_id_is_known_by_name(name: str) -> None:
    assert said("DE", name=name, own_name="Bürohof Müller & Söhne KG") == []


@pytest.mark.parametrize("name", ["Gartenbau Nord KG", "Privat", "Hotel am See GmbH & Co. KG"])
def test_another_buyers_name_is_looked_at(name: str) -> None:
    assert said("DE", name=name, own_name="Bürohof Müller & Söhne KG") == ["buyer_has_another_name"]
    assert said("DE", vat_id="DE129274202", name=name) == []  # the id decides where there is one
    assert said("DE", vat_id="DE129274202", name=name, own_vat_id="") == ["buyer_has_another_name"]


def test_an_invoice_that_names_no_buyer_is_looked_at() -> None:
    assert said("DE") == ["buyer_not_named"]
    assert said("DE", vat_id="DE129274202", own_vat_id="") == ["buyer_not_named"]  # an id alone, and none of our own to compare it with


def test_an_invoice_that_names_no_buyer_never_goes_straight_through(database: None) -> None:
    office = open_office()
    (outcome,) = office.bring(replace(GERMAN, buyer=replace(BUERO, name="", vat_id="")), client="DE")
    assert outcome.outcome == "task"
    assert "payables.supplier_invoice.buyer_not_named" in office.findings("DE", outcome.document_id)


def test_an_invoice_to_somebody_else_never_goes_straight_through(database: None) -> None:
    office = open_office()
    stranger = replace(GERMAN, buyer=replace(BUERO, name="Hotel am See GmbH", vat_id=""))
    (outcome,) = office.bring(stranger, client="DE")
    assert outcome.outcome == "task"
    assert "payables.supplier_invoice.buyer_has_another_name" in office.findings("DE", outcome.document_id)
