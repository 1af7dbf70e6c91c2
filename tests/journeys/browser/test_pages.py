"""Pages put right by keyboard and by mouse: a pile is cut, joined again, pages are moved, turned and left out; nothing typed is lost."""

from pathlib import Path

import pytest
from tests.engines.reading import samples
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import sit_down
from tests.journeys.test_pages_story import reader
from tests.journeys.test_scan_story import read_by

from kantor.channels.door import File
from kantor.spine import cases, documents

pytestmark = pytest.mark.browser


@pytest.fixture
def document(desk: Desk, tmp_path: Path) -> int:
    said = ("Rechnungsnummer: RE-1", "zweite Seite", "Rechnungsnummer: RE-2")
    data = samples.pdf(tmp_path, "\n#pagebreak()\n".join(said))
    (outcome,) = desk.office.bring(File(name="pile.pdf", data=data), client="DE")
    return outcome.document_id


def said(desk: Desk, document_id: int) -> list[str]:
    with desk.office.acting("DE"):
        row = documents.document(document_id)
        assert row is not None
        return [page.words[-1].text for page in documents.own_pages(row)]


def pressed(desk: Desk, *keys: str) -> None:
    """Keys in the strip, of which the last one has the page loaded anew."""
    for key in keys[:-1]:
        desk.press(key)
    with desk.page.expect_navigation():
        desk.press(keys[-1])
    desk.page.locator(".small-page:focus").wait_for()


def test_a_pile_is_put_right_by_keyboard(desk: Desk, document: int) -> None:
    with read_by(reader):
        sit_down(desk, "anna")
        page = desk.page
        page.goto(f"{desk.address}/documents/{document}/")
        page.locator("[data-address='supplier_name'] .value").fill("Meier & Söhne")
        desk.press("F6")
        page.locator(".small-page:focus").wait_for()
        assert desk.barriers() == []

        pressed(desk, "ArrowDown", "ArrowDown", "c")
        assert page.locator(".small-page").count() == 2
        assert page.locator("[data-address='number'] .value").input_value() == "RE-1"
        assert page.locator("[data-address='supplier_name'] .value").input_value() == "Meier & Söhne"
        assert page.locator("#strip .done a").count() == 1
        assert desk.barriers() == []

        pressed(desk, "Control+z")
        assert said(desk, document) == ["RE-1", "Seite", "RE-2"]
        pressed(desk, "ArrowDown", "ArrowDown", "Control+ArrowUp")
        assert said(desk, document) == ["RE-1", "RE-2", "Seite"]
        pressed(desk, "r")
        pressed(desk, "End", "Delete")
        assert said(desk, document) == ["RE-1", "RE-2"]
        with page.expect_navigation():
            page.locator("[data-take-in]").click()
        assert said(desk, document) == ["RE-1", "RE-2", "Seite"]


def test_marked_pages_are_cut_off_and_the_other_document_joined_by_mouse(desk: Desk, document: int) -> None:
    with read_by(reader):
        sit_down(desk, "anna")
        page = desk.page
        page.goto(f"{desk.address}/documents/{document}/?page=1")
        page.locator(".small-page[data-place='1']").click(modifiers=["Control"])
        page.locator(".small-page[data-place='3']").click(modifiers=["Control"])
        with page.expect_navigation():
            page.get_by_role("button", name="Cut off as a document of its own").click()
        assert said(desk, document) == ["Seite"]
        page.locator("#joins").click()
        page.locator("#join-other option").first.wait_for(state="attached")
        other = page.locator("#join-other option").first.get_attribute("value")
        assert desk.barriers() == []
        page.locator("#join-other").select_option(other)
        with page.expect_navigation():
            desk.press("Control+Enter")
        assert said(desk, document) == ["Seite", "RE-1", "RE-2"]
        above = page.locator(".small-page[data-place='1']")
        with page.expect_navigation():
            page.locator(".small-page[data-place='3']").drag_to(above, target_position={"x": 20, "y": 6})
        assert said(desk, document) == ["RE-2", "Seite", "RE-1"]
        with desk.office.acting("DE"):
            assert documents.lost_pages([desk.office.clients["DE"]]) == []
            assert cases.task_of(int(other or 0)) is None
