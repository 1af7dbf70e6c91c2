"""A supplier that was taken up twice, in the browser: found, compared, merged by two people, followed by an invoice, and undone."""

from dataclasses import replace

import pytest
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import decide, sit_down
from tests.journeys.test_merging_story import INVOICE, booked, twin

from kantor.spine import parties

pytestmark = pytest.mark.browser


def test_two_people_merge_a_supplier_and_undo_it(desk: Desk) -> None:
    office, page = desk.office, desk.page
    old, new = office.suppliers["DE", "DE"], twin(office, name="Papierhaus Lindee")
    booked(office)

    sit_down(desk, "anna")
    parties.compare(office.clients["DE"], office.now)
    page.goto(f"{desk.address}/duplicates/")
    assert desk.barriers() == []
    page.get_by_role("link", name="Compare").first.click()
    page.wait_for_url(f"**/duplicates/{old}/{new}/")
    assert desk.barriers() == []
    page.get_by_role("link", name="This one stays").nth(1).click()
    page.get_by_label("Why they are one").fill("One company, taken up again")
    desk.press("Control+Enter")
    page.wait_for_url("**/road")
    merge = int(page.url.split("/")[-2])

    sit_down(desk, "bert")
    decide(desk, merge)
    assert office.finish("DE", merge) == {merge}

    second = booked(office, replace(INVOICE, number="RE-2"))  # it names the VAT id of the one that went
    assert office.row("DE", second).party_id == new
    sit_down(desk, "anna")
    page.goto(f"{desk.address}/parties/{new}/")
    page.get_by_text("Merged into this supplier:").wait_for()
    page.get_by_role("link", name="RE-2", exact=True).first.wait_for()
    page.get_by_role("link", name="RE-2026-0815").first.wait_for()
    assert desk.barriers() == []

    page.goto(f"{desk.address}/file/office.reversal/?client={office.clients['DE']}&document={merge}")
    page.get_by_label("Reason").fill("Two companies after all")
    page.locator("input[type=date]").fill("2026-03-10")
    desk.press("Control+Enter")
    page.wait_for_url("**/road")
    reversal = int(page.url.split("/")[-2])
    sit_down(desk, "bert")
    decide(desk, reversal)
    office.finish("DE", reversal)
    third = booked(office, replace(INVOICE, number="RE-3"))
    assert [office.row("DE", one).party_id for one in (second, third)] == [new, old]
