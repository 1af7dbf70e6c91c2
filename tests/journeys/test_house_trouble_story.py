"""Trouble that is no document's fault: what was decided stays ready, is said to be so, and takes effect with the next run."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from tests.engines.einvoice.drafts import GERMAN, S19
from tests.journeys.office import Office, open_office

from kantor.engines.einvoice.writers import DraftLine
from kantor.site.working import steps
from kantor.spine import cases, documents
from kantor.spine.cases import patience

ORDERED = {"line": "1", "name": "Kopierpapier A4", "article": "KP-80", "quantity": "80", "unit": "H87", "price": "4.35", "clearing": "yes"}
PAPER = DraftLine(name="Kopierpapier A4", quantity=Decimal(40), price=Decimal("4.35"), vat=S19, unit="H87", article="KP-80")
INVOICE = replace(GERMAN, cash_discounts=(), lines=(PAPER,))
INVOICES = [
    replace(INVOICE, number="RE-1", order_number="B-1", issued_on=date(2026, 3, 2)),
    replace(INVOICE, number="RE-2", order_number="B-2", issued_on=date(2026, 3, 3)),
]


def with_orders() -> Office:
    office = open_office()
    for order in ("B-1", "B-2"):
        office.order("DE", order, ORDERED)
        office.receive("DE", order, {"line": "1", "quantity": "80"})
    return office


def test_what_somebody_holds_on_to_stays_ready_and_the_others_take_effect(
    committed_database: str, superuser_connection: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "FIRST_PAUSE_S", 0.001)
    office = with_orders()
    take_effect = documents.take_effect

    def impatient(ids: Sequence[int], *given: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '50ms'")
        return take_effect(ids, *given)

    monkeypatch.setattr(documents, "take_effect", impatient)
    with superuser_connection.transaction():
        superuser_connection.execute(
            "SELECT FROM facts_capacity c JOIN purchasing_order_line o ON o.id::text = c.key WHERE o.order_number = 'B-2' FOR UPDATE OF c"
        )
        outcomes = office.bring(*INVOICES)
    assert [outcome.outcome for outcome in outcomes] == ["effect", "ready"]
    assert outcomes[1].findings[-1].key == "cases.takes_effect_later"
    assert office.row("DE", outcomes[1].document_id).state == "ready"
    assert office.finish("DE") == {outcomes[1].document_id}


@pytest.fixture
def office(database: None) -> Office:
    return with_orders()


def test_while_the_database_is_away_it_is_tried_a_few_times_with_growing_pauses(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    pauses: list[float] = []

    def away(ids: Sequence[int], *_: Any) -> None:
        tried.append(len(ids))
        raise OperationalError("the server closed the connection unexpectedly")

    with monkeypatch.context() as patch:
        patch.setattr(documents, "take_effect", away)
        patch.setattr(patience.time, "sleep", pauses.append)
        outcomes = office.bring(*INVOICES)
        assert [outcome.outcome for outcome in outcomes] == ["ready", "ready"]
        assert tried == [2] * (patience.ATTEMPTS + 1)
        assert pauses == sorted(set(pauses))
        # a worker is told, so that its job rests before the next try
        with pytest.raises(cases.LeftReady, match=r"2 documents stay ready and take effect with the next run .*closed the connection"):
            steps.take_effect(office.clients["DE"], lambda: True)
    assert office.finish("DE") == {outcome.document_id for outcome in outcomes}


def test_one_whose_reason_cannot_be_written_down_now_stays_ready(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ArithmeticError("no such account")

    def away(*_: Any) -> None:
        raise OperationalError("the server closed the connection unexpectedly")

    with monkeypatch.context() as patch:
        patch.setattr(documents, "take_effect", broken)
        patch.setattr(cases.opening, "hold_back", away)
        outcomes = office.bring(*INVOICES)
    assert [outcome.outcome for outcome in outcomes] == ["ready", "ready"]
    assert office.finish("DE") == {outcome.document_id for outcome in outcomes}
