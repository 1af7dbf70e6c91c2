"""The suspense account on screen: what a line could be is told with the reasons, and accepted or booked to an account in one step."""

import re
from decimal import Decimal
from typing import Any

from django.apps import apps
from tests.desk.seat import seat, text
from tests.journeys.office import Office
from tests.journeys.test_bank_story import accepted, bring, line, statement
from tests.journeys.test_notice_story import NOTICE, SUM

from kantor.channels.door import File


def lines(office: Office) -> list[Any]:
    with office.acting("DE"):
        return list(apps.get_model("treasury.StatementLine").objects.order_by("id"))


def owed(office: Office, number: str, amount: str) -> None:
    """A customer owes that much since before the client came."""
    values = {
        "side": "receivable",
        "number": number,
        "party_id": str(office.suppliers["DE", "DE"]),
        "party_name": "Papier GmbH",
        "document_on": "2026-02-02",
        "due_on": "2026-03-02",
        "taken_over_on": "2026-03-01",
        "currency": "EUR",
        "amount": amount,
        "local_amount": amount,
    }
    assert office.finish("DE", office.type_in("DE", "anna", "accounting.opening_balance", values))


def test_what_a_line_could_be_is_told_with_the_reasons_and_accepted(office: Office) -> None:
    owed(office, "RE-2026-17", "119.00")
    accepted(office, statement("1/1", "100,00", "219,00", line("260310", "C", "119,00", name="Somebody Else", text="Danke")))
    anna = seat(office, "anna")
    page = text(anna.get("/treasury/suspense/"))
    assert "Somebody Else" in page
    (offer,) = set(re.findall(r'name="offer" value="([^"]+)"', page))
    assert "119.00" in page
    assert "RE-2026-17" in page
    anna.post("/treasury/clear", {"line": str(lines(office)[0].id), "offer": offer})
    (row,) = lines(office)
    assert row.state == "matched"
    assert office.balances("DE").get("1792", Decimal(0)) == 0
    assert "Somebody Else" not in text(anna.get("/treasury/suspense/"))


def test_what_is_paid_too_much_is_accepted_as_a_credit_in_one_step(office: Office) -> None:
    owed(office, "RE-2026-17", "119.00")
    accepted(office, statement("1/1", "100,00", "229,00", line("260310", "C", "129,00", name="Papier GmbH", text="RE-2026-17")))
    anna = seat(office, "anna")
    page = text(anna.get("/treasury/suspense/"))
    assert "paid too much" in page
    offer = re.findall(r'name="offer" value="([^"]+)"', page)[0]
    anna.post("/treasury/clear", {"line": str(lines(office)[0].id), "offer": offer})
    with office.acting("DE"):
        items = list(apps.get_model("ledger.OpenItem").objects.order_by("id"))
    assert [(item.side, item.open) for item in items] == [("receivable", 0), ("receivable", -1000)]
    assert office.balances("DE").get("1792", Decimal(0)) == 0


def test_only_what_a_line_may_pay_is_offered(office: Office) -> None:
    for number in range(3):
        owed(office, f"RE-2026-{number}", f"{119 + number}.00")
    accepted(office, statement("1/1", "100,00", "219,00", line("260310", "C", "119,00", name="Somebody", text="Danke")))
    anna = seat(office, "anna")
    page = text(anna.get("/treasury/suspense/"))
    assert ("RE-2026-0" in page, "RE-2026-1" in page) == (True, False)


def test_a_charge_is_booked_to_an_account(office: Office) -> None:
    accepted(office, statement("1/1", "100,00", "90,00", line("260310", "D", "10,00", text="Entgelt")))
    anna = seat(office, "anna")
    anna.post("/treasury/clear", {"line": str(lines(office)[0].id), "account": "4970"})
    (row,) = lines(office)
    assert (row.state, row.booked_to, office.balances("DE")["4970"]) == ("account", "4970", Decimal("10.00"))


def test_who_only_looks_clears_nothing(office: Office) -> None:
    accepted(office, statement("1/1", "100,00", "90,00", line("260310", "D", "10,00", text="Entgelt")))
    bert = seat(office, "bert")
    assert 'name="account"' not in text(bert.get("/treasury/suspense/"))
    assert bert.post("/treasury/clear", {"line": str(lines(office)[0].id), "account": "4970"}).status_code == 403
    assert lines(office)[0].state == "suspense"


def test_a_payment_that_a_notice_told_leads_to_the_line_of_its_statement(office: Office) -> None:
    document = accepted(office, statement("1/1", "2000,00", "215,00", SUM))
    bring(office, File(name="notice.xml", data=NOTICE.encode()))
    anna = seat(office, "anna")
    page = text(anna.get("/treasury/suspense/"))
    assert "595.00" in page
    (place,) = set(re.findall(r'href="(/treasury/statements/[^"#]*)#line-1"', page))
    assert str(document) in place
    assert "one by one" in text(anna.get(place))
