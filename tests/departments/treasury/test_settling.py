"""Discounts fall on the accounts that accountants expect, and parts of a payable add up to the whole."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.departments.payables.entering import CLIENTS, roles_of

from kantor.departments.treasury.payment_run.settling import discounts, settled_locally

D = Decimal


def item(amount: str, *, local_minor: int | None = None, taxes: dict[str, dict[str, str]] | None = None) -> dict[str, Any]:
    return {
        "amount": amount,
        "open": amount,
        "local_minor": int(D(amount) * 100) if local_minor is None else local_minor,
        "currency": "EUR",
        "reference": "RE-1",
        "taxes": taxes or {},
    }


def credited(discount: str, owed: dict[str, Any], country: str = "DE") -> dict[str, Decimal]:
    client = CLIENTS[country]
    found: dict[str, Decimal] = defaultdict(Decimal)
    for posting in discounts(D(discount), owed, roles_of(client), client):
        found[posting.account] += posting.credit.amount if posting.credit else -posting.debit.amount if posting.debit else D(0)
    return dict(found)


def test_a_discount_on_a_reverse_charge_lowers_both_sides_of_the_tax() -> None:
    """§ 17 Abs. 1 Satz 2 UStG: whoever owes the tax as the buyer corrects it, and the input tax with it."""
    taxes = {"R19E": {"net": "1000.00", "input": "190.00", "output": "-190.00", "input_account": "1577", "output_account": "1787"}}
    assert credited("20.00", item("1000.00", taxes=taxes)) == {"3150": D("20.00"), "1577": D("3.80"), "1787": D("-3.80")}


def test_a_discount_on_an_acquisition_lowers_both_sides_of_the_tax() -> None:
    taxes = {"E19": {"net": "500.00", "input": "95.00", "output": "-95.00", "input_account": "1574", "output_account": "1774"}}
    assert credited("10.00", item("500.00", taxes=taxes)) == {"3745": D("10.00"), "1574": D("1.90"), "1774": D("-1.90")}


def test_a_discount_on_what_bears_no_tax_corrects_none() -> None:
    assert credited("5.00", item("250.00", taxes={"VE": {"net": "250.00"}})) == {"3730": D("5.00")}


def test_in_poland_the_input_tax_follows_when_the_supplier_corrects() -> None:
    """Art. 86 ust. 19a ustawy o VAT: nothing stands behind the item to correct."""
    assert credited("20.00", item("1230.00"), "PL") == {"750-4": D("20.00")}


amounts = st.decimals(min_value=D("0.01"), max_value=D("99999.99"), places=2)


@given(amounts, st.integers(1, 10_000_000), st.lists(st.decimals(min_value=D("0"), max_value=D(1), places=3), max_size=5))
def test_parts_settled_one_after_the_other_add_up_to_the_whole(amount: Decimal, local_minor: int, shares: list[Decimal]) -> None:
    owed = item(str(amount), local_minor=local_minor)
    still, locally = amount, D(0)
    for share in [*shares, D(1)]:
        part = (still * share).quantize(D("0.01"))
        locally += settled_locally({**owed, "open": str(still)}, part, "EUR").amount
        still -= part
    assert still == 0
    assert locally == D(local_minor) / 100


@given(
    amounts,
    st.lists(st.tuples(st.sampled_from(["V19", "V7", "VE", "R19E"]), amounts), min_size=1, max_size=4, unique_by=lambda one: one[0]),
)
def test_the_parts_of_a_discount_are_the_discount(discount: Decimal, nets: list[tuple[str, Decimal]]) -> None:
    rates = {"V19": D(19), "V7": D(7), "VE": D(0), "R19E": D(19)}
    taxes, gross = {}, D(0)
    for code, net in nets:
        tax = (net * rates[code] / 100).quantize(D("0.01"))
        taxes[code] = {"net": str(net), "input": str(tax), "input_account": "1576"}
        if code == "R19E":
            taxes[code] |= {"output": str(-tax), "output_account": "1787"}
        gross += net + (D(0) if code == "R19E" else tax)
    assert sum(credited(str(discount), item(str(gross), taxes=taxes)).values()) == discount
