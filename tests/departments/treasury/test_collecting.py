"""What stops a collection run, whoever filled in its rows."""

from datetime import date
from typing import Any

import pytest

from kantor.departments.treasury.collection_run.rules import each_collection, left_alone, state_of
from kantor.words import Reading, Source, Value

OURS, OTHER = "DE02120300000000202051", "DE89370400440532013000"
MANDATE = {"scheme": "CORE", "signed_on": "2026-03-02", "last_on": "", "ends_on": "", "iban": OURS, "bic": "", "creditor_id": ""}


def found(*, is_recurrent: bool = True, held: str = "", alone: dict[str, str] | None = None, iban: str = "") -> list[str]:
    """Two items of one mandate; what is found of them, without the department's name."""
    typed = Source("person", "anna")
    told = {"mandate": "M-17", "amount": "119.00", "iban": iban}
    rows = tuple({key: Value(text, typed) for key, text in {**told, "open_item_id": one}.items()} for one in ("1", "2"))
    reading = Reading(reader="person", values={"collect_on": Value("2026-03-24", typed)}, tables={"collections": rows})
    item: dict[str, Any] = {"name": "Papier GmbH", "reference": "RE-1", "open": "119.00", "currency": "EUR", "held_reason": held}
    mandates = {"M-17": MANDATE | {"is_recurrent": is_recurrent}}
    answers = {state_of(reading): [{**item, "id": one, "mandates": mandates} for one in ("1", "2")], left_alone(reading): alone or {}}
    return [one.key.rpartition(".")[2] for one in each_collection(reading, answers, date(2026, 3, 10))]


@pytest.mark.parametrize(("is_recurrent", "expected"), [(True, []), (False, ["mandate_used"])])
def test_a_mandate_that_was_given_once_is_used_once_within_a_run(is_recurrent: bool, expected: list[str]) -> None:
    assert found(is_recurrent=is_recurrent) == expected


def test_no_other_account_is_debited_than_the_mandate_names() -> None:
    assert found(iban=OTHER) == ["other_account", "other_account"]
    assert found(iban="DE02 1203 0000 0000 2020 51") == []


def test_what_is_held_back_or_left_alone_is_not_collected() -> None:
    assert found(held="disputed") == ["held_back", "held_back"]
    assert found(alone={"2": "2026-03-31"}) == ["left_alone"]
