"""A payment run leaves from the account that is kept in its currency, or from the one that was chosen. The file says so, and the statement
that shows the payment realises what the bank's rate differs by from that of the books."""

from decimal import Decimal

import pytest
from lxml import etree
from tests.journeys.office import Office
from tests.journeys.test_bank_story import OWN as EUROS
from tests.journeys.test_bank_story import balance, bring, line, rows, statement
from tests.journeys.test_dollar_account_story import LEDGER, OWN, booked, came, dollars
from tests.journeys.test_exchange_story import GAIN, LOSS, office, owed, still_open
from tests.journeys.test_payment_story import payment_file, said

from kantor.engines.payments.pain001 import NAMESPACE
from kantor.words import Refusal

__all__ = ["office"]
D = Decimal
IN_OTHERS = "treasury.payment_run.account_kept_otherwise"


@pytest.fixture
def known(office: Office) -> Office:
    """We owe 1,000 dollars too, which stand at 500 euros; of the dollar account a statement came."""
    owed(office, "payable", "P-USD", "USD", "1000", "500")
    booked(office, dollars("1", "0.00", came(9, "5000.00", "from the owner")), "0.5", ledger_account=LEDGER)
    return office


def released(office: Office, run: int | None) -> tuple[str, etree._Element]:
    """The id of its one payment, and its file, which keeps to the schema."""
    assert run is not None
    assert office.findings("DE", run) == set()
    assert office.approve("DE", run, "bert") == ""
    assert office.finish("DE", run) == {run}
    (payment,) = rows("treasury.Payment", office)
    return str(payment.end_to_end_id), payment_file(office)


def debtor(root: etree._Element) -> tuple[list[str], list[str], set[str]]:
    """The account that pays, its currency, and the currencies of what is paid."""
    paid = {str(one.get("Ccy")) for one in root.iter(f"{{{NAMESPACE}}}InstdAmt")}
    return said(root, "DbtrAcct/Id/IBAN"), said(root, "DbtrAcct/Ccy"), paid


def test_dollars_leave_from_the_dollar_account_and_its_statement_realises_the_difference(known: Office) -> None:
    sent, file = released(known, known.propose("DE", "anna", "USD"))
    assert debtor(file) == ([OWN], ["USD"], {"USD"})
    assert (balance(known, "1360"), balance(known, "1600"), still_open(known)["P-USD"]) == (D(-500), D(-600), D(0))
    booked(known, dollars("2", "5000.00", came(12, "-1000.00", "Zahlung", sent)), "0.53")
    assert (balance(known, "1360"), balance(known, LOSS), balance(known, LEDGER)) == (D(0), D("30.00"), D("1970.00"))
    assert [one.seen_by is not None for one in rows("treasury.Payment", known)] == [True]


def test_euros_may_be_paid_from_the_dollar_account(known: Office) -> None:
    """600 euros leave as 1,180 dollars at 0.5, which are 590: ten less than the books expected."""
    sent, file = released(known, known.propose("DE", "anna", account=OWN))
    assert debtor(file) == ([OWN], ["USD"], {"EUR"})
    assert balance(known, "1360") == D(-600)
    booked(known, dollars("2", "5000.00", came(12, "-1180.00", "Zahlung", sent)), "0.5")
    assert (balance(known, "1360"), balance(known, GAIN), balance(known, LEDGER)) == (D(0), D("-10.00"), D("1910.00"))
    assert {row.state for row in rows("treasury.StatementLine", known) if row.amount < 0} == {"matched"}


def test_dollars_paid_from_the_euro_account_are_known_by_their_id(known: Office) -> None:
    run = known.propose("DE", "anna", "USD", EUROS)
    sent, file = released(known, run)
    assert debtor(file) == ([EUROS], [], {"USD"})
    shown = bring(known, statement("1/1", "2000,00", "1485,00", line("260312", "D", "515,00", reference=sent))).document_id
    assert known.approve("DE", shown, "anna") == ""
    assert known.finish("DE", shown) == {shown}
    assert (balance(known, "1360"), balance(known, LOSS), balance(known, "1200")) == (D(0), D("15.00"), D("-515.00"))


def test_an_amount_that_is_no_exchange_of_the_payment_waits_in_the_suspense_account(known: Office) -> None:
    """A thousand euros are not what a thousand dollars cost, whatever the id says."""
    sent, _ = released(known, known.propose("DE", "anna", "USD", EUROS))
    shown = bring(known, statement("1/1", "2000,00", "1000,00", line("260312", "D", "1000,00", reference=sent))).document_id
    known.approve("DE", shown, "anna")
    assert known.finish("DE", shown) == {shown}
    assert (balance(known, "1360"), balance(known, "1792")) == (D(-500), D(-4000) + D(2500))
    assert [one.seen_by for one in rows("treasury.Payment", known)] == [None]


def test_an_account_that_is_not_ours_is_looked_at_and_one_in_another_currency_stops(known: Office) -> None:
    run = known.propose("DE", "anna", "USD")
    assert run is not None
    known.save("DE", run, "carla", own_currency="EUR")
    assert known.findings("DE", run) == {IN_OTHERS}
    known.save("DE", run, "carla", own_iban="DE02100100100006820101", own_currency="")
    assert known.findings("DE", run) == {"treasury.payment_run.account_unknown"}
    known.save("DE", run, "carla", own_iban=EUROS)
    assert known.findings("DE", run) == set()
    with pytest.raises(Refusal, match="account_not_ours"):
        known.propose("DE", "anna", account="DE02100100100006820101")
