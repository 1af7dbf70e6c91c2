"""A small office for the stories: three clients with open books, people with roles, suppliers with agreed accounts, orders and receipts.

office = open_office()                       # inside the fixture `database` (or `committed_database`)
outcome = office.bring(GERMAN)[0]            # a draft or a File through the door, as any channel would
office.approve("DE", outcome.document_id, "anna")
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.engines.einvoice.drafts import BUERO, JODLA, KOPI, LIPA, MELATI, PAPIER

from kantor.channels.door import Door, File, take_in
from kantor.departments.accounting import open_books
from kantor.departments.treasury.proposing import propose
from kantor.engines.einvoice.writers import Draft, Party, coretax, fa3, ubl
from kantor.kit.money import Money
from kantor.spine import access, cases, documents, ledger, parties, spotchecks
from kantor.spine.access import Actor
from kantor.spine.cases import Outcome
from kantor.spine.documents import Filing
from kantor.words import Reading, Source, Value
from kantor.words.authority import Assignment, Limit, NewClient
from kantor.words.party import Account, NewParty

MORNING = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
IBANS = {"DE": "DE89370400440532013000", "PL": "PL61109010140000071219812874", "ID": "1370012345678"}
BUYERS = {"DE": BUERO, "PL": LIPA, "ID": MELATI}
SELLERS = {"DE": PAPIER, "PL": JODLA, "ID": KOPI}
CURRENCIES = {"DE": "EUR", "PL": "PLN", "ID": "IDR"}
CHARTS = {"DE": "skr03", "PL": "pl_model", "ID": "id_psak"}
CLERK = (
    *("payables.clerk", "receivables.clerk", "purchasing.clerk", "treasury.clerk", "masterdata.clerk"),
    *("office.clerk", "correspondence.clerk"),
)
APPROVER = (
    *("payables.approver", "receivables.approver", "treasury.approver", "masterdata.approver"),
    *("office.approver", "correspondence.approver"),
)
ROLES = {"anna": CLERK, "bert": APPROVER, "carla": (*CLERK, *APPROVER)}
"""anna types and verifies, bert approves, carla may do both - and must not do both to one document."""
EVERYBODY = frozenset((*CLERK, *APPROVER))


@dataclass(slots=True)
class Clock:
    """The office's time: a second passes whenever somebody looks."""

    at: datetime = MORNING

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def forward(self, **passed: int) -> None:
        self.at += timedelta(**passed)


@dataclass(slots=True)
class Office:
    """clients: country -> id; people: first name -> id; suppliers: (country of the client, country of the supplier) -> id."""

    clients: dict[str, int]
    people: dict[str, int]
    suppliers: dict[tuple[str, str], int]
    now: Clock = field(default_factory=Clock)

    @contextmanager
    def acting(self, client: str, person: str | None = None) -> Iterator[Actor]:
        with access.acting(clients=[self.clients[client]], person_id=self.people[person] if person else None, at=self.now()) as actor:
            yield actor

    def bring(self, *files: Draft | File, client: str | None = None, person: str | None = None) -> list[Outcome]:
        """Through the door; without a client the buyer's VAT id decides, and the German client gets the rest."""
        door = Door(
            channel="folder",
            person_id=self.people[person] if person else None,
            client_id=self.clients[client] if client else None,
            fallback_client_id=self.clients["DE"],
            now=self.now,
        )
        return list(take_in((one if isinstance(one, File) else as_file(one) for one in files), door))

    def type_in(self, client: str, person: str | None, type: str, values: Mapping[str, str], **tables: Sequence[Mapping[str, str]]) -> int:
        """File a document without a file; a person is its maker, None is the house itself."""
        with self.acting(client, person) as actor:
            reading = reading_of(values, tables, "person" if person else "rule")
            key = f"{type}:{actor.at.isoformat()}"
            ((document_id, _),) = cases.file([Filing(type=type, key=key, reading=reading, channel="desk", made_by=actor.person_id)], actor)
        return document_id

    def approve(self, client: str, document_id: int, person: str) -> str:
        with self.acting(client, person) as actor:
            return cases.approve(document_id, actor)

    def save(self, client: str, document_id: int, person: str, **changes: str) -> documents.Checked:
        """Names with two underscores are addresses: `lines__0__account`."""
        with self.acting(client, person) as actor:
            return cases.save(document_id, {key.replace("__", "."): text for key, text in changes.items()}, actor)

    def finish(self, client: str, *document_ids: int) -> set[int]:
        """After the undo window: what is ready takes effect."""
        self.now.forward(minutes=1)
        return cases.finish_ready(client_id=self.clients[client], document_ids=list(document_ids) or None, person_id=None, now=self.now)

    def order(self, client: str, number: str, *lines: Mapping[str, str], supplier: str | None = None, currency: str = "") -> int:
        """Place an order with the client's supplier at home; lines: line, name, quantity, unit, price, clearing, account, article."""
        values = {
            "order_number": number,
            "supplier_id": str(self.suppliers[client, supplier or client]),
            "ordered_on": "2026-02-02",
            "currency": currency or CURRENCIES[client],
        }
        placed = self.type_in(client, None, "purchasing.purchase_order", values, lines=lines)
        self.finish(client, placed)
        return placed

    def receive(self, client: str, order: str, *lines: Mapping[str, str]) -> int:
        values = {"number": f"{order}-GR-{self.now.at:%H%M%S}", "received_on": "2026-02-20", "order_number": order}
        received = self.type_in(client, None, "purchasing.goods_receipt", values, lines=lines)
        self.finish(client, received)
        return received

    def propose(self, client: str, person: str, currency: str = "", account: str = "") -> int | None:
        """A payment run for tomorrow; None where nothing may be paid."""
        with self.acting(client, person) as actor:
            return propose(actor, execute_on=actor.at.date() + timedelta(days=1), currency=currency, account=account)

    def waiting(self, client: str, type: str) -> int:
        """The one document of a type that waits for somebody."""
        with self.acting(client):
            (task,) = [one for one in cases.queue({self.clients[client]: EVERYBODY}) if one.type == type]
        return task.document_id

    def row(self, client: str, document_id: int) -> documents.DocumentRow:
        with self.acting(client):
            row = documents.document(document_id)
        assert row is not None
        return row

    def task(self, client: str, document_id: int) -> cases.TaskRow:
        with self.acting(client):
            found = cases.task_of(document_id)
        assert found is not None
        return found

    def checked(self, client: str, document_id: int) -> documents.Checked:
        with self.acting(client):
            (checked,) = documents.newest([document_id])
        return checked

    def findings(self, client: str, document_id: int) -> set[str]:
        """Keys of what says look or stop about the newest version."""
        return {finding.key for finding in self.checked(client, document_id).findings if finding.severity.value != "ok"}

    def balances(self, client: str) -> dict[str, Decimal]:
        """Account -> balance, without those at zero; they add up to zero."""
        with self.acting(client):
            rows = ledger.trial_balance(self.clients[client], from_on=date(2026, 1, 1), until_on=date(2026, 12, 31))
        assert sum((row.closing.amount for row in rows), Decimal(0)) == 0
        return {row.number: row.closing.amount for row in rows if row.closing}

    def open_items(self, client: str) -> list[Any]:
        with self.acting(client):
            return list(ledger.open_items([self.clients[client]], side="payable", on=self.now.at.date()))


def open_office(*, limit: str = "5000") -> Office:
    """The office as it begins: limit: up to which amount a payables clerk decides alone, in each client's currency (rupiah: times 1000)."""
    people = {name: access.create_person(email=f"{name}@office.example", name=name.title(), at=MORNING, password=None) for name in ROLES}
    clients: dict[str, int] = {}
    suppliers: dict[tuple[str, str], int] = {}
    for country in BUYERS:
        clients[country] = _take_on(country, people)
        with access.acting(clients=[clients[country]], person_id=None, at=MORNING) as actor:
            open_books(MORNING.date(), actor)
            amount = Money.of(Decimal(limit) * (1000 if country == "ID" else 1), CURRENCIES[country])
            set_limit(actor, amount)
            at_home = [country] if country == "ID" else ["DE", "PL"]
            ids = parties.create_parties([supplier(SELLERS[home], IBANS[home]) for home in at_home], actor)
            nothing_is_drawn(actor)
            suppliers |= {(country, home): party_id for home, party_id in zip(at_home, ids, strict=True)}
    return Office(clients=clients, people=people, suppliers=suppliers)


def nothing_is_drawn(actor: Actor, until: int = 1_000_000) -> None:
    """So many documents pass unseen until one is drawn to be keyed again: chance has no part in a story."""
    spotchecks.count_from(until, actor)


def set_limit(actor: Actor, amount: Money) -> None:
    access.set_limit([Limit(role="payables.clerk", type="payables.supplier_invoice", amount=amount, from_on=date(2026, 1, 1))], actor)


def _take_on(country: str, people: Mapping[str, int]) -> int:
    buyer = BUYERS[country]
    new = NewClient(
        code=country.lower(),
        name=buyer.name,
        country=country,
        currency=CURRENCIES[country],
        language={"DE": "de", "PL": "pl", "ID": "id"}[country],
        chart=CHARTS[country],
        from_on=date(2026, 1, 1),
        vat_id=buyer.vat_id,
        address={"street": buyer.address.street, "town": buyer.address.town, "postcode": buyer.address.postcode},
        own_iban={"DE": "DE75512108001245126199", "PL": "PL83101010230000261395100000", "ID": "1240009876543"}[country],
        own_bic={"DE": "SOLADEST600", "PL": "NBPLPLPWXXX", "ID": "BMRIIDJAXXX"}[country],
        people=tuple((f"{name}@office.example", role) for name in people for role in ROLES[name]),
    )
    return access.create_client(new, at=MORNING)


def supplier(party: Party, *ibans: str, **given: Any) -> NewParty:
    """A supplier as it stands in a draft, known by its VAT id and paid to these accounts."""
    address = party.address
    return NewParty(
        name=party.name,
        country=address.country,
        from_on=date(2026, 1, 1),
        address={"street": address.street, "town": address.town, "postcode": address.postcode},
        identifiers=(("npwp" if address.country == "ID" else "vat", party.vat_id),),
        accounts=tuple(Account(iban=iban, holder=party.name) for iban in ibans),
        **({"language": {"DE": "de", "PL": "pl", "ID": "id"}[address.country], "payment_days": 30} | given),
    )


def hire(office: Office, name: str, roles: Mapping[str, Sequence[str]]) -> None:
    """Somebody new; roles by client."""
    email = f"{name}@office.example"
    office.people[name] = access.create_person(email=email, name=name.title(), at=MORNING, password=None)
    for client, held in roles.items():
        with access.acting(clients=[office.clients[client]], person_id=None, at=MORNING) as actor:
            access.assign([Assignment(email=email, role=role, from_on=date(2026, 1, 1)) for role in held], actor)


def as_file(draft: Draft, write: Callable[[Draft], bytes] | None = None) -> File:
    """A draft as its seller's country writes it: UBL, FA(3) or Coretax."""
    country = draft.seller.address.country
    if write is None:
        write = {"PL": fa3.write, "ID": lambda one: coretax.write([one])}.get(country, ubl.write)
    return File(name=f"{draft.number.replace('/', '-')}.xml", data=write(draft))


def reading_of(values: Mapping[str, str], tables: Mapping[str, Sequence[Mapping[str, str]]], source: str = "person") -> Reading:
    came = Source(source)
    return Reading(
        reader="person",
        values={key: Value(text, came) for key, text in values.items()},
        tables={name: tuple({key: Value(text, came) for key, text in row.items()} for row in rows) for name, rows in tables.items()},
    )
