"""Goods go back: the credit note takes them off what was invoiced, the return off what has come, and nothing is left on clearing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.engines.einvoice.drafts import CREDIT, GERMAN, S19
from tests.journeys.office import Office, open_office

from kantor.engines.einvoice.writers import DraftLine
from kantor.spine import facts, ledger

D = Decimal
PREFIX = "payables.supplier_invoice"
PAPER = DraftLine(name="Kopierpapier A4", quantity=D(40), price=D("4.35"), vat=S19, unit="H87", article="KP-80")
ORDERED = {"line": "1", "name": "Kopierpapier A4", "article": "KP-80", "quantity": "40", "unit": "H87", "price": "4.35", "clearing": "yes"}
INVOICE = replace(GERMAN, order_number="B-4711", cash_discounts=(), lines=(PAPER,))
FOUR_BACK = replace(CREDIT, order_number="B-4711", lines=(replace(PAPER, quantity=D(4)),))


@pytest.fixture
def office(database: None) -> Office:
    """Forty packs were ordered, have come and were invoiced."""
    office = open_office()
    office.order("DE", "B-4711", ORDERED)
    office.receive("DE", "B-4711", {"line": "1", "quantity": "40"})
    (outcome,) = office.bring(INVOICE)
    assert outcome.outcome == "effect"
    return office


def invoiced(office: Office) -> Decimal:
    """How much of the one order line counts as invoiced."""
    with office.acting("DE") as actor:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM purchasing_order_line")
            ((line,),) = cursor.fetchall()
        (left,) = facts.left([("order_line.invoiced", str(line))], client_id=actor.clients[0]).values()
    return left.claimed


def in_stock(office: Office) -> Decimal:
    with office.acting("DE") as actor:
        return sum((row.quantity for row in ledger.stock(actor.clients[0]) if row.place == "warehouse"), D(0))


def credited(office: Office, credit: object = FOUR_BACK) -> int:
    (outcome,) = office.bring(credit)  # type: ignore[arg-type]
    assert outcome.outcome == "task"
    return outcome.document_id


def test_goods_that_went_back_leave_nothing_on_clearing(office: Office) -> None:
    credit = credited(office)
    assert office.findings("DE", credit) == {f"{PREFIX}.goods_credited"}
    office.approve("DE", credit, "anna")
    assert office.finish("DE", credit) == {credit}
    # four packs have come that nobody invoices any more: 17.40, with their tax 20.71 less to pay
    assert office.balances("DE")["1799"] == D("-17.40")
    assert sum(item.open.amount for item in office.open_items("DE")) == D("207.06") - D("20.71")
    assert invoiced(office) == D(36)
    returned = office.type_in(
        "DE",
        "anna",
        "purchasing.goods_receipt",
        {"number": "R-1", "received_on": "2026-03-09", "order_number": "B-4711"},
        lines=[{"line": "1", "quantity": "-4"}],
    )
    assert office.findings("DE", returned) == {"purchasing.goods_returned"}
    office.approve("DE", returned, "anna")
    assert office.finish("DE", returned) == {returned}
    assert "1799" not in office.balances("DE")
    assert in_stock(office) == D(36)


def test_what_was_credited_can_be_invoiced_again_and_no_more(office: Office) -> None:
    credit = credited(office)
    office.approve("DE", credit, "anna")
    office.finish("DE", credit)
    again = replace(INVOICE, number="RE-2", issued_on=date(2026, 3, 5), lines=(replace(PAPER, quantity=D(4)),))
    (outcome,) = office.bring(again)
    assert outcome.outcome == "effect"
    assert invoiced(office) == D(40)
    (more,) = office.bring(replace(again, number="RE-3", issued_on=date(2026, 3, 6)))
    assert more.outcome == "task"


def test_a_credit_that_only_lowers_the_price_is_none_of_the_orders_business(office: Office) -> None:
    cheaper = replace(FOUR_BACK, lines=(replace(PAPER, quantity=D(40), price=D("0.35")),))
    (outcome,) = office.bring(cheaper)
    checked = office.checked("DE", outcome.document_id)
    assert not checked.reading.rows("matches")
    assert f"{PREFIX}.goods_credited" not in {finding.key for finding in checked.findings}
    assert invoiced(office) == D(40)


def test_more_than_was_invoiced_is_not_taken_back(office: Office) -> None:
    credit = credited(office, replace(FOUR_BACK, lines=(replace(PAPER, quantity=D(50)),)))
    (match,) = office.checked("DE", credit).reading.rows("matches")
    assert D(match["quantity"].text) == 40


def test_more_than_has_come_does_not_go_back(office: Office) -> None:
    returned = office.type_in(
        "DE",
        "anna",
        "purchasing.goods_receipt",
        {"number": "R-1", "received_on": "2026-03-09", "order_number": "B-4711"},
        lines=[{"line": "1", "quantity": "-41"}],
    )
    assert office.findings("DE", returned) == {"purchasing.more_than_received"}


def test_a_reversed_credit_note_takes_its_goods_off_again(office: Office) -> None:
    credit = credited(office)
    office.approve("DE", credit, "anna")
    office.finish("DE", credit)
    reversal = office.type_in(
        "DE", "anna", "office.reversal", {"document": str(credit), "booked_on": "2026-03-31", "reason": "wrong credit"}
    )
    office.approve("DE", reversal, "bert")
    assert office.finish("DE", reversal) == {reversal}
    assert invoiced(office) == D(40)
    assert "1799" not in office.balances("DE")
