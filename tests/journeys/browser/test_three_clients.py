"""One clerk serves three clients from one desk: drops their invoices anywhere, works one queue, and each lands in its own books."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.engines.einvoice.drafts import INDONESIAN, POLISH
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import decide, drop, sit_down
from tests.journeys.office import as_file
from tests.journeys.test_four_eyes_story import INVOICE
from tests.journeys.test_three_clients_story import ACCOUNTS

from kantor.engines.einvoice.writers import Draft

pytestmark = pytest.mark.browser
TRAINING = replace(INDONESIAN, lines=INDONESIAN.lines[1:])  # below what a clerk may decide alone
DRAFTS: Sequence[Draft] = [replace(draft, order_number="", cash_discounts=()) for draft in (INVOICE, POLISH, TRAINING)]


def test_one_clerk_serves_three_clients(desk: Desk) -> None:
    office, page = desk.office, desk.page
    sit_down(desk, "anna")
    page.goto(f"{desk.address}/queue/")
    drop(desk, *(as_file(draft) for draft in DRAFTS))
    page.locator("#handing-in[open]").wait_for()
    page.locator("#handing-in [data-outcome=task]").nth(2).wait_for(timeout=30_000)
    assert desk.barriers() == []
    documents = {country: office.waiting(country, "payables.supplier_invoice") for country in office.clients}
    assert sorted(documents) == ["DE", "ID", "PL"]
    for country, document in documents.items():
        decide(desk, document, ACCOUNTS[country])
        assert office.finish(country, document) == {document}
    page.goto(f"{desk.address}/open-items/")
    text = page.locator("#list").inner_text()
    for draft in DRAFTS:
        assert draft.number in text
    page.goto(f"{desk.address}/open-items/?client={office.clients['PL']}")
    assert DRAFTS[0].number not in page.locator("#list").inner_text()
