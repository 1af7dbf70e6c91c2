"""What the accountants of the demonstration have planned and keep in order: a budget for the year out of what was earned and spent so far,
a checklist of which a part is done, and in the newest bank statement the one line of two that has found its place."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from importlib import resources
from typing import Any, NamedTuple

from kantor.demo.banking import FEES
from kantor.demo.cast import Client
from kantor.demo.deciding import approve
from kantor.demo.naming import people_of
from kantor.departments.accounting.budget.document import MONTHS
from kantor.departments.accounting.closing import items as checklist
from kantor.departments.treasury.pages.suspense import QUERIES as LINES
from kantor.kit.dates import month_end
from kantor.kit.money import Money
from kantor.spine import access, cases, ledger
from kantor.spine.documents import Filing
from kantor.words import Reading, Source, Value

SOURCE = Source("person")
CLERK, BANKER = "accounting.clerk", "treasury.clerk"
MORE = Decimal("1.05")
"""What is planned beside what was: five percent more."""
STEPS = {"EUR": Decimal(50), "PLN": Decimal(200), "IDR": Decimal(500_000)}
"""To so much a planned amount is rounded."""
LEFT_OPEN = timedelta(seconds=50)
MOST_LINES = 50


class Office(NamedTuple):
    """A client's office at the start. open_until: last day of the oldest month that is still open."""

    client: Client
    client_id: int
    people: Mapping[str, list[int]]
    open_until: date
    at: datetime


def control(client: Client, client_id: int, oldest_open: date, at: datetime) -> None:
    """Budget, checklist and the cleared line, filed at a moment under keys of their own. oldest_open: first day of that month."""
    office = Office(client, client_id, people_of(client_id, at), month_end(oldest_open), at)
    told = tomllib.loads(resources.files("kantor.demo").joinpath("controlling.toml").read_text(encoding="utf-8"))["items"]
    filings = [_budget(office), *(_item(one, place, office) for place, one in enumerate(told))]
    _decided(filings, office, CLERK)
    _decided(list(_cleared(office)), office, BANKER)
    _tick(told, office)


def _decided(filings: Sequence[Filing], office: Office, role: str) -> None:
    """Typed by a clerk, approved by somebody else where the process asks, and in effect."""
    if not filings:
        return
    with access.acting(clients=[office.client_id], person_id=office.people[role][0], at=office.at) as actor:
        filed = cases.file(filings, actor)
    for document_id, _ in filed:
        approve(document_id, office.client_id, office.people, lambda: office.at)
    ids = [document_id for document_id, _ in filed]
    cases.finish_ready(client_id=office.client_id, document_ids=ids, person_id=None, now=lambda: office.at + LEFT_OPEN)


def _budget(office: Office) -> Filing:
    """For the fiscal year that runs: on each account of the result what a month came to, and a little more."""
    with access.acting(clients=[office.client_id], person_id=None, at=office.at):
        periods = ledger.periods(office.client_id)
        year = next(one.year for one in periods if one.starts_on <= office.at.date() <= one.ends_on)
        begins = min(one.starts_on for one in periods if one.year == year)
        rows = ledger.trial_balance(office.client_id, from_on=begins, until_on=office.open_until)
    months = max(1, (office.open_until.year - begins.year) * 12 + office.open_until.month - begins.month + 1)
    lines = []
    for row in rows:
        turnover = (row.debit - row.credit).amount * (1 if row.kind == "expense" else -1)
        planned = _rounded(turnover * MORE / months, office.client.new.currency)
        if row.kind in ("revenue", "expense") and planned > 0:
            lines.append({"account": row.number, **dict.fromkeys(MONTHS, str(planned))})
    values = {"version": f"Plan {year}", "year": str(year), "basis": "plan", "control": "warn", "decided_on": begins.isoformat()}
    return _filing("accounting.budget", "budget", values, office, "lines", lines)


def _rounded(amount: Decimal, currency: str) -> Decimal:
    return (amount / STEPS[currency]).quantize(Decimal(1), ROUND_HALF_UP) * STEPS[currency]


def _item(one: Mapping[str, Any], place: int, office: Office) -> Filing:
    owner = office.people[one["owner"]][0]
    with access.acting(clients=[office.client_id], person_id=None, at=office.at):
        email = next(person.email for person in access.people(office.client_id, office.at.date()) if person.id == owner)
    values = {"title": _said(one["title"], office), "check": "manual", "email": email, "rhythm": one["rhythm"]}
    values |= {"due_days": str(one["due_days"]), "from_on": office.open_until.replace(day=1).isoformat()}
    return _filing("accounting.close_item", f"item:{place}", values, office)


def _cleared(office: Office) -> Iterator[Filing]:
    """The bank's own charge is booked to its account; the money that nobody announced still waits."""
    currency = office.client.new.currency
    fee = -Money(FEES[currency], currency)
    with access.acting(clients=[office.client_id], person_id=None, at=office.at):
        account = ledger.account_roles(office.client_id).get("bank_charges", "")
        rows = LINES.rows("suspense", clients=[office.client_id], after_on=date.min, after_id=0, limit=MOST_LINES)
        waiting = [row for row in rows if row.amount == fee.minor and account]
    for row in waiting[:1]:
        values = {"line_id": str(row.id), "booked_on": row.booked_on.isoformat(), "currency": currency, "amount": str(fee.amount)}
        yield _filing("treasury.line_clearing", "fee", values, office, "shares", [{"account": account, "amount": str(fee.amount)}])


def _tick(told: Sequence[Mapping[str, Any]], office: Office) -> None:
    """What its owner has done for the oldest month that is open."""
    notes = {_said(one["title"], office): (one["owner"], _said(one["ticked"], office)) for one in told if "ticked" in one}
    with access.acting(clients=[office.client_id], person_id=None, at=office.at):
        listed = checklist.items(office.client_id, office.open_until, month_of_year=office.open_until.month)
    for item in listed:
        if item.title in notes:
            role, note = notes[item.title]
            with access.acting(clients=[office.client_id], person_id=office.people[role][0], at=office.at) as actor:
                checklist.tick(item, office.open_until, done=True, note=note, actor=actor)


def _said(texts: Mapping[str, str], office: Office) -> str:
    """In the client's own language."""
    return texts[office.client.new.language]


def _filing(
    type: str, key: str, values: Mapping[str, str], office: Office, table: str = "", rows: Sequence[Mapping[str, str]] = ()
) -> Filing:
    reading = Reading(
        reader="person",
        values={name: Value(text, SOURCE) for name, text in values.items()},
        tables={table: tuple({name: Value(text, SOURCE) for name, text in row.items()} for row in rows)} if table else {},
    )
    maker = office.people[BANKER if type.startswith("treasury.") else CLERK][0]
    return Filing(type=type, key=f"controlled:{key}", reading=reading, channel="demo", made_by=maker)
