"""Parties that are one lead to one, however the merges were made; the database keeps the end of each chain and refuses circles."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kantor.spine import access, parties
from kantor.spine.access import acting
from kantor.words import Applied, Ask, Part, Refusal
from kantor.words.party import Account, Block, NewBankAccount, NewParty, PartyChange, PartyMerge

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = AT.date()
FIRST = date(2026, 1, 1)
IBANS = ("DE89370400440532013000", "DE02120300000000202051", "DE02500105170137075030")
NUMBERS = count(1)
DOCUMENTS = count(5000)
HANDLER = parties.PARTS[0]


def new_client() -> int:
    new = access.NewClient(
        code=f"merging-{next(NUMBERS)}", name="Acme", country="DE", currency="EUR", language="de", chart="skr03", from_on=FIRST
    )
    return access.create_client(new, at=AT)


@pytest.fixture
def client(database: None) -> int:
    return new_client()


def taken_up(client: int, *names: str, role: str = "supplier") -> list[int]:
    with acting(clients=(client,), person_id=None, at=AT) as actor:
        ibans = [*IBANS, *("" for _ in names)]
        return parties.create_parties(
            [
                NewParty(name=name, country="DE", from_on=FIRST, role=role, accounts=(Account(iban),) if iban else ())
                for name, iban in zip(names, ibans, strict=False)
            ],
            actor,
        )


def apply(client: int, *parts: Part, at: datetime = AT) -> int:
    document = next(DOCUMENTS)
    with acting(clients=(client,), person_id=4, at=at) as actor:
        HANDLER.apply([Applied(client, document, index, part) for index, part in enumerate(parts)], actor)
    return document


def reverse(client: int, document: int) -> None:
    with acting(clients=(client,), person_id=4, at=AT) as actor:
        HANDLER.reverse([Applied(client, next(DOCUMENTS), 0, None, reverses_document_id=document)], actor)


def leads(client: int, ids: Sequence[int]) -> list[int]:
    with acting(clients=(client,), person_id=None, at=AT):
        return [row.id for row in (parties.leads(ids)[party_id] for party_id in ids)]


def family(client: int, party_id: int) -> list[int]:
    with acting(clients=(client,), person_id=None, at=AT):
        return [row.id for row in parties.family(party_id)]


def test_a_chain_leads_to_its_end_and_opens_where_it_is_undone(client: int) -> None:
    a, b, c = taken_up(client, "Alpha", "Alfa", "Alpha GmbH")
    first = apply(client, PartyMerge(party_id=a, into_id=b))
    second = apply(client, PartyMerge(party_id=b, into_id=c))
    assert leads(client, [a, b, c]) == [c, c, c]
    assert family(client, a) == family(client, c) == [c, a, b]
    reverse(client, first)
    assert leads(client, [a, b, c]) == [a, c, c]
    reverse(client, second)
    assert leads(client, [a, b, c]) == [a, b, c]


def test_undoing_the_end_of_a_chain_leaves_its_beginning(client: int) -> None:
    a, b, c = taken_up(client, "Alpha", "Alfa", "Alpha GmbH")
    apply(client, PartyMerge(party_id=a, into_id=b))
    reverse(client, apply(client, PartyMerge(party_id=b, into_id=c)))
    assert leads(client, [a, b, c]) == [b, b, c]


def test_a_party_that_leads_elsewhere_is_not_merged_again(client: int) -> None:
    a, b, c = taken_up(client, "Alpha", "Alfa", "Alpha GmbH")
    apply(client, PartyMerge(party_id=a, into_id=b))
    for part in (PartyMerge(party_id=a, into_id=c), PartyMerge(party_id=c, into_id=a), PartyMerge(party_id=b, into_id=a)):
        with pytest.raises(Refusal, match="merged_already"):
            apply(client, part)


def test_itself_a_customer_and_a_stranger_are_no_duplicates(client: int) -> None:
    (a,) = taken_up(client, "Alpha")
    (customer,) = taken_up(client, "Alpha", role="customer")
    (stranger,) = taken_up(new_client(), "Alpha")
    for other, reason in ((a, "not_to_be_merged"), (customer, "not_to_be_merged"), (stranger, "unknown")):
        with pytest.raises(Refusal, match=reason):
            apply(client, PartyMerge(party_id=a, into_id=other))


def test_the_database_itself_refuses_a_circle_and_another_clients_party(client: int) -> None:
    a, b = taken_up(client, "Alpha", "Alfa")
    (stranger,) = taken_up(new_client(), "Alpha")
    apply(client, PartyMerge(party_id=a, into_id=b))
    for party, into in ((b, a), (b, b), (b, stranger)):
        with (
            acting(clients=(client,), person_id=None, at=AT),
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("UPDATE parties_party SET merged_into_id = %s WHERE id = %s", (into, party))


def test_a_party_that_changed_since_keeps_what_it_got(client: int) -> None:
    """What is booked or changed between merge and reversal stays; only a value that the merge itself gave is not taken away twice."""
    a, b = taken_up(client, "Alpha", "Alfa")
    merge = apply(
        client, PartyChange(party_id=b, values={"email": "a@alpha.example"}, was={"email": ""}), PartyMerge(party_id=a, into_id=b)
    )
    apply(client, PartyChange(party_id=b, values={"payment_days": "10"}))
    later = apply(client, PartyChange(party_id=b, values={"email": "b@alpha.example"}))
    with pytest.raises(Refusal, match="changed_since"):
        reverse(client, merge)
    reverse(client, later)
    reverse(client, merge)
    with acting(clients=(client,), person_id=None, at=AT):
        row = parties.parties([b])[b]
    assert (row.email, row.payment_days) == ("", 10)


def test_an_account_that_replaces_the_others_ends_those_of_the_whole_family(client: int) -> None:
    """Or money would still go where the old letterhead says."""
    a, b = taken_up(client, "Alpha", "Alfa")
    apply(client, PartyMerge(party_id=a, into_id=b))
    apply(client, NewBankAccount(party_id=b, iban=IBANS[2], from_on=TODAY, replaces=True))
    with acting(clients=(client,), person_id=None, at=AT):
        asked = Ask("parties.bank_accounts", (str(b),))
        agreed = parties.ANSWERS["parties.bank_accounts"]([asked], TODAY)[asked]
    assert [one["iban"] for one in agreed] == [IBANS[2]]


def test_lifting_a_block_lifts_those_of_the_family_and_the_reversal_sets_them_again(client: int) -> None:
    a, b = taken_up(client, "Alpha", "Alfa")
    apply(client, Block(party_id=a, on=TODAY, reason="fraud"))
    apply(client, PartyMerge(party_id=a, into_id=b))
    lift = apply(client, Block(party_id=b, on=None))
    with acting(clients=(client,), person_id=None, at=AT):
        assert parties.parties([a, b])[b].blocked_on is None
    reverse(client, lift)
    with acting(clients=(client,), person_id=None, at=AT):
        assert {row.blocked_reason for row in parties.parties([a, b]).values()} == {"fraud"}


def test_who_said_that_two_are_different_is_remembered_for_all_that_lead_to_them(client: int) -> None:
    a, b, c = taken_up(client, "Alpha", "Alfa", "Alpha GmbH")
    with acting(clients=(client,), person_id=4, at=AT) as actor:
        with pytest.raises(Refusal, match="reason_missing"):
            parties.tell_apart(b, a, " ", actor)
        parties.tell_apart(b, a, "mother and daughter", actor)
        parties.tell_apart(a, b, "again", actor)
    apply(client, PartyMerge(party_id=a, into_id=c))
    asks = [Ask("parties.unlike", pair) for pair in ((str(c), str(b)), (str(b), str(c)), (str(a), str(c)), ("", str(a)))]
    with acting(clients=(client,), person_id=None, at=AT):
        said = parties.ANSWERS["parties.unlike"](asks, TODAY)
    assert [(said[ask] or {}).get("reason") for ask in asks] == ["mother and daughter", "mother and daughter", None, None]


def test_another_client_sees_neither_the_family_nor_what_was_said(client: int) -> None:
    a, b = taken_up(client, "Alpha", "Alfa")
    apply(client, PartyMerge(party_id=a, into_id=b))
    with acting(clients=(client,), person_id=4, at=AT) as actor:
        parties.tell_apart(a, b, "two after all", actor)
    other = new_client()
    assert family(other, a) == []
    with acting(clients=(other,), person_id=4, at=AT) as actor:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM parties_unlike")
            assert cursor.fetchone() == (0,)
        with pytest.raises(Refusal, match="unknown"):
            parties.tell_apart(a, b, "not ours", actor)


PLACES = st.integers(0, 4)
STEPS = st.lists(st.one_of(st.tuples(st.just("merge"), PLACES, PLACES), st.tuples(st.just("reverse"), PLACES, PLACES)), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_merged_and_undone_in_whichever_order_everybody_leads_to_the_end_of_the_chain(database: None, steps: list) -> None:
    client = new_client()
    ids = taken_up(client, *"ABCDE")
    into: dict[int, int] = {}
    made: dict[int, tuple[int, int]] = {}

    def end(party: int) -> int:
        return end(into[party]) if party in into else party

    for what, first, second in steps:
        one, other = ids[first], ids[second]
        if what == "merge":
            if one == other or one in into or other in into:
                with pytest.raises(Refusal):
                    apply(client, PartyMerge(party_id=one, into_id=other))
                continue
            made[apply(client, PartyMerge(party_id=one, into_id=other))] = (one, other)
            into[one] = other
        elif made:
            document = sorted(made)[first % len(made)]
            reverse(client, document)
            del into[made.pop(document)[0]]
        assert leads(client, ids) == [end(party) for party in ids]
    for document in sorted(made):
        reverse(client, document)
    assert leads(client, ids) == ids
