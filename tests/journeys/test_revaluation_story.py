"""What is owed in dollars is valued on the closing day by two people, once, and comes back to what it was on the day behind it."""

from datetime import date
from decimal import Decimal

import pytest
from tests.journeys.office import Office, hire, open_office

from kantor.departments.accounting.closing.checks import Span, look
from kantor.spine import access, ledger

D = Decimal
KEY, OPENING = "accounting.revaluation", "accounting.opening_balance"
MARCH = {"on": "2026-03-31", "currency": "USD", "rate": "0.95", "source": "EZB-Referenzkurs"}


@pytest.fixture
def office(database: None) -> Office:
    """Owed on 5 March: 1,000 dollars at 0.90; to us 2,000 dollars at 0.90; and 100 dollars that come only in April."""
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk", "office.clerk"]})
    hire(office, "otto", {"DE": ["accounting.approver", "office.approver"]})
    for side, number, amount, local, on in (
        ("payable", "P-1", "1000", "900", "2026-03-05"),
        ("receivable", "R-1", "2000", "1800", "2026-03-05"),
        ("receivable", "R-2", "100", "90", "2026-04-02"),
    ):
        values = {
            "side": side,
            "number": number,
            "party_id": str(office.suppliers["DE", "DE"]),
            "party_name": "Partner",
            "due_on": "2026-06-01",
        }
        values |= {"document_on": on, "taken_over_on": on, "currency": "USD", "amount": amount, "local_amount": local}
        filed = office.type_in("DE", "clara", OPENING, values)
        assert office.finish("DE", filed)
    return office


def valued(office: Office, **values: str) -> int:
    filed = office.type_in("DE", "clara", KEY, {**MARCH, **values})
    office.approve("DE", filed, "otto")
    office.finish("DE", filed)
    return filed


def march(office: Office) -> dict[str, Decimal]:
    with office.acting("DE"):
        rows = ledger.trial_balance(office.clients["DE"], from_on=date(2026, 3, 1), until_on=date(2026, 3, 31))
    return {row.number: row.closing.amount for row in rows if row.number != "9000"}


def found(office: Office) -> dict[str, list[str]]:
    with office.acting("DE"):
        results = look(Span(access.client(office.clients["DE"]), date(2026, 3, 1), date(2026, 3, 31)))
    return {result.key: [one.label for one in result.found] for result in results if result.found}


def test_dollars_are_worth_the_rate_of_the_day_and_the_next_day_what_they_were(office: Office) -> None:
    assert found(office)["foreign"] == ["USD"]
    assert office.row("DE", valued(office)).state == "effective"
    assert march(office) == {"1400": D(1900), "1600": D(-950), "2660": D(-100), "2150": D(50)}
    after = office.balances("DE")
    assert (after["1400"], after["1600"]) == (D(1890), D(-900))
    assert not {"2660", "2150"} & after.keys()
    assert "foreign" not in found(office)
    assert "subledger" not in found(office)


def test_a_currency_is_valued_once_a_day_until_that_is_reversed(office: Office) -> None:
    first = valued(office)
    again = valued(office, rate="0.96")
    assert office.row("DE", again).state != "effective"
    counter = office.type_in(
        "DE", "clara", "office.reversal", {"document": str(first), "booked_on": "2026-03-31", "reason": "falscher Kurs"}
    )
    office.approve("DE", counter, "otto")
    assert office.finish("DE", counter)
    third = valued(office, rate="0.96")
    assert office.row("DE", third).state == "effective"


def test_what_was_paid_by_then_is_not_valued(office: Office) -> None:
    assert office.findings("DE", office.type_in("DE", "clara", KEY, {**MARCH, "on": "2026-02-28"})) == {f"{KEY}.nothing"}
    assert office.findings("DE", office.type_in("DE", "clara", KEY, {**MARCH, "rate": "0.90"})) == {f"{KEY}.nothing"}


def test_nobody_values_alone(office: Office) -> None:
    filed = office.type_in("DE", "clara", KEY, MARCH)
    office.finish("DE")
    assert office.row("DE", filed).state == "waiting"
    assert march(office) == {"1400": D(1800), "1600": D(-900)}
