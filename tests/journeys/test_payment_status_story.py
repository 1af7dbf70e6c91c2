"""The bank refuses a payment: a person sees why, the invoice is open again with its discount and tax, and may be paid once more."""

from decimal import Decimal

import pytest
from tests.engines.payments.answers import answer, block, reason, refused
from tests.journeys.office import Office, open_office
from tests.journeys.test_bank_story import balance, paid, rows

from kantor.channels.door import File
from kantor.departments.treasury.queries import QUERIES
from kantor.spine.cases import Outcome

D = Decimal
ACCOUNTS = ("1600", "1360", "3736", "1576")
OWED, ON_ITS_WAY = [D("-1190.00"), D(0), D(0), D("190.00")], [D(0), D("-1166.20"), D("-20.00"), D("186.20")]


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def sent(office: Office) -> tuple[str, str]:
    """A run is released; answers the ids of its file and of its one payment."""
    end_to_end = paid(office)
    return end_to_end.rpartition("-")[0], end_to_end


def bring(office: Office, data: bytes) -> Outcome:
    (outcome,) = office.bring(File(name="answer.xml", data=data), client="DE", person="anna")
    return outcome


def books(office: Office) -> list[Decimal]:
    return [balance(office, account) for account in ACCOUNTS]


def test_a_refused_payment_opens_its_invoice_again(office: Office) -> None:
    file, end_to_end = sent(office)
    assert books(office) == ON_ITS_WAY
    outcome = bring(office, answer(file, block(f"{file}-1", refused(end_to_end, "AC04"))))
    assert office.findings("DE", outcome.document_id) == {"treasury.payment_status.rejected_one"}
    assert books(office) == ON_ITS_WAY  # a person sees it first
    assert office.approve("DE", outcome.document_id, "anna") == ""
    assert office.finish("DE", outcome.document_id)
    assert books(office) == OWED
    (payment,) = rows("treasury.Payment", office)
    assert (payment.returned_by, payment.returned_reason) == (outcome.document_id, "AC04 told by the bank")
    assert [item.open for item in rows("ledger.OpenItem", office)] == [119000]
    assert office.propose("DE", "anna") is not None


@pytest.mark.parametrize("whole", [True, False])
def test_a_file_or_a_block_that_is_refused_takes_all_its_payments_along(office: Office, whole: bool) -> None:
    file, _ = sent(office)
    refusal = answer(file, status="RJCT", why=reason("FF01")) if whole else answer(file, block(f"{file}-1", status="RJCT"))
    outcome = bring(office, refusal)
    office.approve("DE", outcome.document_id, "anna")
    assert office.finish("DE", outcome.document_id)
    assert books(office) == OWED


def test_a_file_that_was_taken_changes_nothing_and_asks_nobody(office: Office) -> None:
    file, end_to_end = sent(office)
    taken = answer(file, block(f"{file}-1", refused(end_to_end, "AC04", status="ACSP"), status="ACSP"), status="ACSP")
    assert bring(office, taken).outcome == "effect"
    assert books(office) == ON_ITS_WAY


def test_the_same_refusal_again_books_nothing_more(office: Office) -> None:
    file, _ = sent(office)
    for message in ("BANK-1", "BANK-2"):
        outcome = bring(office, answer(file, status="RJCT", why=reason("FF01"), message=message))
        office.approve("DE", outcome.document_id, "anna") if outcome.outcome != "effect" else None
        office.finish("DE", outcome.document_id)
    assert books(office) == OWED


def test_a_refusal_that_was_a_slip_is_reversed(office: Office) -> None:
    file, _ = sent(office)
    outcome = bring(office, answer(file, status="RJCT", why=reason("FF01")))
    office.approve("DE", outcome.document_id, "anna")
    office.finish("DE", outcome.document_id)
    told = {"document": str(outcome.document_id), "booked_on": "2026-03-11", "reason": "the bank erred"}
    back = office.type_in("DE", "anna", "office.reversal", told)
    office.approve("DE", back, "bert")
    assert office.finish("DE", back) == {back}
    assert books(office) == ON_ITS_WAY
    assert rows("treasury.Payment", office)[0].returned_by is None
    later = bring(office, answer(file, status="RJCT", why=reason("FF01"), message="BANK-2"))
    office.approve("DE", later.document_id, "anna")
    assert office.finish("DE", later.document_id) == {later.document_id}
    assert books(office) == OWED


def test_an_answer_to_a_file_of_somebody_else_is_stopped(office: Office) -> None:
    outcome = bring(office, answer("KANTOR-999-1", status="RJCT"))
    assert office.findings("DE", outcome.document_id) == {"treasury.payment_status.unknown_file"}


def test_no_statement_shows_a_payment_leaving_that_was_refused(office: Office) -> None:
    file, _ = sent(office)
    outcome = bring(office, answer(file, status="RJCT", why=reason("FF01")))
    office.approve("DE", outcome.document_id, "anna")
    office.finish("DE", outcome.document_id)
    (payment,) = rows("treasury.Payment", office)
    with office.acting("DE") as actor:
        seen = QUERIES.rows("see_payments", client_id=actor.clients[0], payments=[payment.id], documents=[payment.document_id])
    assert list(seen) == []
