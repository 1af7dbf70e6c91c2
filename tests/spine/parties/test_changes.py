"""What two people decided about a partner is applied as a set, and its reversal brings back exactly what was there before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection
from psycopg.errors import InsufficientPrivilege

from kantor.spine import access, parties, trail
from kantor.spine.access import acting
from kantor.words import Applied, Part, Refusal
from kantor.words.party import Account, BankAccountEnd, Block, NewBankAccount, NewParty, PartyChange

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = AT.date()
YESTERDAY = TODAY - timedelta(days=1)
FIRST = date(2026, 1, 1)
OLD_IBAN, NEW_IBAN = "DE89370400440532013000", "DE02120300000000202051"
NUMBERS = count(1)
DOCUMENTS = count(1000)
HANDLER = parties.PARTS[0]


@pytest.fixture
def client(database: None) -> int:
    new = access.NewClient(
        code=f"changes-{next(NUMBERS)}", name="Acme", country="DE", currency="EUR", language="de", chart="skr03", from_on=FIRST
    )
    return access.create_client(new, at=AT)


@pytest.fixture
def known(client: int) -> int:
    alpha = NewParty(
        name="Alpha GmbH",
        country="DE",
        from_on=FIRST,
        email="a@alpha.example",
        identifiers=(("vat", "DE129273398"),),
        accounts=(Account(OLD_IBAN),),
    )
    with acting(clients=(client,), person_id=None, at=AT) as actor:
        return parties.create_parties([alpha], actor)[0]


def apply(client: int, *parts: Part, at: datetime = AT) -> int:
    """All parts as one document; its id."""
    document = next(DOCUMENTS)
    with acting(clients=(client,), person_id=4, at=at) as actor:
        HANDLER.apply([Applied(client, document, index, part) for index, part in enumerate(parts)], actor)
    return document


def reverse(client: int, *documents: int, at: datetime = AT) -> None:
    with acting(clients=(client,), person_id=4, at=at) as actor:
        HANDLER.reverse([Applied(client, next(DOCUMENTS), 0, None, reverses_document_id=document) for document in documents], actor)


def row(client: int, party_id: int) -> parties.PartyRow:
    with acting(clients=(client,), person_id=None, at=AT):
        found = parties.party(party_id)
    assert found is not None
    return found


def accounts(client: int, party_id: int) -> list[tuple[str, date, date | None]]:
    with acting(clients=(client,), person_id=None, at=AT):
        return [(account.iban, account.from_on, account.until_on) for account in parties.bank_accounts([party_id])]


def numbers(client: int, party_id: int) -> Sequence[tuple[str, str]]:
    with acting(clients=(client,), person_id=None, at=AT):
        return [(identifier.scheme, identifier.value) for identifier in parties.identifiers([party_id])]


def test_a_new_bank_account_replaces_the_old_one_from_its_first_day_and_back(client: int, known: int) -> None:
    from_on = date(2026, 3, 15)
    document = apply(client, NewBankAccount(party_id=known, iban="DE02 1203 0000 0000 2020 51", from_on=from_on, replaces=True))
    assert accounts(client, known) == [(OLD_IBAN, FIRST, date(2026, 3, 14)), (NEW_IBAN, from_on, None)]
    reverse(client, document)
    assert accounts(client, known) == [(OLD_IBAN, FIRST, None), (NEW_IBAN, from_on, date(2026, 3, 14))]


def test_a_reversed_account_that_was_in_use_ends_yesterday(client: int, known: int) -> None:
    document = apply(client, NewBankAccount(party_id=known, iban=NEW_IBAN, from_on=date(2026, 2, 1)))
    reverse(client, document)
    assert accounts(client, known) == [(OLD_IBAN, FIRST, None), (NEW_IBAN, date(2026, 2, 1), YESTERDAY)]


def test_an_account_ends_and_its_end_can_be_taken_back(client: int, known: int) -> None:
    document = apply(client, BankAccountEnd(party_id=known, iban=OLD_IBAN, until_on=date(2026, 3, 31)))
    assert accounts(client, known) == [(OLD_IBAN, FIRST, date(2026, 3, 31))]
    reverse(client, document)
    assert accounts(client, known) == [(OLD_IBAN, FIRST, None)]


@pytest.mark.parametrize(
    ("part", "key"),
    [
        (BankAccountEnd(party_id=0, iban=NEW_IBAN, until_on=TODAY), "account_unknown"),
        (NewBankAccount(party_id=0, iban=OLD_IBAN, from_on=TODAY), "account_known"),
        (NewBankAccount(party_id=0, iban="DE02120300000000202052", from_on=TODAY), "number_wrong"),
        (PartyChange(party_id=0, values={"number": "1"}), "not_changeable"),
        (PartyChange(party_id=0, gets=(("vat", "DE1"),)), "number_wrong"),
        (NewBankAccount(party_id=-1, iban=NEW_IBAN, from_on=TODAY), "unknown"),
        (Block(party_id=-1, on=TODAY, reason="x"), "unknown"),
    ],
)
def test_what_cannot_be_is_refused_with_the_guilty_document(client: int, known: int, part: Any, key: str) -> None:
    with pytest.raises(Refusal, match=key) as refused:
        apply(client, replace(part, party_id=part.party_id or known))
    assert refused.value.document_id is not None


def test_changed_values_come_back_and_nothing_else(client: int, known: int) -> None:
    before = row(client, known)
    values = {"name": "Älpha Nova AG", "payment_days": "14", "address": {"city": "Köln"}}
    document = apply(client, PartyChange(party_id=known, values=values))
    apply(client, PartyChange(party_id=known, values={"email": "new@alpha.example"}))
    changed = row(client, known)
    assert (changed.name, changed.payment_days, changed.address, changed.email) == (
        "Älpha Nova AG", 14, {"city": "Köln"}, "new@alpha.example",
    )  # fmt: skip
    reverse(client, document)
    after = row(client, known)
    assert (after.name, after.sort_key, after.payment_days, after.address) == (before.name, before.sort_key, None, before.address)
    assert after.email == "new@alpha.example"


def test_what_was_changed_since_is_not_overwritten_by_a_reversal(client: int, known: int) -> None:
    document = apply(client, PartyChange(party_id=known, values={"email": "first@alpha.example"}))
    apply(client, PartyChange(party_id=known, values={"email": "second@alpha.example"}))
    with pytest.raises(Refusal, match="changed_since"):
        reverse(client, document)
    assert row(client, known).email == "second@alpha.example"


def test_two_changes_of_the_same_party_are_undone_one_after_the_other(client: int, known: int) -> None:
    first = apply(client, PartyChange(party_id=known, values={"email": "first@alpha.example"}))
    second = apply(client, PartyChange(party_id=known, values={"email": "second@alpha.example"}))
    with pytest.raises(Refusal, match="changed_since"):
        reverse(client, first, second)
    reverse(client, second)
    reverse(client, first)
    assert row(client, known).email == "a@alpha.example"


def test_identifiers_are_given_taken_and_brought_back(client: int, known: int) -> None:
    document = apply(client, PartyChange(party_id=known, gets=(("alias", "Alfa"),), loses=(("vat", "DE129273398"),)))
    assert numbers(client, known) == [("alias", "alfa")]
    reverse(client, document)
    assert numbers(client, known) == [("vat", "DE129273398")]
    apply(client, PartyChange(party_id=known, gets=(("alias", "ALFA"),)))
    assert numbers(client, known) == [("alias", "alfa"), ("vat", "DE129273398")]


def test_a_change_that_replaces_what_is_not_there_any_more_is_refused(client: int, known: int) -> None:
    begun = PartyChange(party_id=known, values={"email": "new@alpha.example", "payment_days": ""}, was={"email": "a@alpha.example"})
    apply(client, PartyChange(party_id=known, values={"email": "second@alpha.example"}))
    with pytest.raises(Refusal, match="changed_since"):
        apply(client, begun)
    lost = PartyChange(party_id=known, loses=(("vat", "DE129273398"),))
    apply(client, lost)
    with pytest.raises(Refusal, match="changed_since"):
        apply(client, lost)
    assert row(client, known).email == "second@alpha.example"


def test_two_changes_of_one_party_in_one_batch_are_both_kept(client: int, known: int) -> None:
    email, name = PartyChange(party_id=known, values={"email": "b@alpha.example"}), PartyChange(party_id=known, values={"name": "Beta"})
    with acting(clients=(client,), person_id=4, at=AT) as actor:
        HANDLER.apply([Applied(client, next(DOCUMENTS), 0, email), Applied(client, next(DOCUMENTS), 0, name)], actor)
    assert (row(client, known).email, row(client, known).name) == ("b@alpha.example", "Beta")


def test_the_audit_trail_says_what_was_before_and_what_after(client: int, known: int) -> None:
    document = apply(client, PartyChange(party_id=known, values={"email": "new@alpha.example"}, loses=(("vat", "DE129273398"),)))
    with acting(clients=(client,), person_id=None, at=AT):
        told = [one for one in trail.of_document(client, document) if one.kind == "parties.changed"]
    assert [(one.person_id, one.content["what"], one.content["before"]) for one in told] == [
        (4, "party", {"email": "a@alpha.example"}),
        (4, "identifier", {"ended_on": None}),
    ]
    assert told[0].content["after"] == {"email": "new@alpha.example"}


def test_a_block_is_seen_at_once_and_can_be_lifted_or_reversed(client: int, known: int) -> None:
    document = apply(client, Block(party_id=known, on=TODAY, reason="fraud"))
    assert (row(client, known).blocked_on, row(client, known).blocked_reason) == (TODAY, "fraud")
    reverse(client, document)
    assert (row(client, known).blocked_on, row(client, known).blocked_reason) == (None, "")
    apply(client, Block(party_id=known, on=TODAY, reason="fraud"))
    apply(client, Block(party_id=known, on=None))
    assert row(client, known).blocked_on is None


def test_a_party_taken_up_by_a_reversed_document_is_blocked_and_its_accounts_end(client: int) -> None:
    beta = NewParty(name="Beta", country="DE", from_on=FIRST, accounts=(Account(NEW_IBAN),))
    document = apply(client, beta)
    with acting(clients=(client,), person_id=None, at=AT):
        (party_id,) = parties.numbers_known(client, "supplier", ["70000"]).values()
    reverse(client, document)
    assert (row(client, party_id).blocked_on, row(client, party_id).blocked_reason) == (TODAY, "reversed")
    assert accounts(client, party_id) == [(NEW_IBAN, FIRST, YESTERDAY)]


def test_a_reversal_can_itself_be_reversed(client: int, known: int) -> None:
    document = apply(client, PartyChange(party_id=known, values={"email": "first@alpha.example"}))
    undoing = next(DOCUMENTS)
    with acting(clients=(client,), person_id=4, at=AT) as actor:
        HANDLER.reverse([Applied(client, undoing, 0, None, reverses_document_id=document)], actor)
    assert row(client, known).email == "a@alpha.example"
    reverse(client, undoing)
    assert row(client, known).email == "first@alpha.example"


def test_a_bank_account_cannot_be_given_to_another_clients_party(client: int, known: int) -> None:
    other = access.create_client(
        access.NewClient(
            code=f"changes-{next(NUMBERS)}", name="Other", country="DE", currency="EUR", language="de", chart="skr03", from_on=FIRST
        ),
        at=AT,
    )
    with pytest.raises(Refusal, match="unknown"):
        apply(other, NewBankAccount(party_id=known, iban=NEW_IBAN, from_on=TODAY))
    insert = "INSERT INTO parties_bank_account (client_id, party_id, iban, bic, holder, from_on) VALUES (%s, %s, 'x', '', '', now())"
    with pytest.raises(IntegrityError), acting(clients=(other,), person_id=None, at=AT), connection.cursor() as cursor:
        cursor.execute(insert, [other, known])


def test_partners_are_never_deleted(client: int, app_connection: psycopg.Connection[object]) -> None:
    for table in ("parties_party", "parties_identifier", "parties_bank_account", "parties_change"):
        with pytest.raises(InsufficientPrivilege):
            app_connection.execute(f"DELETE FROM {table}")  # type: ignore[arg-type]
