"""Suppliers that could be one are found by a worker and kept: what changed is compared again, and the outcome is as if all had been."""

from datetime import UTC, datetime
from random import Random

import pytest
from tests.spine.parties.test_merging import AT, FIRST, IBANS, apply, new_client, reverse

from kantor.spine import parties
from kantor.spine.access import acting
from kantor.words.party import Account, NewParty, PartyChange, PartyMerge

TOWNS = ("Hamburg", "Berlin", "Duisburg")
WORDS = ("Nord", "Elbe", "Linde", "Papier", "Stahl", "Transport", "Bau", "Technik", "Kontor", "Werk")


@pytest.fixture
def client(database: None) -> int:
    return new_client()


def supplier(chance: Random, number: int) -> NewParty:
    name = " ".join(chance.sample(WORDS, 2)) + f" {number % 7}"
    host = chance.choice(("alpha.example", f"h{number}.example"))
    return NewParty(
        name=name,
        country="DE",
        from_on=FIRST,
        email=f"post{number % 5}@{host}",
        address={"town": chance.choice(TOWNS), "postcode": "20095"},
        accounts=(Account(IBANS[number % 3]),) if chance.random() < 0.3 else (),
    )


def take_up(client: int, suppliers: list[NewParty]) -> list[int]:
    with acting(clients=(client,), person_id=None, at=AT) as actor:
        return parties.create_parties(suppliers, actor)


def at_noon() -> datetime:
    return datetime(2026, 3, 2, 12, tzinfo=UTC)


def both(client: int) -> tuple[set[tuple[int, int, int]], set[tuple[int, int, int]]]:
    """(one, other, degree) as they are kept, and as they are found where all are compared with all."""
    with acting(clients=(client,), person_id=None, at=AT):
        kept = {(one.one, one.other, one.degree) for _, one in parties.alike((client,), at_most=5_000)}
        found = {(one.one, one.other, one.degree) for one in parties.found_alike(client, at_most=5_000)}
    return kept, found


@pytest.mark.parametrize("seed", range(5))
def test_what_is_kept_after_changes_is_what_comparing_all_with_all_finds(client: int, seed: int) -> None:
    chance = Random(seed)
    ids = take_up(client, [supplier(chance, number) for number in range(14)])
    assert parties.compare(client, at_noon) >= len(ids)
    kept, found = both(client)
    assert kept == found != set()
    documents = []
    for step in range(6):
        if step == 3:
            take_up(client, [supplier(chance, 100 + step)])
        elif step == 4:
            documents.append(apply(client, PartyMerge(party_id=ids[1], into_id=ids[0])))
        elif step == 5:
            reverse(client, documents.pop())
        else:
            apply(client, PartyChange(party_id=chance.choice(ids), values={"name": " ".join(chance.sample(WORDS, 2))}))
        assert parties.compare(client, at_noon) in range(1, 6)
        kept, found = both(client)
        assert kept == found, step


def test_nothing_is_compared_again_while_nothing_changed(client: int) -> None:
    take_up(client, [supplier(Random(1), number) for number in range(4)])
    assert [one.client_id for one in parties.comparisons_waiting(at_noon()) if one.client_id == client] == [client]
    parties.compare(client, at_noon)
    assert [one.client_id for one in parties.comparisons_waiting(at_noon()) if one.client_id == client] == []
    assert parties.compare(client, at_noon) == 0


def test_a_pair_that_somebody_told_apart_is_gone_at_once(client: int) -> None:
    one, other = take_up(client, [NewParty(name=name, country="DE", from_on=FIRST) for name in ("Papierhaus Linde", "Papierhaus Lindee")])
    parties.compare(client, at_noon)
    with acting(clients=(client,), person_id=4, at=AT) as actor:
        assert [(pair.one, pair.other) for _, pair in parties.alike((client,))] == [(one, other)]
        parties.tell_apart(one, other, "mother and daughter", actor)
        assert parties.alike((client,)) == []


def test_pairs_told_apart_push_no_other_off_a_short_list(client: int) -> None:
    names = ("Papierhaus Linde", "Papierhaus Lindee", "Stahlbau Werk Nord", "Stahlbau Wrk Nord")
    take_up(client, [NewParty(name=name, country="DE", from_on=FIRST) for name in names])
    parties.compare(client, at_noon)
    with acting(clients=(client,), person_id=4, at=AT) as actor:
        (_, first), (_, second) = parties.alike((client,))
        parties.tell_apart(first.one, first.other, "mother and daughter", actor)
        assert [pair for _, pair in parties.alike((client,), at_most=1)] == [second]
