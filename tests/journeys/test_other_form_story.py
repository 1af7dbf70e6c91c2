"""A paper that was taken for something else gets another form: no value is lost, its way begins anew, and two decide where two had to."""

from pathlib import Path

import pytest
from tests.desk.seat import seat, text
from tests.engines.reading import samples
from tests.journeys.office import Office, open_office
from tests.journeys.test_pages_story import reader
from tests.journeys.test_scan_story import read_by

from kantor.channels.door import File
from kantor.spine import cases, documents, trail
from kantor.spine.documents import Refusal
from kantor.words import ALSO

INVOICE, LETTER, RECEIPT = "payables.supplier_invoice", "correspondence.incoming", "purchasing.goods_receipt"


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


@pytest.fixture
def document(office: Office, tmp_path: Path) -> int:
    with read_by(reader):
        (outcome,) = office.bring(File(name="paper.pdf", data=samples.pdf(tmp_path, "Rechnungsnummer: RE-1")), client="DE")
    values = {
        "supplier_name": "Meier & Söhne",
        "order_number": "PO-7",
        "net": "120.50",
        "lines__0__name": "Papier",
        "lines__0__quantity": "3",
    }
    office.save("DE", outcome.document_id, "anna", **values)
    return outcome.document_id


def change(office: Office, document_id: int, type: str, person: str = "anna") -> documents.Checked:
    with office.acting("DE", person) as actor:
        return cases.change_type(document_id, type, actor)


def test_values_go_to_the_fields_that_mean_the_same_and_come_back(office: Office, document: int) -> None:
    before = office.checked("DE", document).reading
    letter = change(office, document, LETTER).reading
    assert (letter.text("sender_name"), letter.text("way"), letter.text("number")) == ("Meier & Söhne", "letter", "")
    assert letter.text(f"{ALSO}{INVOICE}:net") == "120.50"
    assert len(letter.rows(f"{ALSO}{INVOICE}:lines")) == 1
    office.save("DE", document, "anna", subject="Ihr Angebot", sender_name="Meier")
    after = change(office, document, INVOICE).reading
    assert after.text("supplier_name") == "Meier"
    assert [after.values[key] for key in ("number", "net", "order_number")] == [
        before.values[key] for key in ("number", "net", "order_number")
    ]
    assert after.rows("lines")[0]["name"] == before.rows("lines")[0]["name"]
    assert after.text(f"{ALSO}{LETTER}:subject") == "Ihr Angebot"
    assert change(office, document, LETTER).reading.text("subject") == "Ihr Angebot"


def test_same_keys_of_the_same_kind_stay_and_so_do_rows_of_a_table(office: Office, document: int) -> None:
    receipt = change(office, document, RECEIPT).reading
    assert (receipt.text("number"), receipt.text("order_number"), receipt.text("supplier_name")) == ("RE-1", "PO-7", "Meier & Söhne")
    assert [(row["quantity"].text, row[f"{ALSO}{INVOICE}:name"].text) for row in receipt.rows("lines")] == [("3", "Papier")]


def test_its_way_begins_anew_with_the_roles_of_the_new_form(office: Office, document: int) -> None:
    assert office.task("DE", document).role == "payables.clerk"
    change(office, document, LETTER)
    task = office.task("DE", document)
    assert (task.role, task.type, office.row("DE", document).type) == ("correspondence.clerk", LETTER, LETTER)
    with office.acting("DE"):
        assert cases.process_of(document).key == LETTER
        records = trail.of_document(office.clients["DE"], document)
        assert list(documents.compare(office.clients["DE"])) == []
    (changed,) = [one for one in records if one.kind == "document.retyped"]
    assert changed.person_id == office.people["anna"]


def test_a_document_that_two_people_must_decide_on_keeps_its_second_person(office: Office, document: int) -> None:
    with office.acting("DE") as actor:
        documents.set_state([document], "waiting", actor, four_eyes=True)
    with pytest.raises(Refusal, match="no_second_person"):
        change(office, document, LETTER)
    assert office.row("DE", document).type == INVOICE


def test_what_is_no_other_form_or_not_ones_own_work_is_refused(office: Office, document: int) -> None:
    for type in (INVOICE, "no.such"):
        with pytest.raises(Refusal, match="same_form"):
            change(office, document, type)
    with pytest.raises(Refusal, match="not_your_role"):
        change(office, document, LETTER, "bert")


def test_history_names_fields_as_people_know_them_and_not_what_is_merely_kept(office: Office, document: int) -> None:
    change(office, document, LETTER)
    office.save("DE", document, "anna", subject="Ihr Angebot")
    told = text(seat(office, "anna").get(f"/documents/{document}/road"))
    assert ALSO not in told
    assert f"<td>{LETTER}." not in told
    assert f"<td>{INVOICE}." not in told
    assert told.count("<td>120.50</td>") == 1  # as it was typed into the invoice, and not once more as taken away
