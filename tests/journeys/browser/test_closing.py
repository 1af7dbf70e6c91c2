"""A month is closed in the browser: a check leads to what it found, an item is ticked off, one person proposes and another closes."""

from datetime import date

import pytest
from tests.journeys.browser.conftest import PASSWORD, Desk
from tests.journeys.browser.steps import decide, sit_down
from tests.journeys.office import hire
from tests.journeys.test_closing_story import COUNTED, ITEM, booked, decided

from kantor.spine import access, ledger

pytestmark = pytest.mark.browser


def test_a_month_is_put_in_order_ticked_off_and_closed_by_two(desk: Desk) -> None:
    office, page = desk.office, desk.page
    for name, role in (("clara", "accounting.clerk"), ("otto", "accounting.approver")):
        hire(office, name, {"DE": [role]})
        access.set_password(office.people[name], PASSWORD, at=office.now(), by=None)
    decided(office, ITEM, COUNTED)
    booked(office, "1792", "0970", "10.00")

    sit_down(desk, "clara")
    closing = f"{desk.address}/accounting/closing/?client={office.clients['DE']}&until=2026-02-28"
    page.goto(closing)
    page.get_by_text("2 not in order").wait_for()
    page.get_by_role("link", name="The suspense account is empty").click()
    page.get_by_role("link", name="1792 Sonstige").click()
    page.get_by_text("10.00").first.wait_for()

    booked(office, "0970", "1792", "10.00")
    page.goto(closing)
    page.get_by_label("Remark").fill("17.20 in the box")
    page.get_by_role("button", name="Done", exact=True).click()
    page.get_by_text("done by Clara").wait_for()
    page.get_by_text("everything in order").wait_for()
    assert desk.barriers() == []

    page.get_by_role("link", name="Close", exact=True).click()
    page.locator("[name=reason]").fill("February is complete")
    desk.press("Control+Enter")
    page.wait_for_url("**/documents/*/road")
    change = int(page.url.split("/documents/")[1].split("/")[0])
    sit_down(desk, "otto")
    decide(desk, change)
    assert office.finish("DE", change) == {change}
    page.goto(closing)
    page.get_by_role("link", name="February is complete").wait_for()
    with office.acting("DE"):
        february = next(period for period in ledger.periods(office.clients["DE"]) if period.starts_on == date(2026, 2, 1))
    assert february.closed_at is not None
