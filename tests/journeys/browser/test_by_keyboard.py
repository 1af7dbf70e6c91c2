"""A clerk confirms a doubtful invoice by keyboard alone, takes the approval back, and gives it again."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.browser.conftest import Desk
from tests.journeys.test_working_story import INVOICE

pytestmark = pytest.mark.browser
DOUBTFUL = replace(INVOICE, order_number="B-9999")


def test_a_clerk_confirms_a_doubtful_invoice_by_keyboard_alone(desk: Desk) -> None:
    (outcome,) = desk.office.bring(DOUBTFUL)
    assert outcome.outcome == "task"
    desk.log_in("anna")
    page = desk.page
    desk.press("t")
    page.wait_for_url(f"**/documents/{outcome.document_id}/")

    # the cursor stands on the first doubtful field: an order that nobody knows; looked at, it is confirmed
    assert desk.focused() == "order_number"
    assert desk.barriers() == []
    desk.press("Enter")
    # the next one is the account that is still missing; F4 suggests, typing narrows, Enter takes
    assert desk.focused() == "lines.0.account"
    settings.KANTOR_CLOCK_AHEAD += timedelta(minutes=3)  # nobody need hurry
    page.keyboard.type("4806")
    desk.press("F4")
    page.locator("#suggestions li[data-value='4806']").wait_for()
    desk.press("Enter")
    page.locator("#approve", has_text="Approve").wait_for()
    page.locator(".effect td", has_text="4806").wait_for()
    assert "476.00" in page.locator(".effect").inner_text()

    desk.press("Control+Enter")
    page.get_by_role("heading", name="Nothing is waiting for you").wait_for()
    assert desk.office.row("DE", outcome.document_id).state == "ready"
    desk.press("Control+z")
    page.wait_for_url(f"**/documents/{outcome.document_id}/")
    assert desk.office.row("DE", outcome.document_id).state == "waiting"

    desk.press("Control+Enter")
    page.get_by_role("heading", name="Nothing is waiting for you").wait_for()
    desk.office.finish("DE", outcome.document_id)
    assert desk.office.row("DE", outcome.document_id).state == "effective"
    assert desk.office.balances("DE") == {"4806": Decimal("400.00"), "1576": Decimal("76.00"), "1600": Decimal("-476.00")}


def test_a_wrong_total_goes_back_with_a_letter(desk: Desk) -> None:
    from tests.journeys.office import as_file

    from kantor.channels.door import File

    good = as_file(replace(GERMAN, order_number=""))
    total = str(GERMAN.gross).encode()
    (outcome,) = desk.office.bring(File(name="wrong.xml", data=good.data.replace(total, b"9" + total)))
    assert outcome.outcome == "task"
    desk.log_in("anna")
    page = desk.page
    page.goto(f"{desk.address}/documents/{outcome.document_id}/")
    page.locator(".field.stop").first.wait_for()
    desk.press("Shift+F8")
    page.locator("#send-back[open]").wait_for()
    desk.press("Space")
    page.locator("#letter", has_text="Die Beträge gehen nicht auf").wait_for()
    desk.press("Control+Enter")
    page.get_by_role("heading", name="Nothing is waiting for you").wait_for()
    assert desk.office.row("DE", outcome.document_id).state == "sent_back"
