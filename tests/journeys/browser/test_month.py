"""A month of the demonstration's German client at the desk, each step by whom it belongs to and each effect by a worker's process: what
comes in and what goes out, the payment run, the bank's statement and what nobody could place on it, the VAT return and its filing, the
checklist, and the month that two people close."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, expect
from tests.chaos.start import CLOCK
from tests.house.sources import ROOT
from tests.journeys.browser.conftest import Desk, seated
from tests.journeys.browser.steps import decide, drop, file_form, opened, sit_down
from tests.journeys.office import Clock, Office
from tests.journeys.test_bank_story import rows
from tests.journeys.test_customer_invoice_story import CONTACT
from tests.site import waiting_work as work

from kantor import demo
from kantor.channels.door import File
from kantor.demo.cast import Client
from kantor.demo.drafting import file_name, written
from kantor.demo.naming import supplier_ids
from kantor.demo.ordering import order
from kantor.demo.planning import Planned, month_of
from kantor.demo.statements import Booking
from kantor.demo.statements import written as told_by_the_bank
from kantor.engines.statements import read_camt
from kantor.kit.money import Money
from kantor.spine import access, ledger

pytestmark = pytest.mark.browser
CODE = "nordlicht"
FIRST, LAST, OPENS = date(2026, 11, 1), date(2026, 11, 30), datetime(2026, 11, 2, 9, tzinfo=UTC)
LINE = {"name": "Regalsystem Speicher", "quantity": "4", "price": "412.50"}
SOLD = Money.of("1963.50", "EUR")
FEE, CASH = Money.of("-12.90", "EUR"), "1000"
PLACED = {"Entgelt Kontoführung": "4970", "Bareinzahlung": CASH}
PATIENCE_S = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """The client's desk, the month's own place in the cast, and the clock that desk and worker go by."""

    desk: Desk
    client: Client
    data: Path
    clock: Path

    @property
    def office(self) -> Office:
        return self.desk.office

    def passes(self, **time_: int) -> None:
        """For everybody: at the desk and in the worker's process."""
        self.office.now.forward(**time_)
        ahead = self.office.now.at - datetime.now(UTC)
        settings.KANTOR_CLOCK_AHEAD = ahead
        self.clock.write_text(str(ahead.total_seconds()))

    def effective(self, *document_ids: int) -> None:
        """Once the time is over in which an approval can be taken back, the worker does the rest by itself."""
        self.passes(minutes=1)
        waits(lambda: {self.office.row("DE", one).state for one in document_ids} <= {"effective"})


def waits(done: Callable[[], bool]) -> None:
    assert any(done() for _ in work.until(PATIENCE_S))


@contextmanager
def worker(month: Month) -> Iterator[None]:
    """A process of the program that works by the month's clock."""
    command = [sys.executable, "-m", "tests.chaos.start", "worker"]
    environ = work.environment(PYTHONPATH=os.pathsep.join(map(str, (ROOT / "src", ROOT))), **{CLOCK: str(month.clock)})
    with (month.data / "worker.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log, env=environ) as process:
        try:
            yield
        finally:
            process.terminate()


@pytest.fixture
def month(browser: Browser, address: str, tmp_path: Path) -> Iterator[Month]:
    """The demonstration on the second of November, with books up to the end of October, and a worker that is at work."""
    built = demo.build(tmp_path, lambda: OPENS, lambda told, share: None)
    with access.acting(clients=list(built.ids.values()), person_id=None, at=OPENS):
        people = {person.email.split(".")[0]: person.id for person in access.people(built.ids[CODE], OPENS.date())}
    office = Office(clients={"DE": built.ids[CODE]}, people=people, suppliers={}, now=Clock(OPENS))
    emails = {person.email.split(".")[0]: person.email for person in built.cast.people}
    with seated(browser, address, office, emails=emails, password=built.password) as desk:
        month = Month(desk=desk, client=built.cast.client(CODE), data=tmp_path, clock=tmp_path / "clock")
        month.passes(seconds=1)
        with worker(month):
            yield month


def test_a_month_goes_from_its_first_invoice_to_a_filed_return_and_closed_books(month: Month) -> None:
    invoices_come_in(month)
    number = goods_are_sold(month)
    paid = suppliers_are_paid(month)
    month.passes(days=29)
    the_bank_tells(month, number, paid)
    what_waits_is_decided(month)
    tax_is_declared(month)
    the_month_is_closed(month)
    with month.office.acting("DE"):
        november = next(one for one in ledger.periods(month.office.clients["DE"]) if one.starts_on == FIRST)
    assert november.closed_at is not None
    assert november.filed_at is not None


def invoices_come_in(month: Month) -> None:
    """As their suppliers write them, dropped on the queue; what was ordered came before, and who is blocked gets his invoice back."""
    month.passes(days=24)
    plans = list(month_of(month.client, FIRST))
    ids = supplier_ids(month.client, month.office.clients["DE"], month.office.now())
    order([plan.order for plan in plans if plan.order], ids, month.office.clients["DE"], "EUR", month.office.now)
    sit_down(month.desk, "nina")
    hand_in(month, *(File(name=file_name(plan.invoice, plan.supplier.writes), data=bytes_of(plan)) for plan in plans))
    numbers = {plan.invoice.number: plan.supplier.blocked for plan in plans}
    came = [row for row in documents_of(month, "payables.supplier_invoice") if row.number in numbers]
    good = [row.id for row in came if not numbers[row.number]]
    assert len(came) == len(plans) > len(good) > 2
    for row in came:
        if row.state == "waiting" and row.id in good:
            decide(month.desk, row.id, "4980")
        elif row.state == "waiting":
            send_back(month.desk, row.id)
    month.effective(*good)
    assert {month.office.row("DE", row.id).state for row in came if row.id not in good} == {"sent_back"}


def send_back(desk: Desk, document_id: int) -> None:
    desk.page.goto(f"{desk.address}/documents/{document_id}/")
    desk.page.get_by_role("button", name="Send back").first.wait_for()
    desk.press("Shift+F8")
    desk.page.locator("#send-back [name=reason]").first.check()
    desk.press("Control+Enter")
    desk.page.wait_for_url(lambda url: not url.endswith(f"/documents/{document_id}/"))


def goods_are_sold(month: Month) -> str:
    """An invoice typed by the clerk for a public buyer, in effect as XRechnung; its number."""
    values = {"issued_on": "2026-11-26", **CONTACT, **{f"lines.0.{key}": text for key, text in LINE.items()}}
    sold = file_form(month.desk, "receivables.customer_invoice", values, {"customer_id": "Hafenamt Oderhaff"})
    month.effective(sold)
    return month.office.row("DE", sold).number


def suppliers_are_paid(month: Month) -> dict[str, Money]:
    """The clerk of the treasury proposes what is due, somebody else agrees; what was paid by which reference."""
    known = {payment.id for payment in rows("treasury.Payment", month.office)}
    sit_down(month.desk, "budi")
    month.desk.page.goto(f"{month.desk.address}/treasury/payments/?client={month.office.clients['DE']}")
    month.desk.page.get_by_role("button", name="Propose a run").click()
    run = opened(month.desk)
    sit_down(month.desk, "helga")
    decide(month.desk, run)
    month.effective(run)
    made = [payment for payment in rows("treasury.Payment", month.office) if payment.id not in known]
    assert made
    return {payment.end_to_end_id: Money.from_minor(payment.amount, payment.currency) for payment in made}


def the_bank_tells(month: Month, number: str, paid: dict[str, Money]) -> None:
    """Our payments, the customer's, and the bank's own charge; that and the unknown money of October go to their accounts."""
    (last,) = read_camt(max((month.data / "demo-bank").glob(f"{CODE}-*.xml")).read_bytes())
    assert last.closing is not None
    lines = [Booking(on=date(2026, 11, 27), amount=-amount, end_to_end_id=reference) for reference, amount in paid.items()]
    lines.append(Booking(on=date(2026, 11, 28), amount=SOLD, name="Hafenamt Oderhaff", text=f"Rechnung {number}"))
    lines.append(Booking(on=LAST, amount=FEE, text="Entgelt Kontoführung"))
    told = told_by_the_bank(month.client.new.own_iban, "11", last.closing.amount, lines, FIRST, LAST)
    desk = month.desk
    sit_down(desk, "budi")
    hand_in(month, File(name="november.xml", data=told))
    statements = waiting(month, "treasury.bank_statement")
    for document_id in statements:
        decide(desk, document_id)
    month.effective(*statements)
    desk.page.goto(f"{desk.address}/treasury/suspense/?client={month.office.clients['DE']}")
    for text, account in PLACED.items():
        row = desk.page.locator("#list tr[data-row]", has_text=text)
        row.get_by_label("account").fill(account)
        row.get_by_role("button", name="Book").click()
        expect(row).to_have_count(0)
    month.passes(minutes=1)


def what_waits_is_decided(month: Month) -> None:
    """The rest of what came up in November: the billing of the contracts, by the one who may not have proposed it."""
    sit_down(month.desk, "jens")
    for document_id in waiting(month, "receivables.billing_run"):
        decide(month.desk, document_id)
        month.effective(document_id)


def tax_is_declared(month: Month) -> None:
    """The VAT return by two people, and the day on which it reached the office."""
    desk = month.desk
    sit_down(desk, "nina")
    days = {"from_on": FIRST.isoformat(), "until_on": LAST.isoformat()}
    declared = file_form(desk, "accounting.vat_return", days, {"office_id": month.client.tax_office})
    decide(desk, declared)
    sit_down(desk, "jens")
    decide(desk, declared)
    month.effective(declared)
    sit_down(desk, "nina")
    month.effective(file_form(desk, "accounting.vat_filing", {"return_id": str(declared), "filed_on": "2026-12-01", "receipt": "eh1234"}))


def the_month_is_closed(month: Month) -> None:
    """Each ticks off what is his; nothing is in the way, so one closes the month and another agrees."""
    desk, page = month.desk, month.desk.page
    closing = f"{desk.address}/accounting/closing/?client={month.office.clients['DE']}&until={LAST.isoformat()}"
    for person, count in (("jens", 1), ("nina", 2)):
        sit_down(desk, person)
        page.goto(closing)
        for left in reversed(range(count)):
            page.get_by_role("button", name="Done", exact=True).first.click()
            expect(page.get_by_role("button", name="Done", exact=True)).to_have_count(left)
    expect(page.locator("#checks ~ .mark")).to_have_text("everything in order")
    assert desk.barriers() == []
    page.locator("section[aria-labelledby=locks]").get_by_role("link", name="Close", exact=True).click()
    page.get_by_role("textbox", name="Reason").fill("November is done")
    desk.press("Control+Enter")
    page.wait_for_url(lambda url: "/file/" not in url)
    (change,) = waiting(month, "accounting.period_change")
    sit_down(desk, "jens")
    decide(desk, change)
    month.effective(change)


def bytes_of(plan: Planned) -> bytes:
    return written(plan.invoice, plan.supplier.writes)


def hand_in(month: Month, *files: File) -> None:
    """Dropped on the client's queue, until each is taken in."""
    desk = month.desk
    desk.page.goto(f"{desk.address}/queue/?client={month.office.clients['DE']}")
    drop(desk, *files)
    taken = desk.page.locator("#handing-in [data-outcome=task], #handing-in [data-outcome=effect]")
    expect(taken).to_have_count(len(files), timeout=PATIENCE_S * 1000)


def documents_of(month: Month, type: str) -> list[Any]:
    return [row for row in rows("documents.Document", month.office) if row.type == type]


def waiting(month: Month, type: str) -> list[int]:
    return [row.id for row in documents_of(month, type) if row.state == "waiting"]
