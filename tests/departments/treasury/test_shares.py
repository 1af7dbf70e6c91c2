"""A bank line is divided into parts whose differences are explained, or not at all."""

from decimal import Decimal
from typing import Any

import pytest

from kantor.departments.treasury.shares import Rated, Share, misfits, paid_by, shares_of
from kantor.kit.money import Money

D = Decimal


def item(**changes: Any) -> dict[str, Any]:
    usual = {"id": 7, "side": "receivable", "account": "1400", "party_id": 41, "name": "Nord", "reference": "RE-1", "currency": "EUR"}
    amounts = {"open": "119.00", "amount": "119.00", "local_minor": 11900, "discounts": [["2026-03-16", 238]], "taxes": {}}
    return usual | amounts | changes


@pytest.mark.parametrize(
    "written", ["7", "7:50.00", "7:116.62:discount", "party41:10.00", "8:-5.00 7:119.00:fee party3:1", "7:-4.80:exchange:9.00"]
)
def test_what_is_written_is_read_and_written_again(written: str) -> None:
    shares = shares_of(written)
    assert shares is not None
    assert " ".join(share.written for share in shares) == written


@pytest.mark.parametrize("written", ["seven", "7:", "7:1.00:gift", "party:10", "7:1e9", "-7", "7:--1", "7:1.00:fee:2.00"])
def test_anything_else_is_no_part(written: str) -> None:
    assert shares_of(written) is None


EUROS = Rated("EUR", "EUR")


def fits(written: str, line: Rated = EUROS, **changes: Any) -> bool:
    shares = shares_of(written)
    assert shares
    return not misfits(shares, {"7": item(**changes)}, line)


def test_a_part_may_be_paid_but_not_more_than_is_open() -> None:
    assert fits("7:50.00")
    assert fits("7:50.00 7:69.00")
    assert not fits("7:50.00 7:69.01")
    assert not fits("7:-1.00")
    assert not fits("7 7:1.00")


def test_a_discount_is_one_that_was_offered() -> None:
    assert fits("7:116.62:discount")
    assert fits("7:116.61:discount")  # rounded otherwise
    assert not fits("7:110.00:discount")
    assert not fits("7:116.62:discount", discounts=[])


def test_charges_and_roundings_are_small_and_nothing_hides_behind_them() -> None:
    assert fits("7:104.00:fee")
    assert not fits("7:60.00:fee")
    assert not fits("7:104.00:fee", side="payable")
    assert fits("7:118.95:rounding")
    assert fits("7:119.05:rounding")
    assert not fits("7:115.00:rounding")


def test_an_exchanged_amount_lies_near_that_of_the_books() -> None:
    dollars = {"currency": "USD", "open": "130.00", "amount": "130.00", "discounts": []}
    assert fits("7:117.40:exchange", **dollars)
    assert not fits("7:17.40:exchange", **dollars)
    assert not fits("7:117.40", **dollars)
    assert not fits("7:117.40:exchange")


def test_an_exchanged_part_is_worth_what_it_takes_off_the_books() -> None:
    dollars = {"currency": "USD", "open": "130.00", "amount": "130.00", "discounts": []}
    assert fits("7:60.00:exchange:65.00", **dollars)
    assert fits("7:60.00:exchange:65.00 7:59.00:exchange:65.00", **dollars)
    assert not fits("7:60.00:exchange:65.00 7:60.00:exchange:65.01", **dollars)
    assert not fits("7:60.00:exchange:65.00 7:60.00:exchange", **dollars)
    assert not fits("7:60.00:exchange:30.00", **dollars)
    assert not fits("7:60.00:exchange:-65.00", **dollars)
    assert fits("7:-60.00:exchange:65.00", **dollars | {"side": "payable"})


def test_a_line_in_another_currency_is_worth_what_its_rate_says() -> None:
    """4,000 zlotys of the books are 1,000 dollars at 4.00, 16 million rupiahs as many at 16,000."""
    zlotys = {"currency": "PLN", "open": "4000.00", "amount": "4000.00", "local_minor": 400000, "discounts": []}
    dollars = Rated("USD", "PLN", D("4.00"))
    assert fits("7:1000.00:exchange", dollars, **zlotys)
    assert not fits("7:4000.00:exchange", dollars, **zlotys)
    assert fits("7:250.00:exchange:1000.00", dollars, **zlotys)
    rupiahs = {"currency": "IDR", "open": "16000000", "amount": "16000000", "local_minor": Money(D(16000000), "IDR").minor, "discounts": []}
    assert fits("7:1000.00:exchange", Rated("USD", "IDR", D(16000)), **rupiahs)
    euros = {"currency": "EUR", "open": "900.00", "amount": "900.00", "local_minor": 400000, "discounts": []}
    assert fits("7:1010.00:exchange", dollars, **euros)
    assert not fits("7:4000.00:exchange", dollars, **euros)


def test_a_payable_is_paid_by_money_that_leaves() -> None:
    shares = shares_of("7")
    assert shares
    assert paid_by(shares[0], {"7": item(side="payable")}) == D("-119.00")
    assert fits("7:-116.62:discount", side="payable")
    assert not fits("7:116.62:discount", side="payable")


def test_a_part_is_for_one_of_item_partner_and_account() -> None:
    both = Share(item_id="7", account="4970", paid=D(1))
    nothing = Share(paid=D(1))
    assert misfits([both, nothing, Share(account="4970", paid=D(1))], {"7": item()}, EUROS) == [0, 1]
