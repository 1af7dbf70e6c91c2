"""A complaint from the mail to the money: two people decide, the books balance, the answer leaves, and somebody looks after it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.channels.mail.test_sending import written
from tests.journeys.office import EVERYBODY, Office, open_office

from kantor.kit.money import Money
from kantor.spine import access, cases, documents, ledger
from kantor.words import Refusal
from kantor.words.authority import Limit

COMPLAINT, MATTER = "correspondence.complaint", "correspondence.matter"
SAYS = "Sehr geehrte Damen und Herren, der gelieferte Tisch ist beschädigt. Ich bitte um Erstattung von 80 EUR."


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def test_money_for_a_complaint_is_two_peoples_decision_and_stands_in_the_books(office: Office) -> None:
    office.bring(written("Reklamation zu Auftrag 4711", SAYS, Message_ID="<c1@kuehn.example>"), client="DE")
    complaint = office.waiting("DE", COMPLAINT)
    given = {"cause": "damaged", "order_number": "4711", "line": "2", "demand": "refund", "demanded": "80", "verdict": "partly"}
    decided = {"reason": "Der Schaden ist beim Transport entstanden.", "compensation": "50", "account": "4790"}
    nature = {"nature": "price_reduction", "vat_percent": "19", "vat_account": "1776"}
    later = {"follow_up_on": "2026-03-24", "follow_up": "Ist der Tisch repariert?"}
    partner = str(office.suppliers["DE", "DE"])
    checked = office.save("DE", complaint, "carla", **given, **decided, **later, **nature, party_id=partner)
    keys = {"correspondence.gives_money", "correspondence.order_unknown", "correspondence.tax_is_lowered.none"}
    assert keys <= {finding.key for finding in checked.findings}
    assert "Wir zahlen Ihnen 50,00" in checked.reading.text("answer")
    assert office.approve("DE", complaint, "carla") == "approve"
    with pytest.raises(Refusal):
        office.approve("DE", complaint, "carla")
    office.approve("DE", complaint, "bert")
    assert office.finish("DE", complaint) == {complaint}
    with office.acting("DE") as actor:
        (letter,) = documents.approved(actor, most=10)
        entries = ledger.entries_of_document(office.clients["DE"], complaint)
    assert letter.content["in_reply_to"] == "c1@kuehn.example"
    debits = {posting.account: posting.debit.amount for posting in entries[0].postings if posting.debit}
    assert debits == {"1776": Decimal("7.98"), "4790": Decimal("42.02")}
    with office.acting("DE"):
        assert list(cases.queue({office.clients["DE"]: EVERYBODY})) == []
    office.now.at = datetime(2026, 3, 24, 8, 0, tzinfo=UTC)
    with office.acting("DE") as actor:
        assert cases.wake(actor) == 1
    matter = office.checked("DE", office.waiting("DE", MATTER)).reading
    assert (matter.text("note"), matter.text("answer_by")) == ("Ist der Tisch repariert?", "2026-03-24")


def test_the_order_of_a_complaint_is_looked_up_in_the_books(office: Office) -> None:
    line = {"line": "1", "name": "Tisch", "quantity": "2", "unit": "C62", "price": "40.00", "account": "4930"}
    office.order("DE", "PO-9", line)
    office.bring(written("Reklamation PO-9, Tisch beschädigt", SAYS, Message_ID="<c2@kuehn.example>"), client="DE")
    complaint = office.waiting("DE", COMPLAINT)
    theirs, others = str(office.suppliers["DE", "DE"]), str(office.suppliers["DE", "PL"])

    def found(**changes: str) -> set[str]:
        checked = office.save("DE", complaint, "carla", order_number="PO-9", **changes)
        return {finding.key for finding in checked.findings if ".order" in finding.key}

    assert found(party_id=theirs, line="1") == set()
    assert found(party_id=theirs, line="7") == {"correspondence.order_line_unknown"}
    assert found(party_id=others, line="1") == {"correspondence.order_of_another"}


def test_two_people_give_no_more_than_the_limit(office: Office) -> None:
    office.bring(written("Reklamation zu Auftrag 4711", SAYS, Message_ID="<c3@kuehn.example>"), client="DE")
    complaint = office.waiting("DE", COMPLAINT)
    with office.acting("DE") as actor:
        limit = Limit(role="correspondence.approver", type=COMPLAINT, amount=Money.of("50", "EUR"), from_on=date(2026, 1, 1))
        access.set_limit([limit], actor)

    def stopped(amount: str) -> bool:
        checked = office.save("DE", complaint, "carla", verdict="partly", compensation=amount)
        return "correspondence.above_the_limit" in {finding.key for finding in checked.findings}

    assert stopped("50.01")
    with pytest.raises(Refusal):
        office.approve("DE", complaint, "carla")
    assert not stopped("50.00")
