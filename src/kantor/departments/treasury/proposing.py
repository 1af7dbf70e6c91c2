"""Proposing a payment run: what is due or loses its discount, to agreed accounts, credits set off against what is owed."""

from collections.abc import Sequence
from datetime import date, timedelta

from kantor.departments.treasury.payment_run.document import KEY
from kantor.departments.treasury.queries import Payable, payables
from kantor.kit.money import Money
from kantor.spine import access, cases, documents
from kantor.spine.access import Actor
from kantor.words import Reading, Source, Value

HORIZON = timedelta(days=7)


def proposal(items: Sequence[Payable], *, execute_on: date, client: access.ClientRecord, currency: str) -> Reading:
    """The run as a reading: every item that may be paid in this currency; held, blocked, foreign and unagreed ones are left out. Pure."""
    source = Source("suggestion", "open_items")

    def value(text: object) -> Value:
        return Value(str(text), source)

    rows = []
    total = Money.zero(currency)
    for item in items:
        if item.currency != currency or not item.agreed or item.held_reason or item.blocked or item.open <= 0:
            continue
        discount = Money.from_minor(item.discount, currency)
        paid = Money(Money.from_minor(item.open, currency).amount - discount.amount, currency)
        total = Money(total.amount + paid.amount, currency)
        rows.append(
            {
                "open_item_id": value(item.open_item_id),
                "creditor": value(item.creditor),
                "reference": value(item.reference),
                "iban": value(item.iban),
                "amount": value(paid.amount),
                "discount": value(discount.amount),
                "due_on": value(item.due_on),
            }
        )
    values = {
        "execute_on": value(execute_on),
        "own_iban": value(client.own_iban),
        "own_bic": value(client.own_bic),
        "currency": value(currency),
        "total": value(total.amount),
        "count": value(len(rows)),
    }
    return Reading(reader="proposal", values=values, tables={"payments": tuple(rows)})


def propose(actor: Actor, *, execute_on: date, currency: str = "") -> int | None:
    """File a payment run for the actor's one client; whoever proposes it is its maker. None where there is nothing to pay."""
    (client_id,) = actor.clients
    client = access.client(client_id)
    wanted = currency or client.currency
    items = payables(client_id, until=execute_on + HORIZON, today=actor.at.date())
    reading = proposal(items, execute_on=execute_on, client=client, currency=wanted)
    if not reading.rows("payments"):
        return None
    key = f"{KEY}:{actor.at.isoformat()}:{wanted}"
    filing = documents.Filing(type=KEY, key=key, reading=reading, channel="desk", made_by=actor.person_id)
    ((document_id, _),) = cases.file([filing], actor)
    return document_id
