"""A discount is taken where paying early earns more than the money would elsewhere."""

from datetime import date, timedelta

import pytest

from kantor.departments.treasury.proposing import is_worth_it
from kantor.departments.treasury.queries import Payable

PAY_ON = date(2026, 3, 10)


def item(discount: int, days: int) -> Payable:
    return Payable(
        open_item_id=1,
        document_id=1,
        party_id=1,
        creditor="Papierhaus Linde GmbH",
        address={},
        country="DE",
        reference="RE-1",
        currency="EUR",
        open=10_000,
        due_on=PAY_ON + timedelta(days=days),
        discount=discount,
        discount_until=PAY_ON,
        iban="",
        bic="",
        agreed=True,
        held_reason="",
        blocked=False,
    )


@pytest.mark.parametrize(
    ("discount", "days", "is_worth"),
    [
        (200, 20, True),  # 2 % for 20 days: 37 % a year
        (200, 90, True),  # 8.3 %
        (200, 100, False),  # 7.4 %
        (10, 30, False),  # 1.2 %
        (50, 0, True),
        (0, 20, False),
    ],
)
def test_it_depends_on_the_days_that_are_paid_early(discount: int, days: int, is_worth: bool) -> None:
    assert is_worth_it(item(discount, days), PAY_ON) is is_worth
