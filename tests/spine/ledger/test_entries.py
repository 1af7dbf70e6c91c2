"""What a batch of documents posts, what it is refused for, and how it is undone."""

from datetime import date
from decimal import Decimal

import pytest
from tests.spine.ledger.books import (
    BOOKED,
    SUPPLIER,
    TODAY,
    applied,
    change,
    entry,
    eur,
    filed,
    invoice,
    post,
    reversing,
    trial,
)

from kantor.kit.money import Money
from kantor.spine import ledger
from kantor.spine.access import Actor
from kantor.spine.documents import Refusal
from kantor.words import Entry, OpenItem, Posting, Settlement

PARTS = ledger.EntryParts()


def test_an_invoice_is_posted_and_owed(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    (document,) = filed(clerk)
    post(clerk, [document], *invoice())
    (posted,) = ledger.entries_of_document(client_id, document)
    assert posted.voucher == "PI-2026-000001"
    assert [(line.account, line.debit, line.credit) for line in posted.postings] == [
        ("4930", eur("100.00"), None),
        ("1576", eur("19.00"), None),
        ("1600", None, eur("119.00")),
    ]
    (owed,) = ledger.open_items([client_id], side="payable", on=TODAY)
    assert (owed.open, owed.entry_id, owed.document_on, owed.party_id) == (eur("119.00"), posted.id, BOOKED, SUPPLIER)
    assert owed.discounts == ((date(2026, 5, 26), eur("2.00")),)


def test_a_batch_gets_vouchers_in_the_order_of_its_documents(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    documents = filed(clerk, 5)
    batch = [one for document in reversed(documents) for one in applied(clerk, document, *invoice())]
    PARTS.apply(batch, clerk)
    vouchers = [ledger.entries_of_document(client_id, document)[0].voucher for document in documents]
    assert vouchers == [f"PI-2026-{number:06d}" for number in range(1, 6)]


def test_each_series_and_fiscal_year_counts_for_itself(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    ledger.open_books((), fiscal_year=2027, currency="EUR", actor=clerk)
    (document,) = filed(clerk)
    lines = (Posting(account="4930", debit=eur(1)), Posting(account="1200", credit=eur(1)))
    parts = [entry(*lines, series=series, booked_on=date(year, 3, 1)) for series in ("PI", "BK") for year in (2026, 2027, 2026)]
    PARTS.apply(applied(clerk, document, *parts), clerk)
    assert sorted(posted.voucher for posted in ledger.entries_of_document(client_id, document)) == [
        "BK-2026-000001",
        "BK-2026-000002",
        "BK-2027-000001",
        "PI-2026-000001",
        "PI-2026-000002",
        "PI-2027-000001",
    ]


def test_each_open_item_belongs_to_the_entry_before_it(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    first, second = filed(clerk, 2)
    parts = (*invoice("10.00"), *invoice("20.00"))
    post(clerk, [first, second], *parts)
    by_entry = {row.id: row for document in (first, second) for row in ledger.entries_of_document(client_id, document)}
    for item in ledger.open_items([client_id], side="payable", on=TODAY):
        assert by_entry[item.entry_id].document_id == item.document_id
        assert by_entry[item.entry_id].postings[2].credit == item.amount


def test_foreign_currency_stands_beside_the_clients_own(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    (document,) = filed(clerk)
    dollars = Money.of("110.00", "USD")
    yen = Money.of("16000", "JPY")
    PARTS.apply(
        applied(
            clerk,
            document,
            entry(
                Posting(account="4930", debit=eur("100.00"), foreign=dollars),
                Posting(account="1600", credit=eur("100.00"), foreign=dollars),
            ),
            OpenItem(
                side="payable", party_id=SUPPLIER, account="1600", amount=dollars, local_amount=eur("100.00"), due_on=TODAY, reference="A"
            ),
            entry(Posting(account="4930", debit=eur("100.00"), foreign=yen), Posting(account="1600", credit=eur("100.00"), foreign=yen)),
        ),
        clerk,
    )
    in_dollars, in_yen = ledger.entries_of_document(client_id, document)
    assert [line.foreign for line in in_dollars.postings] == [dollars, -dollars]
    assert [line.foreign for line in in_yen.postings] == [yen, -yen]
    assert [item.open for item in ledger.open_items([client_id], side="payable", on=TODAY)] == [dollars]
    assert trial(client_id) == {"1600": Decimal("-200.00"), "4930": Decimal("200.00")}


def test_texts_arrive_as_they_were_written(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    (document,) = filed(clerk)
    texts = ['{"a",b}', "back\\slash and 'quote'", "NULL", "", "Zażółć gęślą jaźń, 100 %s"]
    lines = [Posting(account="4930", debit=eur(1), text=text, cost_centre=text, project=text) for text in texts]
    PARTS.apply(applied(clerk, document, entry(*lines, Posting(account="1200", credit=eur(5)))), clerk)
    (posted,) = ledger.entries_of_document(client_id, document)
    assert [line.text for line in posted.postings] == [*texts, ""]
    assert [line.project for line in posted.postings] == [*texts, ""]


ONE, OTHER = Posting(account="4930", debit=eur("1.00")), Posting(account="1200", credit=eur("1.00"))
REFUSED: dict[str, Entry] = {
    "ledger.unbalanced": entry(ONE, Posting(account="1200", credit=eur("1.01"))),
    "ledger.account_unknown": entry(ONE, Posting(account="9999", credit=eur("1.00"))),
    "ledger.no_period": entry(ONE, OTHER, booked_on=date(2031, 1, 1)),
    "ledger.no_postings": entry(),
    "ledger.not_rounded": entry(Posting(account="4930", debit=eur("1.005")), Posting(account="1200", credit=eur("1.005"))),
    "ledger.one_side": entry(Posting(account="4930", debit=eur("1.00"), credit=eur("1.00")), OTHER),
    "ledger.other_currency": entry(
        Posting(account="4930", debit=Money.of("1.00", "USD")), Posting(account="1200", credit=Money.of("1.00", "USD"))
    ),
}


@pytest.mark.parametrize("key", REFUSED)
def test_a_bad_entry_is_refused_by_name_and_nothing_of_its_batch_is_posted(clerk: Actor, key: str) -> None:
    good, bad = filed(clerk, 2)
    with pytest.raises(Refusal) as refused:
        PARTS.apply([*applied(clerk, good, *invoice()), *applied(clerk, bad, REFUSED[key])], clerk)
    assert (refused.value.key, refused.value.document_id) == (key, bad)
    assert ledger.entries_of_document(clerk.clients[0], good) == []


def test_an_open_item_without_an_entry_is_refused(clerk: Actor) -> None:
    first, second = filed(clerk, 2)
    _, owed = invoice()
    with pytest.raises(Refusal, match=r"ledger\.open_item_without_entry"):
        PARTS.apply([*applied(clerk, first, *invoice()), *applied(clerk, second, owed)], clerk)


def test_nothing_is_posted_into_a_closed_period(clerk: Actor) -> None:
    (document,) = filed(clerk)
    ledger.close_period(2026, 5, reason="May is done", actor=clerk)
    with pytest.raises(Refusal) as refused:
        post(clerk, [document], *invoice())
    assert (refused.value.key, refused.value.document_id, refused.value.evidence) == (
        "ledger.period_closed",
        document,
        {"day": "2026-05-12"},
    )


def test_a_reversal_is_a_red_storno_booked_today(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    original, counter = filed(clerk, 2)
    post(clerk, [original], *invoice())
    PARTS.reverse(reversing(clerk, counter, original), clerk)
    (posted,) = ledger.entries_of_document(client_id, counter)
    (was,) = ledger.entries_of_document(client_id, original)
    assert [(line.account, line.debit, line.credit) for line in posted.postings] == [
        ("4930", eur("-100.00"), None),
        ("1576", eur("-19.00"), None),
        ("1600", None, eur("-119.00")),
    ]
    assert (posted.booked_on, posted.reverses_id, posted.voucher) == (TODAY, was.id, "PI-2026-000002")
    assert set(trial(client_id).values()) == {Decimal("0.00")}
    turnover = {row.number: (row.debit, row.credit) for row in ledger.trial_balance(client_id, from_on=BOOKED, until_on=TODAY)}
    assert turnover["1600"] == (eur("0.00"), eur("0.00"))
    assert ledger.open_items([client_id], side="payable", on=TODAY) == []
    assert ledger.differences(client_id) == []


def test_a_reversal_needs_an_open_period_today_but_not_where_the_original_was_booked(clerk: Actor) -> None:
    original, counter = filed(clerk, 2)
    post(clerk, [original], *invoice(booked_on=date(2026, 3, 3)))
    ledger.close_period(2026, 3, reason="March is done", actor=clerk)
    ledger.close_period(2026, 5, reason="May is done", actor=clerk)
    with pytest.raises(Refusal, match=r"ledger\.period_closed"):
        PARTS.reverse(reversing(clerk, counter, original), clerk)
    change(clerk, "reopen", why="one more reversal")
    PARTS.reverse(reversing(clerk, counter, original), clerk)
    assert set(trial(clerk.clients[0]).values()) == {Decimal("0.00")}


def test_what_has_been_paid_is_not_reversed_before_its_payment(clerk: Actor) -> None:
    original, payment, counter, payment_counter = filed(clerk, 4)
    post(clerk, [original], *invoice())
    (owed,) = ledger.open_items(clerk.clients, side="payable", on=TODAY)
    settlements = ledger.SettlementParts()
    settlements.apply(applied(clerk, payment, Settlement(open_item_id=owed.id, amount=eur("50.00"))), clerk)
    with pytest.raises(Refusal) as refused:
        PARTS.reverse(reversing(clerk, counter, original), clerk)
    assert (refused.value.key, refused.value.document_id) == ("ledger.settled_since", counter)
    assert refused.value.evidence == {"open_item": str(owed.id), "settled_by": str(payment)}
    settlements.reverse(reversing(clerk, payment_counter, payment), clerk)
    PARTS.reverse(reversing(clerk, counter, original), clerk)
    assert ledger.differences(clerk.clients[0]) == []


def test_nothing_is_reversed_twice(clerk: Actor) -> None:
    original, counter, again = filed(clerk, 3)
    PARTS.apply(applied(clerk, original, entry(ONE, OTHER)), clerk)
    PARTS.reverse(reversing(clerk, counter, original), clerk)
    with pytest.raises(Refusal) as refused:
        PARTS.reverse(reversing(clerk, again, original), clerk)
    assert (refused.value.key, refused.value.document_id) == ("ledger.reversed_already", again)


def test_a_reversal_is_not_reversed_the_document_is_entered_anew(clerk: Actor) -> None:
    original, counter, again = filed(clerk, 3)
    PARTS.apply(applied(clerk, original, entry(ONE, OTHER)), clerk)
    PARTS.reverse(reversing(clerk, counter, original), clerk)
    with pytest.raises(Refusal) as refused:
        PARTS.reverse(reversing(clerk, again, counter), clerk)
    assert (refused.value.key, refused.value.evidence) == ("ledger.is_a_reversal", {"document": str(counter)})


def test_parallel_books_have_balances_of_their_own(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    (document,) = filed(clerk)
    PARTS.apply(applied(clerk, document, entry(ONE, OTHER), entry(ONE, ONE, OTHER, OTHER, ledger_name="tax")), clerk)
    year = {"from_on": date(2026, 1, 1), "until_on": date(2026, 12, 31)}
    assert [row.closing for row in ledger.trial_balance(client_id, **year)] == [eur("-1.00"), eur("1.00")]
    assert [row.closing for row in ledger.trial_balance(client_id, **year, ledger="tax")] == [eur("-2.00"), eur("2.00")]
