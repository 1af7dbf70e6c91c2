"""A clerk fills one field over many documents by keyboard alone, leaves an outlier out, and takes it all back."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import faults, sit_down
from tests.journeys.test_working_story import INVOICE

pytestmark = pytest.mark.browser
STRANGE = "DE02120300000000202051"


def bring(desk: Desk, *numbers: str, **changed: object) -> list[int]:
    """Invoices of days of their own, all without an account."""
    days = {one: INVOICE.issued_on - timedelta(days=place + 1) for place, one in enumerate(numbers)}
    drafts = (replace(INVOICE, number=one, issued_on=days[one], order_number="", **changed) for one in numbers)  # type: ignore[arg-type]
    return [outcome.document_id for outcome in desk.office.bring(*drafts)]


def test_one_field_over_many_documents_by_keyboard_alone(desk: Desk) -> None:
    office, page = desk.office, desk.page
    documents = bring(desk, "B-1", "B-2", "B-3", "B-4")
    assert INVOICE.account is not None
    (strange,) = bring(desk, "X-9", account=replace(INVOICE.account, iban=STRANGE))
    sit_down(desk, "anna")
    page.goto(f"{desk.address}/queue/")
    desk.press("a")
    page.wait_for_url("**/alike/**")
    assert desk.barriers() == []
    page.locator("tr[data-row] a[href*='field=lines.account']").first.focus()
    desk.press("Enter")
    page.wait_for_url("**/alike/documents**")
    page.locator("#alike-value:focus").wait_for()
    assert desk.barriers() == []
    page.keyboard.type("4806")
    desk.press("Enter")  # to the documents, the most urgent first
    page.locator("[type=checkbox]:focus").wait_for()
    ticked = page.locator("td.tick input:checked").count()
    assert ticked == 5
    desk.press("Space", "ArrowDown")
    page.locator("#alike-decide", has_text="Approve 4").wait_for()
    left_out = int(str(page.locator("td.tick input").first.get_attribute("value")).split(":")[0])
    desk.press("Control+Enter")
    page.locator("#alike-done", has_text="3 approved").wait_for()
    assert page.locator("#alike .others", has_text=STRANGE).count() == 1
    assert desk.barriers() == []
    done = set(documents) - {left_out}
    assert {office.row("DE", one).state for one in done} == {"ready"}
    assert office.checked("DE", left_out).version == 1
    assert office.row("DE", strange).state == "waiting"

    desk.press("Control+z")
    page.wait_for_url("**/alike/documents**")
    page.locator("#alike-form, .calm").first.wait_for()
    assert {office.row("DE", one).state for one in done} == {"waiting"}
    for one in done:
        office.approve("DE", one, "anna")
    assert office.finish("DE") == done
    assert office.balances("DE")["4806"] == Decimal("1200.00")


def test_what_nobody_can_book_is_said_and_nothing_is_decided(desk: Desk) -> None:
    documents = bring(desk, "B-1", "B-2")
    sit_down(desk, "anna")
    page = desk.page
    page.goto(f"{desk.address}/alike/?reason=payables.supplier_invoice.missing")
    page.wait_for_url("**/alike/documents**")
    page.keyboard.type("no such account")
    desk.press("Control+Enter")
    page.locator("#refusal .notice.stop").wait_for()
    assert {desk.office.checked("DE", one).version for one in documents} == {1}
    desk.complaints[:] = [one for one in desk.complaints if "409" not in one]  # the browser's own note of the refusal


def test_the_table_fits_in_every_language(desk: Desk) -> None:
    first, *_ = bring(desk, "B-1", "B-2", "B-3")
    desk.office.save("DE", first, "anna", lines__0__cost_centre="K1")
    sit_down(desk, "anna")
    assert faults(desk, ("/alike/", "/alike/?reason=payables.supplier_invoice.missing")) == []
