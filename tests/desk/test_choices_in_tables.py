"""Choices in the rows of a table: shown by their word in the reader's language, chosen like those above them, and never lost."""

import re

import pytest
from tests.desk.seat import seat, text
from tests.journeys.office import Office

KEY = "receivables.customer_invoice"
LINE = {"name": "Tisch", "quantity": "1", "price": "10.00", "supply": "boats", "wanted": "standard"}


def chosen(page: str, address: str) -> tuple[str, str]:
    """Code and word of the option that stands in a cell."""
    cell = re.search(rf'<select[^>]*name="field:{re.escape(address)}".*?</select>', page, re.S)
    assert cell, address
    option = re.search(r'<option[^>]*value="([^"]+)" selected>([^<]+)<', cell[0])
    return (option[1], option[2]) if option else ("", "")


@pytest.mark.parametrize(
    ("language", "word"), [("en", "standard rate"), ("de", "Regelsatz"), ("pl", "stawka podstawowa"), ("id", "tarif umum")]
)
def test_a_choice_in_a_row_is_shown_by_its_word(office: Office, language: str, word: str) -> None:
    document = office.type_in("DE", "anna", KEY, {}, lines=[LINE])
    page = text(seat(office, "anna", language).get(f"/documents/{document}/"))
    assert chosen(page, "lines.0.wanted") == ("standard", word)
    assert chosen(page, "lines.1.wanted") == ("", "")


def test_what_is_none_of_the_choices_stays_and_is_found(office: Office) -> None:
    document = office.type_in("DE", "anna", KEY, {}, lines=[LINE])
    anna = seat(office, "anna")
    assert chosen(text(anna.get(f"/documents/{document}/")), "lines.0.supply") == ("boats", "boats")
    marks = text(anna.post(f"/documents/{document}/preview", {"field:lines.0.quantity": "2"}))
    assert re.search(r'data-mark="lines.0.supply" data-status="stop"[^>]*data-value="boats"', marks)
    marks = text(anna.post(f"/documents/{document}/preview", {"field:lines.0.supply": "services"}))
    assert re.search(r'data-mark="lines.0.supply" data-status="fine"[^>]*data-value="services"', marks)
