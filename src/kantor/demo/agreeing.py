"""What the clients of the demonstration have agreed with customers, what came of it, and the billing runs that wait for a second person."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any, NamedTuple

from kantor.demo.cast import Client
from kantor.demo.deciding import approve
from kantor.demo.naming import people_of
from kantor.kit.dates import month_end
from kantor.spine import access, cases, parties
from kantor.spine.documents import Filing
from kantor.words import Reading, Source, Value

SOURCE = Source("person")
CLERK = "receivables.clerk"
PASSED = (timedelta(seconds=50), timedelta(seconds=100))
"""After so long the document itself takes effect, then the invoices that it causes."""


class Office(NamedTuple):
    """A client's office at the start. first, last: of the month before; customers: key in the cast -> id; people: role -> ids."""

    client_id: int
    first: date
    last: date
    customers: Mapping[str, int]
    people: Mapping[str, list[int]]

    def day_or_text(self, told: str | int) -> str:
        """A number is a day of the month, counted from its first one; beyond the month it is its last."""
        return told if isinstance(told, str) else min(self.first + timedelta(days=told), self.last).isoformat()


def agree(client: Client, client_id: int, first: date, at: datetime) -> None:
    """Contracts, orders, reports and runs of the month that begins on `first`, filed at a moment after it under keys of their own."""
    told = tomllib.loads(resources.files("kantor.demo").joinpath("agreements.toml").read_text(encoding="utf-8"))
    with access.acting(clients=[client_id], person_id=None, at=at):
        known = {row.name: row.id for row in parties.listed([client_id], "customer")}
    customers = {customer.key: known[customer.party.name] for customer in client.customers}
    office = Office(client_id, first, month_end(first), customers, people_of(client_id, at))
    for place, one in enumerate(told["documents"]):
        if one["client"] == client.code:
            _file(one, f"agreed:{place}", office, at + timedelta(minutes=2 * place))


def _file(one: Mapping[str, Any], key: str, office: Office, at: datetime) -> None:
    """Typed by a clerk, approved by somebody else unless it is to wait, and in effect with all that it causes."""
    clerk = office.people[CLERK][0]
    values = {name: office.day_or_text(told) for name, told in one["values"].items()}
    if "customer" in one:
        values["customer_id"] = str(office.customers[one["customer"]])
    reading = Reading(
        reader="person",
        values={name: Value(text, SOURCE) for name, text in values.items()},
        tables={
            "lines": tuple({name: Value(office.day_or_text(told), SOURCE) for name, told in row.items()} for row in one.get("lines", ()))
        },
    )
    filing = Filing(type=f"receivables.{one['type']}", key=key, reading=reading, channel="demo", made_by=clerk)
    with access.acting(clients=[office.client_id], person_id=clerk, at=at) as actor:
        ((document_id, _),) = cases.file([filing], actor)
    if one.get("waits"):
        return
    approve(document_id, office.client_id, office.people, lambda: at)
    for passed in PASSED:
        _finish(office, at + passed)


def _finish(office: Office, at: datetime) -> None:
    cases.finish_ready(client_id=office.client_id, document_ids=None, person_id=None, now=lambda: at)
