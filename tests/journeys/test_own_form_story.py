"""A paper that is surely no invoice opens on the form that the house has for it; a wrong one is changed back, and nothing is lost."""

from io import BytesIO

import pytest
from pypdfium2 import PdfDocument
from tests.desk.seat import seat, text
from tests.desk.test_two_in_one import free, opened, save
from tests.engines.reading import samples
from tests.journeys import office as small
from tests.journeys.office import Office, open_office
from tests.journeys.test_scan_story import read_on

from kantor.channels.door import Door, File, take_in
from kantor.demo.papers import FORMS, TRAINED, Paper, invoices, others, pdf
from kantor.engines.codes import sheet
from kantor.kit.say import known
from kantor.spine import cases, documents
from kantor.words import SEEMS

INVOICE, LETTER, RECEIPT = "payables.supplier_invoice", "correspondence.incoming", "purchasing.goods_receipt"


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


@pytest.fixture(scope="module")
def papers() -> dict[str, Paper]:
    return {paper.type: paper for paper in others(9, seed=5)}


def bring(office: Office, paper: Paper) -> cases.Outcome:
    (outcome,) = office.bring(File(name="papier.pdf", data=pdf(paper)), client="DE")
    return outcome


def pictures(*papers: Paper) -> bytes:
    """A scan of these papers, one after the other."""
    return samples.saved(*(PdfDocument(pdf(paper))[0].render(scale=2).to_pil() for paper in papers), kind="TIFF")


def assert_is_a_complaint(office: Office, document_id: int) -> None:
    task, reading = office.task("DE", document_id), office.checked("DE", document_id).reading
    assert (office.row("DE", document_id).type, task.type, task.role) == (LETTER, LETTER, "correspondence.clerk")
    assert (reading.text("way"), reading.text("kind")) == ("letter", "complaint")
    assert "documents.form_by_pages" in office.findings("DE", document_id)


def test_a_complaint_on_paper_is_a_letter_from_the_start_and_gets_its_number(office: Office, papers: dict[str, Paper]) -> None:
    outcome = bring(office, papers["complaint"])
    assert (outcome.outcome, outcome.type) == ("task", LETTER)
    assert_is_a_complaint(office, outcome.document_id)
    head, said = office.checked("DE", outcome.document_id).reading.values, papers["complaint"].content
    assert [head[key].text for key in ("sender_name", "subject", "language")] == [said["sender"][0], said["title"], said["language"]]
    assert all(head[key].source.page == 1 and head[key].source.box for key in ("sender_name", "subject", "received_on"))
    office.save("DE", outcome.document_id, "anna", sender_name="Meier", subject="Ihre Lieferung")
    assert office.approve("DE", outcome.document_id, "anna") == ""
    assert outcome.document_id in office.finish("DE", outcome.document_id)
    with office.acting("DE"):
        assert list(documents.compare(office.clients["DE"])) == []
    assert office.waiting("DE", "correspondence.complaint")


def test_so_is_one_in_a_mail_and_one_written_in_word(office: Office, papers: dict[str, Paper]) -> None:
    enclosed = samples.mail(("brief.pdf", pdf(papers["complaint"]), "application/pdf"))
    word = File(name="brief.docx", data=FORMS["docx"](papers["complaint"]))
    outcomes = office.bring(File(name="mail.eml", data=enclosed), word, client="DE")
    letters = [one for one in outcomes if one.name.startswith("brief")]
    assert len(letters) == 2
    for one in letters:
        assert_is_a_complaint(office, one.document_id)


def test_a_scan_opens_on_its_form_when_its_last_page_is_read(office: Office, papers: dict[str, Paper]) -> None:
    data = pictures(papers["complaint"])
    (outcome,) = office.bring(File(name="scan.tif", data=data), client="DE")
    assert outcome.outcome == "reading"
    assert read_on(office) == 1
    assert_is_a_complaint(office, outcome.document_id)


def test_every_kind_with_a_form_opens_on_it_and_what_has_none_stays(office: Office, papers: dict[str, Paper]) -> None:
    opened = {kind: bring(office, papers[kind]) for kind in papers}
    assert {kind: one.type for kind, one in opened.items()} == {
        **dict.fromkeys(("letter", "complaint", "reminder", "application", "contract"), LETTER),
        "delivery_note": RECEIPT,
        **dict.fromkeys(("order", "bank_statement", "payroll_request"), INVOICE),
    }
    assert office.task("DE", opened["delivery_note"].document_id).role == "purchasing.clerk"
    assert f"{INVOICE}.seems_order" in office.findings("DE", opened["order"].document_id)
    for kind in ("letter", "complaint", "reminder", "application", "contract", "delivery_note"):
        assert known(f"documents.paper.{kind}")


def test_one_of_which_nobody_can_be_sure_stays(office: Office) -> None:
    unsure = next(paper for paper in others(40, seed=5, wording="tried") if paper.name == "tried-5-0035")
    outcome = bring(office, unsure)
    assert outcome.type == INVOICE
    assert office.checked("DE", outcome.document_id).reading.text(SEEMS) == ""


def test_a_wrong_one_is_changed_back_by_hand_and_nothing_is_lost(office: Office, papers: dict[str, Paper]) -> None:
    outcome = bring(office, papers["complaint"])
    office.save("DE", outcome.document_id, "anna", sender_name="Meier")
    with office.acting("DE", "anna") as actor:
        back = cases.change_type(outcome.document_id, INVOICE, actor)
    assert (back.reading.text("supplier_name"), back.reading.text(SEEMS)) == ("Meier", "complaint")
    found = office.findings("DE", outcome.document_id)
    assert f"{INVOICE}.seems_complaint" in found
    assert "documents.form_by_pages" not in found
    assert office.task("DE", outcome.document_id).role == "payables.clerk"


def test_no_task_lies_where_nobody_has_the_role_for_that_form(
    database: None, papers: dict[str, Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    without = {name: tuple(role for role in held if not role.startswith("correspondence.")) for name, held in small.ROLES.items()}
    monkeypatch.setattr(small, "ROLES", without)
    office = open_office()
    outcome = bring(office, papers["complaint"])
    assert (outcome.type, office.task("DE", outcome.document_id).role) == (INVOICE, "payables.clerk")
    assert f"{INVOICE}.seems_complaint" in office.findings("DE", outcome.document_id)


def test_what_is_confidential_stays_where_it_came(office: Office, papers: dict[str, Paper]) -> None:
    door = Door(
        channel="folder",
        person_id=None,
        client_id=office.clients["DE"],
        fallback_client_id=office.clients["DE"],
        now=office.now,
        confidential=True,
    )
    (outcome,) = take_in([File(name="papier.pdf", data=pdf(papers["complaint"]))], door)
    assert outcome.type == INVOICE


def test_in_a_pile_each_paper_opens_on_its_own_form(office: Office, papers: dict[str, Paper]) -> None:
    (invoice,) = invoices(1, seed=12, layouts=TRAINED)
    pile, kept = PdfDocument.new(), BytesIO()
    for part in (pdf(papers["complaint"]), sheet(), pdf(invoice)):
        pile.import_pages(PdfDocument(part))
    pile.save(kept)
    outcomes = office.bring(File(name="stapel.pdf", data=kept.getvalue()), client="DE")
    assert [one.type for one in outcomes] == [LETTER, INVOICE]
    assert office.checked("DE", outcomes[1].document_id).reading.text("number") == invoice.truth["number"]


def test_two_people_may_type_into_one_at_once(office: Office, papers: dict[str, Paper]) -> None:
    document = bring(office, papers["complaint"]).document_id
    anna, seen = opened(office, "anna", document)
    free(office, document, "anna")
    carla, _ = opened(office, "carla", document)
    assert save(carla, document, seen, sender_name="Meier").status_code == 204
    with office.acting("DE", "carla") as actor:
        cases.take_up(document, actor)
    free(office, document, "carla")
    assert save(anna, document, seen, subject="Ihre Lieferung").status_code == 204
    reading = office.checked("DE", document).reading
    assert (reading.text("sender_name"), reading.text("subject")) == ("Meier", "Ihre Lieferung")


def test_the_form_says_why_it_was_chosen(office: Office, papers: dict[str, Paper]) -> None:
    outcome = bring(office, papers["complaint"])
    page = text(seat(office, "anna", "de").get(f"/documents/{outcome.document_id}/"))
    assert "Die Seiten scheinen zu sein: Reklamation (" in page
