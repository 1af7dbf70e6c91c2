"""Whoever tampers with the audit trail is found out, even with all rights on the database; and proofs hold without it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kantor.spine import trail
from kantor.spine.access import acting
from kantor.spine.trail import keys

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CLIENTS = count(8000)
TABLES = ("trail_record", "trail_leaf", "trail_node", "trail_head")
Tamper = Callable[..., None]


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> trail.Signer:
    return trail.make_key(tmp_path_factory.mktemp("keys") / "signing_key.pem")


@pytest.fixture
def client(committed_database: str, signer: trail.Signer) -> int:
    """A client with 100 records under four heads, and three records that wait."""
    client = next(CLIENTS)
    for part in range(4):
        happen(client, 25, start=25 * part)
        with acting(clients=(client,), person_id=None, at=AT):
            trail.seal(client, AT, signer)
    happen(client, 3)
    return client


@pytest.fixture
def tamper(superuser_connection: psycopg.Connection[Any]) -> Tamper:
    """As somebody who has all rights and takes the triggers away."""

    def run(statement: str, *values: object) -> None:
        with superuser_connection.transaction():
            superuser_connection.execute("SET LOCAL session_replication_role = replica")
            assert superuser_connection.execute(statement, values).rowcount  # type: ignore[call-overload]

    return run


def happen(client: int, times: int, *, start: int = 0) -> None:
    with acting(clients=(client,), person_id=None, at=AT):
        trail.append([trail.Event(client, "test.happened", None, None, AT, {"number": number}) for number in range(start, start + times)])


def verify(client: int, *signers: trail.Signer, anchors: list[trail.Head] | None = None) -> trail.Report:
    with acting(clients=(client,), person_id=None, at=AT, snapshot=True):
        return trail.verify(client, trail.Trust(trail.public_keys(signers)), anchors=anchors or [])


def record_at(client: int, position: int, superuser: psycopg.Connection[Any]) -> int:
    row = superuser.execute("SELECT record_id FROM trail_leaf WHERE client_id = %s AND position = %s", [client, position]).fetchone()
    assert row is not None
    return int(row[0])


def test_an_untouched_trail_is_intact(client: int, signer: trail.Signer) -> None:
    report = verify(client, signer)
    assert report.is_intact
    assert (report.leaves, report.unsealed, report.heads) == (100, 3, 4)
    assert "intact; 100 records sealed under 4 heads, 3 wait" in report.lines()[0]


@pytest.mark.parametrize(
    "change",
    [
        "content = '{\"number\":43}'",
        "kind = 'test.happened_not'",
        "at = at + interval '1 microsecond'",
        "person_id = 5",
        "document_id = 5",
        "transaction = transaction - 1",
    ],
)
def test_a_changed_record_is_found(
    client: int, signer: trail.Signer, tamper: Tamper, superuser_connection: psycopg.Connection[Any], change: str
) -> None:
    record = record_at(client, 42, superuser_connection)
    tamper(f"UPDATE trail_record SET {change} WHERE id = %s", record)
    assert verify(client, signer).faults == (trail.Fault("record_changed", str(record)),)


def test_a_removed_record_is_found(
    client: int, signer: trail.Signer, tamper: Tamper, superuser_connection: psycopg.Connection[Any]
) -> None:
    record = record_at(client, 42, superuser_connection)
    tamper("DELETE FROM trail_record WHERE id = %s", record)
    assert verify(client, signer).faults == (trail.Fault("record_removed", str(record)),)


def test_a_record_given_to_another_client_is_found(
    client: int, signer: trail.Signer, tamper: Tamper, superuser_connection: psycopg.Connection[Any]
) -> None:
    record = record_at(client, 42, superuser_connection)
    tamper("UPDATE trail_record SET client_id = %s WHERE id = %s", next(CLIENTS), record)
    assert verify(client, signer).faults == (trail.Fault("record_removed", str(record)),)


@pytest.mark.parametrize("transaction", ["(SELECT min(transaction) FROM trail_record)", "4000000000000"])
def test_a_record_slipped_in_among_sealed_ones_or_from_the_future_is_found(
    client: int, signer: trail.Signer, tamper: Tamper, transaction: str
) -> None:
    tamper(
        f"INSERT INTO trail_record (client_id, kind, at, content, transaction) VALUES (%s, 'test.slipped', now(), '{{}}', {transaction})",
        client,
    )
    with acting(clients=(client,), person_id=None, at=AT):
        trail.seal(client, AT, signer)
    report = verify(client, signer)
    assert report.counts == {"record_inserted": 1}
    assert report.unsealed == 0


def test_a_record_changed_together_with_its_leaf_is_found(
    client: int, signer: trail.Signer, tamper: Tamper, superuser_connection: psycopg.Connection[Any]
) -> None:
    record = record_at(client, 42, superuser_connection)
    with acting(clients=(client,), person_id=None, at=AT):
        proof = trail.inclusion_proof(client, record)
    assert proof is not None
    forged = sha256(b"\x00" + proof.entry.replace('"number":42', '"number":43').encode()).digest()
    tamper("UPDATE trail_record SET content = '{\"number\":43}' WHERE id = %s", record)
    tamper("UPDATE trail_leaf SET hash = %s WHERE client_id = %s AND position = 42", forged, client)
    assert verify(client, signer).counts == {"node_changed": 1, "root_changed": 3}


def test_a_whole_rewritten_log_is_found_by_its_signatures(
    client: int, signer: trail.Signer, tamper: Tamper, tmp_path: Path, superuser_connection: psycopg.Connection[Any]
) -> None:
    tamper("UPDATE trail_record SET content = '{\"number\":43}' WHERE id = %s", record_at(client, 42, superuser_connection))
    for table in TABLES[1:]:
        tamper(f"DELETE FROM {table} WHERE client_id = %s", client)
    with acting(clients=(client,), person_id=None, at=AT):
        trail.seal(client, AT, trail.make_key(tmp_path / "forger.pem"))
    assert verify(client, signer).counts == {"head_changed": 1}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE trail_leaf SET hash = sha256(hash) WHERE client_id = %s AND position = 99", {"record_changed": 1, "root_changed": 1}),
        ("DELETE FROM trail_leaf WHERE client_id = %s AND position = 99", {"leaf_removed": 1, "root_changed": 1, "record_inserted": 0}),
        ("DELETE FROM trail_leaf WHERE client_id = %s AND position = 80", {"leaf_removed": 1, "node_changed": 1, "root_changed": 1}),
        ("UPDATE trail_node SET hash = sha256(hash) WHERE client_id = %s AND number = 2", {"node_changed": 1}),
        ("DELETE FROM trail_node WHERE client_id = %s AND number = 2", {"node_removed": 1}),
        ("INSERT INTO trail_node (client_id, level, number, hash) VALUES (%s, 4, 6, '')", {"node_inserted": 1}),
        ("INSERT INTO trail_node (client_id, level, number, hash) VALUES (%s, 3, 0, '')", {"node_inserted": 1}),
        ("UPDATE trail_head SET at = at - interval '1 day' WHERE client_id = %s AND number = 2", {"head_changed": 1}),
        ("UPDATE trail_head SET root = sha256(root) WHERE client_id = %s AND number = 4", {"head_changed": 1, "root_changed": 1}),
        ("DELETE FROM trail_head WHERE client_id = %s AND number = 2", {"head_removed": 1}),
        ("DELETE FROM trail_head WHERE client_id = %s AND number = 4", {"leaf_inserted": 25}),
        (
            "INSERT INTO trail_head SELECT nextval('trail_head_id_seq'), client_id, size + 1, root, at, key_id, signature, 5"
            " FROM trail_head WHERE client_id = %s AND number = 4",
            {"head_changed": 1, "leaf_removed": 1, "root_changed": 1},
        ),
    ],
)
def test_changes_of_leaves_nodes_and_heads_are_found(
    client: int, signer: trail.Signer, tamper: Tamper, statement: str, found: dict[str, int]
) -> None:
    if "INSERT INTO trail_head" in statement:
        statement = (
            "INSERT INTO trail_head (client_id, number, size, root, at, key_id, signature)"
            " SELECT client_id, 5, size + 1, root, at, key_id, signature FROM trail_head WHERE client_id = %s AND number = 4"
        )
    tamper(statement, client)
    counts = verify(client, signer).counts
    for kind, number in found.items():
        assert counts.get(kind, 0) >= number, counts
    assert not verify(client, signer).is_intact


def test_a_log_cut_off_at_its_end_is_found_by_a_head_kept_outside(
    client: int, signer: trail.Signer, tamper: Tamper, tmp_path: Path
) -> None:
    with acting(clients=(client,), person_id=None, at=AT):
        for head in trail.heads(client):
            trail.anchor(head, tmp_path / "anchors.jsonl")
    anchors = trail.anchored(tmp_path / "anchors.jsonl", client)
    assert verify(client, signer, anchors=anchors).is_intact
    tamper("DELETE FROM trail_record WHERE client_id = %s AND id NOT IN (SELECT record_id FROM trail_leaf WHERE position < 75)", client)
    tamper("DELETE FROM trail_leaf WHERE client_id = %s AND position >= 75", client)
    tamper("DELETE FROM trail_head WHERE client_id = %s AND number = 4", client)
    tamper("DELETE FROM trail_node WHERE client_id = %s AND number >= 4", client)
    assert verify(client, signer).is_intact, "from within the database alone, an earlier state looks whole"
    assert verify(client, signer, anchors=anchors).counts == {"anchor_broken": 1}
    assert all(anchor.is_signed(trail.public_keys([signer])) for anchor in anchors)


def test_heads_of_an_earlier_key_stay_good_while_that_key_is_known(client: int, signer: trail.Signer, tmp_path: Path) -> None:
    newer = trail.make_key(tmp_path / "newer.pem")
    happen(client, 5)
    with acting(clients=(client,), person_id=None, at=AT):
        trail.seal(client, AT, newer)
    assert verify(client, signer, newer).is_intact
    assert verify(client, newer).counts == {"head_changed": 4}


def test_a_downloaded_proof_holds_by_itself_and_only_for_what_it_says(
    client: int, signer: trail.Signer, superuser_connection: psycopg.Connection[Any]
) -> None:
    keys = trail.public_keys([signer])
    for position in (0, 42, 99):
        with acting(clients=(client,), person_id=None, at=AT):
            proof = trail.inclusion_proof(client, record_at(client, position, superuser_connection))
        assert proof is not None
        read = trail.InclusionProof.from_json(json.loads(json.dumps(proof.as_json())))
        assert read == proof
        assert read.holds(keys)
        assert not read._replace(entry=read.entry.replace("test.happened", "test.forged")).holds(keys)
        assert not read._replace(head=read.head._replace(size=99)).holds(keys)
        assert not read.holds({})


def test_an_unsealed_record_has_no_proof_yet(client: int) -> None:
    with acting(clients=(client,), person_id=None, at=AT):
        newest = trail.latest(client, at_most=1)[0]
        assert newest.position is None
        assert trail.inclusion_proof(client, newest.id) is None


def test_a_later_head_is_proved_to_continue_an_earlier_one(client: int, signer: trail.Signer) -> None:
    keys = trail.public_keys([signer])
    with acting(clients=(client,), person_id=None, at=AT):
        for old in trail.heads(client):
            proof = trail.consistency_proof(client, old)
            assert proof.holds(keys)
            assert old.size == 100 or not proof._replace(old=old._replace(root=b"\x00" * 32)).holds(keys)


def test_what_happened_is_read_newest_first_page_by_page(client: int) -> None:
    with acting(clients=(client,), person_id=None, at=AT):
        first = trail.latest(client, at_most=60)
        second = trail.latest(client, before_id=first[-1].id)
        assert [record.id for record in first + second] == sorted((record.id for record in first + second), reverse=True)
        assert len(first + second) == 103
        assert trail.latest(client, kind="test.never") == []


def seal_one_more(client: int, path: Path, at: datetime = AT) -> None:
    happen(client, 1)
    with acting(clients=(client,), person_id=None, at=at):
        trail.seal(client, at, trail.signer(path))


def faults_of(client: int, trust: trail.Trust) -> dict[str, int]:
    with acting(clients=(client,), person_id=None, at=AT, snapshot=True):
        return trail.verify(client, trust).counts


@pytest.fixture
def rotated(tmp_path: Path) -> tuple[int, Path]:
    """A client whose heads were signed by three keys, one after the other."""
    client, path = next(CLIENTS), tmp_path / "signing.pem"
    trail.make_key(path)
    for day in range(3):
        seal_one_more(client, path, AT + timedelta(days=day))
        if day < 2:
            trail.rotate(path, AT + timedelta(days=day, hours=1))
    return client, path


def test_what_earlier_keys_signed_in_their_time_holds(rotated: tuple[int, Path]) -> None:
    client, path = rotated
    trust = trail.trust(path)
    assert len(trust.keys) == 3
    assert faults_of(client, trust) == {}


def test_an_earlier_key_signs_nothing_any_more(rotated: tuple[int, Path], tmp_path: Path) -> None:
    """Whoever has seen it: neither with the date of today, nor with an old one behind what its successors signed."""
    client, path = rotated
    stolen = tmp_path / "stolen.pem"
    stolen.write_bytes(path.read_bytes())
    trail.rotate(path, AT + timedelta(days=3))
    seal_one_more(client, stolen, AT + timedelta(days=4))
    assert faults_of(client, trail.trust(path)) == {"head_changed": 1}
    other = next(CLIENTS)
    seal_one_more(other, path, AT + timedelta(days=5))
    seal_one_more(other, stolen, AT + timedelta(days=2))
    assert faults_of(other, trail.trust(path)) == {"head_changed": 1}


def test_a_key_that_no_earlier_key_named_is_refused(rotated: tuple[int, Path]) -> None:
    _, path = rotated
    table = path.with_name(f"{path.name}.earlier.jsonl")
    table.write_text(table.read_text().replace('"until_at":"2026-03-02', '"until_at":"2027-03-02'))
    with pytest.raises(ValueError, match="not as the keys signed it"):
        trail.trust(path)


@pytest.mark.parametrize("killed_at", ["_write_new", "_replace", "_sync_folder"])
def test_a_rotation_that_was_killed_is_done_again(rotated: tuple[int, Path], monkeypatch: pytest.MonkeyPatch, killed_at: str) -> None:
    client, path = rotated
    for after in (False, True):
        with monkeypatch.context() as patched:
            patched.setattr(f"kantor.spine.trail.keys.{killed_at}", _dying(getattr(keys, killed_at), after=after))
            with pytest.raises(KeyboardInterrupt):
                trail.rotate(path, AT + timedelta(days=2, hours=1))
        assert faults_of(client, trail.trust(path)) == {}
    trail.rotate(path, AT + timedelta(days=2, hours=2))
    seal_one_more(client, path, AT + timedelta(days=3))
    assert faults_of(client, trail.trust(path)) == {}


def _dying(function: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    def run(*given: Any) -> None:
        if after:
            function(*given)
        raise KeyboardInterrupt

    return run
