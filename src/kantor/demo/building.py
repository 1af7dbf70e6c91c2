"""Builds the demonstration: people, clients with books and suppliers, then a year of business; doing it again adds nothing."""

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from kantor.channels.door import Door, File, take_in
from kantor.demo.agreeing import agree
from kantor.demo.banking import Month, bank
from kantor.demo.blocking import block
from kantor.demo.cast import Cast, Client, Supplier, cast
from kantor.demo.controlling import control
from kantor.demo.deciding import approve, decide
from kantor.demo.drafting import PAYMENT_DAYS, file_name, written
from kantor.demo.keeping import carry_forward, keep, tax_office
from kantor.demo.naming import people_of, supplier_ids
from kantor.demo.ordering import Clock, order
from kantor.demo.planning import MONTHS, Planned, month_of, months
from kantor.demo.selling import sell, taken_up
from kantor.departments.accounting import open_books
from kantor.departments.treasury.proposing import propose
from kantor.kit.dates import month_end
from kantor.kit.money import Money
from kantor.spine import access, cases, documents, ledger, parties
from kantor.words.authority import Limit, Substitute
from kantor.words.party import Account, NewParty

STATE = "demo.json"
OPEN_MONTHS = 3
"""So many of the last months are still open for postings, and their invoices not paid yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Built:
    """The demonstration as it stands. ids: client code -> id; password: everybody's; is_new: it was not there before."""

    cast: Cast
    ids: Mapping[str, int]
    password: str
    started_on: date
    is_new: bool


def build(data: Path, now: Clock, progress: Callable[[str, float], None]) -> Built:
    """Build what is not there yet. progress: told what is being done and which share of it is done, 0..1."""
    state = _state(data / STATE, now().date())
    started_on = date.fromisoformat(state["started_on"])
    played = cast(months(started_on)[0])
    is_new = not state.get("is_complete")
    progress("People and clients", 0.0)
    if is_new:
        _enter_people(played, state["password"], _moment(months(started_on)[0], 8))
    ids = {}
    for client in played.clients:
        ids[client.code] = _take_on(client, started_on, _moment(months(started_on)[0], 9))
    if is_new:
        for place, first in enumerate(months(started_on)):
            progress(f"A year of business: {first:%m/%Y}", place / MONTHS)
            for client in played.clients:
                _month(client, ids[client.code], first, started_on, data)
        for client in played.clients:
            block(client, ids[client.code], _moment(started_on, 5))
            _take_up_twice(client, ids[client.code], _moment(started_on, 5))
            _close_year(ids[client.code], started_on)
            _close_months(ids[client.code], started_on, now)
            agree(client, ids[client.code], months(started_on)[-1], _moment(started_on, 5))
            control(client, ids[client.code], months(started_on)[-OPEN_MONTHS], _moment(started_on, 6))
        _write(data / STATE, {**state, "is_complete": True})
    progress("A year of business", 1.0)
    return Built(cast=played, ids=ids, password=state["password"], started_on=started_on, is_new=is_new)


def _state(path: Path, today: date) -> dict[str, str]:
    """What must stay the same from one run to the next: the day it began, and the password."""
    if path.exists():
        known: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        return known
    state = {"started_on": today.isoformat(), "password": secrets.token_urlsafe(9)}
    _write(path, state)
    return state


def _write(path: Path, state: Mapping[str, object]) -> None:
    making = path.with_name(path.name + ".making")
    making.touch(mode=0o600)
    making.write_text(json.dumps(state), encoding="utf-8")
    making.replace(path)


def _moment(on: date, hour: int) -> datetime:
    return datetime.combine(on, time(hour), tzinfo=UTC)


def _enter_people(played: Cast, password: str, at: datetime) -> None:
    for person in played.people:
        access.create_person(email=person.email, name=person.name, language=person.language, password=password, at=at)


def _take_on(client: Client, started_on: date, at: datetime) -> int:
    """The client with its books, limits and suppliers, all at once or not at all; its id."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        known = {row.code: row.id for row in access.clients(every)}
    if client.code in known:
        return known[client.code]
    with access.acting(clients=(access.HOUSE,), person_id=None, at=at):
        client_id = access.create_client(client.new, at=at)
        with access.acting(clients=[client_id], person_id=None, at=at) as actor:
            open_books(started_on, actor)
            limit = Limit(
                role="payables.clerk", type="payables.supplier_invoice", amount=Money(client.limit, client.new.currency), from_on=at.date()
            )
            access.set_limit([limit], actor)
            if client.deputy:
                of, deputy = client.deputy
                until_on = started_on + timedelta(days=14)
                access.name_substitute([Substitute(email=of, deputy=deputy, from_on=started_on, until_on=until_on)], actor)
            suppliers = [_party(supplier, at.date()) for supplier in client.suppliers]
            parties.create_parties([*suppliers, tax_office(client, at.date()), *taken_up(client, at.date())], actor)
    return client_id


def _take_up_twice(client: Client, client_id: int, at: datetime) -> None:
    """Suppliers whom somebody entered once more by hand, from a delivery note: without a tax number, and with the name not quite right."""
    with access.acting(clients=[client_id], person_id=None, at=at) as actor:
        twins = [
            replace(_party(supplier, at.date()), name=supplier.twin, identifiers=(), accounts=())
            for supplier in client.suppliers
            if supplier.twin
        ]
        parties.create_parties(twins, actor)
    parties.compare(client_id, lambda: at)


def _party(supplier: Supplier, on: date) -> NewParty:
    address = supplier.party.address
    scheme = {"PL": "nip", "ID": "npwp"}.get(supplier.country, "vat")
    number = supplier.party.vat_id
    return NewParty(
        name=supplier.party.name,
        country=supplier.country,
        from_on=on,
        language={"DE": "de", "AT": "de", "PL": "pl", "ID": "id"}.get(supplier.country, "en"),
        address={"street": address.street, "town": address.town, "postcode": address.postcode},
        email=supplier.party.contact.email if supplier.party.contact else "",
        payment_days=PAYMENT_DAYS,
        identifiers=((scheme, number),) if number else (),
        accounts=(Account(iban=supplier.iban, holder=supplier.party.name),) if supplier.iban else (),
    )


def _month(client: Client, client_id: int, first: date, started_on: date, data: Path) -> None:
    """A month of business: orders and goods, invoices, the people's decisions; at its end what is due is paid, and the bank says so."""
    end = _moment((first + timedelta(days=27)), 10)
    clock = _ticking(end)
    plans = list(month_of(client, first))
    order([plan.order for plan in plans if plan.order], supplier_ids(client, client_id, end), client_id, client.new.currency, clock)
    by_name = {file_name(plan.invoice, plan.supplier.writes): plan for plan in plans}
    door = Door(channel="demo", person_id=None, client_id=client_id, fallback_client_id=client_id, now=clock)
    cases.resume(client_id=client_id, person_id=None, now=clock)  # what a run before this one left when it was interrupted
    waiting = []
    for outcome in take_in(_files(plans, client), door):
        if outcome.outcome == "task" or (outcome.outcome == "duplicate" and _waits(outcome.document_id, client_id, clock)):
            waiting.append((outcome.document_id, by_name[outcome.name]))
    people = people_of(client_id, end)
    decide(waiting, client, client_id, people, clock)
    _pass_undo_window(client_id, clock)
    sell(client, client_id, first, clock)
    if first < months(started_on)[-OPEN_MONTHS]:
        _pay(client_id, people, clock)
    month = Month(first=first, ends_on=end.date(), is_newest=first == months(started_on)[-1])
    bank(client, client_id, month, data, people, clock)
    _pass_undo_window(client_id, clock)
    keep(client, client_id, month_end(first), people, clock)


def _files(plans: list[Planned], client: Client) -> Iterator[File]:
    for plan in plans:
        yield File(
            name=file_name(plan.invoice, plan.supplier.writes), data=written(plan.invoice, plan.supplier.writes, client.new.language)
        )


def _waits(document_id: int, client_id: int, now: Clock) -> bool:
    with access.acting(clients=[client_id], person_id=None, at=now()):
        row = documents.document(document_id)
    return row is not None and row.state == "waiting"


def _pay(client_id: int, people: Mapping[str, list[int]], now: Clock) -> None:
    """Propose what is due, let a second person release it."""
    with access.acting(clients=[client_id], person_id=people["treasury.clerk"][0], at=now()) as actor:
        run = propose(actor, execute_on=actor.at.date())
    if run is not None:
        approve(run, client_id, people, now)
        _pass_undo_window(client_id, now)


def _pass_undo_window(client_id: int, now: Clock) -> None:
    cases.finish_ready(client_id=client_id, document_ids=None, person_id=None, now=lambda: now() + timedelta(minutes=1))


def _ticking(start: datetime) -> Clock:
    """A clock of the past that goes on by a second whenever it is looked at."""
    seconds = iter(range(1, 1_000_000))
    return lambda: start + timedelta(seconds=next(seconds))


def _close_year(client_id: int, started_on: date) -> None:
    """The year in which the books begin, where all of its months are to be closed."""
    year, at = months(started_on)[0].year, _moment(started_on, 4)
    if year < months(started_on)[-OPEN_MONTHS].year:
        carry_forward(client_id, year, people_of(client_id, at), at)


def _close_months(client_id: int, started_on: date, now: Clock) -> None:
    """Months whose returns are filed are closed."""
    last = months(started_on)[-OPEN_MONTHS]
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        for period in ledger.periods(client_id):
            if period.starts_on < last and period.closed_at is None:
                ledger.close_period(period.year, period.number, reason="VAT return filed", actor=actor)
