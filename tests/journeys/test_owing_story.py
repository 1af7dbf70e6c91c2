"""What customers owe: a statement of account for each, and interest that is charged once for days that were late."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import Office, open_office
from tests.journeys.test_bank_story import accepted, line, statement
from tests.journeys.test_customer_invoice_story import DESK, customer, dunned, owed, sent, typed

from kantor.departments.receivables.owing_answers import whole_customers
from kantor.departments.receivables.queries import QUERIES
from kantor.spine.documents import letter_text
from kantor.words.field import cell

D = Decimal
NOTE, RUN = "receivables.interest_note", "receivables.statement_run"


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def letters(office: Office) -> list[Any]:
    with office.acting("DE"):
        return list(apps.get_model("documents.Outbox").objects.filter(kind="letter").order_by("id"))


def body(letter: Any) -> str:
    content = letter.content
    return letter_text(content["template"], content["language"], content["values"])[1]


def test_interest_is_owed_once_for_each_late_day(office: Office) -> None:
    number = sent(office, "DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK))  # 595.00, due on 24 March
    office.now.forward(days=60)  # 9 May
    note = office.type_in("DE", "anna", NOTE, {"reference": number, "charged_on": "2026-05-09"})
    assert office.findings("DE", note) == set()
    office.approve("DE", note, "bert")
    assert office.finish("DE", note) == {note}
    # 46 days of 595.00 at 1.27 + 9 %, and the lump sum of § 288 Abs. 5 BGB
    assert owed(office, "DE")[-1][1] == D("47.70")
    assert office.balances("DE")["2650"] == D("-47.70")
    assert "7,70" in body(letters(office)[-1])
    assert number in body(letters(office)[-1])
    again = office.type_in("DE", "anna", NOTE, {"reference": number, "charged_on": "2026-05-09"})
    assert f"{NOTE}.nothing_late" in office.findings("DE", again)


def test_what_a_note_charged_no_reminder_asks_for_again(office: Office) -> None:
    """Interest goes on where the note ended, and the lump sum is owed once (§ 288 Abs. 5 BGB)."""
    number = sent(office, "DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK))  # 595.00, due on 24 March
    office.now.forward(days=24)
    dunned(office)
    office.now.forward(days=36)  # 9 May
    note = office.type_in("DE", "anna", NOTE, {"reference": number, "charged_on": "2026-05-09"})
    office.approve("DE", note, "bert")
    assert office.finish("DE", note) == {note}
    office.now.forward(days=10)
    (row,) = [row for row in office.checked("DE", dunned(office)).reading.rows("overdue") if cell(row, "reference") == number]
    # 10 days of 595.00 at 1.27 + 9 %
    assert (cell(row, "level"), cell(row, "interest"), cell(row, "fee")) == ("2", "1.67", "0.00")


def test_no_interest_is_charged_in_another_currency_than_the_books(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    number = sent(office, "DE", typed(office, "DE", buyer, DESK, currency="PLN", exchange_rate="0.25"))
    office.now.forward(days=60)
    note = office.type_in("DE", "anna", NOTE, {"reference": number, "charged_on": "2026-05-09", "interest": "9.00"})
    assert office.findings("DE", note) == {f"{NOTE}.another_currency"}


def test_interest_ends_with_the_day_of_the_payment_however_late_its_statement_came(office: Office) -> None:
    number = sent(office, "DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK))  # 595.00, due on 24 March
    office.now.forward(days=60)  # 9 May
    paid = line("260403", "C", "595,00", name=PAPIER.name, text=f"Rechnung {number}")
    accepted(office, statement("1/1", "100,00", "695,00", paid, first="260401", last="260508"))
    note = office.type_in("DE", "anna", NOTE, {"reference": number, "charged_on": "2026-05-09"})
    reading = office.checked("DE", note).reading
    assert [cell(row, "last_on") for row in reading.rows("spans")] == ["2026-04-03"]
    assert reading.text("interest") == "1.67"  # 10 days of 595.00 at 1.27 + 9 %


def test_of_two_customers_who_go_by_the_same_number_the_one_that_is_named_is_written_off(office: Office) -> None:
    """Each was taken over from books of its own, as invoices of a branch may be that was merged."""
    days = {"document_on": "2026-01-05", "due_on": "2026-01-19", "taken_over_on": "2026-03-01"}
    for name, amount, vat_id in (("Papier GmbH", "119.00", PAPIER.vat_id), ("Zeder GmbH", "50.00", "DE811569869")):
        buyer = customer(office, "DE", replace(PAPIER, name=name, vat_id=vat_id))
        told = {"side": "receivable", "number": "RE-1", "party_id": str(buyer), "party_name": name, "currency": "EUR"}
        assert office.finish(
            "DE", office.type_in("DE", "anna", "accounting.opening_balance", told | days | {"amount": amount, "local_amount": amount})
        )
    with office.acting("DE"):
        ids = [str(one.id) for one in apps.get_model("ledger.OpenItem").objects.order_by("id")]
    why = {"reference": "RE-1", "written_off_on": "2026-03-10", "reason": "insolvent"}
    unsaid = office.type_in("DE", "anna", "receivables.write_off", why)
    (finding,) = [one for one in office.checked("DE", unsaid).findings if one.key == "receivables.several_items"]
    assert finding.evidence["items"] == f"{ids[0]}: Papier GmbH, 119.00 EUR, 2026-01-19; {ids[1]}: Zeder GmbH, 50.00 EUR, 2026-01-19"
    said = office.type_in("DE", "anna", "receivables.write_off", {**why, "open_item_id": ids[0]})
    reading = office.checked("DE", said).reading
    assert (reading.text("customer"), reading.text("amount"), office.findings("DE", said)) == ("Papier GmbH", "119.00", set())


def test_every_customer_with_something_open_gets_its_statement(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    numbers = [sent(office, "DE", typed(office, "DE", buyer, DESK)) for _ in range(2)]
    run = office.type_in("DE", "anna", RUN, {"stated_on": "2026-03-10"})
    assert office.findings("DE", run) == set()
    office.approve("DE", run, "bert")
    assert office.finish("DE", run) == {run}
    (letter,) = letters(office)
    assert letter.state == "approved"
    assert all(number in body(letter) for number in numbers)
    assert "1.190,00" in body(letter)


def test_a_statement_for_one_customer_names_only_what_that_one_owes(office: Office) -> None:
    """Looked for among all that is open, not among the first items of the first customers."""
    for buyer in (PAPIER, replace(PAPIER, name="Zeder GmbH", vat_id="DE811569869")):
        sent(office, "DE", typed(office, "DE", customer(office, "DE", buyer), DESK))
    with office.acting("DE"):
        (zeder,) = [row.id for row in apps.get_model("parties.Party").objects.filter(name="Zeder GmbH")]
        few = QUERIES.dicts("statements", on="2026-03-10", customer=zeder, most=1)
    assert [row["customer"] for row in few] == ["Zeder GmbH"]
    run = office.type_in("DE", "anna", RUN, {"stated_on": "2026-03-10", "only_customer": str(zeder)})
    assert [cell(row, "customer") for row in office.checked("DE", run).reading.rows("customers")] == ["Zeder GmbH"]


def test_what_does_not_fit_is_left_out_customer_by_customer() -> None:
    rows = [{"party_id": party} for party in (1, 1, 2, 2)]
    assert whole_customers(rows, 4) == rows
    assert whole_customers(rows, 3) == rows[:2]
