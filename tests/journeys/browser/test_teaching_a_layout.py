"""A clerk clicks the values of a layout that nobody knows; the next paper of the sender has them, says from where, and can forget it."""

from datetime import date
from decimal import Decimal

import pytest
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import sit_down
from tests.journeys.browser.test_taken_from_the_page import box_of

from kantor.channels.door import File
from kantor.demo.papers import Paper, pdf
from kantor.demo.papers.peculiar import peculiar
from kantor.spine import cases

pytestmark = pytest.mark.browser
TYPED = ("issued_on", "due_on", "net", "vat", "gross", "supplier_vat_id", "iban", "supplier_name", "currency")


def brought(desk: Desk, paper: Paper) -> int:
    (outcome,) = desk.office.bring(File(name="aufstellung.pdf", data=pdf(paper)), client="DE")
    return outcome.document_id


def test_a_layout_that_was_shown_once_is_read_and_can_be_forgotten(desk: Desk) -> None:
    first, second = peculiar(2, seed=43, suppliers=1, last_on=date(2026, 3, 6))
    document = brought(desk, first)
    sit_down(desk, "anna")
    page = desk.page
    page.goto(f"{desk.address}/documents/{document}/")
    page.locator(".page .word").first.wait_for(state="attached")
    assert "click a word" in page.locator("#layout").inner_text()
    page.locator("[data-address='number'] .value").focus()
    word = box_of(desk, first.truth["number"])
    page.mouse.click((word["x0"] + word["x1"]) / 2, (word["y0"] + word["y1"]) / 2)
    assert page.locator("[data-address='number'] .value").input_value() == first.truth["number"]
    desk.press("F8")
    page.locator("#aside[open]").wait_for()
    desk.press("Control+Enter")
    page.wait_for_url(lambda url: f"/documents/{document}/" not in url)

    took_effect(desk, document, first)
    again = brought(desk, second)
    page.goto(f"{desk.address}/documents/{again}/")
    field = page.locator("[data-address='number']")
    assert field.locator(".value").input_value() == second.truth["number"]
    assert f"As on {first.truth['number']} of 5 Mar 2026: below “Vorgang”" in field.inner_text()
    rows = page.locator("section.grid", has=page.locator("#t-lines"))
    assert rows.locator("[data-address='lines.0.net'] .value").input_value() == shown_amount(second.lines[0]["net"])
    assert f"As on {first.truth['number']} of 5 Mar 2026: below “Gegenstand" in rows.inner_text()
    remembered = page.locator("#layout").inner_text()
    assert "Remembered for" in remembered
    assert "Lines" in remembered
    assert desk.barriers() == []
    page.locator("#layout button").click()
    page.locator("#layout", has_text="Forgotten").wait_for()


def shown_amount(text: str) -> str:
    return f"{Decimal(text):,.2f}"


def took_effect(desk: Desk, document: int, paper: Paper) -> None:
    """What is missing is typed, and two people say yes."""
    office = desk.office
    with office.acting("DE", "anna") as actor:
        cases.take_up(document, actor)
    told = {key: paper.truth[key] for key in TYPED} | {"payable": paper.truth["gross"], "buyer_name": "", "type_code": "380"}
    told |= {"supplier_id": str(office.suppliers["DE", "DE"]), "supplier_country": "DE"}
    for place, line in enumerate(paper.lines):
        told |= {f"lines__{place}__{key}": line[key] for key in ("name", "net")} | {f"lines__{place}__account": "4806"}
    office.save("DE", document, "anna", **told)
    assert [office.approve("DE", document, person) for person in ("anna", "bert")] == ["approve", ""]
    assert office.finish("DE", document) == {document}
