"""Tax that waits for payments: whatever is paid, in however many parts and however often it comes back, makes the whole tax due once."""

import random
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.countries import COUNTRIES, law
from kantor.countries.cash_accounting import Freed, Step, due_code, is_on_payment, steps_freed, waiting_code, waiting_codes
from kantor.kit.money import Money

D = Decimal


def euros(cents: int) -> Money:
    return Money(D(cents) / 100, "EUR")


@pytest.mark.parametrize(("day", "waits"), [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)])
def test_the_way_of_a_day_is_the_newest_that_has_begun(day: str, waits: bool) -> None:
    ways = [["2027-01-01", "invoice"], ["2026-01-01", "payment"]]
    assert is_on_payment(ways, date.fromisoformat(day)) == waits


@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_every_waiting_code_is_declared_under_one_of_the_same_rate(country: str) -> None:
    known = {**law(country).sale_codes, **law(country).tax_codes}
    for name in waiting_codes(country):
        assert known[due_code(country, name)].percent == known[name].percent
        assert known[due_code(country, name)].kind == "domestic"
        assert not known[name].boxes


def test_tax_waits_where_the_law_knows_it_and_only_at_home() -> None:
    ways, on = [["2026-01-01", "payment"]], date(2026, 3, 1)
    assert [waiting_code("DE", code, ways, on) for code in ("U19", "UIG", "V19", "E19")] == ["U19W", "UIG", "V19", "E19"]
    assert [waiting_code("PL", code, ways, on) for code in ("S8", "WDT", "Z23", "WNT23")] == ["S8W", "WDT", "Z23W", "WNT23"]
    assert waiting_code("ID", "PK12", ways, on) == "PK12"


cents = st.integers(1, 10_000_000)


@given(
    net=cents,
    tax=cents,
    amount=cents,
    actions=st.lists(st.tuples(st.booleans(), st.floats(0.01, 1)), max_size=12),
    sign=st.sampled_from((1, -1)),
)
def test_parts_paid_returned_and_paid_again_come_to_the_whole_tax(
    net: int, tax: int, amount: int, actions: list[tuple[bool, float]], sign: int
) -> None:
    """sign: of a credit note's item and of what stands behind it."""
    whole, steps, still = Freed(euros(-net * sign), euros(-tax * sign)), [], amount
    standing: list[Step] = []
    for is_payment, part in [*actions, (True, 1.0)]:
        if is_payment and still:
            taken = still if part == 1.0 else max(1, int(still * part))
            step = Step(len(steps) + 1, 100 + len(steps), taken * sign, None)
            standing.append(step)
            still -= taken
        elif standing:
            undone = standing.pop(len(standing) // 2)
            step = Step(len(steps) + 1, 100 + len(steps), -undone.amount, undone.id)
            still -= step.amount * sign
        else:
            continue
        steps.append(step)
    rest, stands = steps_freed(whole, amount * sign, steps)
    assert [(one.document_id, one.amount) for one in stands] == [(step.document_id, step.amount) for step in steps if step in standing]
    assert sum((one.freed.tax.amount for one in stands), D(0)) + rest.tax.amount == whole.tax.amount
    assert sum((one.freed.net.amount for one in stands), D(0)) + rest.net.amount == whole.net.amount
    if not still:
        assert (rest.tax.amount, rest.net.amount) == (0, 0)


@pytest.mark.parametrize("percent", [19, 7, 23, 8, 5])
def test_ten_thousand_paid_invoices_come_to_what_a_plain_sum_says(percent: int) -> None:
    """Each invoice is taxed here by its own arithmetic and paid in one to four parts, each of which is its share of what is left."""
    dice = random.Random(f"payments at {percent}")
    due, expected = D(0), D(0)
    for number in range(2_000):
        net = D(dice.randint(1, 500_000)) / 100
        tax = (net * percent / 100).quantize(D("0.01"), ROUND_HALF_UP)
        gross = int((net + tax) * 100)
        cuts = sorted({dice.randint(1, gross) for _ in range(dice.randint(0, 3))} | {gross})
        parts = [after - before for before, after in zip([0, *cuts], cuts, strict=False)]
        steps = [Step(place, number, part, None) for place, part in enumerate(parts)]
        paid = dice.randint(1, len(parts))
        rest, stands = steps_freed(Freed(Money(net, "EUR"), Money(tax, "EUR")), gross, steps[:paid])
        left, open_ = tax, gross
        for part in parts[:paid]:
            own = left if part == open_ else (left * part / open_).quantize(D("0.01"), ROUND_HALF_UP)
            left, open_ = left - own, open_ - part
            expected += own
        due += sum((one.freed.tax.amount for one in stands), D(0))
        assert rest.tax.amount == left
    assert due == expected
