"""Pages that were scanned in the wrong pile or order are put right: cut off, joined, moved, turned, left out - and none ever gets lost."""

import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.db import connection
from PIL import Image
from tests.engines.reading import labelled, samples
from tests.journeys.office import Office, open_office
from tests.journeys.test_scan_story import SMALL, read_by, read_on

from kantor.channels.door import File
from kantor.departments.office.redaction.making import Cut, redact
from kantor.engines import reading
from kantor.engines.codes import sheet
from kantor.engines.reading import picture
from kantor.site.health import keeping
from kantor.site.health.trouble import Case
from kantor.spine import cases, documents, trail
from kantor.spine.cases import Order
from kantor.spine.documents import Refusal
from kantor.words import Page, Reading, Source


def reader(pages: Sequence[Page]) -> Sequence[Reading]:
    """What stands behind labels, as a model says it."""
    return [replace(one, reader="pages labels 1") for one in labelled.read_pages(pages)]


@pytest.fixture
def office(database: None) -> Iterator[Office]:
    with read_by(reader):
        yield open_office()


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Three pages: an invoice of two, and another one behind it that nobody parted from it."""
    said = ("Rechnungsnummer: RE-1", "zweite Seite", "Rechnungsnummer: RE-2")
    return samples.pdf(tmp_path_factory.mktemp("pile"), "\n#pagebreak()\n".join(said))


@pytest.fixture
def document(office: Office, pile: bytes) -> int:
    return bring(office, "pile.pdf", pile)


def bring(office: Office, name: str, data: bytes) -> int:
    (outcome,) = office.bring(File(name=name, data=data), client="DE")
    assert outcome.outcome == "task"
    return outcome.document_id


def single(folder: Path, said: str) -> bytes:
    return samples.pdf(folder, said)


def arrange(office: Office, document_id: int, order: Order, person: str = "anna") -> tuple[int, ...]:
    with office.acting("DE", person) as actor:
        return cases.arrange(document_id, order, actor)


def undo(office: Office, document_id: int, person: str = "anna") -> None:
    with office.acting("DE", person) as actor:
        cases.undo_arranging(document_id, actor)


def lines(office: Office, document_id: int) -> list[str]:
    """What stands on each page of the document, as it has them."""
    row = office.row("DE", document_id)
    with office.acting("DE"):
        return [" ".join(word.text for word in page.words) for page in documents.own_pages(row)]


def number(office: Office, document_id: int) -> str:
    return office.checked("DE", document_id).reading.text("number")


def kinds(office: Office, document_id: int) -> list[str]:
    with office.acting("DE"):
        return [one.kind for one in trail.of_document(office.clients["DE"], document_id)]


@contextmanager
def nothing_lost(office: Office) -> Iterator[None]:
    yield
    with office.acting("DE"):
        assert documents.lost_pages([office.clients["DE"]]) == []
        assert list(documents.compare(office.clients["DE"])) == []


def test_pages_cut_off_are_a_document_of_their_own_and_both_are_read_anew(office: Office, document: int) -> None:
    assert number(office, document) == "RE-2"  # the last one that the small reader sees
    bytes_before = office.row("DE", document).sha256
    with nothing_lost(office):
        (new,) = arrange(office, document, Order("cut", (3,)))
    assert (number(office, document), number(office, new)) == ("RE-1", "RE-2")
    assert lines(office, document) == ["Rechnungsnummer: RE-1", "zweite Seite"]
    assert lines(office, new) == ["Rechnungsnummer: RE-2"]
    assert office.checked("DE", new).reading.values["number"].source.page == 1
    assert office.task("DE", new).role == "payables.clerk"
    row = office.row("DE", new)
    assert (row.parent_id, row.sha256, row.type) == (document, bytes_before, "payables.supplier_invoice")
    assert "document.arranged" in kinds(office, document)
    assert kinds(office, new)[0] == "document.received"


def test_a_cut_can_be_undone(office: Office, document: int) -> None:
    (new,) = arrange(office, document, Order("cut", (1, 2)))
    with nothing_lost(office):
        undo(office, document)
    assert len(lines(office, document)) == 3
    assert office.row("DE", new).state == "split"
    with office.acting("DE"):
        assert cases.task_of(new) is None
    with pytest.raises(Refusal, match="nothing_to_undo"):
        undo(office, document)


def test_what_a_person_typed_stays_and_what_a_machine_read_is_renewed(office: Office, document: int) -> None:
    office.save("DE", document, "anna", supplier_name="Meier & Söhne", lines__0__name="Papier")
    arrange(office, document, Order("cut", (3,)))
    reading = office.checked("DE", document).reading
    assert (reading.text("supplier_name"), reading.text("number")) == ("Meier & Söhne", "RE-1")
    assert [row["name"].text for row in reading.rows("lines")] == ["Papier"]


def test_a_place_that_a_person_showed_goes_with_its_page(office: Office, document: int) -> None:
    box = (0.1, 0.2, 0.5, 0.3)
    with office.acting("DE", "anna") as actor:
        cases.save(document, {"supplier_name": "Meier"}, actor, {"supplier_name": Source("person", page=2, box=box)})
    arrange(office, document, Order("move", (2,), to=0))
    assert office.checked("DE", document).reading.values["supplier_name"].source[2:] == (1, box)
    arrange(office, document, Order("turn", (1,), by=180))
    page, turned = office.checked("DE", document).reading.values["supplier_name"].source[2:]
    assert page == 1
    assert turned == pytest.approx((0.5, 0.7, 0.9, 0.8))
    arrange(office, document, Order("cut", (1,)))
    kept = office.checked("DE", document).reading.values["supplier_name"]
    assert (kept.text, kept.source.page) == ("Meier", 0)


def test_pages_of_another_document_go_behind_and_it_ends(office: Office, document: int, tmp_path: Path) -> None:
    other = bring(office, "other.pdf", single(tmp_path, "dritte Seite"))
    with nothing_lost(office):
        assert arrange(office, document, Order("join", other=other)) == ()
    assert lines(office, document)[-1] == "dritte Seite"
    assert office.row("DE", other).state == "split"
    with nothing_lost(office):
        undo(office, document)
    assert lines(office, other) == ["dritte Seite"]
    assert (office.row("DE", other).state, office.task("DE", other).role) == ("waiting", "payables.clerk")
    assert len(lines(office, document)) == 3


def test_pages_are_moved_and_turned(office: Office, document: int) -> None:
    with nothing_lost(office):
        arrange(office, document, Order("move", (3,), to=0))
        arrange(office, document, Order("turn", (2,), by=90))
    assert lines(office, document) == ["Rechnungsnummer: RE-2", "Rechnungsnummer: RE-1", "zweite Seite"]
    with office.acting("DE"):
        first, second, _ = documents.own_pages(office.row("DE", document))
    assert first.width_pt > first.height_pt
    assert second.height_pt > second.width_pt
    assert second.words[0].x0 > 0.5  # what stood at the top stands on the right


def test_a_page_left_out_is_noted_and_may_be_taken_in_again(office: Office, document: int) -> None:
    with nothing_lost(office):
        arrange(office, document, Order("leave_out", (2,)))
    assert lines(office, document) == ["Rechnungsnummer: RE-1", "Rechnungsnummer: RE-2"]
    with office.acting("DE") as actor:
        (own,) = documents.leaves([document]).values()
        everything = documents.leaves_of_originals({own[0].original_id}, actor)
    (out,) = [leaf for leaf in everything if leaf.document_id is None]
    assert (out.number, out.left_out) == (2, "left_out")
    with nothing_lost(office):
        arrange(office, document, Order("take_in", sheet=out.is_of))
    assert lines(office, document)[-1] == "zweite Seite"


def test_one_page_must_stay(office: Office, document: int) -> None:
    for kind in ("cut", "leave_out"):
        with pytest.raises(Refusal, match="one_page_must_stay"):
            arrange(office, document, Order(kind, (1, 2, 3)))
        with pytest.raises(Refusal, match="no_page_chosen"):
            arrange(office, document, Order(kind, (7,)))


def test_what_is_decided_or_held_by_somebody_else_is_not_arranged(office: Office, document: int) -> None:
    with office.acting("DE", "carla") as actor:
        assert cases.claim(office.task("DE", document).id, office.clients["DE"], office.people["carla"], actor.at)
    with pytest.raises(Refusal, match="held_by_somebody_else"):
        arrange(office, document, Order("turn", (1,)))
    with office.acting("DE") as actor, connection.cursor() as cursor:
        cursor.execute("UPDATE documents_document SET state = 'ready' WHERE id = %s", [document])
    with pytest.raises(Refusal, match="pages_are_decided"):
        arrange(office, document, Order("turn", (1,)), "carla")


def test_undoing_is_refused_once_the_pages_were_moved_elsewhere(office: Office, document: int) -> None:
    (new,) = arrange(office, document, Order("cut", (2, 3)))
    arrange(office, new, Order("move", (1,), to=2))
    with pytest.raises(Refusal, match="pages_moved_on"):
        undo(office, document)


def test_the_database_lets_no_page_vanish(office: Office, document: int) -> None:
    arrange(office, document, Order("turn", (1,)))
    for statement in ("DELETE FROM documents_leaf", "UPDATE documents_leaf SET document_id = NULL", "UPDATE documents_leaf SET place = 9"):
        with pytest.raises(Exception, match=r"permission denied|documents_leaf"), office.acting("DE"), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE documents_leaf SET place = 9 WHERE document_id = %s AND place = 2", "pages of document {0} are not numbered one by one"),
        ("UPDATE documents_document SET state = 'split' WHERE id = %s", "is in document {0}, which carries no work"),
        (
            "INSERT INTO documents_leaf (client_id, original_id, number, place, turned, left_out)"
            " SELECT client_id, original_id, 9, 0, 0, 'left_out' FROM documents_leaf WHERE document_id = %s LIMIT 1",
            "not all pages were dealt out",
        ),
    ],
)
def test_the_doctor_finds_a_row_that_somebody_damaged(office: Office, document: int, damage: str, said: str) -> None:
    examined = Case(config=settings.KANTOR, now=office.now(), clock=office.now)
    arrange(office, document, Order("cut", (3,)))
    assert list(keeping.pages(examined)) == []
    with office.acting("DE"), connection.cursor() as cursor:
        cursor.execute(damage, [document])
    (trouble,) = keeping.pages(examined)
    assert (trouble.name, trouble.severity) == ("pages_lost", "stop")
    assert said.format(document) in trouble.seen


def test_each_document_of_a_divided_pile_has_its_own_pages(office: Office) -> None:
    between = Image.open(io.BytesIO(picture(sheet(), page=1, dpi=72))).convert("L")
    letters = [samples.scan(f"Rechnungsnummer: RE-{number}", page=SMALL).convert("L") for number in (1, 2)]
    (whole,) = office.bring(File(name="pile.tif", data=samples.saved(letters[0], between, letters[1], kind="TIFF")), client="DE")
    assert sum(read_on(office) for _ in range(3)) == 3
    with nothing_lost(office), office.acting("DE"):
        tasks = cases.queue({office.clients["DE"]: frozenset(["payables.clerk"])})
        first, second = sorted(task.document_id for task in tasks)
    assert (lines(office, first), lines(office, second)) == (["Rechnungsnummer: RE-1"], ["Rechnungsnummer: RE-2"])
    assert office.checked("DE", second).reading.values["number"].source.page == 1
    with office.acting("DE") as actor:
        (own,) = documents.leaves([second]).values()
        everything = documents.leaves_of_originals({own[0].original_id}, actor)
    assert [(leaf.number, leaf.document_id, leaf.left_out) for leaf in everything] == [
        (1, first, ""),
        (2, None, "separator"),
        (3, second, ""),
    ]
    arrange(office, first, Order("join", other=second))
    assert lines(office, first) == ["Rechnungsnummer: RE-1", "Rechnungsnummer: RE-2"]
    assert office.row("DE", whole.document_id).state == "split"


def test_a_redacted_copy_has_only_pages_of_its_own_document(office: Office, document: int) -> None:
    arrange(office, document, Order("move", (2,), to=0))
    arrange(office, document, Order("cut", (3,)))
    with office.acting("DE", "anna") as actor:
        successor = redact(document, Cut(kind="pages", places=["1"]), "asked for", actor)
        with pytest.raises(reading.Refused, match="cannot_be_cut"):
            redact(document, Cut(kind="pages", places=["3"]), "asked for", actor)
    assert lines(office, successor) == ["Rechnungsnummer: RE-1"]


def test_what_shares_a_file_is_erased_together_and_each_is_told_once(office: Office, document: int, tmp_path: Path) -> None:
    (cut,) = arrange(office, document, Order("cut", (3,)))
    other = bring(office, "other.pdf", single(tmp_path, "dritte Seite"))
    alone = bring(office, "alone.pdf", single(tmp_path, "vierte Seite"))
    arrange(office, cut, Order("join", other=other))
    with office.acting("DE"), connection.cursor() as cursor:
        cursor.execute("SELECT lead_id, id FROM documents_sharing(%s) ORDER BY lead_id, id", [[other, document, cut, alone]])
        assert cursor.fetchall() == [*((other, one) for one in sorted((document, cut, other))), (alone, alone)]


def test_evidence_has_the_bytes_of_every_page(office: Office, document: int, tmp_path: Path) -> None:
    other = bring(office, "other.pdf", single(tmp_path, "dritte Seite"))
    arrange(office, document, Order("join", other=other))
    file = io.BytesIO()
    with office.acting("DE") as actor:
        documents.write_evidence(file, [document], actor, trust=trail.trust(settings.KANTOR.signing_key_file))
        brought = documents.original(office.row("DE", other))
    with ZipFile(file) as archive:
        assert archive.read(f"documents/{other}/original") == brought
        told = json.loads(archive.read(f"documents/{document}/document.json"))
    assert told["pages"][-1] == {"sha256": sha256(brought).hexdigest(), "number": 1, "turned": 0}
