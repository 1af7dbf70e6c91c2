"""A scan that lies on its side: the desk says how far its reading is, then shows it upright, and a click on a word fills a field."""

import pytest
from tests.engines.reading import samples
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import sit_down
from tests.journeys.browser.test_taken_from_the_page import box_of

from kantor.channels.door import File
from kantor.spine import cases

pytestmark = pytest.mark.browser
TEXT = """#set text(size: 14pt)
Quittung Q-2026-77 #v(20pt) Blumen Łukasiewicz Größchen #v(20pt) bezahlt in bar"""


def test_a_scan_is_read_while_its_page_is_open_and_its_words_can_be_clicked(desk: Desk) -> None:
    sheet = samples.scan(TEXT, page="width: 148mm, height: 105mm, margin: 15mm")
    (outcome,) = desk.office.bring(File(name="scan.png", data=samples.saved(sheet.rotate(90, expand=True))), client="DE")
    assert outcome.outcome == "reading"
    sit_down(desk, "anna")
    page = desk.page
    page.goto(f"{desk.address}/documents/{outcome.document_id}/")
    assert "0 of 1" in page.get_by_role("status").first.inner_text()
    assert desk.barriers() == []

    assert cases.read_next_page(desk.office.clients["DE"], desk.office.now) == 1
    page.locator(".page .word").first.wait_for(state="attached")
    shown = page.locator(".page img").bounding_box()
    assert shown is not None
    assert shown["width"] > shown["height"]
    page.locator("[data-address='number'] .value").focus()
    word = box_of(desk, "Q-2026-77")
    page.mouse.click((word["x0"] + word["x1"]) / 2, (word["y0"] + word["y1"]) / 2)
    assert page.locator("[data-address='number'] .value").input_value() == "Q-2026-77"


def test_a_torn_picture_is_a_calm_page_that_says_so(desk: Desk) -> None:
    whole = samples.saved(samples.scan(TEXT, page="width: 148mm, height: 105mm, margin: 15mm"), kind="JPEG")
    (outcome,) = desk.office.bring(File(name="torn.jpg", data=whole[: len(whole) // 2]), client="DE")
    assert cases.read_next_page(desk.office.clients["DE"], desk.office.now) == 1
    sit_down(desk, "anna")
    page = desk.page
    page.goto(f"{desk.address}/documents/{outcome.document_id}/")
    page.locator(".page img").first.evaluate("img => img.decode()")
    assert desk.barriers() == []
