"""What the banks of the demonstration say: at the end of a month a statement with our payments, what customers paid, and in the newest
one also lines that nobody can place yet."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from kantor.channels.door import Door, File, take_in
from kantor.demo.cast import Client
from kantor.demo.deciding import approve
from kantor.demo.numbers import bank_account
from kantor.demo.ordering import CHANNEL, Clock
from kantor.demo.statements import Booking, written
from kantor.engines.statements import read_camt
from kantor.kit.money import Money
from kantor.spine import access, documents, ledger, parties
from kantor.spine.ledger import OpenItemRow
from kantor.words import Ask

FOLDER = "demo-bank"
LATE = 0.25
"""The share of customers who do not pay in a month although they should."""
FEES = {"EUR": Decimal("12.90"), "PLN": Decimal("35.00"), "IDR": Decimal(15000)}
CASH = {"EUR": Decimal("180.00"), "PLN": Decimal("600.00"), "IDR": Decimal(1_250_000)}
WORDS = {
    "DE": ("Entgelt Kontoführung", "Bareinzahlung"),
    "PL": ("Opłata za rachunek", "Wpłata gotówkowa"),
    "ID": ("Biaya administrasi", "Setoran tunai"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """first: its first day; ends_on: the last day that the statement shows; is_newest: it is the last one before today."""

    first: date
    ends_on: date
    is_newest: bool


def bank(client: Client, client_id: int, month: Month, data: Path, people: Mapping[str, list[int]], now: Clock) -> None:
    """Take in the statement of a month; one that was written before is taken in as it was, so that an interrupted run goes on with it."""
    path = data / FOLDER / f"{client.code}-{month.first:%Y-%m}.xml"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        making = path.with_name(path.name + ".making")
        making.write_bytes(_statement(client, client_id, month, path.parent, now))
        making.replace(path)
    door = Door(channel=CHANNEL, person_id=None, client_id=client_id, fallback_client_id=client_id, now=now)
    for outcome in take_in([File(name=path.name, data=path.read_bytes())], door):
        if outcome.outcome == "task":
            approve(outcome.document_id, client_id, people, now)


def _statement(client: Client, client_id: int, month: Month, folder: Path, now: Clock) -> bytes:
    currency = client.new.currency
    opening = _closing_before(folder, client, currency)
    with access.acting(clients=[client_id], person_id=None, at=now()):
        ask = Ask("treasury.expected_payments", (currency,))
        paid = documents.ask_facts([ask], month.ends_on)[ask]
        owed = _owed(client_id, month, currency)
        names = {row.id: row.name for row in parties.listed([client_id], "customer")}
    lines = [*_payments(paid, month, currency), *_receipts(client, owed, names, month)]
    if month.is_newest:
        lines += _puzzles(client, month)
    number = str(month.first.month)
    return written(client.new.own_iban, number, opening, sorted(lines, key=lambda line: line.on), month.first, month.ends_on)


def _closing_before(folder: Path, client: Client, currency: str) -> Money:
    """What the statement before ended with; nothing where this is the first."""
    before = sorted(folder.glob(f"{client.code}-*.xml"))
    if not before:
        return Money.zero(currency)
    (last,) = read_camt(before[-1].read_bytes())
    assert last.closing is not None
    return last.closing.amount


def _owed(client_id: int, month: Month, currency: str) -> list[OpenItemRow]:
    """What customers owe by the end of the month, in the currency of the account."""
    items = ledger.open_items([client_id], side="receivable", on=month.ends_on)
    return [item for item in items if item.due_on <= month.ends_on and item.open.currency == currency and item.open.amount > 0]


def _payments(paid: Sequence[Mapping[str, str]], month: Month, currency: str) -> Iterator[Booking]:
    for payment in paid:
        yield Booking(on=month.ends_on, amount=-Money(Decimal(payment["amount"]), currency), end_to_end_id=payment["end_to_end_id"])


def _receipts(client: Client, owed: Sequence[OpenItemRow], names: Mapping[int, str], month: Month) -> Iterator[Booking]:
    """Each customer pays at once all that is due, or leaves it for a month."""
    for party_id, name in sorted(names.items()):
        chance = random.Random(f"{client.code}:{party_id}:{month.first}")  # noqa: S311  (who pays late in a demonstration is no secret)
        items = [item for item in owed if item.party_id == party_id]
        if not items or chance.random() < LATE:
            continue
        amount = Money.from_minor(sum(item.open.minor for item in items), items[0].open.currency)
        on = max(*(item.due_on for item in items), month.first) + timedelta(days=chance.randrange(4))
        text = ", ".join(item.reference for item in items)
        yield Booking(on=min(on, month.ends_on), amount=amount, name=name, iban=bank_account("DE", f"payer:{name}"), text=text)


def _puzzles(client: Client, month: Month) -> Iterator[Booking]:
    """What a person has to place: the bank's own charge, and money that nobody announced."""
    currency, (fee, cash) = client.new.currency, WORDS[client.new.country]
    yield Booking(on=month.ends_on, amount=-Money(FEES[currency], currency), text=fee)
    yield Booking(on=month.ends_on - timedelta(days=3), amount=Money(CASH[currency], currency), text=cash)
