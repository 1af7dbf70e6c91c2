"""The registers on the desk: numbers, who deals with it, how far a letter is; and the mail beside the form."""

import pytest
from tests.channels.mail.test_sending import answered
from tests.desk.seat import seat, text
from tests.journeys.office import Office, open_office


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def test_both_registers_show_what_came_and_what_went(office: Office) -> None:
    matter = answered(office)
    desk = seat(office, "anna", "de")
    came = text(desk.get("/correspondence/incoming/?kind=inquiry"))
    assert "IN-2026-00001" in came
    assert "Ina Kühn" in came
    assert "beantwortet" in came
    assert "IN-2026-00001" not in text(desk.get("/correspondence/incoming/?words=nowhere"))
    went = text(desk.get("/correspondence/outgoing/"))
    assert "OUT-2026-00001" in went
    assert "Posteingangsbuch" in text(desk.get("/palette?q=Posteingang"))
    shown = text(desk.get(f"/documents/{matter}/"))
    assert "Was kostet die Lieferung?" in shown, "the mail stands beside the form of its matter"
