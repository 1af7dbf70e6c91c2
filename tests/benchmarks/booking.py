"""How fast the books take in what treasury and receivables post most: lines of bank statements that pay items, and customer invoices.

A statement's line is an entry of two postings, the settlement of an open item and the line itself, a hundred of them a statement; a
customer invoice is an entry of five postings, an open item, and the invoice with its XRechnung in the outbox, a hundred of them a
transaction. All of it through the real effect parts, as the application role under row-level security. CPU: that of this process and of
its database backend. The limit is COPY of the very same rows into copies of their tables with keys and indexes, in the same run. Run it
on a database that may be thrown away.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connections
from tests.benchmarks.posting import AT, BATCH, Books, Spent, copied, filed, opened, spending
from tests.engines.einvoice.drafts import GERMAN

from kantor.departments.receivables.actions import InvoiceParts
from kantor.departments.receivables.parts import CustomerInvoice
from kantor.departments.treasury.reconciling import offers
from kantor.departments.treasury.statement_actions import StatementParts
from kantor.departments.treasury.statement_parts import LineBooked, StatementTaken
from kantor.engines.einvoice.writers import to_json
from kantor.kit.money import Money
from kantor.spine import ledger, trail
from kantor.spine.access import Actor, acting
from kantor.spine.documents import Applied
from kantor.words import Entry, OpenItem, Posting, Settlement

BANK, RECEIVABLES, OUTPUT_VAT, REVENUE = "1200", "1400", "1776", "8400"
ON = date(2026, 5, 4)
OF_LINES = ("ledger_entry", "ledger_posting", "ledger_settlement", "treasury_statement_line", "trail_record")
OF_INVOICES = ("ledger_entry", "ledger_posting", "ledger_open_item", "documents_outbox", "trail_record")
Parts = Callable[[int], list[Any]]
ON_SCREEN = 200
"""Lines whose offers are timed."""


class Kind(NamedTuple):
    """What is posted. handlers: of its parts, in their order; tables: into which its rows go; each: of them in a document."""

    name: str
    handlers: Sequence[Any]
    tables: Sequence[str]
    each: int


class Shown(NamedTuple):
    """A line as the suspense account lists it."""

    id: int
    client_id: int
    booked_on: date
    currency: str
    amount: int
    name: str
    text: str
    iban: str = ""
    end_to_end_id: str = ""


LINES = Kind("statement lines", (ledger.SettlementParts(), ledger.EntryParts(), StatementParts()), OF_LINES, BATCH)
INVOICES = Kind("customer invoices", (ledger.EntryParts(), InvoiceParts()), OF_INVOICES, 1)


def run(sizes: Sequence[int] = (2_000, 10_000)) -> dict[str, Any]:
    """{"booking": for each kind and size the rate per core-second, that of COPY, and the share of it; "on_screen": how long the offers for
    one line take, database and all, beside so many open items}."""
    booked = [_measured(kind, size) for kind in (LINES, INVOICES) for size in sizes]
    return {"booking": booked, "on_screen": [_on_screen(size) for size in sizes]}


def _measured(kind: Kind, size: int) -> dict[str, Any]:
    books = opened()
    with acting(clients=(books.client_id,), person_id=None, at=AT) as actor:
        ledger.import_accounts(_chart(), actor=actor)
    items = _owed(books, size + BATCH) if kind is LINES else []
    per_transaction = BATCH // kind.each
    with acting(clients=(books.client_id,), person_id=None, at=AT):
        documents = filed(books.client_id, (size + BATCH) // kind.each)
    warm, *batches = [documents[at : at + per_transaction] for at in range(0, len(documents), per_transaction)]
    made = _statements(items, documents) if kind is LINES else _invoices(books)
    _write(kind, books, warm, made)  # caches of the process and the backend are warm, as in a worker
    spent = Spent()
    for batch in batches:
        applied = _applied(books, batch, made)
        with spending(spent):
            _take_effect(kind, books, batch, applied)
    limit = copied(_rows(kind, books, batches), indexed=True)
    rate = size / spent.cpu_s
    return {
        "kind": kind.name,
        "count": size,
        "posted_per_core_s": round(rate, 1),
        "client_cpu_ms": round(1000 * spent.client_cpu_s / size, 4),
        "server_cpu_ms": round(1000 * spent.server_cpu_s / size, 4),
        "cpu_s": round(spent.cpu_s, 2),
        "copied_per_core_s": round(size / limit.cpu_s, 1),
        "share_of_copy": round(limit.cpu_s / spent.cpu_s, 4),
    }


def _on_screen(size: int) -> dict[str, Any]:
    """The offers of lines one by one, as the pages ask for them: every other names its item, the rest have the customer and the amount."""
    books = opened()
    with acting(clients=(books.client_id,), person_id=None, at=AT) as actor:
        ledger.import_accounts(_chart(), actor=actor)
    items = _owed(books, size)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself a minute after such a load
    taken = []
    for at, (item, amount) in enumerate(items[:: max(1, size // ON_SCREEN)]):
        line = Shown(
            id=at,
            client_id=books.client_id,
            booked_on=ON,
            currency=amount.currency,
            amount=amount.minor,
            name=f"Lieferant {item % len(books.suppliers)}",
            text=f"Rechnung R-{item}" if at % 2 else "Zahlung",
        )
        with acting(clients=(books.client_id,), person_id=None, at=AT):
            began = time.perf_counter()
            offers([line], ON)
            taken.append(time.perf_counter() - began)
    return {"items": size, "lines": len(taken), "p95_ms": round(1000 * sorted(taken)[len(taken) * 95 // 100], 2)}


def _chart() -> list[ledger.ChartAccount]:
    return [
        ledger.ChartAccount(BANK, "Bank", "asset", "bank"),
        ledger.ChartAccount(RECEIVABLES, "Forderungen", "asset", "receivables"),
        ledger.ChartAccount(OUTPUT_VAT, "Umsatzsteuer 19 %", "liability", "output_vat_19", "S19"),
        ledger.ChartAccount(REVENUE, "Erlöse 19 %", "revenue", "", "S19"),
    ]


def _owed(books: Books, count: int) -> list[tuple[int, Money]]:
    """So many open items of customers, unmeasured: their ids and amounts."""
    with acting(clients=(books.client_id,), person_id=None, at=AT):
        documents = filed(books.client_id, count)
    made = _invoices(books)
    for at in range(0, count, BATCH):
        _write(INVOICES, books, documents[at : at + BATCH], made)
    return _items(books)


def _items(books: Books) -> list[tuple[int, Money]]:
    with acting(clients=(books.client_id,), person_id=None, at=AT), connections["default"].cursor() as cursor:
        cursor.execute("SELECT id, open, currency FROM ledger_open_item WHERE client_id = %s ORDER BY id", [books.client_id])
        return [(row[0], Money.from_minor(row[1], row[2])) for row in cursor.fetchall()]


def _invoices(books: Books) -> Parts:
    def parts(document_id: int) -> list[Any]:
        party = books.suppliers[document_id % len(books.suppliers)]
        nets = [Decimal(10_000 + (document_id * step) % 400_000).scaleb(-2) for step in (7, 11, 13)]
        tax = (sum(nets, Decimal(0)) * Decimal("0.19")).quantize(Decimal("0.01"))
        gross = Money(sum(nets, tax), "EUR")
        revenue = [
            Posting(account=REVENUE, credit=Money(net, "EUR"), tax_code="S19", cost_centre=f"CC-{at:02d}") for at, net in enumerate(nets)
        ]
        owed = Posting(account=RECEIVABLES, debit=gross, party_id=party)
        vat = Posting(account=OUTPUT_VAT, credit=Money(tax, "EUR"), tax_code="S19")
        due_on = ON + timedelta(days=30)
        item = OpenItem(
            side="receivable",
            party_id=party,
            account=RECEIVABLES,
            amount=gross,
            local_amount=gross,
            due_on=due_on,
            reference=f"R-{document_id}",
        )
        draft = to_json(replace(GERMAN, number=f"R-{document_id}"))
        invoice = CustomerInvoice(draft=draft, format="xrechnung_ubl", language="de", email="", gross=gross.amount)
        return [Entry(series="SI", booked_on=ON, document_on=ON, text="Kunde", postings=(owed, *revenue, vat)), item, invoice]

    return parts


def _statements(items: Sequence[tuple[int, Money]], documents: Sequence[int]) -> Parts:
    """A statement pays a hundred items, one a line."""
    places = {document_id: at for at, document_id in enumerate(documents)}

    def parts(document_id: int) -> list[Any]:
        own = items[places[document_id] * BATCH : (places[document_id] + 1) * BATCH]
        zero = Money.zero("EUR")
        head = StatementTaken(
            account="DE75512108001245126199",
            ledger_account=BANK,
            currency="EUR",
            number=str(document_id),
            from_on=ON,
            to_on=ON,
            opening=zero,
            closing=zero,
            profile="",
        )
        return [head, *(part for no, (item, amount) in enumerate(own, start=1) for part in _line(document_id, no, item, amount))]

    return parts


def _line(document_id: int, no: int, item: int, amount: Money) -> Iterator[Any]:
    text = f"{document_id}/{no} Kunde"
    postings = (Posting(account=BANK, debit=amount, text=f"B-{no}"), Posting(account=RECEIVABLES, credit=amount, text=f"R-{item}"))
    yield Entry(series="BANK", booked_on=ON, document_on=ON, text=text, postings=postings)
    yield Settlement(open_item_id=item, amount=amount)
    yield LineBooked(
        no=no,
        account="DE75512108001245126199",
        ledger_account=BANK,
        booked_on=ON,
        value_on=ON,
        amount=amount,
        name="Kunde GmbH",
        iban="DE02120300000000202051",
        reference=f"B-{no}",
        end_to_end_id="",
        text=f"Rechnung R-{item}",
        state="matched",
        booked_to=RECEIVABLES,
        occurrence=document_id * BATCH + no,
        likeness=f"{item:016x}",
        evidence="reference amount_exact",
        shares=((item, amount.minor, amount.minor, ""),),
    )


def _applied(books: Books, documents: Sequence[int], made: Parts) -> list[Applied]:
    return [Applied(books.client_id, one, at, part) for one in documents for at, part in enumerate(made(one))]


def _write(kind: Kind, books: Books, documents: Sequence[int], made: Parts) -> None:
    _take_effect(kind, books, documents, _applied(books, documents, made))


def _take_effect(kind: Kind, books: Books, documents: Sequence[int], applied: Sequence[Applied]) -> None:
    with acting(clients=(books.client_id,), person_id=None, at=AT) as actor:
        for handler in kind.handlers:
            handler.apply([one for one in applied if one.part.kind in handler.kinds], actor)
        trail.append([_event(document_id, actor) for document_id in documents])


def _event(document_id: int, actor: Actor) -> trail.Event:
    content = {"hash": f"{document_id:064x}", "parts": ["entry"], "reverses": None}
    return trail.Event(actor.clients[0], "document.took_effect", document_id, actor.person_id, actor.at, content)


def _rows(kind: Kind, books: Books, batches: Sequence[Sequence[int]]) -> Mapping[str, list[bytes]]:
    """What these documents wrote, in COPY's text format, in pieces as it was posted."""
    found: dict[str, list[bytes]] = {table: [] for table in kind.tables}
    with acting(clients=(books.client_id,), person_id=None, at=AT), connections["default"].cursor() as cursor:
        for batch in batches:
            of_documents = f"BETWEEN {batch[0]} AND {batch[-1]}"
            cursor.execute(f"SELECT min(id), max(id) FROM ledger_entry WHERE document_id {of_documents}")
            first, last = cursor.fetchone()
            for table in kind.tables:
                wanted = f"entry_id BETWEEN {first} AND {last}" if table == "ledger_posting" else f"document_id {of_documents}"
                with cursor.copy(f"COPY (SELECT * FROM {table} WHERE {wanted} ORDER BY id) TO STDOUT") as copy:
                    found[table].append(b"".join(bytes(block) for block in copy))
    return found
