"""What a divided line posts: the tax follows a discount, differences have their account, and the parts come to the line."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.departments.payables.entering import CLIENTS, roles_of
from tests.departments.treasury.test_shares import item

from kantor.departments.treasury.dividing import Booking, kept, postings, settlements
from kantor.departments.treasury.shares import Share, paid_by, shares_of
from kantor.kit.money import Money

D = Decimal
SOLD = {"U19": {"net": "-100.00", "output": "-19.00", "output_account": "1776"}}


def booked(written: str, owed: dict[str, Any], country: str = "DE") -> dict[str, Decimal]:
    """Account -> debit less credit."""
    client = CLIENTS[country]
    found: dict[str, Decimal] = defaultdict(Decimal)
    for posting in postings(shares_of(written) or (), {"7": owed}, Booking(client, roles_of(client), date(2026, 3, 10), "Danke")):
        found[posting.account] += posting.balance
    return dict(found)


def test_a_discount_that_a_customer_took_lowers_the_tax_that_was_charged() -> None:
    """§ 17 Abs. 1 Satz 1 UStG: 2 % of 119.00 are 2.38, of which 0.38 are tax."""
    assert booked("7:116.62:discount", item(taxes=SOLD)) == {"1400": D("-119.00"), "8730": D("2.00"), "1776": D("0.38")}


def test_a_discount_is_spread_over_the_rates_of_the_invoice() -> None:
    taxes = SOLD | {"U7": {"net": "-100.00", "output": "-7.00", "output_account": "1771"}}
    owed = item(open="226.00", amount="226.00", local_minor=22600, discounts=[["2026-03-16", 452]], taxes=taxes)
    assert booked("7:221.48:discount", owed) == {"1400": D("-226.00"), "8730": D("4.00"), "1776": D("0.38"), "1771": D("0.14")}


def test_where_the_seller_must_write_a_correcting_invoice_the_tax_stays() -> None:
    """Art. 29a ust. 10 pkt 1 ustawy o VAT: nothing stands behind the item to correct."""
    owed = item(currency="PLN", account="201")
    assert booked("7:116.62:discount", owed, "PL") == {"201": D("-119.00"), "732": D("2.38")}


@pytest.mark.parametrize(
    ("paid", "reason", "account", "difference"), [("104.00", "fee", "4970", "15.00"), ("119.05", "rounding", "4905", "-0.05")]
)
def test_charges_and_roundings_have_their_account(paid: str, reason: str, account: str, difference: str) -> None:
    assert booked(f"7:{paid}:{reason}", item()) == {"1400": D("-119.00"), account: D(difference)}


@pytest.mark.parametrize(("paid", "account", "difference"), [("117.40", "2150", "1.60"), ("121.00", "2660", "-2.00")])
def test_an_exchanged_amount_leaves_the_books_at_its_rate_and_the_rest_is_gain_or_loss(paid: str, account: str, difference: str) -> None:
    dollars = item(currency="USD", open="130.00", amount="130.00")
    assert booked(f"7:{paid}:exchange", dollars) == {"1400": D("-119.00"), account: D(difference)}
    (settlement,) = settlements(shares_of(f"7:{paid}:exchange") or (), {"7": dollars}, date(2026, 3, 10))
    assert (settlement.amount, settlement.discount) == (Money(D(130), "USD"), None)


def test_a_part_leaves_the_rest_open_and_what_is_too_much_is_kept_as_a_credit() -> None:
    shares = shares_of("7:50.00 party41:10.00") or ()
    (settlement,) = settlements(shares, {"7": item()}, date(2026, 3, 10))
    assert settlement.amount == Money(D(50), "EUR")
    (credit,) = kept(shares, {"7": item()}, Booking(CLIENTS["DE"], roles_of(CLIENTS["DE"]), date(2026, 3, 10), "1/1"))
    assert (credit.side, credit.party_id, credit.account, credit.amount) == ("receivable", 41, "1400", Money(D(-10), "EUR"))
    assert booked("7:50.00 party41:10.00", item()) == {"1400": D("-60.00")}


def test_a_discount_of_a_supplier_lowers_the_input_tax() -> None:
    taxes = {"V19": {"net": "100.00", "input": "19.00", "input_account": "1576"}}
    owed = item(side="payable", account="1600", taxes=taxes)
    assert booked("7:-116.62:discount", owed) == {"1600": D("119.00"), "3736": D("-2.00"), "1576": D("-0.38")}


cents = st.integers(1, 238).map(lambda minor: D(minor) / 100)


@given(cents, st.sampled_from(["discount", "fee"]), st.sampled_from(["receivable", "payable"]))
def test_the_postings_come_to_the_line(less: Decimal, reason: str, side: str) -> None:
    owed = item(side=side, taxes=SOLD if side == "receivable" else {"V19": {"net": "100.00", "input": "19.00", "input_account": "1576"}})
    paid = (D(119) - less) * (1 if side == "receivable" else -1)
    shares = shares_of(f"7:{paid}:{reason}") or ()
    assert sum(booked(f"7:{paid}:{reason}", owed).values()) == -sum(paid_by(share, {"7": owed}) for share in shares)


@pytest.mark.parametrize(("paid", "reason", "taken"), [("-130.00", "", {}), ("-127.40", "discount", {"3730": D("2.38")})])
def test_a_foreign_payment_that_comes_back_posts_no_exchange_difference(paid: str, reason: str, taken: dict[str, Decimal]) -> None:
    """130.00 USD stand in the books as 119.00 EUR, and money in transit at that rate: 2 % of them are 2.38 EUR."""
    dollars = item(id=7, side="payable", account="1600", currency="USD", open="0.00", amount="130.00")
    back = {"amount": paid, "currency": "USD", "shares": [[7, "130.00", paid, reason]], "items": [dollars]}
    found: dict[str, Decimal] = defaultdict(Decimal)
    booking = Booking(CLIENTS["DE"], roles_of(CLIENTS["DE"]), date(2026, 3, 10), "refused")
    for posting in postings((Share(back="payment5"),), {"payment5": back}, booking):
        found[posting.account] += posting.balance
    assert found == {"1600": D("-119.00")} | taken
