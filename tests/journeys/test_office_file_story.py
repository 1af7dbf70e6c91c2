"""An invoice written in Word or Excel arrives: kept as it came, shown page by page, its fields filled in."""

import hashlib
import json

import pytest
from tests.desk.seat import seat
from tests.engines.reading import labelled, samples
from tests.engines.reading.office import files
from tests.journeys.office import Office, open_office
from tests.journeys.test_scan_story import read_by, read_on

from kantor.channels.door import File
from kantor.demo.papers import FORMS, HELD_OUT, TRAINED, Paper, invoices, others
from kantor.engines.reading.recognise import CSV, DOCX, XLSX
from kantor.spine import cases, documents
from kantor.words import PAGES


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


@pytest.fixture(scope="module")
def paper() -> Paper:
    return next(invoices(1, seed=80, layouts=HELD_OUT))


@pytest.mark.parametrize(("form", "kind"), [("docx", DOCX), ("xlsx", XLSX), ("csv", CSV)])
def test_an_invoice_as_an_office_file_comes_to_its_form_with_its_fields(office: Office, paper: Paper, form: str, kind: str) -> None:
    data = FORMS[form](paper)
    (outcome,) = office.bring(File(name="Rechnung.dat", data=data), client="DE")
    row = office.row("DE", outcome.document_id)
    assert (outcome.outcome, outcome.type, row.media_type) == ("task", "payables.supplier_invoice", kind)
    checked = office.checked("DE", outcome.document_id)
    assert checked.reading.reader.startswith(f"{PAGES} start ")
    assert {key: checked.reading.text(key) for key in ("number", "issued_on", "gross")} == {
        key: paper.truth[key] for key in ("number", "issued_on", "gross")
    }
    assert checked.reading.values["gross"].source.box is not None
    assert "payables.supplier_invoice.read_by_machine" in {finding.key for finding in checked.findings}
    with office.acting("DE"):
        assert hashlib.sha256(documents.original(row)).hexdigest() == hashlib.sha256(data).hexdigest()


def test_it_comes_by_mail_as_well(office: Office, paper: Paper) -> None:
    mail = samples.mail(("Rechnung.docx", FORMS["docx"](paper), "application/octet-stream"))
    outcomes = office.bring(File(name="mail.eml", data=mail), client="DE")
    (invoice,) = [one for one in outcomes if one.type == "payables.supplier_invoice"]
    assert office.checked("DE", invoice.document_id).reading.text("number") == paper.truth["number"]


def test_a_delivery_note_in_word_becomes_no_invoice(office: Office) -> None:
    note = next(paper for paper in others(4, seed=5) if paper.type == "delivery_note")
    (outcome,) = office.bring(File(name="ls.docx", data=FORMS["docx"](note)), client="DE")
    assert outcome.type == "purchasing.goods_receipt"
    assert "documents.form_by_pages" in office.findings("DE", outcome.document_id)


def test_an_office_file_that_cannot_be_opened_is_kept_and_refused_with_the_reason(office: Office) -> None:
    made = {
        "encrypted.xlsx": files.encrypted(),
        "old.doc": files.old(),
        "bomb.docx": files.bomb(),
        "entities.docx": files.entities(),
        "broken.docx": files.broken(),
    }
    outcomes = office.bring(*(File(name=name, data=data) for name, data in made.items()), client="DE")
    assert [(one.outcome, one.findings[0].key) for one in outcomes] == [
        ("refused", f"reading.office_{key}") for key in ("encrypted", "old", "bomb", "entities", "broken")
    ]
    with office.acting("DE"):
        assert documents.original(office.row("DE", outcomes[0].document_id)) == made["encrypted.xlsx"]


def test_macros_are_named_and_never_run(office: Office) -> None:
    related = b'<Relationships><Relationship Id="t" Type="x/attachedTemplate" TargetMode="External" Target="http://127.0.0.1:9/t.dotm"/></Relationships>'
    parts = {"vbaProject__bin": b"\x00", "embeddings/oleObject1__bin": b"\x00", "_rels/settings__xml__rels": related}
    (outcome,) = office.bring(File(name="Rechnung.docm", data=files.docx(files.paragraph("Rechnung"), **parts)), client="DE")
    checked = office.checked("DE", outcome.document_id)
    found = {one.key.rpartition("_")[2]: one.evidence["name"] for one in checked.findings if "file_carries" in one.key}
    assert found == {"macros": "word/vbaProject.bin", "objects": "word/embeddings/oleObject1.bin", "links": "http://127.0.0.1:9/t.dotm"}
    for order in (cases.Order("turn", (1,)), cases.Order("turn", (1,), by=270)):
        with office.acting("DE", "anna") as actor:
            cases.arrange(outcome.document_id, order, actor)
    with office.acting("DE", "anna") as actor:
        letter = cases.change_type(outcome.document_id, "correspondence.incoming", actor)
    still = {one.key.rpartition("_")[2]: one.evidence["name"] for one in letter.findings if "file_carries" in one.key}
    assert still == found


def test_the_desk_shows_its_pages_and_its_words(office: Office) -> None:
    (paper,) = invoices(1, seed=12, layouts=TRAINED)
    data = FORMS["docx"](paper)
    (outcome,) = office.bring(File(name="Rechnung.docx", data=data), client="DE")
    anna = seat(office, "anna")
    page = anna.get(f"/documents/{outcome.document_id}/").content.decode()
    assert f"/documents/{outcome.document_id}/pages/1.webp" in page
    assert anna.get(f"/documents/{outcome.document_id}/pages/1.webp").content.startswith(b"RIFF")
    words = json.loads(anna.get(f"/documents/{outcome.document_id}/words").content)
    assert paper.truth["number"] in {word[0] for word in words}
    assert anna.get(f"/documents/{outcome.document_id}/original").content == data


def test_a_scan_within_an_office_file_is_read_by_a_worker(office: Office) -> None:
    scan = samples.saved(samples.scan("Rechnungsnummer: RE-4711", page="width: 148mm, height: 105mm, margin: 10mm"))
    data = files.docx(files.paragraph("Anbei unsere Rechnung"), **{"media/image1__png": scan})
    with read_by(labelled.read_pages):
        (outcome,) = office.bring(File(name="Rechnung.docx", data=data), client="DE")
        assert outcome.outcome == "reading"
        assert read_on(office) == 1
    number = office.checked("DE", outcome.document_id).reading.values["number"]
    assert (number.text, number.source.page) == ("RE-4711", 2)
