"""Entries by hand and reports on the desk: in four languages, light and dark, nothing is cut off and nothing bars the way."""

import pytest
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import faults, sit_down
from tests.journeys.test_closing_story import COUNTED, ITEM

from kantor.departments.accounting.reports import REPORTS
from kantor.spine import access

pytestmark = pytest.mark.browser
KEY = "accounting.journal_entry"
LINES = ({"account": "4240", "debit": "420.00", "cost_centre": "100"}, {"account": "0970", "credit": "420.00"})


def test_every_screen_of_the_books_fits_and_bars_nobody(desk: Desk) -> None:
    office, client = desk.office, desk.office.clients["DE"]
    with office.acting("DE") as actor:
        given = (("carla", "accounting.clerk"), ("bert", "accounting.approver"))
        access.assign([access.Assignment(email=f"{who}@office.example", role=role, from_on=actor.at.date()) for who, role in given], actor)
    office.finish("DE", office.type_in("DE", "carla", KEY, {"booked_on": "2026-03-31", "text": "Strom März"}, lines=LINES))
    wrong = office.type_in("DE", "carla", KEY, {"booked_on": "2026-03-31", "text": "Strom"}, lines=(LINES[0], {"account": "1600"}))
    item = office.type_in("DE", "carla", ITEM, {**COUNTED, "email": "carla@office.example"})
    office.approve("DE", item, "bert")
    office.finish("DE", item)
    sit_down(desk, "carla")
    span = f"client={client}&from=2026-01-01&until=2026-03-31&accounts=1"
    addresses = (
        "/accounting/reports/",
        *(f"/accounting/reports/{key}?{span}" for key in REPORTS),
        *(f"/new/accounting.{type}/?client={client}" for type in ("journal_entry", "deferral", "recurring_entry", "asset")),
        *(f"/file/accounting.{type}/?client={client}" for type in ("period_change", "close_item")),
        f"/accounting/closing/?client={client}&until=2026-03-31&open=open_documents",
        f"/documents/{wrong}/",
    )
    assert faults(desk, addresses) == []
