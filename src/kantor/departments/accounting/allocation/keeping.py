"""Keeps which centre was divided for which month, so that none is divided twice, and answers what a centre has cost."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from psycopg.types.json import Jsonb

from kantor.departments.accounting.allocation.document import KEY, month_end
from kantor.departments.accounting.parts import Allocated
from kantor.kit.money import Money
from kantor.kit.sql import Queries
from kantor.spine import access, documents
from kantor.spine.access import Actor, ClientRecord
from kantor.words import Answer, Answers, Applied, Ask, Refusal
from kantor.words.field import day

QUERIES = Queries(__file__)


class AllocationParts:
    """Enters an allocation; refused while another one of the same centre and month stands."""

    kinds = (Allocated.kind,)
    order = 28  # before anything is posted, so that nobody waits for counters in vain

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        rows = [{"document_id": item.document_id, **documents.part_as_json(item.part)} for item in batch if item.part]
        entered = {row.document_id for row in QUERIES.rows("enter", client_id=actor.clients[0], rows=Jsonb(rows))}
        for item in batch:
            if item.document_id not in entered and isinstance(item.part, Allocated):
                evidence = {"code": item.part.centre, "document": ""}
                raise Refusal(f"{KEY}.divided_already", document_id=item.document_id, evidence=evidence)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id is not None}
        QUERIES.run("withdraw", client_id=actor.clients[0], documents=list(reversing), by=list(reversing.values()))


class Since(NamedTuple):
    """What was posted on a centre after a document divided its costs of the month that ends on a day; debit less credit."""

    centre: str
    document_id: int
    on: date
    amount: Money


def posted_since(client: ClientRecord, from_on: date, until_on: date, centre: str = "") -> list[Since]:
    """Of months that end within some days, the oldest first; of one centre or of all."""
    rows = QUERIES.rows("posted_since", client_id=client.id, from_on=from_on, until_on=until_on, centre=centre)
    return [Since(row.centre, row.document_id, row.on, Money.from_minor(row.amount, client.currency)) for row in rows]


def _costs(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (cost centre, day) -> {"costs": [{"account", "amount"}] of the month of the day, debit less credit; "divided_by": the document
    by which they were divided already, ''; "since": of that month and those of the year before it, what was posted after they were divided:
    [{"on", "document", "amount"}]}; None for what is no day."""
    client = access.client(access.acting_client())
    answers: dict[Ask, object] = {}
    for ask in asks:
        centre, on = ask.about[0], day(ask.about[1])
        if on is None:
            continue
        given = {"client_id": client.id, "centre": centre}
        rows = QUERIES.rows("centre_costs", **given, from_on=on.replace(day=1), until_on=month_end(on))
        divided = QUERIES.value("divided", **given, on=month_end(on))
        costs = [{"account": row.account, "amount": str(Money.from_minor(row.amount, client.currency).amount)} for row in rows]
        since = [
            {"on": one.on.isoformat(), "document": one.document_id, "amount": str(one.amount.amount)}
            for one in posted_since(client, date(max(on.year - 1, 1), on.month, 1), month_end(on), centre)
        ]
        answers[ask] = {"costs": costs, "divided_by": str(divided or ""), "since": since}
    return answers


ANSWERS: dict[str, Answer] = {"accounting.centre_costs": _costs}
