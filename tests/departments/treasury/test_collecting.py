"""What stops a collection run, whoever filled in its rows."""

from datetime import date
from typing import Any

import pytest

from kantor.departments.treasury.collection_run.rules import each_collection, left_alone, state_of
from kantor.departments.treasury.collection_run.telling import letters
from kantor.departments.treasury.mandate_parts import Collection
from kantor.kit.money import Money
from kantor.words import Reading, Refusal, Source, Value, Verified

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


def test_a_run_that_was_checked_before_anybody_was_told_asks_to_be_checked_again() -> None:
    """Its answers were written down by a release that knew no letters."""
    item = {"id": 1, "name": "Papier GmbH", "party_id": 41, "reference": "RE-1"}
    collection = Collection(
        mandate="M-17",
        sequence="RCUR",
        debtor="Papier GmbH",
        iban=OURS,
        amount=Money.of("119.00", "EUR"),
        collect_on=date(2026, 3, 24),
        remittance="RE-1",
        end_to_end_id="KANTOR-1-9-1",
        open_item_ids=(1,),
        creditor_id="DE98ZZZ09999999999",
    )
    client = {"name": "Muster GmbH"}
    verified = Verified(
        document_id=9, type="treasury.collection_run", reading=Reading(reader="person"), answers={}, client=client, today=date(2026, 3, 10)
    )
    with pytest.raises(Refusal) as refused:
        list(letters(verified, [(collection, item)], date(2026, 3, 24)))
    assert (refused.value.key, refused.value.document_id) == ("treasury.collection_run.checked_before", 9)
