"""A house in a data folder of its own, worked on by the commands that people use; for tests that copy, break or kill what belongs to it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from tests.house.sources import ROOT
from tests.journeys.office import as_file
from tests.journeys.test_batch_story import numbered

from kantor.site import database
from kantor.site.postgres import EmbeddedServer

OPEN = """
from kantor.site.cli.start import ready
with ready():
    from tests.journeys.office import open_office
    from tests.journeys.test_batch_story import ORDERED
    office = open_office()
    office.order("DE", "B-4711", {**ORDERED, "quantity": "100000"})
    office.receive("DE", "B-4711", {"line": "1", "quantity": "100000"})
"""
FACTS = {
    "ledger": """
        SELECT client_id, account_id, currency, sum(dr)::bigint, sum(cr)::bigint, count(*)
        FROM ledger_posting GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    """,
    "documents": "SELECT client_id, id, type, state, number, amount, took_effect_at FROM documents_document ORDER BY 1, 2",
    "trail": "SELECT client_id, id, md5(r::text) FROM trail_record r ORDER BY 1, 2",
    "heads": "SELECT client_id, number, size, encode(root, 'hex') FROM trail_head ORDER BY 1, 2",
}


class OwnHouse:
    """Commands against one data folder."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data, self.settings = data, settings
        self.server = EmbeddedServer(data / "postgres")

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KANTOR_")}
        own = {f"KANTOR_{name.upper()}": value for name, value in self.settings.items()}
        return kept | own | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "KANTOR_DATA": str(self.data)}

    def command(self, *arguments: object) -> list[str]:
        return [sys.executable, "-m", "kantor", *map(str, arguments)]

    def tell(self, *arguments: object, status: int | None = 0) -> str:
        """What the command printed; status: how it must end, None for any way."""
        done = subprocess.run(self.command(*arguments), env=self.environment(), capture_output=True, text=True, check=False)
        assert status is None or done.returncode == status, f"{arguments} ended with {done.returncode}: {done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def run(self, script: str) -> str:
        done = subprocess.run([sys.executable, "-c", script], env=self.environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def open(self) -> None:
        """Three clients, people, suppliers, and an order that every invoice of `bring` fits."""
        self.run(OPEN)

    def bring(self, *numbers: int) -> None:
        """Invoices that take effect without anybody."""
        folder = self.data.parent / "incoming"
        folder.mkdir(exist_ok=True)
        paths = []
        for number, draft in zip(numbers, numbered(*numbers), strict=True):
            paths.append(folder / f"{number}.xml")
            paths[-1].write_bytes(as_file(draft).data)
        outcomes = [json.loads(line)["outcome"] for line in self.tell("process", "--json", *paths).splitlines() if line.startswith("{")]
        assert outcomes == ["effect"] * len(numbers)

    @contextmanager
    def superuser(self) -> Iterator[psycopg.Connection[Any]]:
        self.server.hold()
        try:
            with database.connect(self.server.login("kantor")) as connection:
                yield connection
        finally:
            self.server.release()

    def facts(self) -> dict[str, Sequence[Any]]:
        """Ledger totals, states of documents, and the audit trail, as the superuser sees them."""
        with self.superuser() as connection:
            return {name: connection.execute(statement.encode()).fetchall() for name, statement in FACTS.items()}
