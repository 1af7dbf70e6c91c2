"""The registers on the desk: numbers, who deals with it, how far a letter is; and the mail beside the form."""

import pytest
from tests.channels.api.caller import Caller, told
from tests.channels.mail.test_sending import answered, written
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


def test_programs_get_the_registers_filtered_and_as_a_file(office: Office) -> None:
    answered(office)
    anna = Caller(office, "anna")
    (line,) = told(anna.get("/registers/incoming?kind=inquiry"))["rows"]
    assert (line["number"], line["email"], line["state"]) == ("IN-2026-00001", "ina@kuehn.example", "answered")
    assert told(anna.get("/registers/incoming?kind=order"))["rows"] == []
    (went,) = told(anna.get("/registers/outgoing"))["rows"]
    assert (went["number"], went["outbox_state"]) == ("OUT-2026-00001", "approved")
    sheet = anna.get("/registers/incoming?export=csv").content.decode("utf-8-sig")
    assert "IN-2026-00001" in sheet
    assert "inquiry" in sheet


def test_nothing_that_nobody_may_do_is_offered(office: Office) -> None:
    office.bring(written("Anfrage", "Guten Tag, was kostet ein Stuhl? Bitte senden Sie uns ein Angebot."), client="DE")
    desk = seat(office, "anna", "de")
    shown = desk.get(f"/documents/{office.waiting('DE', 'correspondence.matter')}/").content.decode()
    assert 'data-opens="aside"' in shown
    assert 'data-opens="send-back"' not in shown
