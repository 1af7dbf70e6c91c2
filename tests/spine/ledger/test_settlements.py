"""Open items are settled in parts, never overpaid, and open again when the settlement is undone."""

import pytest
from tests.spine.ledger.books import SUPPLIER, TODAY, applied, entry, eur, filed, invoice, post, reversing

from kantor.kit.money import Money
from kantor.spine import ledger
from kantor.spine.access import Actor
from kantor.spine.documents import Refusal
from kantor.words import OpenItem, Posting, Reopening, Settlement

PARTS = ledger.SettlementParts()


def owed(clerk: Actor) -> ledger.OpenItemRow:
    (document,) = filed(clerk)
    post(clerk, [document], *invoice())
    return next(item for item in ledger.open_items(clerk.clients, side="payable", on=TODAY) if item.document_id == document)


def settle(clerk: Actor, item: ledger.OpenItemRow, amount: Money, discount: Money | None = None) -> int:
    (document,) = filed(clerk)
    PARTS.apply(applied(clerk, document, Settlement(open_item_id=item.id, amount=amount, discount=discount)), clerk)
    return document


def still_open(clerk: Actor, item: ledger.OpenItemRow) -> Money | None:
    return next((row.open for row in ledger.open_items(clerk.clients, side="payable", on=TODAY) if row.id == item.id), None)


def test_an_invoice_is_paid_in_two_parts(clerk: Actor) -> None:
    item = owed(clerk)
    settle(clerk, item, eur("100.00"))
    assert still_open(clerk, item) == eur("19.00")
    settle(clerk, item, eur("19.00"))
    assert still_open(clerk, item) is None
    assert ledger.differences(clerk.clients[0]) == []


def test_one_payment_settles_many_invoices(clerk: Actor) -> None:
    items = [owed(clerk) for _ in range(3)]
    (document,) = filed(clerk)
    parts = [Settlement(open_item_id=item.id, amount=eur("119.00"), discount=eur("2.00")) for item in reversed(items)]
    PARTS.apply(applied(clerk, document, *parts), clerk)
    assert [still_open(clerk, item) for item in items] == [None, None, None]


def test_nobody_pays_more_than_is_open(clerk: Actor) -> None:
    item = owed(clerk)
    settle(clerk, item, eur("100.00"))
    with pytest.raises(Refusal) as refused:
        settle(clerk, item, eur("19.01"))
    assert refused.value.key == "ledger.overpaid"
    assert refused.value.evidence == {"open_item": str(item.id), "open": "19.00 EUR", "asked": "19.01 EUR"}


def test_two_settlements_of_one_batch_share_what_is_open(clerk: Actor) -> None:
    item = owed(clerk)
    first, second = filed(clerk, 2)
    half = Settlement(open_item_id=item.id, amount=eur("60.00"))
    with pytest.raises(Refusal) as refused:
        PARTS.apply([*applied(clerk, first, half), *applied(clerk, second, half)], clerk)
    assert (refused.value.document_id, refused.value.evidence["open"]) == (second, "59.00 EUR")


def test_a_credit_is_settled_by_negative_amounts(clerk: Actor) -> None:
    (document,) = filed(clerk)
    credit = OpenItem(
        side="payable", party_id=SUPPLIER, account="1600", amount=eur("-50.00"), local_amount=eur("-50.00"), due_on=TODAY, reference="CN"
    )
    lines = (Posting(account="1600", debit=eur("50.00"), party_id=SUPPLIER), Posting(account="4930", credit=eur("50.00")))
    post(clerk, [document], entry(*lines), credit)
    (item,) = ledger.open_items(clerk.clients, side="payable", on=TODAY)
    for wrong in ("1.00", "-50.01", "0"):
        with pytest.raises(Refusal, match=r"ledger\.overpaid"):
            settle(clerk, item, eur(wrong))
    settle(clerk, item, eur("-50.00"))
    assert still_open(clerk, item) is None


@pytest.mark.parametrize(
    ("key", "amount", "discount"),
    [
        ("ledger.settled_in_other_currency", Money.of("1.00", "USD"), None),
        ("ledger.settled_in_other_currency", eur("1.00"), Money.of("1.00", "USD")),
        ("ledger.discount_above_amount", eur("1.00"), eur("1.01")),
        ("ledger.not_rounded", eur("1.001"), None),
    ],
)
def test_a_settlement_that_makes_no_sense_is_refused(clerk: Actor, key: str, amount: Money, discount: Money | None) -> None:
    item = owed(clerk)
    with pytest.raises(Refusal) as refused:
        settle(clerk, item, amount, discount)
    assert refused.value.key == key
    assert still_open(clerk, item) == eur("119.00")


def test_what_a_reversed_payment_settled_is_open_again(clerk: Actor) -> None:
    item, other = owed(clerk), owed(clerk)
    payment = settle(clerk, item, eur("100.00"), eur("2.00"))
    settle(clerk, item, eur("10.00"))
    settle(clerk, other, eur("5.00"))
    (counter,) = filed(clerk)
    PARTS.reverse(reversing(clerk, counter, payment), clerk)
    assert (still_open(clerk, item), still_open(clerk, other)) == (eur("109.00"), eur("114.00"))
    (again,) = filed(clerk)
    PARTS.reverse(reversing(clerk, again, payment), clerk)
    assert still_open(clerk, item) == eur("109.00")
    assert ledger.differences(clerk.clients[0]) == []


def test_a_return_that_was_a_slip_leaves_the_payment_to_come_back_or_be_reversed_as_before(clerk: Actor) -> None:
    item = owed(clerk)
    payment = settle(clerk, item, eur("119.00"), eur("2.00"))
    came_back = Reopening(open_item_id=item.id, settled_by=payment, amount=eur("119.00"))
    returned, slip, again, taken_back, reversal = filed(clerk, 5)
    PARTS.apply(applied(clerk, returned, came_back), clerk)
    PARTS.reverse(reversing(clerk, slip, returned), clerk)
    assert still_open(clerk, item) is None
    PARTS.apply(applied(clerk, again, came_back), clerk)
    assert still_open(clerk, item) == eur("119.00")
    PARTS.reverse(reversing(clerk, taken_back, again), clerk)
    PARTS.reverse(reversing(clerk, reversal, payment), clerk)
    assert still_open(clerk, item) == eur("119.00")
    assert ledger.differences(clerk.clients[0]) == []
