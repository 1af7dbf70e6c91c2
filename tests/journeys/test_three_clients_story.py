"""One clerk serves three clients: one queue, each document in its own client's books, and nobody sees what is not theirs."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from tests.engines.einvoice.drafts import GERMAN, INDONESIAN, POLISH
from tests.journeys.office import Office, hire, open_office

from kantor.engines.einvoice.writers import Draft
from kantor.spine import access, cases, documents, ledger, parties
from kantor.spine.documents import Refusal

D = Decimal
DRAFTS: Sequence[Draft] = [replace(draft, order_number="", cash_discounts=()) for draft in (GERMAN, POLISH, INDONESIAN)]
ACCOUNTS = {"DE": "4806", "PL": "409", "ID": "6-1900"}


@pytest.fixture
def office(database: None) -> Office:
    return open_office(limit="50000")


def test_each_invoice_finds_its_client_by_the_buyers_number_and_one_queue_holds_them_all(office: Office) -> None:
    outcomes = office.bring(*DRAFTS)
    assert [outcome.outcome for outcome in outcomes] == ["task"] * 3
    anna = office.people["anna"]
    done = []
    while taken := cases.take_next(anna, office.now(), type="payables.supplier_invoice"):
        client = next(code for code, client_id in office.clients.items() if client_id == taken.client_id)
        lines = office.checked(client, taken.document_id).reading.rows("lines")
        office.save(client, taken.document_id, "anna", **{f"lines__{at}__account": ACCOUNTS[client] for at in range(len(lines))})
        assert office.approve(client, taken.document_id, "anna") == ""
        assert office.finish(client) == {taken.document_id}
        done.append(client)
    assert sorted(done) == ["DE", "ID", "PL"]
    # 257.22 net at 19, 7 and 0 %; 1,200 + 200 + 40 net at 23, 5 and 0 %; 11,300,000 rupiah with 11 % PPN
    assert office.balances("DE")["1600"] == -(D("174.00") + D("33.06") + D("84.70") + D("5.93") + D("180.00"))
    assert office.balances("PL")["201"] == -(D("1200.00") + D("276.00") + D("200.00") + D("10.00") + D("40.00"))
    assert office.balances("ID")["2-1100"] == -(D("11300000") * D("1.11"))


def test_a_clerk_of_one_client_sees_nothing_of_the_others(office: Office) -> None:
    outcomes = office.bring(*DRAFTS)
    hire(office, "dora", {"PL": ("payables.clerk",)})
    dora, polish = office.people["dora"], office.clients["PL"]
    with access.acting(clients=list(access.roles_of(dora, office.now.at.date())), person_id=dora, at=office.now()):
        seen = [outcome.document_id for outcome in outcomes if documents.document(outcome.document_id)]
        assert seen == [outcomes[1].document_id]
        assert {party.client_id for party in parties.listed(list(office.clients.values()))} == {polish}
        assert ledger.trial_balance(office.clients["DE"], from_on=DRAFTS[0].issued_on, until_on=DRAFTS[0].issued_on) == []
        with connection.cursor() as cursor:
            for table in ("documents_document", "cases_task", "trail_record", "parties_party", "documents_reading", "ledger_account"):
                cursor.execute(f"SELECT DISTINCT client_id FROM {table}")
                assert {row[0] for row in cursor.fetchall()} == {polish}
    taken = cases.take_next(dora, office.now())
    assert taken is not None
    assert taken.client_id == polish
    assert cases.take_next(dora, office.now(), after=taken.id) is None


def test_work_on_anothers_document_is_refused(office: Office) -> None:
    german = office.bring(*DRAFTS)[0].document_id
    hire(office, "dora", {"PL": ("payables.clerk",)})
    with pytest.raises((Refusal, ValueError)), office.acting("PL", "dora") as actor:
        cases.save(german, {"number": "1"}, actor)
    with pytest.raises(Refusal, match="not_your_role"), office.acting("DE", "dora") as actor:
        cases.save(german, {"number": "1"}, actor)


def test_without_a_number_that_tells_the_client_the_office_sorts_it(office: Office) -> None:
    stranger = replace(GERMAN, number="RE-1", buyer=replace(GERMAN.buyer, vat_id=""))
    (outcome,) = office.bring(stranger)
    assert office.row("DE", outcome.document_id).client_id == office.clients["DE"]
    foreign = replace(GERMAN, number="RE-2", buyer=replace(GERMAN.buyer, vat_id="DE811569869"))
    (outcome,) = office.bring(foreign)
    assert "payables.supplier_invoice.buyer_is_somebody_else" in office.findings("DE", outcome.document_id)
