"""The picture afterwards: what the database, the disk, the bank and everybody's own notes say, read once, so that it can be judged."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg.rows import namedtuple_row
from tests.chaos import post
from tests.chaos.bank import BANK, HOOKS
from tests.chaos.desk_people import SEATS
from tests.chaos.notes import noted

from kantor.channels.folder.outbox import _plain
from kantor.site.postgres import EmbeddedServer

NOTES = ("folder", "upload", "api", "told", "filed", "sent_back", "saved", *(f"typed_{field}" for _, field in SEATS))
QUESTIONS = {
    "documents": """SELECT d.id, d.client_id, d.key, d.state, d.type, d.parent_id, encode(o.sha256, 'hex') AS sha256,
        (SELECT count(*) FROM cases_task t WHERE t.client_id = d.client_id AND t.document_id = d.id AND t.state <> 'done') AS tasks,
        (SELECT count(*) FROM documents_decision x WHERE x.client_id = d.client_id AND x.document_id = d.id) AS decisions,
        EXISTS (SELECT FROM documents_check c WHERE c.client_id = d.client_id AND c.document_id = d.id AND c.findings <> '[]')
            OR EXISTS (SELECT FROM trail_record r WHERE r.client_id = d.client_id AND r.document_id = d.id
                AND r.kind = 'document.refused') AS has_reason
        FROM documents_document d LEFT JOIN documents_original o ON o.client_id = d.client_id AND o.id = d.original_id""",
    "effects": """SELECT e.client_id, e.document_id, e.parts,
        (SELECT count(*) FROM ledger_entry x WHERE x.client_id = e.client_id AND x.document_id = e.document_id) AS entries,
        (SELECT count(*) FROM ledger_move x WHERE x.client_id = e.client_id AND x.document_id = e.document_id) AS moves,
        (SELECT count(*) FROM treasury_payment x WHERE x.client_id = e.client_id AND x.document_id = e.document_id) AS payments
        FROM documents_effect e""",
    "entries": """SELECT e.client_id, e.id, e.document_id, e.series, e.year, e.voucher, coalesce(sum(p.dr - p.cr), 0)::bigint AS sum,
        count(p.id) AS lines
        FROM ledger_entry e LEFT JOIN ledger_posting p ON p.client_id = e.client_id AND p.entry_id = e.id GROUP BY e.id, e.client_id""",
    "currencies": "SELECT client_id, currency, sum(dr - cr)::bigint AS sum FROM ledger_posting GROUP BY client_id, currency",
    "balances": """SELECT client_id, account_id, period_id, currency, sum(posted)::bigint AS posted, sum(kept)::bigint AS kept FROM (
        SELECT client_id, account_id, period_id, currency, dr - cr AS posted, 0 AS kept FROM ledger_posting
        UNION ALL SELECT client_id, account_id, period_id, currency, 0, dr - cr FROM ledger_balance) b
        GROUP BY client_id, account_id, period_id, currency HAVING sum(posted) <> sum(kept)""",
    "counters": "SELECT client_id, series, year, last FROM ledger_counter",
    "moves": "SELECT client_id, document_id, article, lot, source, destination, quantity FROM ledger_move",
    "stock": "SELECT client_id, place, article, lot, quantity FROM ledger_stock",
    "outbox": """SELECT o.client_id, c.code, o.document_id, o.key, o.kind, o.state
        FROM documents_outbox o JOIN access_client c ON c.id = o.client_id""",
    "payments": "SELECT p.client_id, p.end_to_end_id, o.state FROM treasury_payment p JOIN documents_outbox o ON o.client_id = p.client_id"
    " AND o.document_id = p.document_id AND o.kind = 'payment_file'",
    "records": """SELECT id, client_id, kind, document_id, content::jsonb->>'key' AS key FROM trail_record
        WHERE kind IN ('document.received', 'document.filed', 'document.took_effect', 'outbox.sent')""",
    "readings": """SELECT document_id, version, content FROM documents_reading
        WHERE document_id = ANY(%(typed)s) ORDER BY document_id, version""",
}


class Receipt(NamedTuple):
    """A file that the bank got; payments: the end-to-end ids in it."""

    code: str
    name: str
    payments: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """rows: by question; notes: by actor; left_over: files that still lie in a watched folder; not_taken: name -> reason of what was put
    aside there; reckoning: what doing the rest, verifying the trail and reading the originals said;
    hooks: subscriptions of the bank, each with the last record before it."""

    rows: dict[str, Sequence[Any]]
    notes: dict[str, list[dict[str, Any]]]
    clients: dict[str, int]
    bank: list[Receipt]
    names: dict[str, str]
    left_over: list[str]
    not_taken: dict[str, str]
    reckoning: dict[str, Any]
    hooks: Sequence[dict[str, Any]] = ()

    @property
    def handed_in(self) -> list[tuple[int, str, str]]:
        """(client, hash, name) of every file that was acknowledged to its sender."""
        every = [*self.notes["folder"], *self.notes["upload"], *self.notes["api"]]
        return [(self.clients[post.CLIENTS[one["client"]]], one["sha256"], one["name"]) for one in every]


def taken(data: Path, notes: Path, reckoning: dict[str, Any]) -> Picture:
    """Read everything; the database must be up."""
    told = {actor: list(noted(notes, actor)) for actor in NOTES}
    typed = sorted({one["document"] for actor, lines in told.items() if actor.startswith(("typed_", "saved")) for one in lines})
    with psycopg.connect(**EmbeddedServer(data / "postgres").login("kantor"), autocommit=True, row_factory=namedtuple_row) as connection:
        rows: dict[str, Sequence[Any]] = {
            name: connection.execute(text, {"typed": typed} if "%(" in text else None).fetchall() for name, text in QUESTIONS.items()
        }
        clients = {row.code: row.id for row in connection.execute("SELECT code, id FROM access_client").fetchall()}
    suffix = {"letter": "pdf", "payment_file": "xml"}
    return Picture(
        rows=rows,
        notes=told,
        clients=clients,
        bank=[_receipt(path) for path in sorted((data / BANK).glob("*/*"))],
        names={f"{row.client_id} {row.key}": f"{_plain(row.key)}.{suffix[row.kind]}" for row in rows["outbox"]},
        left_over=[path.name for path in (data / "inbox").glob("*/*") if path.is_file() and not path.name.startswith(".")],
        not_taken={path.name: _reason(path) for path in (data / "inbox").glob("*/not_taken/*")},
        reckoning=reckoning,
        hooks=json.loads((notes / HOOKS).read_text()) if (notes / HOOKS).exists() else (),
    )


def _reason(path: Path) -> str:
    beside = path.with_name(f"{path.name}.reason.txt")
    return beside.read_text() if beside.exists() else ""


def _receipt(path: Path) -> Receipt:
    text = path.read_bytes().decode("latin-1") if path.suffix == ".xml" else ""
    return Receipt(path.parent.name, path.name.partition("@")[2], tuple(re.findall(r"<EndToEndId>([^<]+)<", text)))
