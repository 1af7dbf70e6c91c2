"""A VAT return on the desk: typed by its days alone, its figures opened down to the documents, in four languages, light and dark."""

import pytest
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import LOOKS, faults, look, sit_down
from tests.journeys.test_customer_invoice_story import BOOK, DESK, customer, typed
from tests.journeys.test_vat_return_story import tax_office

from kantor.spine import access

pytestmark = pytest.mark.browser
KEY = "accounting.vat_return"


def test_a_return_and_what_is_behind_its_figures_fit_and_bar_nobody(desk: Desk) -> None:
    office, client = desk.office, desk.office.clients["DE"]
    with office.acting("DE") as actor:
        access.assign([access.Assignment(email="carla@office.example", role="accounting.clerk", from_on=actor.at.date())], actor)
    office.finish("DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK, BOOK))
    office.now.forward(days=28)
    values = {"from_on": "2026-03-01", "until_on": "2026-03-31", "office_id": tax_office(office), "office_name": "Finanzamt Bremen"}
    made = office.type_in("DE", "carla", KEY, {**values, "tax_number": "2475012345678"})
    sit_down(desk, "carla")
    report = f"/accounting/reports/vat_return?client={client}&from=2026-03-01&until=2026-03-31"
    addresses = (report, f"{report}&line=81", f"/documents/{made}/", f"/new/{KEY}/?client={client}")
    assert faults(desk, addresses) == []
    for language, theme in LOOKS:
        look(desk, language, theme)
        desk.page.goto(f"{desk.address}{report}")
        desk.page.click("header a.button.main")
        desk.page.wait_for_url(f"{desk.address}/new/{KEY}/**")
        assert desk.page.input_value("[name='field:payable']") == ("100.88" if language == "en" else "100,88")
        desk.page.goto(f"{desk.address}{report}")
        desk.page.click("#line-81 a")
        desk.page.click("tr.account a")
        desk.page.wait_for_url(f"{desk.address}/documents/*/**")
