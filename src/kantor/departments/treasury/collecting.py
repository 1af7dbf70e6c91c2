"""Proposing a collection run: what customers with a mandate owe and is due by then, each by the mandate that holds on that day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kantor.departments.treasury.collection_run.document import KEY
from kantor.departments.treasury.collection_run.rules import holds_not, sequence_of
from kantor.departments.treasury.mandates import told
from kantor.departments.treasury.queries import QUERIES
from kantor.kit.money import Money
from kantor.spine import access, cases, documents, facts
from kantor.spine.access import Actor
from kantor.words import Ask, Reading, Source, Value

EURO = "EUR"
Mandates = Mapping[int, Sequence[Any]]


def propose_collection(actor: Actor, *, collect_on: date) -> int | None:
    """File a collection run for the actor's one client; whoever proposes it is its maker. None where there is nothing to collect."""
    (client_id,) = actor.clients
    items = QUERIES.rows("collectables", client_id=client_id, until=collect_on)
    by_party: dict[int, list[Any]] = defaultdict(list)
    parties = sorted({item.booked_party_id for item in items})
    for row in QUERIES.rows("mandates", client_id=client_id, parties=parties, references=None):
        by_party[row.asked_id].append(row)
    asked = Ask("receivables.left_alone", (collect_on.isoformat(), *(str(item.open_item_id) for item in items)))
    left_alone = facts.ask([asked], actor.at.date())[asked] or {}
    items = [item for item in items if str(item.open_item_id) not in left_alone]
    reading = proposal(items, by_party, collect_on=collect_on, client=access.client(client_id))
    if not reading.rows("collections"):
        return None
    key = f"{KEY}:{actor.at.isoformat()}"
    filing = documents.Filing(type=KEY, key=key, reading=reading, channel="desk", made_by=actor.person_id)
    ((document_id, _),) = cases.file([filing], actor)
    return document_id


def proposal(items: Sequence[Any], mandates: Mandates, *, collect_on: date, client: access.ClientRecord) -> Reading:
    """The run as a reading. Pure. A mandate that is given for once is taken for one item alone."""
    rows, total, used = [], 0, set[str]()
    for item in items:
        by = next(
            (one for one in mandates.get(item.booked_party_id, ()) if one.reference not in used and not holds_not(told(one), collect_on)),
            None,
        )
        if by is None:
            continue
        if not by.is_recurrent:
            used.add(by.reference)
        total += item.open
        texts = {
            "open_item_id": str(item.open_item_id),
            "debtor": item.debtor,
            "reference": item.reference,
            "mandate": by.reference,
            "sequence": sequence_of(told(by)),
            "iban": by.iban,
            "amount": str(Money.from_minor(item.open, EURO).amount),
            "due_on": item.due_on.isoformat(),
        }
        rows.append({name: _value(text) for name, text in texts.items() if text})
    values = {
        "collect_on": collect_on.isoformat(),
        "own_iban": client.own_iban,
        "own_bic": client.own_bic,
        "currency": EURO,
        "total": str(Money.from_minor(total, EURO).amount),
        "count": str(len(rows)),
    }
    return Reading(
        reader="proposal", values={name: _value(text) for name, text in values.items() if text}, tables={"collections": tuple(rows)}
    )


def _value(text: str) -> Value:
    return Value(text, Source("suggestion", "open_items"))
