"""Whatever an invoice looks like, what is booked balances and is what the invoice says."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.departments.payables.entering import SUPPLIER, House, accounts, effect_of, foreign, the_entry, typed

from kantor.departments.payables.supplier_invoice.amounts import gaps
from kantor.departments.payables.supplier_invoice.suggesting import suggest

D = Decimal
CENT = D("0.01")
VATS = [("S", "19"), ("S", "7"), ("E", "0"), ("AE", "0"), ("O", "0")]
INPUT = {"19": "1576", "7": "1571"}
cents = st.decimals(min_value=D("-5000"), max_value=D("50000"), places=2)
prices = st.decimals(min_value=D("0.01"), max_value=D("900"), places=2)


@st.composite
def lines(draw: st.DrawFn) -> list[dict[str, object]]:
    found = []
    for at in range(draw(st.integers(1, 5))):
        category, rate = draw(st.sampled_from(VATS))
        line: dict[str, object] = {"name": f"Artikel {at}", "net": draw(cents), "account": draw(st.sampled_from(["4806", "3200", "0490"]))}
        line |= {"quantity": draw(st.integers(1, 50)), "cost_centre": draw(st.sampled_from(["", "A", "B"]))}
        if draw(st.booleans()):
            line |= {"category": category, "rate": rate}
        found.append(line)
    return found


@st.composite
def invoices(draw: st.DrawFn) -> dict[str, Any]:
    """An invoice whose totals hold: allowances and charges of the whole document by VAT row, several rows, advances and rounding."""
    billed = draw(lines())
    taxes = []
    for category, rate in draw(st.lists(st.sampled_from(VATS), min_size=1, max_size=4, unique=True)):
        own = sum((line["net"] for line in billed if line.get("category") == category and line.get("rate") == rate), D(0))
        base = own + draw(cents)
        charged = (base * D(rate) / 100).quantize(CENT, ROUND_HALF_UP)
        taxes.append({"category": category, "rate": rate, "base": base, "amount": charged})
    net = sum((tax["base"] for tax in taxes), D(0))
    vat = sum((tax["amount"] for tax in taxes), D(0))
    prepaid = draw(st.sampled_from([D(0), D("100.00")]))
    rounding = draw(st.sampled_from([D(0), D("0.03"), D("-0.04")]))
    values = {
        "supplier_id": SUPPLIER,
        "supplier_name": "Lieferant",
        "supplier_country": "DE",
        "number": "1",
        "type_code": draw(st.sampled_from(["380", "381"])),
        "issued_on": "2026-03-02",
        "due_on": "2026-04-01",
        "currency": draw(st.sampled_from(["EUR", "USD", "JPY"])),
        "exchange_rate": draw(st.sampled_from(["0.9173", "0.0061", "1.25"])),
        "net": net,
        "vat": vat,
        "gross": net + vat,
        "prepaid": prepaid,
        "rounding": rounding,
        "payable": net + vat - prepaid + rounding,
        "buyer_vat_id": "DE129274202",
    }
    return {"values": values, "lines": billed, "taxes": taxes, "matches": draw(matches(len(billed)))}


@st.composite
def matches(draw: st.DrawFn, number: int) -> list[dict[str, object]]:
    return [
        {
            "line": draw(st.integers(0, number - 1)),
            "order_line_id": at,
            "quantity": draw(st.integers(1, 20)),
            "line_quantity": draw(st.integers(1, 20)),
            "order_price": draw(prices),
            "clearing": draw(st.sampled_from(["yes", "no"])),
        }
        for at in range(draw(st.integers(0, 3)))
    ]


@settings(max_examples=300, deadline=None)
@given(invoices())
def test_any_invoice_balances_and_owes_what_it_asks_for(invoice: dict[str, Any]) -> None:
    house = House("DE")
    yen = invoice["values"]["currency"] == "JPY"
    reading = suggest(typed(invoice["values"], lines=invoice["lines"], taxes=invoice["taxes"], matches=invoice["matches"]), house)
    assert gaps(reading) == []
    done = effect_of(reading, house)
    entry = the_entry(done)
    found = accounts(entry)
    assert sum(found.values()) == 0
    sign = -1 if invoice["values"]["type_code"] == "381" else 1
    payable = D(str(invoice["values"]["payable"])) * sign
    if invoice["values"]["currency"] == "EUR":
        assert found.get("1600", D(0)) == -payable
        for rate, account in INPUT.items():
            charged = sum((tax["amount"] for tax in invoice["taxes"] if (tax["category"], tax["rate"]) == ("S", rate)), D(0))
            assert found.get(account, D(0)) == charged * sign
    elif not yen:  # cents of yen cannot be posted
        assert foreign(entry) == 0
    for item in done.of("open_item"):
        assert item.local_amount.amount == -found.get("1600", D(0))
        assert yen or item.amount.amount == payable


@settings(max_examples=100, deadline=None)
@given(invoices())
def test_every_posting_has_one_side_and_the_currencys_decimals(invoice: dict[str, Any]) -> None:
    house = House("DE")
    reading = suggest(typed(invoice["values"], lines=invoice["lines"], taxes=invoice["taxes"], matches=invoice["matches"]), house)
    for posting in the_entry(effect_of(reading, house)).postings:
        assert (posting.debit is None) != (posting.credit is None)
        for money in (posting.debit, posting.credit, posting.foreign):
            assert money is None or isinstance(money.minor, int)
