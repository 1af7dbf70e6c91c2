"""A page that nobody could read is a finding; scans at which people work are read once more on request, and what people typed stays."""

from xml.etree.ElementTree import fromstring

import pytest
from tests.desk.seat import seat, text
from tests.engines.reading import labelled, samples
from tests.journeys.office import Office, open_office
from tests.journeys.test_scan_story import SMALL, read_by, read_on, stored

from kantor.channels.door import Door, File, read_again
from kantor.spine import cases, documents
from kantor.spine.documents import Refusal
from kantor.words import UNREAD_PAGES

UNREAD = "documents.page_unread"


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


@pytest.fixture(scope="module")
def whole() -> File:
    return File(name="scan.png", data=samples.saved(samples.scan("Rechnungsnummer: RE-4711", page=SMALL)))


@pytest.fixture(scope="module")
def torn(whole: File) -> File:
    data = samples.saved(samples.scan("Seite", page=SMALL), kind="JPEG")
    return File(name="torn.jpg", data=data[: len(data) // 2])


def again(office: Office, *document_ids: int, person: str | None = "anna") -> list[str]:
    """Read once more, through the door that the desk and the command use."""
    client_id = office.clients["DE"]
    person_id = office.people[person] if person else None
    door = Door(channel="upload", person_id=person_id, client_id=client_id, fallback_client_id=client_id, now=office.now)
    return [one.outcome for one in read_again(door, [client_id], set(document_ids) or None)]


def test_a_page_that_could_not_be_read_is_a_finding_with_its_reason(office: Office, torn: File) -> None:
    (outcome,) = office.bring(torn, client="DE")
    read_on(office)
    checked = office.checked("DE", outcome.document_id)
    ((page, reason),) = [(row["page"].text, row["reason"].text) for row in checked.reading.rows(UNREAD_PAGES)]
    assert (page, reason) == ("1", "image_broken")
    assert [one.evidence["page"] for one in checked.findings if one.key == UNREAD] == ["1"]
    page_shown = text(seat(office, "anna").get(f"/documents/{outcome.document_id}/"))
    assert "Page 1 could not be read: the picture is damaged." in page_shown


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This page cannot be drawn."),
        ("de", "Diese Seite lässt sich nicht zeichnen."),
        ("pl", "Nie można narysować tej strony."),
        ("id", "Halaman ini tidak dapat digambar."),
    ],
)
def test_in_place_of_a_torn_page_stands_a_picture_that_says_so(office: Office, torn: File, language: str, said: str) -> None:
    (outcome,) = office.bring(torn, client="DE")
    read_on(office)
    browser, pages = seat(office, "anna", language), f"/documents/{outcome.document_id}/pages"
    for picture in (f"{pages}/1.webp", f"{pages}/1.webp?small"):
        answer = browser.get(picture)
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert "immutable" not in answer.headers.get("Cache-Control", "")
        texts = [one.text for one in fromstring(text(answer)).iter("{http://www.w3.org/2000/svg}text")]
        assert texts[0] == said
    assert browser.get(f"{pages}/2.webp").status_code == 404


def test_a_scan_is_read_once_more_and_keeps_what_people_typed(office: Office, whole: File) -> None:
    with read_by(lambda pages: []):
        (outcome,) = office.bring(whole, client="DE")
        read_on(office)
    key = outcome.document_id
    office.save("DE", key, "anna", supplier_name="Papier GmbH")
    with read_by(labelled.read_pages):
        assert again(office, key) == ["reading"]
        assert office.row("DE", key).state == "waiting"
        with office.acting("DE"):
            assert documents.progress([key]) == {key: (0, 1)}
        assert read_on(office) == 1
    checked = office.checked("DE", key)
    assert (checked.reading.text("number"), checked.reading.text("supplier_name")) == ("RE-4711", "Papier GmbH")
    assert checked.made_by == office.people["anna"]
    assert (checked.version, office.row("DE", key).state) == (3, "waiting")


def test_what_no_engine_or_another_one_has_read_is_read_once_more_by_the_command(office: Office, whole: File) -> None:
    (outcome,) = office.bring(whole, client="DE")
    read_on(office)
    assert again(office, person=None) == []
    with office.acting("DE") as actor:
        page = stored(office, outcome.document_id)[1]
        assert page is not None
        documents.expect_pages_again({office.row("DE", outcome.document_id).original_id or 0: [1]}, actor)
        taken = documents.take_page(actor, actor.at)
        assert taken is not None
        documents.note_page(taken, page._replace(read_by="ocr rapidocr 2.0"), actor)
    assert again(office, person=None) == ["reading"]
    read_on(office)
    assert again(office, person=None) == []


def test_who_may_not_work_on_it_may_not_have_it_read_again(office: Office, whole: File) -> None:
    (outcome,) = office.bring(whole, client="DE")
    read_on(office)
    with office.acting("DE", "bert") as actor, pytest.raises(Refusal, match="not_your_role"):
        cases.read_pages_again(outcome.document_id, actor)


def test_lists_and_the_queue_tell_how_far_the_reading_is(office: Office) -> None:
    pages = [samples.scan(f"Seite {number}", page=SMALL).convert("L") for number in (1, 2)]
    (outcome,) = office.bring(File(name="scan.tif", data=samples.saved(*pages, kind="TIFF")), client="DE")
    read_on(office)
    anna = seat(office, "anna")
    listed = text(anna.get("/documents/"))
    assert "being read (1 of 2)" in listed
    assert f"#state-{outcome.document_id}" in listed
    assert "Scans being read: 1 (1 of 2 pages)" in text(anna.get("/queue/"))
    read_on(office)
    assert "being read" not in text(anna.get("/documents/"))
    assert "being read" not in text(anna.get("/queue/"))


def test_the_desk_has_a_scan_read_again_and_shows_how_far_it_is(office: Office, whole: File) -> None:
    (outcome,) = office.bring(whole, client="DE")
    read_on(office)
    anna = seat(office, "anna")
    place = f"/documents/{outcome.document_id}/"
    assert "Read again" in text(anna.get(place))
    answer = anna.post(f"/upload/again/{outcome.document_id}")
    assert (answer.status_code, answer.headers["Location"]) == (302, place)
    assert "Pages are being read again: 0 of 1." in text(anna.get(place))
    read_on(office)
    assert "The pages were read again" in text(anna.get(place, headers={"HX-Trigger": "pages-read"}))
    assert "The pages were read again" not in text(anna.get(place))
