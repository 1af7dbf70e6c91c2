"""Keys for programs: told once, kept as a hash, ended by a day or by hand, and never worth more than their person."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from kantor.spine import access
from kantor.spine.access import HOUSE, NewToken
from kantor.spine.trail import latest
from kantor.words import Refusal

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
NEW = NewToken(name="Shop", permissions=("ledger.see", "parties.see"), clients=(), expires_at=NOW + timedelta(days=30))


@pytest.fixture
def anna(database: None) -> int:
    return access.create_person(email="anna@office.example", name="Anna", at=NOW)


def test_only_the_hash_of_a_secret_is_kept(anna: int) -> None:
    token_id, secret = access.make_token(NEW, person_id=anna, at=NOW, by=anna)
    assert secret.startswith("kantor_")
    assert len(secret) == len("kantor_") + 43  # 256 bits
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash, to_jsonb(t)::text FROM access_token t")
        ((kept, whole),) = cursor.fetchall()
    assert bytes(kept) == hashlib.sha256(secret.encode()).digest()
    assert secret not in whole
    found = access.token_by_secret(secret, NOW)
    assert found is not None
    assert (found.id, found.person_id, found.permissions) == (token_id, anna, ("ledger.see", "parties.see"))
    assert access.token_by_secret(secret + "x", NOW) is None


def test_a_key_ends_by_its_day_by_hand_and_with_its_person(anna: int) -> None:
    token_id, secret = access.make_token(NEW, person_id=anna, at=NOW, by=anna)
    assert access.token_by_secret(secret, NOW + timedelta(days=30)) is None
    assert not access.revoke_token(token_id, person_id=anna + 1, at=NOW, by=None)
    assert access.token_by_secret(secret, NOW) is not None
    assert access.revoke_token(token_id, person_id=anna, at=NOW, by=anna)
    assert not access.revoke_token(token_id, person_id=anna, at=NOW, by=anna)
    assert access.token_by_secret(secret, NOW) is None
    _, second = access.make_token(NEW, person_id=anna, at=NOW, by=anna)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_person SET is_active = false WHERE id = %s", [anna])
    assert access.token_by_secret(second, NOW) is None
    with pytest.raises(Refusal, match=r"access\.token_for_nobody"):
        access.make_token(NEW, person_id=anna, at=NOW, by=None)


def test_the_last_use_of_a_key_is_known_to_the_minute(anna: int) -> None:
    _, secret = access.make_token(NEW, person_id=anna, at=NOW, by=anna)
    for seconds in (0, 30, 61):
        access.token_by_secret(secret, NOW + timedelta(seconds=seconds))
    (row,) = access.tokens_of(anna)
    assert row.last_used_at == NOW + timedelta(seconds=61)


def test_the_houses_trail_knows_of_every_key_and_no_secret(anna: int) -> None:
    token_id, secret = access.make_token(NEW, person_id=anna, at=NOW, by=anna)
    access.revoke_token(token_id, person_id=anna, at=NOW, by=anna)
    with access.acting(clients=(HOUSE,), person_id=None, at=NOW):
        records = [one for one in latest(HOUSE) if one.kind.startswith("access.token")]
    assert [(one.kind, one.content["token"], one.person_id) for one in records] == [
        ("access.token_revoked", token_id, anna),
        ("access.token_made", token_id, anna),
    ]
    assert secret not in str(records)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"name": " "}, "access.token_without_name"),
        ({"expires_at": NOW}, "access.token_holds_too_long"),
        ({"expires_at": NOW + timedelta(days=367)}, "access.token_holds_too_long"),
        ({"permissions": ("ledger.everything",)}, "access.token_permission_unknown"),
        ({"permissions": ()}, "access.token_permission_unknown"),
    ],
)
def test_what_is_no_key_is_refused(anna: int, given: dict[str, object], key: str) -> None:
    fields = {"name": NEW.name, "permissions": NEW.permissions, "clients": NEW.clients, "expires_at": NEW.expires_at}
    with pytest.raises(Refusal) as refused:
        access.make_token(NewToken(**(fields | given)), person_id=anna, at=NOW, by=anna)  # type: ignore[arg-type]
    assert refused.value.key == key


def test_a_key_is_never_worth_more_than_its_person(anna: int) -> None:
    _, secret = access.make_token(NEW, person_id=anna, at=NOW, by=anna)
    token = access.token_by_secret(secret, NOW)
    assert token is not None
    held = {1: frozenset({"ledger.see", "trail.see"}), 2: frozenset({"trail.see"})}
    assert access.within(token, held) == {1: frozenset({"ledger.see"}), 2: frozenset()}
    _, wide = access.make_token(
        NewToken(name="All", permissions=("*",), clients=(2, 9), expires_at=NEW.expires_at), person_id=anna, at=NOW, by=1
    )
    everything = access.token_by_secret(wide, NOW)
    assert everything is not None
    assert access.within(everything, held) == {2: frozenset({"trail.see"})}
