"""Whatever a batch holds: it is refused whole, or balances are the sum of postings and goods and open items add up."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.spine.ledger.books import AT, CHART, TODAY, applied, filed, new_client, opened, reversing, trial

from kantor.kit.money import Money
from kantor.spine import ledger
from kantor.spine.access import acting
from kantor.spine.documents import Refusal
from kantor.words import Entry, Move, OpenItem, Posting, Settlement

ANY_BATCH = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
NUMBERS = [account.number for account in CHART]
CENTS = st.integers(-5_000_00, 5_000_00)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x1f"), max_size=12)


def eur(cents: int) -> Money:
    return Money.from_minor(cents, "EUR")


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Balanced by its last line; a side may be negative, as in a red storno."""
    lines = draw(st.lists(st.tuples(st.sampled_from(NUMBERS), st.booleans(), CENTS, TEXTS), min_size=1, max_size=5))
    postings = [
        Posting(account=number, debit=eur(cents) if is_debit else None, credit=None if is_debit else eur(cents), text=text)
        for number, is_debit, cents, text in lines
    ]
    rest = sum(cents if is_debit else -cents for _, is_debit, cents, _ in lines)
    postings.append(Posting(account=draw(st.sampled_from(NUMBERS)), credit=eur(rest)))
    booked_on = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
    series = draw(st.sampled_from(["PI", "BK"]))
    return Entry(series=series, booked_on=booked_on, document_on=booked_on, text=draw(TEXTS), postings=tuple(postings))


@given(st.lists(st.lists(entries(), min_size=1, max_size=3), min_size=1, max_size=6), st.data())
@ANY_BATCH
def test_any_batch_balances_and_any_part_of_it_can_be_undone(database: None, documents: list[list[Entry]], data: st.DataObject) -> None:
    parts = ledger.EntryParts()
    with acting(clients=(new_client(),), person_id=None, at=AT) as actor:
        (client_id,) = actor.clients
        opened(actor)
        ids = filed(actor, len(documents))
        parts.apply([one for id, written in zip(ids, documents, strict=True) for one in applied(actor, id, *written)], actor)
        expected = dict.fromkeys(NUMBERS, Decimal(0))
        for posting in (posting for written in documents for entry in written for posting in entry.postings):
            expected[posting.account] += posting.debit.amount if posting.debit else Decimal(0)
            expected[posting.account] -= posting.credit.amount if posting.credit else Decimal(0)
        assert {number: amount for number, amount in expected.items() if amount} == {k: v for k, v in trial(client_id).items() if v}
        assert ledger.differences(client_id) == []
        assert vouchers_have_no_gap(client_id)
        written_texts = [[line.text for line in row.postings] for id in ids for row in ledger.entries_of_document(client_id, id)]
        assert written_texts == [[posting.text for posting in entry.postings] for written in documents for entry in written]
        undone = data.draw(st.lists(st.sampled_from(ids), unique=True))
        counters = filed(actor, len(undone))
        parts.reverse([one for counter, id in zip(counters, undone, strict=True) for one in reversing(actor, counter, id)], actor)
        left = sum_of_entries(client_id, [id for id in ids if id not in undone])
        assert {k: v for k, v in trial(client_id).items() if v} == left
        assert ledger.differences(client_id) == []
        assert vouchers_have_no_gap(client_id)


def sum_of_entries(client_id: int, documents: list[int]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for posted in (row for id in documents for row in ledger.entries_of_document(client_id, id)):
        for line in posted.postings:
            amount = (line.debit.amount if line.debit else Decimal(0)) - (line.credit.amount if line.credit else Decimal(0))
            sums[line.account] = sums.get(line.account, Decimal(0)) + amount
    return {account: amount for account, amount in sums.items() if amount}


def vouchers_have_no_gap(client_id: int) -> bool:
    seen: dict[str, list[int]] = {}
    for row in ledger.journal(client_id, from_on=date(2026, 1, 1), until_on=date(2026, 12, 31)):
        series, _, number = row.voucher.rpartition("-")
        seen.setdefault(series, []).append(int(number))
    return all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in seen.values())


class Step(NamedTuple):
    item: int
    cents: int
    reverse: bool


@given(
    st.lists(st.integers(-300, 300).filter(bool), min_size=1, max_size=4),
    st.lists(st.builds(Step, st.integers(0, 3), st.integers(-300, 300), st.booleans()), max_size=20),
)
@ANY_BATCH
def test_open_items_are_what_settlements_left_and_never_change_sides(database: None, owed: list[int], steps: list[Step]) -> None:
    parts = ledger.SettlementParts()
    with acting(clients=(new_client(),), person_id=None, at=AT) as actor:
        supplier = opened(actor)
        owing_all = [(id, owing(cents, supplier)) for id, cents in zip(filed(actor, len(owed)), owed, strict=True)]
        batch = [one for id, parts_of_one in owing_all for one in applied(actor, id, *parts_of_one)]
        ledger.EntryParts().apply(batch, actor)
        items = sorted(ledger.open_items(actor.clients, side="payable", on=TODAY), key=lambda item: item.id)
        left = {item.id: item.open.minor for item in items}
        payments: list[tuple[int, int, int]] = []
        for step in steps:
            (document,) = filed(actor)
            if step.reverse and payments:
                paid, id, cents = payments.pop(step.item % len(payments))
                parts.reverse(reversing(actor, document, paid), actor)
                left[id] += cents
                continue
            id = items[step.item % len(items)].id
            allowed = 0 < step.cents <= left[id] or left[id] <= step.cents < 0
            batch = applied(actor, document, Settlement(open_item_id=id, amount=eur(step.cents)))
            if not allowed:
                with pytest.raises(Refusal, match=r"ledger\.overpaid"):
                    parts.apply(batch, actor)
                continue
            parts.apply(batch, actor)
            left[id] -= step.cents
            payments.append((document, id, step.cents))
        found = {item.id: item.open.minor for item in ledger.open_items(actor.clients, side="payable", on=TODAY)}
        assert found == {id: cents for id, cents in left.items() if cents}
        assert ledger.differences(actor.clients[0]) == []


def owing(cents: int, supplier: int) -> tuple[Entry, OpenItem]:
    lines = (Posting(account="4930", debit=eur(cents)), Posting(account="1600", credit=eur(cents)))
    entry = Entry(series="PI", booked_on=TODAY, document_on=TODAY, text="", postings=lines)
    item = OpenItem(
        side="payable", party_id=supplier, account="1600", amount=eur(cents), local_amount=eur(cents), due_on=TODAY, reference=""
    )
    return entry, item


PLACES = ["supplier", "customer", "loss", "dock", "rack"]
MOVES = st.builds(
    Move,
    article=st.sampled_from(["A", "B"]),
    source=st.sampled_from(PLACES),
    destination=st.sampled_from(PLACES),
    quantity=st.integers(1, 9).map(Decimal),
    unit=st.just("pc"),
    effective_at=st.just(AT),
    lot=st.sampled_from(["", "L"]),
).filter(lambda move: move.source != move.destination)


@given(st.lists(st.lists(MOVES, min_size=1, max_size=4), min_size=1, max_size=12))
@ANY_BATCH
def test_stock_is_the_sum_of_moves_and_never_negative(database: None, batches: list[list[Move]]) -> None:
    parts = ledger.MoveParts()
    with acting(clients=(new_client(),), person_id=None, at=AT) as actor:
        stock: dict[tuple[str, str, str], Decimal] = {}
        for moves in batches:
            (document,) = filed(actor)
            after = dict(stock)
            for move in moves:
                for place, sign in ((move.source, -1), (move.destination, 1)):
                    if place not in ledger.OUTSIDE:
                        key = (place, move.article, move.lot)
                        after[key] = after.get(key, Decimal(0)) + sign * move.quantity
            possible = min(after.values(), default=Decimal(0)) >= 0
            batch = applied(actor, document, *moves)
            if possible:
                parts.apply(batch, actor)
                stock = after
            else:
                with pytest.raises(Refusal, match=r"ledger\.stock_short"), transaction.atomic():
                    parts.apply(batch, actor)
        found = {(row.place, row.article, row.lot): row.quantity for row in ledger.stock(actor.clients[0])}
        assert found == {key: quantity for key, quantity in stock.items() if quantity}
