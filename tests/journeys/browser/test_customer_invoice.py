"""An invoice is typed in the browser, seen with its tax and its postings before it is filed, and fetched from the outbox as it leaves."""

import pytest
from playwright.sync_api import expect
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import fill, sit_down
from tests.journeys.test_customer_invoice_story import CONTACT, customer

from kantor.engines import einvoice

pytestmark = pytest.mark.browser
LINE = {"name": "Schreibtisch", "quantity": "2", "price": "250.00"}


def test_an_invoice_is_typed_seen_with_its_tax_and_fetched(desk: Desk) -> None:
    office, page = desk.office, desk.page
    customer(office, "DE", PAPIER, einvoice="xrechnung_ubl", buyer_reference="04011000-12345-34")
    sit_down(desk, "anna")
    page.goto(f"{desk.address}/new/receivables.customer_invoice/?client={office.clients['DE']}")
    page.locator("[data-address='customer_id'] .value").press_sequentially("10000")
    page.get_by_role("option", name=PAPIER.name).click()
    expect(page.locator("[data-address='format'] .value")).to_have_value("xrechnung_ubl")
    for key, text in {"issued_on": "2026-03-10", **CONTACT}.items():
        fill(desk, key, text)
    for key, text in LINE.items():
        fill(desk, f"lines.0.{key}", text)
    page.get_by_text("Line 1: Supplied at home: the rate of the day is charged.").wait_for()
    page.get_by_text("valid by the official rules of its format").wait_for()
    page.locator("#approve", has_text="Approve").wait_for()
    assert desk.barriers() == []
    desk.press("Control+Enter")
    page.wait_for_url("**/documents/*/")
    (document_id,) = office.finish("DE")
    number = office.row("DE", document_id).number

    page.goto(f"{desk.address}/outbox/?state=approved")
    page.get_by_role("link", name="Invoice").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the invoice").click()
    assert download.value.suggested_filename == f"{number}.xml"
    read = einvoice.read(download.value.path().read_bytes())
    assert einvoice.check(read) == []
    assert (read.text("BT-1"), str(read.number("BT-112"))) == (number, "595.00")
