"""Many at once: no order is invoiced twice, one that fails stands alone, and a killed process leaves nothing lost or done twice."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connections
from tests.engines.einvoice.drafts import GERMAN, S19
from tests.journeys.office import Office, as_file, open_office

from kantor.departments.payables.supplier_invoice import matching, rules_matching
from kantor.engines.einvoice.writers import Draft, DraftLine
from kantor.spine import cases, documents
from kantor.spine.cases import road
from kantor.words import Reading

D = Decimal
PAPER = DraftLine(name="Kopierpapier A4", quantity=D(40), price=D("4.35"), vat=S19, unit="H87", article="KP-80")
ORDERED = {"line": "1", "name": "Kopierpapier A4", "article": "KP-80", "quantity": "100", "unit": "H87", "price": "4.35", "clearing": "yes"}
INVOICE = replace(GERMAN, order_number="B-4711", cash_discounts=(), lines=(PAPER,))


@pytest.fixture
def office(database: None) -> Office:
    return with_order(open_office())


def with_order(office: Office) -> Office:
    office.order("DE", "B-4711", ORDERED)
    office.receive("DE", "B-4711", {"line": "1", "quantity": "100"})
    return office


def numbered(*numbers: int, order: str = "B-4711") -> list[Draft]:
    """Invoices that differ in number and day: equal ones of one day would be looked at as near duplicates."""
    first = date(2026, 1, 12)
    return [replace(INVOICE, number=f"RE-{number}", order_number=order, issued_on=first + timedelta(days=number)) for number in numbers]


def test_an_order_is_never_invoiced_twice_within_one_batch(office: Office) -> None:
    outcomes = office.bring(*numbered(1, 2, 3))  # 40 each of 100 ordered
    assert [outcome.outcome for outcome in outcomes] == ["effect", "effect", "task"]
    assert office.findings("DE", outcomes[2].document_id) == {"facts.nothing_left"}
    assert office.balances("DE")["1799"] == D("-87.00")  # twenty received and not invoiced yet
    # looked at again, the rule says what is wrong
    checked = office.save("DE", outcomes[2].document_id, "anna", buyer_reference="x")
    assert "payables.supplier_invoice.more_than_ordered" in {finding.key for finding in checked.findings}


def test_what_was_invoiced_before_is_no_longer_open(office: Office) -> None:
    office.bring(*numbered(1))
    (second,) = office.bring(replace(INVOICE, number="RE-2", lines=(replace(PAPER, quantity=D(70)),)))
    assert office.findings("DE", second.document_id) >= {"payables.supplier_invoice.more_than_ordered"}


def test_what_has_not_come_is_looked_at_and_clears_when_it_comes(office: Office) -> None:
    office.order("DE", "B-4712", ORDERED)
    office.receive("DE", "B-4712", {"line": "1", "quantity": "30"})
    (outcome,) = office.bring(replace(INVOICE, order_number="B-4712"))
    assert office.findings("DE", outcome.document_id) == {"payables.supplier_invoice.not_received"}
    office.approve("DE", outcome.document_id, "anna")
    office.finish("DE")
    assert office.balances("DE")["1799"] == D("-435.00") - D("130.50") + D("174.00")
    office.receive("DE", "B-4712", {"line": "1", "quantity": "10"})
    assert office.balances("DE")["1799"] == D("-435.00")


def test_a_price_above_the_order_is_looked_at_and_its_difference_booked_apart(office: Office) -> None:
    (outcome,) = office.bring(replace(INVOICE, lines=(replace(PAPER, price=D("4.80")),)))
    assert office.findings("DE", outcome.document_id) == {"payables.supplier_invoice.price_above_order"}
    office.approve("DE", outcome.document_id, "anna")
    office.finish("DE")
    found = office.balances("DE")
    assert (found["1799"], found["3899"], found["1576"], found["1600"]) == (D("-261.00"), D("18.00"), D("36.48"), D("-228.48"))


def test_units_of_order_and_invoice_may_differ(office: Office) -> None:
    dozens = replace(PAPER, quantity=D(5), unit="DZN", price=D("52.20"))
    (outcome,) = office.bring(replace(INVOICE, lines=(dozens,)))
    assert outcome.outcome == "effect"
    match = office.checked("DE", outcome.document_id).reading.rows("matches")[0]
    assert (D(match["line_quantity"].text), D(match["quantity"].text)) == (D(5), D(60))
    assert office.balances("DE")["1799"] == D("-435.00") + D("261.00")


def test_one_that_fails_becomes_a_task_while_forty_nine_go_through(office: Office) -> None:
    office.order("DE", "B-4799", ORDERED | {"quantity": "10000"})
    office.receive("DE", "B-4799", {"line": "1", "quantity": "10000"})
    drafts = numbered(*range(50), order="B-4799")
    office.order("DE", "B-4800", {**ORDERED, "clearing": "no", "account": "9999"})  # an account that the chart does not have
    drafts[31] = replace(drafts[31], order_number="B-4800")
    outcomes = office.bring(*drafts)
    assert [at for at, outcome in enumerate(outcomes) if outcome.outcome != "effect"] == [31]
    assert office.findings("DE", outcomes[31].document_id) == {"ledger.account_unknown"}
    assert office.task("DE", outcomes[31].document_id).reasons == ["ledger.account_unknown"]


@pytest.mark.parametrize("stage", ["before_checking", "before_effect"])
def test_a_killed_process_is_taken_up_where_it_stood(office: Office, stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(documents, "check" if stage == "before_checking" else "take_effect", killed)
        with pytest.raises(Killed):
            office.bring(*numbered(1, 2))
    states = {"before_checking": "received", "before_effect": "ready"}
    rows = [office.row("DE", document_id) for document_id in invoices(office)]
    assert [row.state for row in rows] == [states[stage]] * 2
    for _ in range(2):  # the second time there is nothing left to do
        cases.resume(client_id=office.clients["DE"], person_id=None, now=office.now)
        cases.finish_ready(client_id=office.clients["DE"], document_ids=None, person_id=None, now=office.now)
        assert [office.row("DE", row.id).state for row in rows] == ["effective"] * 2
        assert len(office.open_items("DE")) == 2
    assert [outcome.outcome for outcome in office.bring(*numbered(1, 2))] == ["duplicate", "duplicate"]


def invoices(office: Office) -> list[int]:
    with office.acting("DE"):
        return list(apps.get_model("documents.Document").objects.filter(channel="folder").order_by("id").values_list("id", flat=True))


def test_two_processes_never_take_the_same_goods_twice(committed_database: str) -> None:
    office = with_order(open_office())
    outcomes: list[Any] = []
    start = threading.Barrier(2)

    def bring(numbers: tuple[int, ...]) -> None:
        try:
            start.wait()
            outcomes.extend(office.bring(*[as_file(draft) for draft in numbered(*numbers)]))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=bring, args=(numbers,)) for numbers in ((1, 2), (3, 4))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.outcome for outcome in outcomes) == ["effect", "effect", "task", "task"]
    assert office.balances("DE")["1799"] == D("-87.00")


def test_long_documents_come_in_smaller_batches() -> None:
    """While a batch is judged its transaction is idle, and the database ends it after some seconds."""
    most, many = road.MOST_ROWS, road.BATCH
    lengths = [1, most - 1, 600, most + 1, *[10] * (many + 20)]
    pairs = [
        (_understood(length), documents.Received(document_id=number, sha256="", duplicate=False)) for number, length in enumerate(lengths)
    ]
    batches = road._batches(pairs)
    assert [pair for batch in batches for pair in batch] == pairs
    assert [len(batch) for batch in batches] == [2, 1, 1, many, 20]


def _understood(length: int) -> road.Arrival:
    reading = Reading(reader="test", values={}, tables={"lines": ({},) * length})
    incoming = documents.Incoming(data=b"", name="", media_type="", channel="test")
    return road.Arrival(incoming=incoming, understood=road.Understood(readings=(reading,)))


def test_what_is_too_long_to_be_compared_with_orders_becomes_a_task_that_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "MOST_PAIRS", 2)
    monkeypatch.setattr(rules_matching, "MOST_PAIRS", 2)
    (outcome,) = office.bring(replace(INVOICE, lines=(PAPER, PAPER, PAPER)))
    told = {finding.key: finding.evidence for finding in outcome.findings}
    assert outcome.outcome == "task"
    assert told["payables.supplier_invoice.too_many_to_match"] == {"lines": "3", "ordered": "1"}
    assert "payables.supplier_invoice.order_unknown" not in told
    assert not office.checked("DE", outcome.document_id).reading.rows("matches")
