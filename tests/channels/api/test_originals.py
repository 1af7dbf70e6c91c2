"""Originals for programs: pages with their words and pictures, the data as a sheet, and reading once more what nobody could read."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.channels.api.caller import Caller, problem, told
from tests.engines.einvoice.drafts import GERMAN
from tests.engines.reading.samples import pdf
from tests.journeys.office import Office, as_file, hire

from kantor.channels.door import File
from kantor.engines.einvoice.writers import ubl
from kantor.spine import documents


@pytest.fixture
def hybrid(office: Office, tmp_path: Path) -> int:
    """A PDF with the data of its invoice inside."""
    data = ubl.write(replace(GERMAN, number="PDF-1"))
    (outcome,) = office.bring(File(name="PDF-1.pdf", data=pdf(tmp_path, "Rechnung *PDF-1*", {"factur-x.xml": data})))
    return outcome.document_id


def test_pages_have_words_in_their_places_and_pictures(office: Office, hybrid: int) -> None:
    anna = Caller(office, "anna")
    (page,) = told(anna.get(f"/documents/{hybrid}/pages"))["pages"]
    assert (page["number"], page["width_pt"], page["height_pt"]) == (1, 200, 100)
    (number,) = [one for one in page["words"] if one["text"] == "PDF-1"]
    assert 0 <= number["x0"] < number["x1"] <= 1
    assert 0 <= number["y0"] < number["y1"] <= 1
    picture = anna.get(f"/documents/{hybrid}/pages/1/picture")
    assert picture.headers["Content-Type"] == "image/webp"
    assert picture.content[:4] == b"RIFF"
    assert problem(anna.get(f"/documents/{hybrid}/pages/2/picture"), 404) == "not_found"


def test_what_came_as_data_alone_has_a_sheet_and_no_pages(office: Office) -> None:
    document, anna = office.waiting("DE", "payables.supplier_invoice"), Caller(office, "anna")
    assert told(anna.get(f"/documents/{document}/pages"))["pages"] == []
    assert problem(anna.get(f"/documents/{document}/pages/1/picture"), 404) == "not_found"
    sheet = told(anna.get(f"/documents/{document}/sheet", accept_language="de"))
    assert (sheet["title"], sheet["number"], sheet["currency"]) == ("Rechnung", "NP-77/1", "EUR")
    lines = [one for one in sheet["parts"] if one["id"] == "BG-25"]
    assert [next(cell["text"] for cell in one["cells"] if cell["id"] == "BT-153") for one in lines] == [one.name for one in GERMAN.lines]


def test_what_nobody_could_read_is_read_again_on_request(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(documents, "recognise", lambda file: None)
        (refused,) = office.bring(as_file(replace(GERMAN, number="A-1")), client="DE")
    anna = Caller(office, "anna")
    (read,) = told(anna.post(f"/documents/{refused.document_id}/read-again", idempotency_key="again"))["documents"]
    assert (read["document"], read["outcome"]) == (refused.document_id, "task")
    assert told(anna.get(f"/documents/{refused.document_id}"))["number"] == "A-1"
    assert told(anna.post(f"/documents/{refused.document_id}/read-again", idempotency_key="again"))["documents"] == [read]
    assert told(anna.post(f"/documents/{refused.document_id}/read-again"))["documents"] == []
    hire(office, "frida", {"DE": ("office.auditor",)})
    assert problem(Caller(office, "frida").post(f"/documents/{refused.document_id}/read-again"), 403) == "forbidden"


def test_a_check_tells_findings_and_model_and_keeps_nothing(office: Office) -> None:
    anna = Caller(office, "anna")
    before = told(anna.get("/documents"))["rows"]

    def checked(data: bytes) -> dict[str, object]:
        sent = {"file": SimpleUploadedFile("one.xml", data)}
        found: dict[str, object] = told(anna.browser.post("/api/check", sent, headers={"authorization": f"Bearer {anna.secret}"}))
        return found

    whole = as_file(replace(GERMAN, number="C-1")).data
    good = checked(whole)
    model = good["model"]
    assert isinstance(model, dict)
    assert (good["valid"], model["BT-1"]) == (True, "C-1")
    broken = checked(whole.replace(b">C-1<", b"><"))
    assert not broken["valid"]
    findings = broken["findings"]
    assert isinstance(findings, list)
    assert "BR-02" in {one["rule"] for one in findings}
    assert checked(b"<Invoice>")["model"] is None
    assert told(anna.get("/documents"))["rows"] == before


def test_a_program_cuts_pages_off_and_undoes_it(office: Office, tmp_path: Path) -> None:
    (outcome,) = office.bring(File(name="pile.pdf", data=pdf(tmp_path, "Eins\n#pagebreak()\nZwei\n#pagebreak()\nDrei")), client="DE")
    anna, one = Caller(office, "anna"), f"/documents/{outcome.document_id}"
    told(anna.post(f"{one}/arrange-pages", {"kind": "cut", "places": [2]}))
    told(anna.post(f"{one}/arrange-pages", {"kind": "leave_out", "places": [2]}))
    found = told(anna.get(f"{one}/pages"))
    assert [(page["number"], page["words"][0]["text"]) for page in found["pages"]] == [(1, "Eins")]
    assert [(loose["number"], loose["why"]) for loose in found["left_out"]] == [(3, "left_out")]
    assert found["last"] == {"kind": "leave_out", "documents": [outcome.document_id]}
    told(anna.post(f"{one}/undo-pages"))
    (other,) = set(told(anna.get(f"{one}/pages"))["last"]["documents"]) - {outcome.document_id}
    assert [page["words"][0]["text"] for page in told(anna.get(f"/documents/{other}/pages"))["pages"]] == ["Zwei"]
    told(anna.post(f"{one}/undo-pages"))
    assert [page["words"][0]["text"] for page in told(anna.get(f"{one}/pages"))["pages"]] == ["Eins", "Zwei", "Drei"]
    assert problem(anna.post(f"{one}/undo-pages"), 409) == "cases.nothing_to_undo"
    assert problem(anna.post(f"{one}/arrange-pages", {"kind": "cut", "places": [1, 2, 3]}), 409) == "cases.one_page_must_stay"
