"""What can run out is claimed: never more than there is, whoever comes at the same time, and given back when a document is reversed."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import errors

from kantor.spine import facts
from kantor.spine.access import Actor, acting
from kantor.spine.documents import Applied, Refusal
from kantor.words import Claim

AT = datetime(2026, 5, 20, 10, 0, tzinfo=UTC)
WHAT = "order_line.invoiced"
PARTS = facts.ClaimParts()
_clients, _keys = count(8001), count(1)


@pytest.fixture
def clerk(database: None) -> Iterator[Actor]:
    with acting(clients=(next(_clients),), person_id=None, at=AT) as actor:
        yield actor


def filed(actor: Actor, number: int = 1) -> list[int]:
    document = apps.get_model("documents", "Document")
    rows = [
        document(client_id=actor.clients[0], key=f"claim:{next(_keys)}", channel="test", received_at=AT, state="ready")
        for _ in range(number)
    ]
    return [row.pk for row in document.objects.bulk_create(rows)]


def there_are(actor: Actor, **totals: int | str) -> None:
    facts.set_capacity([facts.Total(WHAT, key, Decimal(total)) for key, total in totals.items()], actor)


def claim(actor: Actor, **quantities: int | str) -> int:
    (document,) = filed(actor)
    parts = [Claim(what=WHAT, key=key, quantity=Decimal(quantity)) for key, quantity in quantities.items()]
    PARTS.apply([Applied(actor.clients[0], document, index, part) for index, part in enumerate(parts)], actor)
    return document


def give_back(actor: Actor, document: int) -> None:
    (counter,) = filed(actor)
    PARTS.reverse([Applied(actor.clients[0], counter, 0, None, reverses_document_id=document)], actor)


def left(actor: Actor) -> dict[str, Decimal]:
    found = facts.left([(WHAT, key) for key in "abc"], client_id=actor.clients[0])
    return {key: row.left for (_, key), row in found.items()}


def test_an_order_line_is_invoiced_in_parts(clerk: Actor) -> None:
    there_are(clerk, a=10, b="2.5")
    claim(clerk, a=4, b="2.5")
    claim(clerk, a=6)
    assert left(clerk) == {"a": 0, "b": 0}


def test_a_refused_claim_says_what_is_left_and_who_took_it(clerk: Actor) -> None:
    there_are(clerk, a=10)
    first, second = claim(clerk, a=4), claim(clerk, a="3.50")
    given_back = claim(clerk, a=1)
    give_back(clerk, given_back)
    with pytest.raises(Refusal) as refused:
        claim(clerk, a=3)
    assert refused.value.key == "facts.nothing_left"
    assert refused.value.evidence == {"what": WHAT, "key": "a", "asked": "3", "left": "2.5", "taken_by": f"{first}: 4, {second}: 3.5"}


def test_documents_of_one_batch_share_what_is_left(clerk: Actor) -> None:
    there_are(clerk, a=10)
    first, second = filed(clerk, 2)
    part = Claim(what=WHAT, key="a", quantity=Decimal(6))
    with pytest.raises(Refusal) as refused:
        PARTS.apply([Applied(clerk.clients[0], document, 0, part) for document in (first, second)], clerk)
    assert (refused.value.document_id, refused.value.evidence["left"]) == (second, "4")


@pytest.mark.parametrize(
    ("key", "quantities"),
    [
        ("facts.capacity_unknown", {"c": 1}),
        ("facts.gives_back_too_much", {"a": -1}),
        ("facts.quantity_not_exact", {"a": "0.0000001"}),
        ("facts.quantity_not_exact", {"a": "Infinity"}),
    ],
)
def test_a_claim_that_makes_no_sense_is_refused(clerk: Actor, key: str, quantities: dict[str, int | str]) -> None:
    there_are(clerk, a=10)
    with pytest.raises(Refusal) as refused:
        claim(clerk, **quantities)
    assert refused.value.key == key


def test_a_credit_note_gives_back_what_was_invoiced(clerk: Actor) -> None:
    there_are(clerk, a=10)
    claim(clerk, a=10)
    credit = claim(clerk, a=-3)
    assert left(clerk) == {"a": 3}
    give_back(clerk, credit)
    assert left(clerk) == {"a": 0}


def test_a_reversed_document_gives_back_once(clerk: Actor) -> None:
    there_are(clerk, a=10, b=10)
    document = claim(clerk, a=4, b=7)
    for _ in range(2):
        give_back(clerk, document)
        assert left(clerk) == {"a": 10, "b": 10}


def test_an_order_is_never_cut_below_what_was_claimed(clerk: Actor) -> None:
    there_are(clerk, a=10, b=1)
    claim(clerk, a=4)
    there_are(clerk, a=4, b=20)
    assert left(clerk) == {"a": 0, "b": 20}
    with pytest.raises(Refusal) as refused:
        there_are(clerk, a="3.5", b=5)
    assert (refused.value.key, refused.value.evidence["claimed"]) == ("facts.claimed_already", "4")
    assert left(clerk) == {"a": 0, "b": 20}


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("UPDATE facts_capacity SET claimed = total + 1", errors.CheckViolation),
        ("UPDATE facts_capacity SET claimed = -1", errors.CheckViolation),
        ("UPDATE facts_capacity SET key = 'x'", errors.InsufficientPrivilege),
        ("DELETE FROM facts_capacity", errors.InsufficientPrivilege),
        ("UPDATE facts_claim SET quantity = 0", errors.InsufficientPrivilege),
        ("DELETE FROM facts_claim", errors.InsufficientPrivilege),
    ],
)
def test_the_database_refuses_it_too(clerk: Actor, statement: str, error: type[psycopg.Error]) -> None:
    there_are(clerk, a=10)
    claim(clerk, a=1)
    driver: Any = connection.connection
    with pytest.raises(error), transaction.atomic():
        driver.execute(statement)


STEPS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(-6, 9).filter(bool), st.booleans()), max_size=25)


@given(STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_claims_never_exceed_capacity_and_add_up(database: None, steps: list[tuple[str, int, bool]]) -> None:
    with acting(clients=(next(_clients),), person_id=None, at=AT) as actor:
        there_are(actor, a=10, b=10, c=0)
        free = {"a": 10, "b": 10, "c": 0}
        total = dict(free)
        taken: list[tuple[int, str, int]] = []
        for key, quantity, reverse in steps:
            if reverse and taken:
                document, key, quantity = taken.pop()
                give_back(actor, document)
                free[key] += quantity
            elif free[key] - quantity < 0 or free[key] - quantity > total[key]:
                with pytest.raises(Refusal):
                    claim(actor, **{key: quantity})
            else:
                taken.append((claim(actor, **{key: quantity}), key, quantity))
                free[key] -= quantity
            assert left(actor) == free


def test_claimers_at_once_never_take_more_than_there_is(committed_database: str) -> None:
    client = next(_clients)
    with acting(clients=(client,), person_id=None, at=AT) as actor:
        there_are(actor, a=20, b=20, c=20)
    gate = threading.Barrier(4)
    refused: set[str] = set()

    def work(writer: int) -> int:
        gate.wait()
        done = 0
        try:
            for round_number in range(10):
                keys = "abc" if (writer + round_number) % 2 else "cba"
                try:
                    with acting(clients=(client,), person_id=None, at=AT) as actor:
                        claim(actor, **dict.fromkeys(keys, 1))
                    done += 1
                except Refusal as refusal:
                    refused.add(refusal.key)
        finally:
            connection.close()
        return done

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 20
    assert refused == {"facts.nothing_left"}
    with acting(clients=(client,), person_id=None, at=AT) as actor:
        assert left(actor) == {"a": 0, "b": 0, "c": 0}
    connection.close()
