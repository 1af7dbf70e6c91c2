"""A letter that was taken for an invoice gets its own form by F7; what the form has no field for is shown below it."""

from pathlib import Path

import pytest
from tests.engines.reading import samples
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import sit_down

from kantor.channels.door import File

pytestmark = pytest.mark.browser


def test_a_letter_gets_its_own_form_by_key(desk: Desk, tmp_path: Path) -> None:
    (outcome,) = desk.office.bring(File(name="paper.pdf", data=samples.pdf(tmp_path, "Sehr geehrte Damen und Herren")), client="DE")
    desk.office.save("DE", outcome.document_id, "anna", supplier_name="Meier & Söhne", net="120.50")
    sit_down(desk, "anna")
    page = desk.page
    page.goto(f"{desk.address}/documents/{outcome.document_id}/")
    page.locator("[data-address='number'] .value").fill("RE-9")
    desk.press("F7")
    page.locator("#form[open]").wait_for()
    assert desk.barriers() == []
    page.locator("#form input[value='correspondence.incoming']").check()
    with page.expect_navigation():
        desk.press("Control+Enter")
    assert page.locator("[data-address='sender_name'] .value").input_value() == "Meier & Söhne"
    assert "RE-9" in page.locator(".also").inner_text()
    assert "120.50" in page.locator(".also").inner_text()
    assert desk.barriers() == []
