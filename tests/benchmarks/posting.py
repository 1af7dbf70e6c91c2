"""How fast the books take in supplier invoices, against COPY of the same rows in the same run.

Unit: an invoice with three lines and VAT = entry, five postings, open item and audit-trail record, in batches of a hundred, one
transaction each, through the real effect part as the application role under row-level security. CPU: that of this process and of its
database backend. The limit: COPY of the very same rows into copies of the four tables with their keys and indexes, but no triggers,
references or row-level security; beside it, for what indexes cost, COPY into bare tables. What the audit trail takes of it, and what
encrypting an original takes, is told apart. Run it on a database that may be thrown away: the books keep what they are given.
"""

import os
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from django.apps import apps
from django.db import connections

from kantor.kit.money import Money
from kantor.spine import access, ledger, parties, trail
from kantor.spine.access import Actor, acting
from kantor.spine.documents import Applied, envelopes
from kantor.words import Entry, OpenItem, Posting
from kantor.words.authority import NewClient
from kantor.words.party import NewParty

BATCH = 100
EXPENSE_ACCOUNTS = 120
SUPPLIERS = 300
ORIGINAL_BYTES = 12_000
OTHER = 1_000_000_000
"""From a client to the one whose trail is measured by itself."""
AT = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
TABLES = {"ledger_entry": "document_id", "ledger_posting": "entry_id", "ledger_open_item": "document_id", "trail_record": "document_id"}
TICKS_PER_S = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Spent:
    """What a stretch of work took; wal_bytes: written-ahead log of the whole server meanwhile."""

    wall_s: float = 0.0
    client_cpu_s: float = 0.0
    server_cpu_s: float = 0.0
    wal_bytes: int = 0
    _began: tuple[float, float, float, int] = field(default=(0.0, 0.0, 0.0, 0))

    @property
    def cpu_s(self) -> float:
        return self.client_cpu_s + self.server_cpu_s


def run(sizes: Sequence[int] = (2_000, 10_000)) -> dict[str, Any]:
    """Measure each size (documents) with a client of its own; figures per document, rates per core-second and second."""
    return {"posting": [_measure(size) for size in sizes]}


class Books(NamedTuple):
    """A client with open books and suppliers (their ids)."""

    client_id: int
    suppliers: list[int]


def opened() -> Books:
    """A new client."""
    code = f"posting-{time.time_ns()}"
    new = NewClient(
        code=code, name="Messbude", country="DE", currency="EUR", language="de", chart="skr03", from_on=AT.date().replace(month=1, day=1)
    )
    client_id = access.create_client(new, at=AT)
    with acting(clients=(client_id,), person_id=None, at=AT) as actor:
        ledger.open_books(_chart(), fiscal_year=2026, currency="EUR", actor=actor)
        names = [NewParty(name=f"Lieferant {place}", country="DE", from_on=new.from_on) for place in range(SUPPLIERS)]
        return Books(client_id, parties.create_parties(names, actor))


def post(books: Books, count: int) -> None:
    """So many invoices, unmeasured."""
    with acting(clients=(books.client_id,), person_id=None, at=AT):
        documents = filed(books.client_id, count)
    for start in range(0, count, BATCH):
        batch = documents[start : start + BATCH]
        _write(ledger.EntryParts(), books.client_id, batch, _applied(books, batch))


def _measure(size: int) -> dict[str, Any]:
    parts, books = ledger.EntryParts(), opened()
    client_id = books.client_id
    with acting(clients=(client_id,), person_id=None, at=AT):
        documents = filed(client_id, BATCH + size)
    warm, *batches = [documents[start : start + BATCH] for start in range(0, len(documents), BATCH)]
    _write(parts, client_id, warm, _applied(books, warm))  # caches of the process and the backend are warm, as in a worker
    posted = Spent()
    for batch in batches:
        prepared = _applied(books, batch)
        with spending(posted):
            _write(parts, client_id, batch, prepared)
    with acting(clients=(client_id,), person_id=None, at=AT):
        assert ledger.differences(client_id) == []
    trail_cpu_s = _trail_cpu_s(client_id + OTHER, batches)
    rows = {table: _rows_of(table, client_id, by) for table, by in TABLES.items()}
    bare, indexed = copied(rows, indexed=False), copied(rows, indexed=True)
    rate = size / posted.cpu_s
    return {
        "client_id": client_id,
        "documents": size,
        "posted_per_core_s": round(rate, 1),
        "posted_per_s": round(size / posted.wall_s, 1),
        "client_cpu_ms": round(1000 * posted.client_cpu_s / size, 4),
        "server_cpu_ms": round(1000 * posted.server_cpu_s / size, 4),
        "wal_bytes": round(posted.wal_bytes / size),
        "copied_per_core_s": round((size + BATCH) / indexed.cpu_s, 1),
        "copied_bare_per_core_s": round((size + BATCH) / bare.cpu_s, 1),
        "trail_cpu_ms": round(1000 * trail_cpu_s / size, 4),
        "trail_share": round(trail_cpu_s / posted.cpu_s, 4),
        "encryption_cpu_ms": round(1000 * _encryption_cpu_s(client_id, min(size, 1000)), 4),
        "share_of_copy": round(rate * indexed.cpu_s / (size + BATCH), 4),
        "share_of_bare_copy": round(rate * bare.cpu_s / (size + BATCH), 4),
    }


def _trail_cpu_s(client_id: int, batches: Sequence[Sequence[int]]) -> float:
    """What the same records cost by themselves, for another client: a transaction with them, less a transaction with nothing."""
    recorded, empty = Spent(), Spent()
    for batch in batches:
        with spending(recorded), acting(clients=(client_id,), person_id=None, at=AT) as actor:
            trail.append([_event(document_id, actor) for document_id in batch])
        with spending(empty), acting(clients=(client_id,), person_id=None, at=AT):
            pass
    return max(recorded.cpu_s - empty.cpu_s, 0.0)


def _encryption_cpu_s(client_id: int, count: int) -> float:
    """Encrypting an original of ordinary size with a key of its own, and wrapping that key: what it takes for one."""
    originals = [os.urandom(ORIGINAL_BYTES) for _ in range(count)]
    hashes = [sha256(data).hexdigest() for data in originals]
    with acting(clients=(client_id,), person_id=None, at=AT):
        began = time.process_time()
        sealer = envelopes.Sealer(client_id, envelopes.client_key(client_id, AT))
        for data, digest in zip(originals, hashes, strict=True):
            sealer.seal(data, digest)
        return (time.process_time() - began) / count


def filed(client_id: int, count: int) -> list[int]:
    """Documents as they stand before they take effect; their ids, in order."""
    document = apps.get_model("documents", "Document")
    rows = [document(client_id=client_id, key=f"bench:{uuid4()}", channel="bench", received_at=AT, state="ready") for _ in range(count)]
    return sorted(row.pk for row in document.objects.bulk_create(rows, batch_size=1000))


def _write(parts: ledger.EntryParts, client_id: int, documents: Sequence[int], applied: Sequence[Applied]) -> None:
    with acting(clients=(client_id,), person_id=None, at=AT) as actor:
        parts.apply(applied, actor)
        trail.append([_event(document_id, actor) for document_id in documents])


def _event(document_id: int, actor: Actor) -> trail.Event:
    content = {"hash": f"{document_id:064x}", "parts": ["entry", "open_item"], "reverses": None}
    return trail.Event(actor.clients[0], "document.took_effect", document_id, actor.person_id, actor.at, content)


def _chart() -> list[ledger.ChartAccount]:
    expenses = [ledger.ChartAccount(str(4000 + number), f"Aufwand {number}", "expense") for number in range(EXPENSE_ACCOUNTS)]
    tax = ledger.ChartAccount("1576", "Abziehbare Vorsteuer 19 %", "asset", "input_vat_19", "V19")
    return [*expenses, tax, ledger.ChartAccount("1600", "Verbindlichkeiten", "liability", "payables")]


def _applied(books: Books, documents: Sequence[int]) -> list[Applied]:
    """The parts of three-line invoices, the same for the same document numbers."""
    applied = []
    for document_id in documents:
        chance = random.Random(document_id)
        dated = date(2026, 5, 1) + timedelta(days=chance.randrange(60))
        supplier = chance.choice(books.suppliers)
        nets = [Decimal(chance.randrange(100, 500_000)).scaleb(-2) for _ in range(3)]
        tax = (sum(nets, Decimal(0)) * Decimal("0.19")).quantize(Decimal("0.01"))
        gross = Money(sum(nets, tax), "EUR")
        lines = [
            Posting(
                account=str(4000 + chance.randrange(EXPENSE_ACCOUNTS)),
                debit=Money(net, "EUR"),
                tax_code="V19",
                cost_centre=f"CC-{chance.randrange(40):02d}",
                text=f"Büromaterial, Position {place}",
            )
            for place, net in enumerate(nets, start=1)
        ]
        postings = (*lines, Posting(account="1576", debit=Money(tax, "EUR"), tax_code="V19"))
        payable = Posting(account="1600", credit=gross, party_id=supplier)
        text = f"Rechnung RE-{document_id} von Lieferant {supplier}"
        entry = Entry(series="PI", booked_on=dated, document_on=dated, text=text, postings=(*postings, payable))
        item = OpenItem(
            side="payable",
            party_id=supplier,
            account="1600",
            amount=gross,
            local_amount=gross,
            due_on=dated + timedelta(days=30),
            reference=f"RE-{document_id}",
            iban="DE75512108001245126199",
        )
        applied += [Applied(books.client_id, document_id, 0, entry), Applied(books.client_id, document_id, 1, item)]
    return applied


@contextmanager
def spending(spent: Spent, alias: str = "default") -> Iterator[None]:
    """Adds what the block takes."""
    pid = _backend(alias)
    wal, server = _wal_position(alias), _cpu_of(pid)
    wall, client = time.perf_counter(), time.process_time()
    yield
    spent.wall_s += time.perf_counter() - wall
    spent.client_cpu_s += time.process_time() - client
    spent.server_cpu_s += _cpu_of(pid) - server
    spent.wal_bytes += _wal_position(alias) - wal


def _backend(alias: str) -> int:
    connections[alias].ensure_connection()
    connection = connections[alias].connection
    assert connection is not None
    return connection.info.backend_pid


def _cpu_of(pid: int) -> float:
    """Seconds on a processor of a process on this machine: exact where the kernel keeps schedstat, else in clock ticks (proc(5))."""
    exact = Path(f"/proc/{pid}/schedstat")
    if exact.exists():
        return int(exact.read_text().split()[0]) / 1e9
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_S


def _wal_position(alias: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'")
        return int(cursor.fetchone()[0])


def copied(rows: Mapping[str, Sequence[bytes]], *, indexed: bool) -> Spent:
    """COPY rows into plain copies of their tables, one statement and transaction per piece and table. rows: by table, in COPY's text
    format, in the pieces in which they were posted."""
    spent = Spent()
    connections["owner"].ensure_connection()
    owner: Any = connections["owner"].connection
    for table in rows:
        owner.execute(f"CREATE TABLE plain_{table} (LIKE {table} {'INCLUDING INDEXES' if indexed else ''})")
    try:
        with spending(spent, "owner"):
            for place in range(len(next(iter(rows.values())))):
                with owner.transaction():
                    for table in rows:
                        with owner.cursor().copy(f"COPY plain_{table} FROM STDIN") as copy:
                            copy.write(rows[table][place])
    finally:
        for table in rows:
            owner.execute(f"DROP TABLE plain_{table}")
    return spent


def _rows_of(table: str, client_id: int, by: str) -> list[bytes]:
    """The client's rows in COPY's text format, in pieces as they were posted."""
    with acting(clients=(client_id,), person_id=None, at=AT), connections["default"].cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT {by} FROM {table} WHERE {by} IS NOT NULL ORDER BY {by}")
        found = [row[0] for row in cursor.fetchall()]
        pieces = []
        for start in range(0, len(found), BATCH):
            batch = found[start : start + BATCH]
            query = f"COPY (SELECT * FROM {table} WHERE {by} BETWEEN {batch[0]} AND {batch[-1]} ORDER BY id) TO STDOUT"
            with cursor.copy(query) as copy:
                pieces.append(b"".join(bytes(block) for block in copy))
    return pieces
