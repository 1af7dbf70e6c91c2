"""Work of every kind that waits for the workers, for the tests of the workers."""

import os
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from psycopg.types.json import Jsonb
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, as_file, reading_of

from kantor.site.config import inboxes
from kantor.site.working import steps
from kantor.spine import access, cases, documents
from kantor.spine.access import Actor
from kantor.spine.documents import Applied, Filing, Incoming
from kantor.words import Letter

PATIENCE_S = 120
"""How long a machine with other work may take; whoever sees what it waits for goes on at once."""
LONG_AGO = datetime.now(UTC) - timedelta(minutes=5)
LINE = {"line": "1", "name": "Kopierpapier A4", "quantity": "40", "unit": "H87", "price": "4.35"}


def ready_orders(office: Office, client: str, count: int) -> list[int]:
    """Purchase orders that need nobody and have not taken effect yet."""
    with office.acting(client) as actor:
        return orders(office.suppliers[client, client], range(count), actor)


def orders(supplier_id: int, numbers: Iterable[int], actor: Actor) -> list[int]:
    values = {"supplier_id": str(supplier_id), "ordered_on": "2026-02-02", "currency": "EUR"}
    filings = [
        Filing(
            type="purchasing.purchase_order",
            key=f"order:{number}",
            reading=reading_of({**values, "order_number": f"B-{number}"}, {"lines": [LINE]}, "rule"),
            channel="desk",
        )
        for number in numbers
    ]
    return [document_id for document_id, _ in cases.file(filings, actor)]


def left_lying(office: Office, client: str, *names: str) -> list[int]:
    """Files that were sealed, and the process ended before it read them."""
    files = [Incoming(data=f"<{name}/>".encode(), name=name, media_type="application/xml", channel="folder") for name in names]
    with access.acting(clients=[office.clients[client]], person_id=None, at=LONG_AGO) as actor:
        return [one.document_id for one in documents.receive(files, actor)]


def set_aside(office: Office, client: str) -> int:
    """An invoice whose task was set aside until a moment that has passed."""
    (outcome,) = office.bring(as_file(GERMAN), client=client)
    assert outcome.outcome == "task", outcome
    with office.acting(client, "anna") as actor:
        cases.set_aside(outcome.document_id, "later", LONG_AGO, actor)
    return outcome.document_id


def approved_letter(office: Office, client: str, document_id: int, **changed: Any) -> int:
    """A letter that anna wrote and bert let go; its number in the outbox."""
    values = {"subject": "Ihre Rechnung R-1", "body": "Guten Tag,\n\ndie Summe stimmt nicht."}
    given = {"recipient": "Papier GmbH", "address": "Weg 1\n24103 Kiel", "language": "de", "template": "desk.letter", "values": values}
    letter = Letter(key=f"sent_back:{document_id}", party_id=None, **{**given, **changed})
    with office.acting(client, "anna") as actor, connection.cursor() as cursor:
        documents.LetterParts().apply([Applied(actor.clients[0], document_id, 0, letter)], actor)
        cursor.execute("SELECT id FROM documents_outbox WHERE key = %s", [letter.key])
        (outbox_id,) = cursor.fetchone()
    with office.acting(client, "bert") as actor:
        documents.approve_letter(outbox_id, actor)
    return int(outbox_id)


def payment_file(office: Office, client: str, document_id: int) -> None:
    with office.acting(client) as actor, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_outbox (client_id, document_id, key, kind, content, file, state, created_at)"
            " VALUES (%s, %s, %s, 'payment_file', %s, %s, 'approved', %s)",
            [actor.clients[0], document_id, f"payment_file:{document_id}", Jsonb({}), b"<pain/>", actor.at],
        )


def file_in_folder(office: Office, client: str, root: Path, name: str = "invoice.xml", data: bytes = b"") -> Path:
    """A file that has lain quietly in the client's watched folder for a while."""
    place = root / client.lower()
    place.mkdir(parents=True, exist_ok=True)
    path = place / name
    path.write_bytes(data or as_file(GERMAN).data)
    return path


def lain_for_a_while(monkeypatch: Any) -> None:
    """Files count as quiet at once."""
    monkeypatch.setattr("kantor.channels.folder.inbox.QUIET_S", -1)


def every_kind(office: Office, client: str) -> None:
    """Something to do for each of the steps."""
    (document_id, *_) = ready_orders(office, client, 3)
    left_lying(office, client, "one", "two")
    set_aside(office, client)
    approved_letter(office, client, document_id)
    payment_file(office, client, document_id)
    file_in_folder(office, client, inboxes(steps._config()), data=f"<{client}/>".encode())


def states(client_id: int) -> dict[str, int]:
    """How many documents of the client are in which state."""
    with access.acting(clients=[client_id], person_id=None, at=LONG_AGO), connection.cursor() as cursor:
        cursor.execute("SELECT state, count(*) FROM documents_document GROUP BY state")
        return dict(cursor.fetchall())


def until(seconds: float = PATIENCE_S) -> Iterator[float]:
    """Seconds that have passed, again and again; ends when the time is up."""
    began = time.monotonic()
    while (passed := time.monotonic() - began) < seconds:
        yield passed
        time.sleep(0.05)


def environment(**more: str) -> dict[str, str]:
    """For a process of the program itself, on the database of the tests, with the key of the originals in it."""
    own = {"PYTHONPATH": str(Path(__file__).parents[2] / "src"), "KANTOR_MASTER_KEY_FILE": str(settings.KANTOR.master_key_file)}
    return os.environ | own | more
