"""A scan is sealed at once, read page by page by a worker, and goes on with words that can be pointed at; erased, nothing of it is left."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from PIL import Image
from tests.engines.reading import labelled, samples
from tests.journeys.office import Office, open_office

from kantor.channels.door import Door, File, take_in
from kantor.engines.codes import sheet
from kantor.engines.reading import picture
from kantor.site.working import dispatching, steps
from kantor.spine import cases, documents
from kantor.spine.cases import scanning
from kantor.words import OCR, Page, Reading

SMALL = "width: 90mm, height: 30mm, margin: 8mm"


@pytest.fixture(scope="module")
def scans() -> dict[str, File]:
    first, second = (samples.scan(text, page=SMALL) for text in ("Rechnungsnummer: RE-4711", "Seite zwei"))
    return {
        "one": File(name="scan.png", data=samples.saved(first)),
        "two": File(name="scan.tif", data=samples.saved(first.convert("L"), second.convert("L"), kind="TIFF")),
    }


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


@contextmanager
def read_by(reader: Callable[[Sequence[Page]], Sequence[Reading]]) -> Iterator[None]:
    """Invoices are read off their pages by another reader for a while, one that runs where it stands."""
    type = documents.type_of("payables.supplier_invoice")
    usual = type.read_pages
    object.__setattr__(type, "read_pages", lambda pages: reader(list(pages)))
    try:
        yield
    finally:
        object.__setattr__(type, "read_pages", usual)


def read_on(office: Office, client: str = "DE") -> int:
    """What a worker does with one page."""
    return cases.read_next_page(office.clients[client], office.now)


def stored(office: Office, document_id: int) -> dict[int, Page | None]:
    with office.acting("DE"):
        return documents.pages(documents.known([document_id])).get(document_id, {})


def test_a_scan_waits_as_received_until_a_worker_has_read_every_page(office: Office, scans: dict[str, File]) -> None:
    (outcome,) = office.bring(scans["two"], client="DE")
    key = outcome.document_id
    assert (outcome.outcome, office.row("DE", key).state) == ("reading", "received")
    assert [(work.client_id, work.step, work.number) for work in dispatching.waiting() if work.step in ("read_scans", "resume")] == [
        (office.clients["DE"], "read_scans", 2)
    ]
    assert read_on(office) == 1
    with office.acting("DE"):
        assert documents.progress([key]) == {key: (1, 2)}
    assert office.row("DE", key).state == "received"
    assert read_on(office) == 1
    assert read_on(office) == 0
    assert (office.row("DE", key).state, office.task("DE", key).role) == ("waiting", "payables.clerk")
    pages = stored(office, key)
    assert {number: [word.text for word in page.words] for number, page in pages.items() if page} == {
        1: ["Rechnungsnummer:", "RE-4711"],
        2: ["Seite", "zwei"],
    }
    assert all(page and page.read_by.startswith(OCR) for page in pages.values())


def test_the_type_gets_the_words_of_the_pages(office: Office, scans: dict[str, File]) -> None:
    with read_by(labelled.read_pages):
        (outcome,) = office.bring(scans["one"], client="DE")
        read_on(office)
    number = office.checked("DE", outcome.document_id).reading.values["number"]
    assert (number.text, number.source.kind, number.source.page) == ("RE-4711", "page", 1)
    assert 0.5 < number.confidence <= 1


def test_a_page_over_which_a_worker_was_killed_is_read_again(office: Office, scans: dict[str, File]) -> None:
    (outcome,) = office.bring(scans["one"], client="DE")
    with office.acting("DE") as actor:
        taken = documents.take_page(actor, actor.at + scanning.IN_HAND)
    assert taken is not None
    assert read_on(office) == 0  # somebody has it in hand
    office.now.forward(seconds=round(scanning.IN_HAND / timedelta(seconds=1)) + 5)
    assert read_on(office) == 1
    assert office.row("DE", outcome.document_id).state == "waiting"


def test_a_page_that_cannot_be_read_does_not_hold_up_its_document(office: Office) -> None:
    whole = samples.saved(samples.scan("Seite", page=SMALL), kind="JPEG")
    (outcome,) = office.bring(File(name="torn.jpg", data=whole[: len(whole) // 2]), client="DE")
    assert outcome.outcome == "reading"
    read_on(office)
    assert office.row("DE", outcome.document_id).state == "waiting"
    assert stored(office, outcome.document_id) == {1: None}


def test_who_can_wait_has_scans_read_on_the_way_in(office: Office, scans: dict[str, File]) -> None:
    client_id = office.clients["DE"]
    door = Door(channel="folder", person_id=None, client_id=client_id, fallback_client_id=client_id, now=office.now, reads_scans=True)
    (outcome,) = take_in([scans["one"]], door)
    assert outcome.outcome == "task"
    page = stored(office, outcome.document_id)[1]
    assert page is not None
    assert [word.text for word in page.words] == ["Rechnungsnummer:", "RE-4711"]


def test_words_of_a_scan_lie_encrypted_and_are_erased_with_its_original(office: Office, scans: dict[str, File]) -> None:
    (outcome,) = office.bring(scans["one"], client="DE")
    read_on(office)
    with office.acting("DE") as actor, connection.cursor() as cursor:
        cursor.execute("SELECT content FROM documents_sheet")
        (content,) = [bytes(row[0]) for row in cursor.fetchall()]
        assert b"4711" not in content
        cursor.execute("UPDATE documents_document SET state = 'refused', keep_until = NULL WHERE id = %s", [outcome.document_id])
        documents.erase([outcome.document_id], {"reason": "no longer needed"}, actor)
        cursor.execute("SELECT count(*) FROM documents_sheet")
        assert cursor.fetchone() == (0,)


def test_one_client_does_not_see_the_pages_of_another(office: Office, scans: dict[str, File]) -> None:
    (outcome,) = office.bring(scans["one"], client="DE")
    assert read_on(office, "PL") == 0
    with office.acting("PL"):
        assert documents.progress([outcome.document_id]) == {}


def test_the_step_of_the_worker_reads_until_nothing_is_left(office: Office, scans: dict[str, File]) -> None:
    office.bring(scans["two"], client="DE")
    assert steps.STEPS["read_scans"](office.clients["DE"], lambda: True) == 2


def test_a_pile_is_divided_at_every_sheet_between_its_documents(office: Office, scans: dict[str, File]) -> None:
    between = Image.open(io.BytesIO(picture(sheet(), page=1, dpi=72))).convert("L")
    letters = [samples.scan(f"Rechnungsnummer: RE-{number}", page=SMALL).convert("L") for number in (1, 2)]
    pile = samples.saved(letters[0], between, letters[1], kind="TIFF")
    with read_by(labelled.read_pages):
        (whole,) = office.bring(File(name="pile.tif", data=pile), client="DE")
        assert sum(read_on(office) for _ in range(3)) == 3
    assert office.row("DE", whole.document_id).state == "split"
    with office.acting("DE"):
        children = [row.id for row in cases.queue({office.clients["DE"]: frozenset(["payables.clerk"])})]
        inside = documents.newest([task.document_id for one in children if (task := cases.task(one))])
    assert sorted(one.reading.text("number") for one in inside) == ["RE-1", "RE-2"]


def test_a_page_that_somebody_turns_is_read_as_it_lies_then_and_once_more_when_that_is_undone(office: Office) -> None:
    """Most of it stands on its head, which is what the machine goes by; the invoice is the one line that does not."""
    upright = samples.scan("Rechnungsnummer: RE-4711", page=SMALL)
    other = samples.scan("Bitte hier abtrennen \\\nund im Umschlag senden \\\nan die Zentrale", page=SMALL).rotate(180)
    both = Image.new("RGB", (upright.width, upright.height + other.height), "white")
    both.paste(upright, (0, 0))
    both.paste(other, (0, upright.height))
    with read_by(labelled.read_pages):
        (outcome,) = office.bring(File(name="scan.png", data=samples.saved(both)), client="DE")
        key = outcome.document_id
        read_on(office)
        first = said(office, key)
        assert "Umschlag" in first
        assert "RE-4711" not in first
        with office.acting("DE", "anna") as actor:
            cases.arrange(key, cases.Order("turn", (1,), by=180), actor)
        with office.acting("DE"):
            assert documents.progress([key])[key].is_waiting
        assert (read_on(office), read_on(office)) == (1, 0)
        assert "RE-4711" in said(office, key)
        number = office.checked("DE", key).reading.values["number"]
        assert (number.text, number.source.page) == ("RE-4711", 1)
        assert number.source.box is not None
        assert number.source.box[3] < 0.5
        with office.acting("DE", "anna") as actor:
            cases.undo_arranging(key, actor)
        assert read_on(office) == 1
        assert said(office, key) == first


def test_a_page_that_is_turned_while_a_worker_reads_it_is_read_once_more(office: Office, scans: dict[str, File]) -> None:
    (outcome,) = office.bring(scans["one"], client="DE")
    read_on(office)
    with office.acting("DE", "anna") as actor:
        cases.arrange(outcome.document_id, cases.Order("turn", (1,), by=90), actor)
    with office.acting("DE") as actor:
        taken = documents.take_page(actor, office.now() + scanning.IN_HAND)
    assert taken is not None
    with office.acting("DE", "anna") as actor:
        cases.arrange(outcome.document_id, cases.Order("turn", (1,), by=270), actor)
    with office.acting("DE") as actor:
        documents.note_page(taken, Page(1, 100, 100, []), actor)
    assert read_on(office) == 1
    assert said(office, outcome.document_id) == ["Rechnungsnummer:", "RE-4711"]


def said(office: Office, document_id: int) -> list[str]:
    """The words on the first page as people see it now."""
    with office.acting("DE"):
        return [word.text for word in documents.own_pages(office.row("DE", document_id))[0].words]
