"""Lists, books, roads, trail and office: in four languages, light and dark, nothing is cut off, nothing bars the way, all by keyboard."""

from dataclasses import replace

import pytest
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import faults, sit_down
from tests.journeys.test_bank_story import accepted, line, statement

from kantor.spine import access, ledger

pytestmark = pytest.mark.browser


def screens(desk: Desk) -> list[str]:
    """Every screen of records, with something on it."""
    office = desk.office
    (outcome,) = office.bring(replace(GERMAN, number="S-1", order_number=""))
    lines = {f"lines__{at}__account": "4806" for at in range(len(GERMAN.lines))}
    office.save("DE", outcome.document_id, "anna", **lines)
    office.approve("DE", outcome.document_id, "anna")
    assert office.finish("DE", outcome.document_id)
    office.bring(replace(GERMAN, number="S-2"))
    client = office.clients["DE"]
    with office.acting("DE"):
        entry = ledger.entries_of_document(client, outcome.document_id)[0].id
    supplier = office.suppliers["DE", "DE"]
    suspended = line("260310", "C", "119,00", name="Nordlicht Handel GmbH", text="RE 2026 17", iban="DE02120300000000202051")
    stated = accepted(office, statement("1/1", "100,00", "219,00", suspended))
    moved = office.type_in("DE", "anna", "masterdata.supplier_change", {"party_id": str(supplier), "street": "Neue Str. 5"})
    return [
        *("/documents/", "/documents/?q=S-1", "/open-items/", "/suppliers/", "/journal/", "/outbox/", "/upload/", "/check/"),
        *(f"/ledger/?client={client}", f"/ledger/accounts/1600?client={client}", f"/ledger/entries/{entry}?client={client}"),
        *(f"/documents/{outcome.document_id}/road", f"/parties/{supplier}/", f"/trail/?client={client}"),
        *(
            "/office/people",
            "/office/clients",
            f"/file/office.limit/?client={client}",
            "/treasury/payments/",
            "/treasury/suspense/",
            "/treasury/statements/",
            f"/treasury/statements/{stated}/",
            "/purchasing/orders/",
            "/receivables/orders/",
        ),
        *(f"/file/office.new_client/?client={client}", f"/file/masterdata.supplier_change/?client={client}&party_id={supplier}"),
        *(f"/documents/{moved}/", f"/documents/{stated}/", f"/new/receivables.customer_invoice/?client={client}"),
        *("/", "/queue/", "/alike/", "/duplicates/", "/accounting/reports/", "/learning/", "/spot-checks/", "/keys/"),
        *("/log-ins/", "/second-factor/", "/confirm/", "/password/"),
    ]


def test_every_screen_fits_and_bars_nobody(desk: Desk) -> None:
    addresses = screens(desk)
    with desk.office.acting("DE") as actor:
        roles = ("office.auditor", "office.client_clerk")
        access.assign([access.Assignment(email="carla@office.example", role=role, from_on=actor.at.date()) for role in roles], actor)
    sit_down(desk, "carla")
    assert faults(desk, addresses) == []


def test_a_list_is_searched_and_walked_by_keyboard(desk: Desk) -> None:
    screens(desk)
    sit_down(desk, "anna")
    page = desk.page
    page.goto(f"{desk.address}/documents/")
    desk.press("/")
    page.keyboard.type("S-2")
    page.wait_for_url("**q=S-2**")
    page.locator("#list tbody tr").nth(0).wait_for()
    assert page.locator("#list tbody tr[data-row]").count() == 1
    page.locator("#list tbody a").first.focus()
    desk.press("Enter")
    page.wait_for_url("**/documents/*/")
