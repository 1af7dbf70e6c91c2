"""What contracts give to bill: by periods cut at both ends, by prices that change within one, by steps, and never a day twice."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kantor.departments.receivables.billing.agreed import Contract, contract_of
from kantor.departments.receivables.billing.due import Delivered, Due, due
from kantor.departments.receivables.billing.periods import period_of, periods

D = Decimal
LIFT = {"line": "1", "name": "Wartung", "kind": "fixed", "quantity": "1", "price": "310.00"}


def contract(*lines: dict[str, str], **told: str) -> Contract:
    usual = {"rhythm": "monthly", "aligned": "calendar", "timing": "advance", "first_on": "2026-01-01", "currency": "EUR"}
    return contract_of({"id": 7, "number": "V-1", **usual, **told, "lines": lines or (LIFT,)})


def billed(agreed: Contract, on: str, *delivered: Delivered) -> list[tuple[str, str, D]]:
    return [(row.first.isoformat(), row.last.isoformat(), row.net("EUR")) for row in due(agreed, delivered, date.fromisoformat(on))]


def test_the_first_and_the_last_month_are_shared_by_days() -> None:
    agreed = contract(first_on="2026-01-16", ends_on="2026-03-10")
    assert billed(agreed, "2026-12-31") == [
        ("2026-01-16", "2026-01-31", D("160.00")),  # 16 of 31 days of 310.00
        ("2026-02-01", "2026-02-28", D("310.00")),
        ("2026-03-01", "2026-03-10", D("100.00")),  # 10 of 31
    ]


def test_in_advance_is_due_when_the_period_begins_and_in_arrears_when_it_is_over() -> None:
    assert len(billed(contract(), "2026-02-01")) == 2
    assert len(billed(contract(timing="arrears"), "2026-02-01")) == 1
    assert len(billed(contract(timing="arrears"), "2026-02-28")) == 2


def test_nothing_is_due_before_the_contract_begins_within_a_period_of_the_calendar() -> None:
    agreed = contract(first_on="2026-11-01", rhythm="yearly")
    assert billed(agreed, "2026-10-31") == []
    assert [first for first, _, _ in billed(agreed, "2026-11-01")] == ["2026-11-01"]


@pytest.mark.parametrize(("rhythm", "number", "last"), [("quarterly", 4, "2027-03-30"), ("yearly", 1, "2027-03-30")])
def test_periods_may_run_from_the_first_day_of_the_contract(rhythm: str, number: int, last: str) -> None:
    found = billed(contract(first_on="2026-03-31", aligned="contract", rhythm=rhythm), "2027-03-30")
    assert (len(found), found[-1][1]) == (number, last)


def test_a_price_that_changes_within_a_period_divides_it_and_bills_it_once() -> None:
    agreed = contract(LIFT, {"line": "1", "price": "620.00", "from_on": "2026-02-15"})
    rows = list(due(agreed, (), date(2026, 3, 1)))
    assert [(row.net("EUR"), row.bills) for row in rows] == [
        (D("310.00"), "contract:7:1:2026-01-01"),
        (D("155.00"), "contract:7:1:2026-02-01"),  # 14 of 28 days
        (D("310.00"), ""),
        (D("620.00"), "contract:7:1:2026-03-01"),
    ]


METERED = ({"line": "2", "kind": "metered", "price": "0.30"}, {"line": "2", "price": "0.25", "from_quantity": "100"})


def used(on: str, quantity: str, *, is_billed: bool = False) -> Delivered:
    return Delivered(f"delivered:9:{on}", "2", date.fromisoformat(on), D(quantity), "", is_billed)


def test_a_quantity_is_charged_by_steps_when_its_period_is_over() -> None:
    agreed = contract(*METERED)
    rows = [used("2026-01-10", "80"), used("2026-01-20", "70.5")]
    assert billed(agreed, "2026-01-30", *rows) == []
    assert billed(agreed, "2026-01-31", *rows) == [("2026-01-01", "2026-01-31", D("30.00")), ("2026-01-01", "2026-01-31", D("12.63"))]


def test_what_is_reported_late_goes_on_from_the_step_that_was_reached() -> None:
    rows = [used("2026-01-10", "90", is_billed=True), used("2026-01-31", "20")]
    found = list(due(contract(*METERED), rows, date(2026, 2, 28)))
    assert [(row.quantity, row.price, row.bills) for row in found] == [
        (D("10"), D("0.30"), "delivered:9:2026-01-31"),
        (D("10"), D("0.25"), ""),
    ]


def test_an_order_is_billed_by_what_was_delivered_as_it_comes() -> None:
    agreed = contract(*METERED, rhythm="on_delivery")
    assert billed(agreed, "2026-01-10", used("2026-01-10", "80"), used("2026-01-11", "5")) == [("2026-01-10", "2026-01-10", D("24.00"))]


def test_hours_are_billed_for_each_person() -> None:
    agreed = contract({"line": "3", "name": "Technik", "kind": "hours", "price": "90.00"})
    worked = [Delivered(f"delivered:{n}:0", "3", date(2026, 1, n), D("2"), who, False) for n, who in ((5, "Jan"), (6, "Jan"), (7, "Eva"))]
    assert [(row.text, row.quantity, row.unit) for row in due(agreed, worked, date(2026, 1, 31))] == [
        ("Eva", D("2"), "HUR"),
        ("Jan", D("4"), "HUR"),
    ]


def test_what_is_taken_back_is_taken_back_at_the_prices_at_which_it_was_charged() -> None:
    rows = [used("2026-01-10", "120", is_billed=True), used("2026-01-31", "-50")]
    assert [(row.quantity, row.price) for row in due(contract(*METERED), rows, date(2026, 2, 28))] == [
        (D("-20"), D("0.25")),
        (D("-30"), D("0.30")),
    ]


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(-150, 150), st.booleans()), max_size=8))
def test_whatever_is_reported_corrected_and_billed_in_between_all_that_was_used_is_billed_once(steps: list[tuple[int, bool]]) -> None:
    """Each step reports a quantity, or a correction below zero, and bills afterwards or not; the last one bills."""
    delivered: list[Delivered] = []
    rows: list[Due] = []
    for place, (quantity, bills) in enumerate([*steps, (0, True)]):
        delivered.append(Delivered(f"delivered:{place}:0", "2", date(2026, 1, 1 + place), D(quantity), "", False))
        if bills:
            rows += due(contract(*METERED), delivered, date(2026, 1, 31))
            delivered = [one._replace(billed=True) for one in delivered]
    used_in_all = sum(quantity for quantity, _ in steps)
    first, rest = min(used_in_all, 100), max(used_in_all - 100, 0)
    assert sum(row.quantity for row in rows) == used_in_all
    assert sum(row.quantity * row.price for row in rows) == first * D("0.30") + rest * D("0.25")
    subjects = [subject for row in rows for subject in row.bills.split()]
    assert sorted(subjects) == sorted(one.subject for one in delivered)


days = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@settings(max_examples=100)
@given(
    days, st.integers(0, 900), st.sampled_from(["monthly", "quarterly", "half_yearly", "yearly"]), st.sampled_from(["calendar", "contract"])
)
def test_periods_cover_every_day_of_a_contract_once(first: date, length: int, rhythm: str, aligned: str) -> None:
    ends = first + timedelta(days=length)
    found = list(periods(first, ends, rhythm, aligned, ends))
    assert (found[0].first, found[-1].last) == (first, ends)
    assert all(before.last + timedelta(days=1) == after.first for before, after in itertools.pairwise(found))
    assert all(period_of(one.last, first, rhythm, aligned) == (one.whole_first, one.whole_last) for one in found)


def _subjects(rows: list[Due]) -> list[str]:
    return [subject for row in rows for subject in row.bills.split()]


@settings(max_examples=50)
@given(days, st.integers(0, 400), st.integers(0, 400))
def test_a_later_run_bills_what_an_earlier_one_billed_under_the_same_name(first: date, earlier: int, later: int) -> None:
    told: dict[str, Any] = {"first_on": first.isoformat(), "timing": "arrears", "rhythm": "quarterly"}
    before, after = (list(due(contract(**told), (), first + timedelta(days=days))) for days in (earlier, earlier + later))
    assert _subjects(after)[: len(before)] == _subjects(before)
    assert len(set(_subjects(after))) == len(after)
