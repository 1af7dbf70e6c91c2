"""Somebody with all rights on the database and the disk changes something, anything, once: it is found, every time.

How often: TAMPERINGS, with the seed TAMPERING_SEED; each time one thing is done, everything is verified, and it is undone.
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections, transaction
from tests.engines.einvoice.drafts import GERMAN
from tests.engines.timestamps.tsa import Tsa
from tests.journeys.office import Office, as_file, open_office

from kantor.channels.door import Door, take_in
from kantor.departments.office.redaction.making import Cut, redact
from kantor.engines.timestamps import request, token_of
from kantor.site.postgres import EmbeddedServer
from kantor.spine import access, documents, trail

COUNT = int(os.environ.get("TAMPERINGS", "150"))
SEED = int(os.environ.get("TAMPERING_SEED", "20260310"))
TRAIL = {
    "trail_record": ("kind", "document_id", "person_id", "at", "content", "transaction"),
    "trail_leaf": ("position", "record_id", "hash"),
    "trail_node": ("level", "number", "hash"),
    "trail_head": ("number", "size", "root", "at", "key_id", "signature"),
    "trail_testimony": ("head_number", "witness", "told", "token", "given_at"),
}
DOCUMENTS = {
    "documents_original": ("sha256", "stored_as"),
    "documents_reading": ("document_id", "version", "content", "made_by", "made_for", "made_at"),
    "documents_check": ("document_id", "version", "findings", "facts", "rules_hash", "at"),
    "documents_decision": (
        *("document_id", "version", "step", "outcome", "maker_id", "checker_id", "checker_for", "four_eyes", "reason", "rules_hash"),
        "at",
    ),
    "documents_confirmation": ("document_id", "version", "field", "value", "person_id", "at"),
    "documents_succession": ("document_id", "successor_id", "at"),
    "documents_client_key": ("wrapped",),
    "documents_data_key": ("original_id", "wrapped"),
    "documents_reading_key": ("document_id", "wrapped"),
    "documents_effect": ("document_id", "parts", "hash", "reverses_document_id", "at"),
}
TABLES = TRAIL | DOCUMENTS
KEPT_ONCE = ("documents_original", "documents_client_key", "documents_data_key", "documents_reading_key")
"""A copy of such a row says nothing new."""
ALSO = {"trail_testimony": ("told_on", "created_at")}
"""Columns that say nothing of their own, and must be filled."""
OTHER = {
    "bigint": "coalesce({0}, 0) + 100003",
    "integer": "coalesce({0}, 0) + 100003",
    "smallint": "{0} + 7",
    "text": "{0} || 'x'",
    "bytea": "sha256(coalesce({0}, ''))",
    "boolean": "NOT {0}",
    "timestamp with time zone": "{0} + interval '1 microsecond'",
    "jsonb": "jsonb_build_array({0})",
}


@dataclass
class Intruder:
    """Knows everything and may do everything, but for the signing key and what lies outside."""

    client_id: int
    chance: random.Random
    types: dict[tuple[str, str], str]
    folder: Path

    def run(self, statement: str, *values: object) -> int:
        with connections["default"].cursor() as cursor:
            cursor.execute(statement, values)
            return int(cursor.rowcount)

    def one_of(self, table: str, *columns: str, where: str = "true") -> Any:
        with connections["default"].cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE client_id = %s AND {where} ORDER BY id", [self.client_id])
            return self.chance.choice(cursor.fetchall())

    def change(self) -> str:
        table, column = self.chance.choice([(table, column) for table, columns in TABLES.items() for column in columns])
        (row,) = self.one_of(table, "id", where=self._sealed(table))
        assert self.run(f"UPDATE {table} SET {column} = {OTHER[self.types[table, column]].format(column)} WHERE id = %s", row)
        return f"{table}.{column} of {row} changed"

    def remove(self) -> str:
        table = self.chance.choice([table for table in TABLES if table != "documents_original"])
        (row,) = self.one_of(table, "id", where=self._sealed(table))
        assert self.run(f"DELETE FROM {table} WHERE id = %s", row)
        return f"{table} {row} removed"

    def insert(self) -> str:
        """A copy of a row, under another number where the table has unique ones."""
        table = self.chance.choice([table for table in TABLES if table not in (*KEPT_ONCE, "trail_record")])
        unique = {"trail_leaf": ("position", "record_id"), "trail_node": ("number",), "trail_head": ("number", "size")}
        unique |= {"documents_reading": ("version",), "documents_effect": ("document_id",)}
        (row,) = self.one_of(table, "id")
        columns = ["client_id", *TABLES[table], *ALSO.get(table, ())]
        values = [f"{column} + 100000" if column in unique.get(table, ()) else column for column in columns]
        assert self.run(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} WHERE id = %s", row)
        return f"copy of {table} {row} inserted"

    def slip_in(self) -> str:
        """A record among the sealed ones."""
        (transaction_id,) = self.one_of("trail_record", "transaction", where=self._sealed("trail_record"))
        last = "SELECT max(r.transaction) FROM trail_leaf l JOIN trail_record r ON r.id = l.record_id WHERE l.client_id = %s"
        assert self.run(
            "INSERT INTO trail_record (id, client_id, kind, at, content, transaction)"
            f" SELECT -%s, %s, 'document.slipped', now(), '{{}}', least(%s, ({last}) - 1)",
            *(self.chance.randrange(1, 10**9), self.client_id, transaction_id, self.client_id),
        )
        return "record slipped in"

    def reorder(self) -> str:
        """Two rows change places: everything they say but their numbers is swapped."""
        table = self.chance.choice(["trail_record", "trail_leaf", "documents_reading", "documents_decision", "documents_check"])
        kept = ("position",) if table in TRAIL else ("document_id",)  # what is swapped with its row's place has not moved at all
        columns = [column for column in TABLES[table] if column not in kept]
        if table == "documents_reading":
            columns = ["content", "made_by", "made_at"]  # the version's number is unique
        first, second = self._two_unlike(table, columns)
        swapped = ", ".join(f"{column} = other.{column}" for column in columns)
        assert (
            self.run(
                f"UPDATE {table} one SET {swapped} FROM {table} other WHERE (one.id, other.id) IN ((%s, %s), (%s, %s))",
                *(first, second, second, first),
            )
            == 2
        )
        return f"{table} {first} and {second} swapped"

    def roll_back(self) -> str:
        """Whole tables are as they were when somebody made a backup: the trail, the documents, or both."""
        tables = self.chance.choice([TRAIL, DOCUMENTS, TABLES])
        for table in tables:
            self.run(f"DELETE FROM {table} WHERE client_id = %s", self.client_id)
            self.run(f"INSERT INTO {table} SELECT * FROM old_{table} WHERE client_id = %s", self.client_id)
        return f"{len(tables)} tables restored from an old backup"

    def flip(self) -> str:
        """A bit of a document on disk."""
        (place,) = self.one_of("documents_original", "stored_as")
        name, _, span = place.partition("#")
        begin, size = (int(number) for number in span.split("@")[0].split("+"))
        path, offset, bit = self.folder / name, begin + self.chance.randrange(size), 1 << self.chance.randrange(8)
        data = bytearray(path.read_bytes())
        data[offset] ^= bit
        path.write_bytes(data)
        return f"bit {bit} at {offset} of {path} flipped"

    def _sealed(self, table: str) -> str:
        return "id IN (SELECT record_id FROM trail_leaf)" if table == "trail_record" else "true"

    def _two_unlike(self, table: str, columns: list[str]) -> tuple[int, int]:
        while True:
            one, *first = self.one_of(table, "id", *columns, where=self._sealed(table))
            two, *second = self.one_of(table, "id", *columns, where=self._sealed(table))
            if first != second:
                return one, two


@pytest.fixture
def office(committed_database: str) -> Office:
    return open_office()


@contextmanager
def all_rights(server: EmbeddedServer, name: str) -> Iterator[None]:
    """Django's connection is the superuser's for a while, so that each tampering can be verified and taken back."""
    connection = connections["default"]
    login = server.login(name)
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(USER=login["user"], PASSWORD=login.get("password", ""))
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def drop_constraints() -> None:
    """Whoever has all rights is not held up by what the database refuses."""
    with connections["default"].cursor() as cursor:
        for table in TABLES:
            cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('c', 'u')", [table])
            for (name,) in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name} CASCADE")


def business(office: Office, numbers: range, anchors: Path, tsa: Tsa) -> None:
    """Some invoices come, one of them in confidence, some are booked and one gets a redacted successor; all of it is sealed under a head
    that is kept outside, mailed and stamped."""
    signer, client_id = trail.signer(settings.KANTOR.signing_key_file), office.clients["DE"]
    door = Door(channel="upload", person_id=None, client_id=client_id, fallback_client_id=client_id, now=office.now, confidential=True)
    (secret,) = take_in([as_file(replace(GERMAN, number=f"S-{numbers.start}", order_number=""))], door)
    booked = [one.document_id for one in office.bring(*(replace(GERMAN, number=f"T-{one}", order_number="") for one in numbers))]
    for document in (*booked[:-1], secret.document_id):
        office.save("DE", document, "anna", **{f"lines__{at}__account": "4806" for at in range(len(GERMAN.lines))})
        with office.acting("DE", "anna") as actor:
            documents.confirm(document, office.row("DE", document).reading_version, {"number": f"T-{document}"}, actor)
        office.approve("DE", document, "anna")
    with office.acting("DE", "anna") as actor:
        successor = redact(booked[-1], Cut(kind="elements", places=["//*[local-name()='PaymentTerms']"]), "asked for", actor)
    office.approve("DE", successor, "bert")
    office.finish("DE")
    office.now.forward(days=1)
    access.seal_trails(signer, office.now(), anchors=anchors)
    with office.acting("DE") as actor:
        for one in trail.take_in_hand(client_id, [trail.MAIL, trail.STAMP], actor.at):
            token = token_of(tsa.answer(request(trail.stamped_bytes(one.head), 4711))) if one.witness == trail.STAMP else None
            trail.note_given(one, to="trail@buero.example", token=token, at=actor.at)
    access.seal_trails(signer, office.now(), anchors=anchors)


def found(client_id: int, anchors: Path, office: Office) -> list[str]:
    trust = trail.trust(settings.KANTOR.signing_key_file)
    with access.acting(clients=[client_id], person_id=None, at=office.now()):
        report = trail.verify(client_id, trust, anchors=trail.anchored(anchors, client_id))
        return [*map(str, report.faults), *(fault for _, fault in documents.compare(client_id))]


def test_every_tampering_is_found(office: Office, server: EmbeddedServer, committed_database: str, tmp_path: Path) -> None:
    client_id, anchors, tsa = office.clients["DE"], tmp_path / "heads.jsonl", Tsa(tmp_path / "tsa")
    business(office, range(4), anchors, tsa)
    with all_rights(server, committed_database), connections["default"].cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"CREATE TABLE old_{table} AS SELECT * FROM {table}")
        cursor.execute("SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'")
        types = {(table, column): kind for table, column, kind in cursor.fetchall()}
    business(office, range(4, 8), anchors, tsa)
    assert found(client_id, anchors, office) == []
    intruder = Intruder(client_id, random.Random(SEED), types, Path(settings.KANTOR.originals))
    ways: list[Callable[[], str]] = [
        *(intruder.change, intruder.change, intruder.remove, intruder.insert),
        *(intruder.slip_in, intruder.reorder, intruder.roll_back, intruder.flip),
    ]
    done: Counter[str] = Counter()
    unnoticed = []
    with all_rights(server, committed_database):
        drop_constraints()
        for number in range(COUNT):
            way = ways[number % len(ways)]
            files = {path: path.read_bytes() for path in intruder.folder.rglob("*") if path.is_file()} if way == intruder.flip else {}
            with transaction.atomic():
                intruder.run("SET LOCAL session_replication_role = replica")
                what = way()
                if not found(client_id, anchors, office):
                    unnoticed.append(f"{number}: {what}")
                transaction.set_rollback(True)
            for path, data in files.items():
                path.write_bytes(data)
            done[way.__name__] += 1
    assert not unnoticed, "\n".join(unnoticed)
    assert sum(done.values()) == COUNT
    assert found(client_id, anchors, office) == []
