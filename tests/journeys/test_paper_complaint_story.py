"""A complaint on paper: its pages stand beside the form of whoever answers it, and what its words say is suggested with these words."""

from pathlib import Path

import pytest
from tests.desk.seat import seat, text
from tests.engines.reading import samples
from tests.journeys.office import Office, hire, open_office

from kantor.channels.door import File

COMPLAINT, LETTER, MATTER = "correspondence.complaint", "correspondence.incoming", "correspondence.matter"
A4 = "width: 210mm, height: 297mm, margin: 0mm"
PAPER = """#set text(size: 11pt)
#place(dx: 25mm, dy: 20mm, text(size: 8pt)[Ina Kühn · Hafenstraße 3 · 24103 Kiel])
#place(dx: 25mm, dy: 30mm)[Nordlicht Handel GmbH \\ Kaistraße 1 \\ 24103 Kiel]
#place(dx: 140mm, dy: 60mm)[Kiel, 09.03.2026]
#place(dx: 25mm, dy: 75mm)[*Reklamation zu Bestellung 47110*]
#place(dx: 25mm, dy: 85mm)[Sehr geehrte Damen und Herren,]
#place(dx: 25mm, dy: 93mm)[der Tisch aus Position 2 ist beschädigt: Die Platte ist zerkratzt und ein Bein gebrochen.]
#place(dx: 25mm, dy: 99mm)[Er kostete 499,00 EUR. Wir bitten um Erstattung von 120,50 EUR bis zum 30.03.2026.]
#place(dx: 25mm, dy: 105mm)[Mit dieser Lieferung sind wir nicht zufrieden und legen hiermit Beschwerde ein.]
#place(dx: 25mm, dy: 120mm)[Mit freundlichen Grüßen]
#place(dx: 25mm, dy: 135mm)[Ina Kühn]"""
SAID = "Wir bitten um Erstattung von 120,50 EUR bis zum 30.03.2026."
ALL_SAID = {"order_number": "47110", "line": "2", "demanded": "120.50", "cause": "damaged", "demand": "refund"}


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


@pytest.fixture
def complaint(office: Office, tmp_path: Path) -> int:
    paper = File(name="brief.pdf", data=samples.pdf(tmp_path, PAPER, page=A4))
    (outcome,) = office.bring(paper, client="DE")
    assert outcome.type == LETTER
    assert office.checked("DE", outcome.document_id).reading.text("kind") == "complaint"
    office.approve("DE", outcome.document_id, "carla")
    office.finish("DE", outcome.document_id)
    return office.waiting("DE", COMPLAINT)


def test_the_pages_of_the_letter_stand_beside_the_form_of_its_complaint(office: Office, complaint: int) -> None:
    desk = seat(office, "carla", "de")
    shown = desk.get(f"/documents/{complaint}/").content.decode()
    assert f"/documents/{complaint}/pages/1.webp" in shown
    assert desk.get(f"/documents/{complaint}/pages/1.webp").headers["Content-Type"] == "image/webp"
    assert "Hafenstraße" in {word[0] for word in desk.get(f"/documents/{complaint}/words").json()}
    assert desk.get(f"/documents/{complaint}/original").content.startswith(b"%PDF")
    assert 'id="strip"' not in shown, "the pages belong to the letter and are arranged there"


def test_whoever_may_not_see_the_complaint_sees_no_page_of_it(office: Office, complaint: int) -> None:
    hire(office, "nora", {"DE": ("payables.clerk",)})
    assert seat(office, "nora").get(f"/documents/{complaint}/pages/1.webp").status_code == 403


def test_a_department_sees_the_pages_of_a_personal_letter_from_when_its_matter_is_handed_over(office: Office, tmp_path: Path) -> None:
    hire(office, "nora", {"DE": ("payables.clerk",)})
    (outcome,) = office.bring(File(name="brief.pdf", data=samples.pdf(tmp_path, PAPER, page=A4)), client="DE")
    office.save("DE", outcome.document_id, "carla", kind="application", department="people")
    office.approve("DE", outcome.document_id, "carla")
    office.finish("DE", outcome.document_id)
    for_people = office.waiting("DE", MATTER)
    assert seat(office, "nora").get(f"/documents/{for_people}/pages/1.webp").status_code == 403
    office.save("DE", for_people, "carla", decision="pass_on", to_department="payables", reason="Es geht um eine Rechnung.")
    office.approve("DE", for_people, "carla")
    office.finish("DE", for_people)
    matter = office.waiting("DE", MATTER)
    assert seat(office, "nora").get(f"/documents/{matter}/pages/1.webp").status_code == 200
    assert seat(office, "nora").get(f"/documents/{outcome.document_id}/pages/1.webp").status_code == 403


def test_what_the_letter_says_is_suggested_with_its_words_and_confirmed_by_a_person(office: Office, complaint: int) -> None:
    checked = office.checked("DE", complaint)
    assert {key: checked.reading.text(key) for key in ALL_SAID} == ALL_SAID
    told = {finding.field: finding.evidence["words"] for finding in checked.findings if finding.key == "correspondence.said_in_letter"}
    assert set(told) == set(ALL_SAID)
    assert told["demanded"] == SAID
    assert f"Aus dem Schreiben übernommen: „{SAID}“" in text(seat(office, "carla", "de").get(f"/documents/{complaint}/"))


def test_what_a_person_typed_or_emptied_is_not_suggested_again(office: Office, complaint: int) -> None:
    checked = office.save("DE", complaint, "carla", demanded="", cause="late")
    assert (checked.reading.text("demanded"), checked.reading.text("cause")) == ("", "late")
    fields = {finding.field for finding in checked.findings if finding.key == "correspondence.said_in_letter"}
    assert fields == {"order_number", "line", "demand"}


def test_an_amount_in_another_currency_than_the_books_is_left_to_a_person(office: Office) -> None:
    said = {"subject": "Reklamation", "text": "Proszę o zwrot kwoty 350,00 zł.", "answer_by": "2026-03-12"}
    complaint = office.type_in("DE", None, COMPLAINT, said)
    assert office.checked("DE", complaint).reading.text("demanded") == ""
    assert office.checked("DE", complaint).reading.text("demand") == "refund"
