"""An account that the chart does not have is a finding before anything is booked, also where a notice divides a line."""

import pytest

from kantor.departments.treasury.bank_statement.questions import ROLES
from kantor.departments.treasury.bank_statement.rules import complete
from kantor.departments.treasury.dividing import roles_needed
from kantor.departments.treasury.shares import shares_of
from kantor.words import Reading, Source, Value

TYPED = Source("xml")
ITEMS = {"7": {"side": "receivable"}, "8": {"side": "payable"}}


def values(**texts: str) -> dict[str, Value]:
    return {key: Value(text, TYPED) for key, text in texts.items()}


def test_a_notice_that_divides_a_line_needs_its_accounts() -> None:
    payments = tuple(values(amount="-5.00", booked_on="2026-03-11", entry="1", batch_line="3", decision="payment") for _ in range(2))
    tables = {"lines": payments, "entries": (values(amount="-10.00"),)}
    notice = Reading(reader="camt.054", values=values(format="camt.054", is_final="no"), tables=tables)
    found = list(complete(notice, {ROLES: {"suspense": "1792"}}, None))  # type: ignore[arg-type]
    assert [one.evidence.get("role") for one in found if one.key.endswith("no_account")] == ["money_in_transit"]


@pytest.mark.parametrize(
    ("target", "roles"),
    [
        ("7", set()),
        ("7:98.00:discount", {"discount_granted"}),
        ("8:-98.00:discount", {"discount_received"}),
        ("7:99.99:rounding party41:1.00", {"rounding", "receivables"}),
        ("7:95.00:exchange", {"exchange_gain", "exchange_loss"}),
    ],
)
def test_each_difference_needs_the_account_of_its_reason(target: str, roles: set[str]) -> None:
    shares = shares_of(target)
    assert shares is not None
    assert roles_needed(shares, ITEMS) == roles
