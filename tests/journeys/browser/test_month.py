"""A month of a client at the desk, each step by whom it belongs to: invoices in and out, the payment run, the bank's statement, the charge
that nobody knew, the VAT return and its filing, and the month that two people close."""

from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps
from playwright.sync_api import expect
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.browser.conftest import PASSWORD, Desk
from tests.journeys.browser.steps import decide, sit_down
from tests.journeys.browser.test_customer_invoice import LINE, fill
from tests.journeys.browser.test_three_clients import DROP
from tests.journeys.office import Office, as_file, hire, supplier
from tests.journeys.test_bank_story import OWN, line, rows
from tests.journeys.test_customer_invoice_story import CONTACT, customer
from tests.journeys.test_four_eyes_story import INVOICE

from kantor.channels.door import File
from kantor.spine import access, ledger, parties

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
MARCH = (date(2026, 3, 1), date(2026, 3, 31))
BANK = ":20:STARTUMS\n:25:{account}\n:28C:3/1\n:60F:C260301EUR0,00\n{lines}:62F:C260331EUR111,50\n-\n"


@pytest.fixture
def month(desk: Desk) -> Desk:
    """Two more people for the books, a customer, and the tax office as a business partner."""
    office = desk.office
    hire(office, "clara", {"DE": ["accounting.clerk"]})
    hire(office, "otto", {"DE": ["accounting.approver"]})
    for name in ("clara", "otto"):
        access.set_password(office.people[name], PASSWORD, at=office.now(), by=None)
    customer(office, "DE", PAPIER, einvoice="xrechnung_ubl", buyer_reference="04011000-12345-34")
    with office.acting("DE") as actor:
        tax_office = replace(supplier(PAPIER, "DE12500105170648489890"), name="Finanzamt Bremen", identifiers=())
        parties.create_parties([tax_office], actor)
    return desk


def drop(desk: Desk, file: File, type: str) -> int:
    """On the queue, as from a folder; answers the document that waits."""
    page = desk.page
    page.goto(f"{desk.address}/queue/?client={desk.office.clients['DE']}")
    page.evaluate(DROP, [[[file.name, file.data.decode()]]])
    page.locator("#handing-in [data-outcome=task]").wait_for(timeout=30_000)
    return desk.office.waiting("DE", type)


def effective(office: Office, document_id: int) -> int:
    """What the worker does a moment later."""
    assert document_id in office.finish("DE", document_id)
    assert office.row("DE", document_id).state == "effective"
    return document_id


def file_form(desk: Desk, type: str, values: dict[str, str], choose: dict[str, str] | None = None) -> int:
    """Type a document in a new form and file it."""
    page = desk.page
    page.goto(f"{desk.address}/new/{type}/?client={desk.office.clients['DE']}")
    for key, name in (choose or {}).items():
        page.locator(f"[data-address='{key}'] .value").press_sequentially(name[:5])
        page.get_by_role("option", name=name).first.click()
    for key, text in values.items():
        fill(desk, key, text)
    page.locator("#approve", has_text="Approve").wait_for()
    desk.press("Control+Enter")
    return opened(desk)


def opened(desk: Desk) -> int:
    """The document whose page comes next."""
    desk.page.wait_for_url("**/documents/*/")
    return int(desk.page.url.rstrip("/").rsplit("/", 1)[-1])


def closed(office: Office) -> bool:
    with office.acting("DE"):
        march = next(one for one in ledger.periods(office.clients["DE"]) if one.starts_on == MARCH[0])
    return march.closed_at is not None and march.filed_at is not None


def test_a_month_goes_from_its_first_invoice_to_a_filed_return_and_closed_books(month: Desk) -> None:
    number = buy_sell_and_pay(month)
    month.office.now.forward(days=28)
    reconcile(month, number)
    declare(month)
    close(month)
    assert closed(month.office)


def buy_sell_and_pay(desk: Desk) -> str:
    """A supplier's invoice, one to a customer, and the run that pays; answers the number of ours."""
    office, page = desk.office, desk.page
    sit_down(desk, "anna")
    bought = drop(desk, as_file(replace(INVOICE, due_on=date(2026, 3, 11))), "payables.supplier_invoice")
    decide(desk, bought)
    effective(office, bought)
    values = {"issued_on": "2026-03-10", **CONTACT, **{f"lines.0.{key}": text for key, text in LINE.items()}}
    sold = file_form(desk, "receivables.customer_invoice", values, {"customer_id": f"10000 · {PAPIER.name}"})
    effective(office, sold)
    page.goto(f"{desk.address}/treasury/payments/?client={office.clients['DE']}")
    page.get_by_role("button", name="Propose a run").click()
    run = opened(desk)
    sit_down(desk, "bert")
    decide(desk, run)
    effective(office, run)
    return office.row("DE", sold).number


def reconcile(desk: Desk, number: str) -> None:
    """The statement of the month in April: our payment, the customer's, and a charge that goes to its account from the suspense page."""
    office, page = desk.office, desk.page
    (payment,) = rows("treasury.Payment", office)
    lines = (
        line("260312", "D", "476,00", reference=payment.end_to_end_id),
        line("260320", "C", "595,00", name=PAPIER.name, text=f"Rechnung {number}"),
        line("260331", "D", "7,50", name="Bank", text="Entgelt 03/26"),
    )
    sit_down(desk, "anna")
    told = File(name="march.sta", data=BANK.format(account=OWN, lines="".join(lines)).encode())
    statement = drop(desk, told, "treasury.bank_statement")
    decide(desk, statement)
    effective(office, statement)
    page.goto(f"{desk.address}/treasury/suspense/?client={office.clients['DE']}")
    (charge,) = page.locator("#list tr[data-row]").all()
    charge.get_by_label("account").fill("4970")
    charge.get_by_role("button", name="Book").click()
    expect(page.locator("#list tr[data-row]")).to_have_count(0)
    assert [one.state for one in rows("treasury.StatementLine", office)] == ["matched", "matched", "account"]


def declare(desk: Desk) -> None:
    """The VAT return by two people, and the day on which it reached the office."""
    office = desk.office
    sit_down(desk, "clara")
    days = {"from_on": "2026-03-01", "until_on": "2026-03-31", "tax_number": "2475012345678"}
    returned = file_form(desk, "accounting.vat_return", days, {"office_id": "Finanzamt Bremen"})
    decide(desk, returned)
    sit_down(desk, "otto")
    decide(desk, returned)
    effective(office, returned)
    assert office.balances("DE")["1789"] == -19  # 95.00 of the sale less 76.00 of the purchase
    sit_down(desk, "clara")
    noted = {"return_id": str(returned), "filed_on": "2026-04-07", "receipt": "eh1234"}
    effective(office, file_form(desk, "accounting.vat_filing", noted))


def close(desk: Desk) -> None:
    """Everything is in order, so one closes the month and another agrees."""
    office, page = desk.office, desk.page
    page.goto(f"{desk.address}/accounting/closing/?client={office.clients['DE']}&until=2026-03-31")
    expect(page.locator("#checks ~ .mark")).to_have_text("everything in order")
    assert desk.barriers() == []
    page.locator("section[aria-labelledby=locks]").get_by_role("link", name="Close", exact=True).click()
    page.get_by_role("textbox", name="Reason").fill("March is done")
    desk.press("Control+Enter")
    page.wait_for_url(lambda url: "/file/" not in url)
    with office.acting("DE"):
        closing = apps.get_model("documents.Document").objects.get(type="accounting.period_change", state="waiting").id
    sit_down(desk, "otto")
    decide(desk, closing)
    effective(office, closing)
