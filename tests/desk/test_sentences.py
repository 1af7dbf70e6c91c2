"""What a finding names by its code is read by its words."""

import pytest

from kantor.departments.treasury.bank_statement.rules import NEEDED
from kantor.departments.treasury.dividing import DIFFERENCES
from kantor.desk.sentences import refusal
from kantor.kit.say import LANGUAGES, known, say

DISCOUNTS = ("discount_received", "discount_granted")
OTHERS = ("payables", "receivables", "opening_balance", "retained_earnings")
ROLES = sorted({*NEEDED, *DISCOUNTS, *OTHERS, *(role for roles in DIFFERENCES.values() for role in roles)})


@pytest.mark.parametrize("role", ROLES)
def test_an_account_that_the_chart_lacks_is_named_in_words(role: str) -> None:
    assert known(f"ledger.role.{role}")
    for language in LANGUAGES:
        assert "_" not in say(f"ledger.role.{role}", language)
    assert (
        refusal("treasury.bank_statement.no_account", {"role": role})
        == f"The chart of accounts has no account for {say(f'ledger.role.{role}', 'en')}."
    )
