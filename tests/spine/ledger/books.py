"""A small company's books for the tests: accounts, filed documents, and invoices in euros."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from django.apps import apps
from django.db import IntegrityError, transaction

from kantor.kit.money import Money
from kantor.spine import access, ledger
from kantor.spine.access import Actor
from kantor.spine.documents import Applied
from kantor.words import Entry, OpenItem, Part, Posting
from kantor.words.authority import NewClient
from kantor.words.locking import PeriodChange

AT = datetime(2026, 5, 20, 10, 0, tzinfo=UTC)
TODAY = AT.date()
BOOKED = date(2026, 5, 12)
MAY = (date(2026, 5, 1), date(2026, 5, 31))
SUPPLIER = 7_000_071
CHART = (
    ledger.ChartAccount("1200", "Bank", "asset", "bank money_in_transit"),
    ledger.ChartAccount("1400", "Forderungen", "asset", "receivables"),
    ledger.ChartAccount("1576", "Vorsteuer 19 %", "asset", "input_vat_19", "V19"),
    ledger.ChartAccount("1571", "Vorsteuer 7 %", "asset", "input_vat_7", "V7"),
    ledger.ChartAccount("1600", "Verbindlichkeiten", "liability", "payables"),
    ledger.ChartAccount("4930", "Bürobedarf", "expense"),
    ledger.ChartAccount("4920", "Telefon", "expense"),
)

_keys = count(1)


def new_client() -> int:
    """Each test has a client of its own."""
    code = f"books-{next(_keys)}"
    new = NewClient(code=code, name="Bude", country="DE", currency="EUR", language="de", chart="skr03", from_on=date(2026, 1, 1))
    return access.create_client(new, at=AT)


def opened(actor: Actor, *, fiscal_year: int = 2026) -> int:
    """Open books, and a supplier: SUPPLIER for the first client in the database. Answers the supplier's id."""
    ledger.open_books(CHART, fiscal_year=fiscal_year, currency="EUR", actor=actor)
    party = apps.get_model("parties", "Party")
    given = {"number": "70001", "name": "Lieferant", "sort_key": "lieferant", "comparable": "lieferant", "country": "DE"}
    with suppress(IntegrityError), transaction.atomic():
        party.objects.create(id=SUPPLIER, client_id=actor.clients[0], **given)
        return SUPPLIER
    return int(party.objects.create(client_id=actor.clients[0], **given).pk)


def filed(actor: Actor, number: int = 1) -> list[int]:
    """Ids of new documents, in order."""
    document = apps.get_model("documents", "Document")
    rows = [
        document(client_id=actor.clients[0], key=f"test:{next(_keys)}", channel="test", received_at=AT, state="ready")
        for _ in range(number)
    ]
    return [row.pk for row in document.objects.bulk_create(rows)]


def eur(amount: str | int | Decimal) -> Money:
    return Money.of(amount, "EUR")


def applied(actor: Actor, document_id: int, *parts: Part) -> list[Applied]:
    return [Applied(actor.clients[0], document_id, index, part) for index, part in enumerate(parts)]


def reversing(actor: Actor, document_id: int, reversed_id: int) -> list[Applied]:
    return [Applied(actor.clients[0], document_id, 0, None, reverses_document_id=reversed_id)]


def entry(*postings: Posting, booked_on: date = BOOKED, series: str = "PI", ledger_name: str = "main", text: str = "Invoice") -> Entry:
    return Entry(series=series, booked_on=booked_on, document_on=booked_on, text=text, postings=postings, ledger=ledger_name)


def invoice(
    net: str = "100.00", *, booked_on: date = BOOKED, account: str = "4930", party_id: int = SUPPLIER, due_on: date = date(2026, 6, 11)
) -> tuple[Entry, OpenItem]:
    """A supplier invoice with 19 % VAT and what is owed for it."""
    tax = (Decimal(net) * Decimal("0.19")).quantize(Decimal("0.01"))
    gross = eur(Decimal(net) + tax)
    posted = entry(
        Posting(account=account, debit=eur(net), tax_code="V19", cost_centre="admin", text="Papier A4"),
        Posting(account="1576", debit=eur(tax), tax_code="V19"),
        Posting(account="1600", credit=gross, party_id=party_id),
        booked_on=booked_on,
    )
    owed = OpenItem(
        side="payable",
        party_id=party_id,
        account="1600",
        amount=gross,
        local_amount=gross,
        due_on=due_on,
        reference="RE-1",
        iban="DE75512108001245126199",
        discounts=((date(2026, 5, 26), eur("2.00")),),
    )
    return posted, owed


def post(actor: Actor, document_ids: Sequence[int], *parts: Part) -> None:
    """The same parts for each document, as one batch."""
    batch = [one for document_id in document_ids for one in applied(actor, document_id, *parts)]
    ledger.EntryParts().apply(batch, actor)


def by_two(document_id: int) -> None:
    """Two people decide on the document."""
    apps.get_model("documents", "Document").objects.filter(id=document_id).update(four_eyes=True)


def change(actor: Actor, what: str, *, two_people: bool = True, from_on: date = MAY[0], until_on: date = MAY[1], why: str = "VAT") -> None:
    """By a document on which two people decide."""
    (document,) = filed(actor)
    apps.get_model("documents", "Document").objects.filter(id=document).update(four_eyes=two_people)
    part = PeriodChange(from_on=from_on, until_on=until_on, change=what, reason=why)
    with transaction.atomic():
        ledger.LockParts().apply(applied(actor, document, part), actor)


def trial(client_id: int, *, from_on: date = date(2026, 1, 1), until_on: date = date(2026, 12, 31)) -> dict[str, Decimal]:
    """Account -> closing balance."""
    return {row.number: row.closing.amount for row in ledger.trial_balance(client_id, from_on=from_on, until_on=until_on)}
