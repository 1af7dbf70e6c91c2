"""Several writers on real connections: no gap, no deadlock, no loss, nothing sold twice."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection
from tests.spine.ledger.books import AT, TODAY, applied, entry, eur, filed, invoice, new_client, opened, post

from kantor.spine import ledger
from kantor.spine.access import acting
from kantor.spine.documents import Refusal
from kantor.words import Move, Posting, Settlement

pytestmark = pytest.mark.usefixtures("committed_database")
WRITERS = 4


@pytest.fixture
def client_id(committed_database: str) -> Iterator[int]:
    client_id = new_client()
    with acting(clients=(client_id,), person_id=None, at=AT) as actor:
        opened(actor)
    yield client_id
    connection.close()


def at_once(work: Callable[[int], int], writers: int = WRITERS) -> list[int]:
    """Each writer in a thread with a connection of its own, let go together; what they answer."""
    gate = threading.Barrier(writers)

    def one(number: int) -> int:
        gate.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(one, range(writers)))


def test_writers_on_the_same_accounts_leave_no_gap_and_no_deadlock(client_id: int) -> None:
    accounts = ["1200", "1400", "1576", "1600", "4920", "4930"]

    def work(writer: int) -> int:
        ordered = accounts if writer % 2 else accounts[::-1]
        for round_number in range(12):
            with acting(clients=(client_id,), person_id=None, at=AT) as actor:
                batch = []
                for document in filed(actor, 5):
                    lines = [Posting(account=number, debit=eur("1.00")) for number in ordered]
                    rest = Posting(account=ordered[round_number % 6], credit=eur("6.00"))
                    series = ("PI", "BK")[:: 1 if writer % 2 else -1]
                    batch += applied(actor, document, *(entry(*lines, rest, series=one) for one in series))
                ledger.EntryParts().apply(batch, actor)
        return 12 * 5

    assert at_once(work) == [60] * WRITERS
    with acting(clients=(client_id,), person_id=None, at=AT):
        assert ledger.differences(client_id) == []
        entries = apps.get_model("ledger", "Entry").objects.filter(client_id=client_id)
        for series in ("PI", "BK"):
            vouchers = entries.filter(series=series).order_by("voucher").values_list("voucher", flat=True)
            assert list(vouchers) == list(range(1, 60 * WRITERS + 1))


def test_a_writer_that_fails_leaves_no_gap_behind(client_id: int) -> None:
    class Failed(Exception):
        pass

    def work(writer: int) -> int:
        done = 0
        for round_number in range(10):
            try:
                with acting(clients=(client_id,), person_id=None, at=AT) as actor:
                    post(actor, filed(actor, 2), *invoice())
                    if (round_number + writer) % 3 == 0:
                        raise Failed
                done += 2
            except Failed:
                continue
        return done

    total = sum(at_once(work))
    with acting(clients=(client_id,), person_id=None, at=AT):
        vouchers = apps.get_model("ledger", "Entry").objects.filter(client_id=client_id).order_by("voucher")
        assert list(vouchers.values_list("voucher", flat=True)) == list(range(1, total + 1))


def test_payers_never_pay_an_invoice_twice(client_id: int) -> None:
    with acting(clients=(client_id,), person_id=None, at=AT) as actor:
        post(actor, filed(actor, 3), *invoice("100.00"))
        items = [item.id for item in ledger.open_items([client_id], side="payable", on=TODAY)]
    refused: set[str] = set()

    def work(writer: int) -> int:
        paid = 0
        for _ in range(10):
            try:
                with acting(clients=(client_id,), person_id=None, at=AT) as actor:
                    (document,) = filed(actor)
                    ordered = items if writer % 2 else items[::-1]
                    parts = [Settlement(open_item_id=item, amount=eur("7.00")) for item in ordered]
                    ledger.SettlementParts().apply(applied(actor, document, *parts), actor)
                paid += 1
            except Refusal as refusal:
                refused.add(refusal.key)
        return paid

    assert sum(at_once(work)) == 17  # 119.00 = 17 times 7.00
    assert refused == {"ledger.overpaid"}
    with acting(clients=(client_id,), person_id=None, at=AT):
        assert ledger.open_items([client_id], side="payable", on=TODAY) == []
        assert ledger.differences(client_id) == []


def test_pickers_never_take_more_than_lies_there(client_id: int) -> None:
    articles = ["A", "B", "C"]

    def move(source: str, destination: str, article: str, quantity: int) -> Move:
        return Move(article=article, source=source, destination=destination, quantity=Decimal(quantity), unit="pc", effective_at=AT)

    with acting(clients=(client_id,), person_id=None, at=AT) as actor:
        (document,) = filed(actor)
        ledger.MoveParts().apply(applied(actor, document, *(move("supplier", "dock", one, 25) for one in articles)), actor)
    refused: set[str] = set()

    def work(writer: int) -> int:
        picked = 0
        for round_number in range(10):
            ordered = articles if (writer + round_number) % 2 else articles[::-1]
            try:
                with acting(clients=(client_id,), person_id=None, at=AT) as actor:
                    (document,) = filed(actor)
                    moves = [move("dock", f"rack-{(writer + round_number) % 5}", one, 1) for one in ordered]
                    ledger.MoveParts().apply(applied(actor, document, *moves), actor)
                picked += 1
            except Refusal as refusal:
                refused.add(refusal.key)
        return picked

    assert sum(at_once(work)) == 25
    assert refused == {"ledger.stock_short"}
    with acting(clients=(client_id,), person_id=None, at=AT):
        assert sum(row.quantity for row in ledger.stock(client_id)) == 75
        assert "dock" not in {row.place for row in ledger.stock(client_id)}


def test_closing_waits_for_whoever_is_posting_and_stops_whoever_comes_later(client_id: int) -> None:
    posted = threading.Event()

    def accountant() -> None:
        try:
            assert posted.wait(60)
            with acting(clients=(client_id,), person_id=None, at=AT) as actor:
                ledger.close_period(2026, 5, reason="done", actor=actor)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with acting(clients=(client_id,), person_id=None, at=AT) as actor:
            closing = pool.submit(accountant)
            post(actor, filed(actor), *invoice())
            posted.set()
            wait_until_somebody_waits()
            post(actor, filed(actor), *invoice())
        closing.result()
    with pytest.raises(Refusal, match=r"ledger\.period_closed"), acting(clients=(client_id,), person_id=None, at=AT) as actor:
        post(actor, filed(actor), *invoice())
    with acting(clients=(client_id,), person_id=None, at=AT):
        assert len(ledger.journal(client_id, from_on=date(2026, 5, 1), until_on=date(2026, 5, 31))) == 2


def wait_until_somebody_waits() -> None:
    """Until another connection waits for a lock."""
    for _ in range(5000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")
