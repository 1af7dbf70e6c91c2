"""A supplier names things as nobody else does: what a clerk corrects on its first invoice is read right on the second one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, open_office

from kantor.channels.door import File
from kantor.demo.papers import Paper, pdf
from kantor.demo.papers.peculiar import peculiar
from kantor.spine import cases, documents
from kantor.spine.cases import Order, reading_again
from kantor.spine.documents import confidential, examples
from kantor.words import Value, taught_by

HEAD = ("number", "issued_on", "due_on", "net", "vat", "gross")


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    return list(peculiar(3, seed=43, suppliers=1, last_on=date(2026, 3, 6)))


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def brought(office: Office, paper: Paper, client: str = "DE") -> int:
    (outcome,) = office.bring(File(name=f"{paper.name}.pdf", data=pdf(paper)), client=client)
    return outcome.document_id


def corrected(office: Office, document_id: int, paper: Paper, client: str = "DE") -> None:
    """A clerk types what the machine did not find and says yes, and so does somebody else, because nobody knows the account."""
    told = {key: paper.truth[key] for key in ("number", "issued_on", "due_on", "net", "vat", "gross", "supplier_vat_id", "iban")}
    told |= {"payable": told["gross"], "supplier_id": str(office.suppliers[client, "DE"]), "supplier_name": paper.truth["supplier_name"]}
    told |= {"buyer_name": "", "currency": "EUR", "type_code": "380", "supplier_country": "DE"}
    for place, line in enumerate(paper.lines):
        told |= {f"lines__{place}__{key}": line[key] for key in ("name", "net")} | {f"lines__{place}__account": "4806"}
    office.save(client, document_id, "anna", **told)
    assert [office.approve(client, document_id, person) for person in ("anna", "bert")] == ["approve", ""]
    assert office.finish(client, document_id) == {document_id}


def read(office: Office, document_id: int, client: str = "DE") -> Mapping[str, Value]:
    return office.checked(client, document_id).reading.values


def misread(office: Office, document_id: int, paper: Paper, client: str = "DE") -> set[str]:
    values = read(office, document_id, client)
    return {key for key in HEAD if key not in values or values[key].text != paper.truth[key]}


def test_the_second_paper_of_a_layout_is_read_as_the_first_one_was_corrected(office: Office, papers: list[Paper]) -> None:
    first = brought(office, papers[0])
    assert {"number", "issued_on"} <= misread(office, first, papers[0])
    corrected(office, first, papers[0])
    second = brought(office, papers[1])
    assert misread(office, second, papers[1]) == set()
    evidence = taught_by(read(office, second)["number"].source.path)
    assert evidence is not None
    assert (evidence.document_id, evidence.number, evidence.how, evidence.words) == (first, papers[0].truth["number"], "below", "Vorgang")


def test_pages_that_are_arranged_are_read_as_somebody_taught_meanwhile(office: Office, papers: list[Paper]) -> None:
    second = brought(office, papers[1])
    assert "number" in misread(office, second, papers[1])
    corrected(office, brought(office, papers[0]), papers[0])
    with office.acting("DE", "anna") as actor:
        for _ in range(4):  # a turn at a time, until it lies as it came
            cases.arrange(second, Order("turn", (1,), 90), actor)
    assert misread(office, second, papers[1]) == set()


def test_a_scan_that_is_read_once_more_is_read_as_somebody_taught_meanwhile(office: Office, papers: list[Paper]) -> None:
    second = brought(office, papers[1])
    corrected(office, brought(office, papers[0]), papers[0])
    assert "number" in misread(office, second, papers[1])
    with office.acting("DE") as actor:
        (known,) = documents.known([second])
        assert reading_again.renew(documents.Taken(1, known.original_id, 1, 1, known, office.now()), actor) == [second]
    assert misread(office, second, papers[1]) == set()


def test_what_another_client_was_taught_stays_with_it(office: Office, papers: list[Paper]) -> None:
    first = brought(office, papers[0])
    corrected(office, first, papers[0])
    elsewhere = brought(office, papers[1], client="PL")
    assert "number" in misread(office, elsewhere, papers[1], "PL")
    with office.acting("PL"):
        assert documents.senders(office.clients["PL"]) == []
        assert documents.examples_of([first], office.clients["PL"]) == []


def test_a_layout_is_forgotten_when_somebody_says_so(office: Office, papers: list[Paper]) -> None:
    first = brought(office, papers[0])
    corrected(office, first, papers[0])
    with office.acting("DE", "anna") as actor:
        (example,) = documents.examples_of([first], office.clients["DE"])
        assert documents.forget_layout("payables.supplier_invoice", example.senders, actor) == 1
    second = brought(office, papers[1])
    assert "number" in misread(office, second, papers[1])


def test_an_erased_paper_teaches_nobody(office: Office, papers: list[Paper]) -> None:
    first = brought(office, papers[0])
    corrected(office, first, papers[0])
    with office.acting("DE") as actor, connection.cursor() as cursor:
        cursor.execute("UPDATE documents_document SET keep_until = NULL WHERE id = %s", [first])
        documents.erase([first], {"reason": "no longer needed"}, actor)
        cursor.execute("SELECT count(*) FROM documents_example")
        assert cursor.fetchone() == (0,)
    assert "number" in misread(office, brought(office, papers[1]), papers[1])


def test_what_came_as_data_and_what_is_confidential_is_no_example(office: Office, papers: list[Paper]) -> None:
    (outcome,) = office.bring(replace(GERMAN, order_number=""), client="DE")
    office.save("DE", outcome.document_id, "anna", lines__0__account="4806", lines__1__account="4806")
    hidden = brought(office, papers[0])
    with office.acting("DE") as actor:
        confidential.lock_up(office.clients["DE"], [hidden], actor.at)
        examples.keep(documents.newest([outcome.document_id, hidden]), actor)
        assert documents.examples_of([outcome.document_id, hidden], office.clients["DE"]) == []


ROWS = ("name", "quantity", "price", "net")


def rows_of(office: Office, document_id: int) -> list[dict[str, str]]:
    return [{key: row[key].text for key in ROWS if key in row} for row in office.checked("DE", document_id).reading.rows("lines")]


def test_the_rows_of_the_second_paper_are_read_as_the_first_ones_were_typed(office: Office, papers: list[Paper]) -> None:
    first = brought(office, papers[0])
    assert rows_of(office, first) == []
    rows = {f"lines__{place}__{key}": line[key] for place, line in enumerate(papers[0].lines) for key in ROWS}
    office.save("DE", first, "anna", **rows)
    corrected(office, first, papers[0])
    second = brought(office, papers[1])
    assert rows_of(office, second) == [{key: line[key] for key in ROWS} for line in papers[1].lines]
    assert "payables.supplier_invoice.lines_do_not_add_up" not in office.findings("DE", second)
    evidence = taught_by(office.checked("DE", second).reading.rows("lines")[0]["net"].source.path)
    assert evidence is not None
    assert (evidence.document_id, evidence.words) == (first, "Gegenstand  Stk.  je  ergibt")
