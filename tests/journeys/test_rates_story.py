"""A rate that somebody typed is held against the last one that the house saw: a slip of the decimal point, a rate upside down and one far
off are looked at, with the place where the other one was seen."""

from datetime import date
from decimal import Decimal

import pytest
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import Office
from tests.journeys.test_bank_story import bring
from tests.journeys.test_customer_invoice_story import DESK, customer, typed
from tests.journeys.test_dollar_account_story import LEDGER, booked, came, dollars, office

from kantor.demo.statements import Booking
from kantor.kit.money import Money
from kantor.kit.say import LANGUAGES, say
from kantor.words import Finding

__all__ = ["office"]
FAR, SLIPPED, UPSIDE_DOWN = (f"words.rate_{key}" for key in ("far", "slipped", "upside_down"))


def statement_at(office: Office, rate: str) -> int:
    document = bring(office, dollars("1", "0.00", came(11, "-15.00", "Wire fee"))).document_id
    office.save("DE", document, "anna", exchange_rate=rate, ledger_account=LEDGER)
    return document


def odd(office: Office, document: int) -> Finding | None:
    return next((one for one in office.checked("DE", document).findings if one.key.startswith("words.rate_")), None)


@pytest.mark.parametrize(("typed", "key"), [("9.0", SLIPPED), ("0.094", SLIPPED), ("1.11", UPSIDE_DOWN), ("1.40", FAR), ("0.70", FAR)])
def test_a_rate_of_a_statement_far_from_that_of_an_invoice_is_looked_at(office: Office, typed: str, key: str) -> None:
    """Open items of 2 March stand at 0.90."""
    found = odd(office, statement_at(office, typed))
    assert found is not None
    assert (found.key, found.field, found.severity.value) == (key, "exchange_rate", "look")
    assert {name: found.evidence[name] for name in ("known", "day", "source")} == {
        "known": "0.9",
        "day": "2026-03-02",
        "source": "words.rate_seen.item",
    }
    for language in LANGUAGES:
        assert "{" not in say(found.key, language, found.evidence)


@pytest.mark.parametrize("typed", ["0.82", "0.9", "0.985"])
def test_a_rate_that_may_have_moved_so_far_is_not_asked_about(office: Office, typed: str) -> None:
    assert odd(office, statement_at(office, typed)) is None


def test_the_newest_of_statement_and_invoice_is_what_counts_and_a_person_may_confirm_it(office: Office) -> None:
    booked(office, dollars("1", "0.00", came(11, "-15.00", "Wire fee")), "0.98", ledger_account=LEDGER)
    values = {"on": "2026-03-31", "currency": "USD", "rate": "1.02", "source": "EZB-Referenzkurs"}
    right = office.type_in("DE", "clara", "accounting.revaluation", values)
    assert odd(office, right) is None
    wrong = office.type_in("DE", "clara", "accounting.revaluation", values | {"rate": "0.85"})
    found = odd(office, wrong)
    assert found is not None
    assert (found.key, found.evidence["known"], found.evidence["number"]) == (FAR, "0.98", "1")
    assert office.approve("DE", wrong, "otto") == ""
    assert office.finish("DE", wrong) == {wrong}
    fee = Booking(on=date(2026, 4, 1), amount=Money(Decimal("-5.00"), "USD"), text="Wire fee")
    later = bring(office, dollars("2", "-15.00", fee)).document_id
    office.save("DE", later, "anna", exchange_rate="1.30")
    found = odd(office, later)
    assert found is not None
    assert (found.evidence["known"], found.evidence["source"]) == ("0.85", "words.rate_seen.revaluation")


def test_the_older_the_rate_the_further_another_may_lie_from_it(office: Office) -> None:
    for day, rate, expected in (
        ("2026-05-30", "1.00", FAR),
        ("2026-08-31", "1.00", None),
        ("2027-02-28", "0.72", FAR),
        ("2027-06-30", "0.72", None),
    ):
        values = {"on": day, "currency": "USD", "rate": rate, "source": "EZB"}
        found = odd(office, office.type_in("DE", "clara", "accounting.revaluation", values))
        assert (found.key if found else None) == expected, day


def test_what_is_taken_over_in_dollars_is_compared_by_its_two_amounts(office: Office) -> None:
    told = {"side": "payable", "number": "P-89", "party_id": str(office.suppliers["DE", "DE"]), "party_name": "Papier GmbH"}
    days = {"document_on": "2026-03-03", "taken_over_on": "2026-03-03", "due_on": "2026-03-10"}
    amounts = {"currency": "USD", "amount": "100", "local_amount": "9"}
    found = odd(office, office.type_in("DE", "clara", "accounting.opening_balance", told | days | amounts))
    assert found is not None
    assert (found.key, found.field) == (SLIPPED, "local_amount")


@pytest.mark.parametrize(("rate", "key"), [("1.11", UPSIDE_DOWN), ("0.91", None)])
def test_what_we_bill_in_dollars_is_compared_with_what_customers_owed_in_them(office: Office, rate: str, key: str | None) -> None:
    billed = typed(office, "DE", customer(office, "DE", PAPIER), DESK, currency="USD", exchange_rate=rate)
    found = odd(office, billed)
    assert (found.key if found else None) == key


def test_amounts_in_the_currency_of_the_books_ask_for_no_rate(office: Office) -> None:
    told = {"side": "payable", "number": "P-90", "party_id": str(office.suppliers["DE", "DE"]), "party_name": "Papier GmbH"}
    days = {"document_on": "2026-03-03", "taken_over_on": "2026-03-03", "due_on": "2026-03-10"}
    amounts = {"currency": "EUR", "amount": "100", "local_amount": "100"}
    filed = office.type_in("DE", "clara", "accounting.opening_balance", told | days | amounts)
    assert not [ask for ask in office.checked("DE", filed).answers if ask.question.endswith("last_rate")]
