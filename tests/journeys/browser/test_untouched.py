"""An XRechnung passes untouched: nobody works on it, and everybody can see what it did."""

import pytest
from tests.journeys.browser.conftest import Desk
from tests.journeys.test_straight_through_story import INVOICE, ORDERED

from kantor.engines.einvoice.writers import specifications, ubl

pytestmark = pytest.mark.browser


def test_an_xrechnung_passes_untouched(desk: Desk) -> None:
    from tests.journeys.office import as_file

    desk.office.order("DE", "B-4711", ORDERED)
    desk.office.receive("DE", "B-4711", {"line": "1", "quantity": "40"})
    (outcome,) = desk.office.bring(as_file(INVOICE, lambda draft: ubl.write(draft, specifications.XRECHNUNG)))
    assert outcome.outcome == "effect"

    desk.log_in("anna")
    page = desk.page
    assert page.locator(".tile", has_text="passed untouched").locator("b").inner_text() == "100 %"
    assert desk.barriers() == []
    desk.press("t")
    page.get_by_role("heading", name="Nothing is waiting for you").wait_for()

    desk.press("Control+k")
    page.get_by_role("combobox").first.wait_for()
    page.keyboard.type(INVOICE.number)
    page.get_by_role("option", name=INVOICE.number).first.wait_for()
    desk.press("Enter")
    page.wait_for_url(f"**/documents/{outcome.document_id}/")
    assert page.locator(".values .mark", has_text="Took effect").count() == 1
    effect = page.locator(".effect")
    assert "33.06" in effect.inner_text()
    assert "207.06" in effect.inner_text()
    assert page.locator(".paper .paper-name").first.inner_text() == INVOICE.seller.name
    assert page.locator("#approve").count() == 0
    assert desk.barriers() == []
