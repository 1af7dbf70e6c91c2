"""On a phone wide tables scroll by themselves: no page of the books goes sideways as a whole."""

import pytest
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import sit_down

from kantor.spine import access

pytestmark = pytest.mark.browser
WIDTH_PX = 390


def test_no_page_of_the_books_scrolls_sideways_on_a_phone(desk: Desk) -> None:
    office, page = desk.office, desk.page
    client = office.clients["DE"]
    with office.acting("DE") as actor:
        roles = ("office.auditor", "accounting.clerk")
        access.assign([access.Assignment(email="carla@office.example", role=role, from_on=actor.at.date()) for role in roles], actor)
    page.set_viewport_size({"width": WIDTH_PX, "height": 844})
    sit_down(desk, "carla")
    auditors = f"/accounting/for-auditors/?client={client}"
    page.goto(desk.address + auditors)
    page.fill("[name=adviser]", "29098")
    page.fill("[name=number]", "55003")
    page.locator("button[data-key='Ctrl+Enter']").click()
    page.locator("#files tbody tr").wait_for()  # a file that is asked for stands in a table that is wider than the phone
    assert page.evaluate("document.querySelector('#files').scrollWidth") > WIDTH_PX
    books = (f"/accounting/closing/?client={client}", f"/accounting/group/?client={client}")
    addresses = (auditors, *books, "/documents/", "/journal/", "/open-items/")
    wide = {}
    for address in addresses:
        page.goto(desk.address + address)
        wide[address] = page.evaluate("document.documentElement.scrollWidth")
    assert wide == dict.fromkeys(addresses, WIDTH_PX)
