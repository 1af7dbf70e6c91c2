"""Units of quantity are shown by their names in the reader's language, and typed and taken over as their codes; prices have their cents."""

import re
from dataclasses import replace

import pytest
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, hire
from tests.journeys.test_billing_story import order

from kantor.kit.say import unit

LINE = {"line": "1", "name": "Montage", "quantity": "5", "unit": "HUR", "price": "60.5", "clearing": "no", "account": "4806"}


@pytest.mark.parametrize(("language", "hours"), [("en", "5 h"), ("de", "5 Std."), ("pl", "5 godz."), ("id", "5 jam")])
def test_an_order_is_listed_with_the_name_of_its_unit(office: Office, language: str, hours: str) -> None:
    office.order("DE", "B-1", LINE)
    shown = text(seat(office, "anna", language).get("/purchasing/orders/"))
    assert (f">{hours}<" in shown, "HUR" in shown) == (True, False)
    assert f">{'60.50' if language == 'en' else '60,50'} EUR<" in shown


def test_the_form_and_what_is_taken_from_an_invoice_keep_the_code(office: Office) -> None:
    order = office.order("DE", "B-1", LINE)
    hire(office, "doris", {"DE": ["purchasing.clerk"]})
    assert 'value="HUR"' in text(seat(office, "doris", "de").get(f"/documents/{order}/"))
    (invoice,) = (one.document_id for one in office.bring(replace(GERMAN, number="NP-78")))
    sheet = text(seat(office, "anna", "de").get(f"/documents/{invoice}/"))
    assert re.search(r'data-text="(\w+)" title="BT-130">Stück<', sheet)


def test_a_unit_without_words_stays_its_code() -> None:
    assert [unit(code, "de") for code in ("H87", "BLL", "")] == ["Stück", "BLL", ""]


def test_an_order_of_a_customer_is_listed_with_the_name_of_its_unit(office: Office) -> None:
    order(office)
    shown = text(seat(office, "anna", "de").get("/receivables/orders/"))
    assert (">5 Std.<" in shown, ">10 Stück<" in shown, "HUR" in shown) == (True, True, False)
    assert (">60,00 EUR<" in shown, ">100,00 EUR<" in shown) == (True, True)
