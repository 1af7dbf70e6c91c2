"""What nobody has recognised is for those who sort the post; whoever was asked may answer; figures say what they count."""

import io
import re
import zipfile
from dataclasses import replace

from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, as_file, hire

from kantor.channels.door import File
from kantor.spine import cases

NOTHING = File(name="note.bin", data=b"\x00\x01 neither an invoice nor anything else")


def unrecognised(office: Office) -> int:
    (outcome,) = office.bring(NOTHING, client="DE")
    assert office.row("DE", outcome.document_id).type == ""
    return outcome.document_id


def test_what_nobody_has_recognised_is_for_those_who_sort_the_post(office: Office) -> None:
    document = unrecognised(office)
    hire(office, "dora", {"DE": ("purchasing.clerk",)})
    for person, status in (("anna", 200), ("dora", 403)):
        for address in (f"/documents/{document}/", f"/documents/{document}/original", f"/documents/{document}/road"):
            assert seat(office, person).get(address).status_code == status, (person, address)
    assert "note.bin" in text(seat(office, "anna").get("/documents/"))
    for address in ("/documents/", "/", "/palette?q=note"):
        assert "note.bin" not in text(seat(office, "dora").get(address))


def test_a_bundle_says_how_many_documents_it_held(office: Office) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        for number in ("Z-1", "Z-2", "Z-3"):
            file = as_file(replace(GERMAN, number=number))
            zipped.writestr(file.name, file.data)
    office.bring(File(name="march.zip", data=archive.getvalue()), client="DE")
    shown = text(seat(office, "anna").get("/documents/"))
    (line,) = [row for row in re.findall(r"<tr data-row>.*?</tr>", shown, re.DOTALL) if "march.zip" in row]
    assert "bundle of 3 documents" in line
    assert "not recognised" not in line


def test_whoever_was_asked_reads_the_question_and_answers_it(office: Office) -> None:
    hire(office, "dora", {"DE": ("office.auditor",)})  # may see invoices, has no role in their process
    document = office.waiting("DE", "payables.supplier_invoice")
    with office.acting("DE", "anna") as actor:
        cases.ask(document, "Whose desk is this for?", office.people["dora"], actor)
    dora = seat(office, "dora")
    shown = text(dora.get(f"/documents/{document}/"))
    assert "Whose desk is this for?" in shown
    assert f"/documents/{document}/answer" in shown
    assert dora.post(f"/documents/{document}/answer", {"text": "Room 4."}).status_code == 204
    assert office.task("DE", document).state == "open"
    assert dora.post(f"/documents/{document}/answer", {"text": "Again."}).status_code == 409  # nothing is asked any more


def test_somebody_who_was_not_asked_does_not_answer(office: Office) -> None:
    hire(office, "dora", {"DE": ("office.auditor",)})
    document = office.waiting("DE", "payables.supplier_invoice")
    with office.acting("DE", "anna") as actor:
        cases.ask(document, "Whose desk is this for?", office.people["carla"], actor)
    answer = seat(office, "dora").post(f"/documents/{document}/answer", {"text": "Mine."})
    assert answer.status_code == 409
    assert office.task("DE", document).state == "asked"


def test_passed_untouched_counts_what_was_decided_today(office: Office) -> None:
    def untouched() -> int | None:
        found = re.search(r'<b class="figures">(\d+) %</b><span>of today', text(seat(office, "anna").get("/")))
        return int(found.group(1)) if found else None

    assert untouched() is None  # what waits is not decided
    document = office.waiting("DE", "payables.supplier_invoice")
    office.save("DE", document, "anna", **{f"lines__{at}__account": "4806" for at in range(len(GERMAN.lines))})
    office.approve("DE", document, "anna")
    assert untouched() == 0
    later = replace(GERMAN, number="U-1", order_number="", issued_on=GERMAN.issued_on.replace(day=3))
    assert [outcome.outcome for outcome in office.bring(later)] == ["effect"]
    assert untouched() == 50
    office.now.forward(days=1)
    assert untouched() is None
