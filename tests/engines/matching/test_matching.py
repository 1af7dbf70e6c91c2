"""Which order lines an invoice bills: cases a clerk would decide the same way, and what must hold for every invoice."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.engines.matching import InvoiceLine, OrderLine, Rest, Tolerances, match
from kantor.kit.say import known


def billed(no: str = "1", **given: Any) -> InvoiceLine:
    usual: dict[str, Any] = {"article_ids": (), "name": "", "quantity": Decimal(10), "unit": "C62", "net_price": None, "net_amount": None}
    return InvoiceLine(no=no, **usual | given)


def ordered(key: str = "a", **given: Any) -> OrderLine:
    usual: dict[str, Any] = {
        "order_no": "PO-1",
        "line_no": "10",
        "article": "A-1",
        "name": "Kopierpapier A4 80 g",
        "unit": "H87",
        "ordered": Decimal(10),
        "received": Decimal(10),
        "invoiced": Decimal(0),
        "net_price": Decimal("4.00"),
        "currency": "EUR",
    }
    return OrderLine(key=key, **usual | given)


def allocated(lines: list[InvoiceLine], orders: list[OrderLine], **given: Any) -> list[tuple[str, str, Decimal]]:
    return [(one.line_no, one.order_key, one.quantity) for one in match(lines, orders, **given).allocations]


def test_a_reference_to_the_order_line_goes_before_every_other_evidence():
    orders = [ordered("a", line_no="10"), ordered("b", line_no="20", article="A-2", name="Toner")]
    line = billed(order_ref="po 1", order_line_ref="00020", article_ids=("A-1",), name="Kopierpapier A4 80 g")
    assert allocated([line], orders) == [("1", "b", Decimal(10))]


def test_an_article_number_finds_its_line_however_it_is_written():
    orders = [ordered("a", article="4006381333931"), ordered("b", article="AB-4711/X")]
    assert allocated([billed(article_ids=("04006381333931",))], orders) == [("1", "a", Decimal(10))]
    assert allocated([billed(article_ids=("ab 4711 x",))], orders) == [("1", "b", Decimal(10))]


def test_a_named_order_keeps_other_orders_out():
    orders = [ordered("a", order_no="PO-1"), ordered("b", order_no="PO-2")]
    assert allocated([billed(order_ref="PO-2", article_ids=("A-1",))], orders) == [("1", "b", Decimal(10))]


def test_an_order_that_is_not_open_here_does_not_hide_the_article():
    assert allocated([billed(order_ref="PO-99", article_ids=("A-1",))], [ordered()]) == [("1", "a", Decimal(10))]


def test_the_exact_name_counts_with_the_same_price_only():
    line = billed(name="KOPIERPAPIER  A4 80 g", net_price=Decimal("4.00"))
    assert allocated([line], [ordered(article="")]) == [("1", "a", Decimal(10))]
    assert allocated([line._replace(net_price=Decimal("5.00"))], [ordered(article="")]) == []


def test_a_similar_name_needs_the_price_and_the_same_figures():
    line = billed(name="Kopierpapiere A4, 80 g weiß", net_price=Decimal("4.00"))
    assert allocated([line], [ordered(article="")]) == [("1", "a", Decimal(10))]
    assert allocated([line._replace(name="Kopierpapier A3 80 g")], [ordered(article="")]) == []


def test_one_line_may_bill_several_order_lines_and_the_received_ones_first():
    orders = [
        ordered("late", order_no="PO-1", received=Decimal(0)),
        ordered("come", order_no="PO-2", ordered=Decimal(6), received=Decimal(6)),
    ]
    outcome = match([billed(article_ids=("A-1",), quantity=Decimal(12))], orders)
    assert [(one.order_key, one.quantity, one.received) for one in outcome.allocations] == [
        ("come", Decimal(6), Decimal(6)),
        ("late", Decimal(6), Decimal(0)),
    ]
    assert outcome.complete


def test_several_lines_share_one_order_line_and_its_receipt():
    lines = [billed("1", article_ids=("A-1",), quantity=Decimal(4)), billed("2", article_ids=("A-1",), quantity=Decimal(9))]
    outcome = match(lines, [ordered(received=Decimal(5))])
    assert [(one.line_no, one.quantity, one.received) for one in outcome.allocations] == [
        ("1", Decimal(4), Decimal(4)),
        ("2", Decimal(6), Decimal(1)),
    ]
    assert outcome.rest == (Rest("2", Decimal(3), "more_than_ordered"),)


def test_what_was_billed_before_is_not_billed_again():
    assert allocated([billed(article_ids=("A-1",))], [ordered(invoiced=Decimal(7))]) == [("1", "a", Decimal(3))]
    assert allocated([billed(article_ids=("A-1",))], [ordered(invoiced=Decimal(10))]) == []


def test_the_quantity_that_fits_is_preferred():
    orders = [ordered("long", line_no="10", ordered=Decimal(40), received=Decimal(40)), ordered("exact", line_no="20")]
    assert allocated([billed(article_ids=("A-1",))], orders) == [("1", "exact", Decimal(10))]


def test_a_tolerance_lets_an_order_line_be_overbilled_by_so_much():
    line = billed(article_ids=("A-1",), quantity=Decimal(11))
    assert allocated([line], [ordered()], tolerances=Tolerances(quantity_percent=Decimal(5))) == [("1", "a", Decimal("10.50"))]


@pytest.mark.parametrize(
    ("unit", "quantity", "order_unit", "allocated_quantity"),
    [
        ("DZN", "2", "C62", "24"),
        ("XPP", "10", "EA", "10"),
        ("Stk", "10", "szt.", "10"),
        ("KGM", "1.5", "GRM", "1500"),
        ("MIN", "90", "HUR", "1.5"),
        ("", "10", "KGM", "10"),
        ("XBX", "3", "XBX", "3"),
    ],
)
def test_units_are_converted_into_those_of_the_order(unit, quantity, order_unit, allocated_quantity):
    line = billed(article_ids=("A-1",), quantity=Decimal(quantity), unit=unit)
    outcome = match([line], [ordered(unit=order_unit, ordered=Decimal(5000), received=Decimal(5000))])
    assert outcome.complete
    assert outcome.allocations[0].quantity == Decimal(allocated_quantity)
    assert outcome.allocations[0].line_quantity == Decimal(quantity)


@pytest.mark.parametrize(("unit", "order_unit"), [("KGM", "C62"), ("HUR", "DAY"), ("XBX", "C62")])
def test_units_of_different_measure_never_meet(unit, order_unit):
    outcome = match([billed(article_ids=("A-1",), unit=unit)], [ordered(unit=order_unit)])
    assert outcome.rest == (Rest("1", Decimal(10), "no_order_line"),)


@pytest.mark.parametrize(
    ("price", "amount", "difference", "agreed"),
    [
        ("4.00", "40.00", "0", True),
        ("4.08", "40.80", "0.08", True),
        ("4.60", "46.00", "0.60", False),
        ("3.00", "30.00", "-1.00", True),
        ("400.00", "40.00", "0", True),
        ("5.00", "40.00", "0", True),
        (None, "41.00", "0.1", True),
    ],
)
def test_the_price_that_is_really_billed_is_compared(price, amount, difference, agreed):
    line = billed(article_ids=("A-1",), net_price=Decimal(price) if price else None, net_amount=Decimal(amount))
    found = match([line], [ordered()]).allocations[0]
    assert found.price_difference == Decimal(difference)
    assert found.price_agreed is agreed


def test_a_small_amount_above_the_price_is_let_pass():
    line = billed(article_ids=("A-1",), quantity=Decimal(1), net_price=Decimal("4.50"))
    assert match([line], [ordered()]).allocations[0].price_agreed
    assert not match([line], [ordered()], tolerances=Tolerances(price_amount=Decimal("0.10"))).allocations[0].price_agreed


def test_prices_in_another_currency_are_not_compared():
    found = match([billed(article_ids=("A-1",), net_price=Decimal("4.00"))], [ordered(currency="PLN")], currency="EUR").allocations[0]
    assert found.price_difference is None
    assert not found.price_agreed


def test_a_line_without_a_positive_quantity_is_left_over():
    assert match([billed(quantity=Decimal(-1), article_ids=("A-1",))], [ordered()]).rest == (Rest("1", Decimal(-1), "not_countable"),)


def test_the_evidence_is_said_strongest_first():
    line = billed(order_ref="PO-1", order_line_ref="10", article_ids=("A-1",), name="Kopierpapier A4 80 g", net_price=Decimal("4.00"))
    assert match([line], [ordered()]).allocations[0].evidence == ("order_line", "article", "name", "price", "quantity")


def test_every_word_of_evidence_and_every_reason_has_its_sentence():
    for word in ("order_line", "order", "article", "name", "similar_name", "price", "quantity"):
        assert known(f"matching.evidence.{word}")
    for reason in ("no_order_line", "more_than_ordered", "not_countable"):
        assert known(f"matching.rest.{reason}")


QUANTITIES = st.integers(min_value=0, max_value=10_000).map(lambda hundredths: Decimal(hundredths) / 100)
ARTICLES = st.sampled_from(["", "A-1", "A-2", "A-3"])
NAMES = st.sampled_from(["", "Kopierpapier A4 80 g", "Kopierpapiere A4 80 g weiss", "Toner schwarz", "Schraube M8x40"])
UNITS = st.sampled_from(["C62", "DZN", "KGM", "GRM", "", "XBX"])
PRICES = st.sampled_from([Decimal("4.00"), Decimal("4.05"), Decimal("48.00"), Decimal(0)])
LINES = st.lists(
    st.builds(
        InvoiceLine,
        no=st.just(""),
        article_ids=st.tuples(ARTICLES, ARTICLES),
        name=NAMES,
        quantity=QUANTITIES | st.just(Decimal(-1)),
        unit=UNITS,
        net_price=st.none() | PRICES,
        net_amount=st.none() | QUANTITIES,
        order_ref=st.sampled_from(["", "PO-1", "PO-2", "PO-9"]),
        order_line_ref=st.sampled_from(["", "10", "20"]),
    ),
    max_size=4,
).map(lambda lines: [line._replace(no=str(place)) for place, line in enumerate(lines)])
ORDERS = st.lists(
    st.builds(
        OrderLine,
        key=st.just(""),
        order_no=st.sampled_from(["PO-1", "PO-2"]),
        line_no=st.sampled_from(["10", "20", "30"]),
        article=ARTICLES,
        name=NAMES,
        unit=UNITS,
        ordered=QUANTITIES,
        received=QUANTITIES,
        invoiced=QUANTITIES,
        net_price=PRICES,
        currency=st.sampled_from(["EUR", "PLN"]),
    ),
    max_size=6,
).map(lambda orders: [order._replace(key=str(place)) for place, order in enumerate(orders)])
TOLERANCES = st.sampled_from([Tolerances(), Tolerances(quantity_percent=Decimal(5))])


@given(LINES, ORDERS, TOLERANCES)
def test_nothing_is_ever_allocated_twice(lines, orders, tolerances):
    outcome = match(lines, orders, tolerances=tolerances)
    on_order: dict[str, Decimal] = defaultdict(Decimal)
    come: dict[str, Decimal] = defaultdict(Decimal)
    of_line: dict[str, Decimal] = defaultdict(Decimal)
    for one in outcome.allocations:
        assert one.quantity > 0
        assert 0 <= one.received <= one.quantity
        on_order[one.order_key] += one.quantity
        come[one.order_key] += one.received
        of_line[one.line_no] += one.line_quantity
    for order in orders:
        assert on_order[order.key] <= max(order.ordered * (1 + tolerances.quantity_percent / 100) - order.invoiced, Decimal(0))
        assert come[order.key] <= max(order.received - order.invoiced, Decimal(0))
    rest = {left.line_no: left.quantity for left in outcome.rest}
    for line in lines:
        if line.quantity > 0:
            assert of_line[line.no] + rest.get(line.no, Decimal(0)) == line.quantity
        else:
            assert rest[line.no] == line.quantity


@given(LINES, ORDERS, st.randoms(use_true_random=False))
def test_the_outcome_does_not_depend_on_how_the_orders_are_sorted(lines, orders, random):
    shuffled = random.sample(orders, len(orders))
    assert match(lines, orders) == match(lines, shuffled)


@given(LINES, ORDERS)
def test_what_is_left_over_could_not_be_placed_anywhere(lines, orders):
    outcome = match(lines, orders)
    taken: dict[str, Decimal] = defaultdict(Decimal)
    for one in outcome.allocations:
        taken[one.order_key] += one.quantity
    open_orders = [order._replace(invoiced=order.invoiced + taken[order.key]) for order in orders]
    by_no = {line.no: line for line in lines}
    for left in outcome.rest:
        if left.reason_key != "not_countable":
            line = by_no[left.line_no]._replace(quantity=left.quantity)
            placed = match([line._replace(net_price=None, net_amount=None)], open_orders).allocations
            assert all(one.line_quantity <= Decimal("0.000001") for one in placed)


@given(LINES, ORDERS)
def test_each_allocation_says_why(lines, orders):
    for one in match(lines, orders).allocations:
        assert one.evidence
        assert set(one.evidence) & {"order_line", "order", "article", "name", "similar_name"}
