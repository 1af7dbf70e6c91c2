"""An invoice written in Word stands beside its form: a click on its words fills a field, and a scan is read again on request."""

import pytest
from tests.engines.reading import samples
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import sit_down
from tests.journeys.browser.test_taken_from_the_page import box_of

from kantor.channels.door import File
from kantor.demo.papers import FORMS, TRAINED, invoices
from kantor.spine import cases

pytestmark = pytest.mark.browser
SMALL = "width: 120mm, height: 60mm, margin: 8mm"


def test_a_word_of_an_office_file_is_clicked_into_its_field(desk: Desk) -> None:
    (paper,) = invoices(1, seed=12, layouts=TRAINED)
    (outcome,) = desk.office.bring(File(name="Rechnung.docx", data=FORMS["docx"](paper)), client="DE")
    sit_down(desk, "anna")
    page = desk.page
    page.goto(f"{desk.address}/documents/{outcome.document_id}/")
    page.locator(".page .word").first.wait_for(state="attached")
    page.locator("[data-address='order_number'] .value").focus()
    word = box_of(desk, paper.truth["number"])
    page.mouse.click((word["x0"] + word["x1"]) / 2, (word["y0"] + word["y1"]) / 2)
    assert page.locator("[data-address='order_number'] .value").input_value() == paper.truth["number"]
    assert desk.barriers() == []
    assert desk.complaints == []


def test_a_scan_is_read_again_while_its_form_is_open(desk: Desk) -> None:
    data = samples.saved(samples.scan("Quittung Q-2026-77", page=SMALL))
    (outcome,) = desk.office.bring(File(name="scan.png", data=data), client="DE")
    cases.read_next_page(desk.office.clients["DE"], desk.office.now)
    sit_down(desk, "anna")
    page = desk.page
    page.goto(f"{desk.address}/documents/{outcome.document_id}/")
    page.get_by_role("button", name="Read again").click()
    assert "0 of 1" in page.locator("#pages-read").inner_text()
    assert desk.barriers() == []
    cases.read_next_page(desk.office.clients["DE"], desk.office.now)
    page.get_by_role("link", name="The pages were read again").click()
    page.get_by_role("button", name="Read again").wait_for()
