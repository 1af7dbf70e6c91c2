"""Goods move between places, are never less than nothing, and go back when a move is reversed."""

from decimal import Decimal

import pytest
from tests.spine.ledger.books import AT, applied, filed, reversing

from kantor.spine import ledger
from kantor.spine.access import Actor
from kantor.spine.documents import Refusal
from kantor.words import Move

PARTS = ledger.MoveParts()


def move(source: str, destination: str, quantity: str = "1", *, article: str = "A-1", lot: str = "", unit: str = "pc") -> Move:
    return Move(article=article, source=source, destination=destination, quantity=Decimal(quantity), unit=unit, effective_at=AT, lot=lot)


def do(clerk: Actor, *moves: Move) -> int:
    (document,) = filed(clerk)
    PARTS.apply(applied(clerk, document, *moves), clerk)
    return document


def lying(clerk: Actor) -> dict[tuple[str, str, str], Decimal]:
    return {(row.place, row.article, row.lot): row.quantity for row in ledger.stock(clerk.clients[0])}


def test_goods_come_in_are_put_away_and_leave(clerk: Actor) -> None:
    do(clerk, move("supplier", "dock", "10"))
    do(clerk, move("dock", "rack-7", "6"), move("dock", "rack-8", "4"))
    do(clerk, move("rack-7", "customer", "2.5"))
    assert lying(clerk) == {("rack-7", "A-1", ""): Decimal("3.5"), ("rack-8", "A-1", ""): Decimal("4")}


def test_lots_and_articles_are_kept_apart(clerk: Actor) -> None:
    do(clerk, move("supplier", "dock", "1", lot="L1"), move("supplier", "dock", "2", lot="L2"), move("supplier", "dock", "3", article="B"))
    assert lying(clerk) == {("dock", "A-1", "L1"): 1, ("dock", "A-1", "L2"): 2, ("dock", "B", ""): 3}
    with pytest.raises(Refusal, match=r"ledger\.stock_short"):
        do(clerk, move("dock", "customer", "2", lot="L1"))


def test_nothing_leaves_that_is_not_there(clerk: Actor) -> None:
    do(clerk, move("supplier", "dock", "5"))
    first, second = filed(clerk, 2)
    with pytest.raises(Refusal) as refused:
        PARTS.apply([*applied(clerk, first, move("dock", "customer", "3")), *applied(clerk, second, move("dock", "loss", "3"))], clerk)
    assert (refused.value.key, refused.value.document_id) == ("ledger.stock_short", second)
    assert refused.value.evidence == {"article": "A-1", "lot": "", "place": "dock", "asked": "3", "left": "2.000000"}
    with pytest.raises(Refusal, match=r"ledger\.stock_short"):
        do(clerk, move("nowhere", "customer"))


def test_goods_may_come_and_leave_in_one_batch(clerk: Actor) -> None:
    do(clerk, move("dock", "rack", "5"), move("supplier", "dock", "5"), move("rack", "customer", "5"))
    assert lying(clerk) == {}


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("ledger.quantity_not_positive", move("supplier", "dock", "0")),
        ("ledger.quantity_not_positive", move("supplier", "dock", "-1")),
        ("ledger.quantity_not_positive", move("supplier", "dock", "NaN")),
        ("ledger.quantity_not_exact", move("supplier", "dock", "0.0000001")),
        ("ledger.move_to_same_place", move("dock", "dock")),
        ("ledger.unit_differs", move("supplier", "dock", unit="kg")),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(clerk: Actor, key: str, wrong: Move) -> None:
    do(clerk, move("supplier", "dock", "5"))
    with pytest.raises(Refusal) as refused:
        do(clerk, wrong)
    assert refused.value.key == key


def test_a_reversed_receipt_goes_back_to_the_supplier(clerk: Actor) -> None:
    receipt = do(clerk, move("supplier", "dock", "5"), move("supplier", "dock", "2", article="B"))
    (counter, again) = filed(clerk, 2)
    PARTS.reverse(reversing(clerk, counter, receipt), clerk)
    assert lying(clerk) == {}
    PARTS.reverse(reversing(clerk, again, receipt), clerk)
    assert lying(clerk) == {}


def test_a_receipt_whose_goods_have_moved_on_is_not_reversed(clerk: Actor) -> None:
    receipt = do(clerk, move("supplier", "dock", "5"))
    picked, shipped = do(clerk, move("dock", "rack", "1")), do(clerk, move("dock", "customer", "1"))
    (counter,) = filed(clerk)
    with pytest.raises(Refusal) as refused:
        PARTS.reverse(reversing(clerk, counter, receipt), clerk)
    assert (refused.value.key, refused.value.document_id) == ("ledger.stock_short", counter)
    assert refused.value.evidence["moved_on_by"] == f"{picked}, {shipped}"
    assert refused.value.evidence["left"] == "3.000000"
