"""The checklist of a client: its items for a period, ticking one off, and the effect part by which items come and go."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from kantor.departments.accounting.parts import CloseItem
from kantor.kit.sql import Queries
from kantor.spine import documents, trail
from kantor.spine.access import Actor
from kantor.words import Applied, Refusal

QUERIES = Queries(__file__)
MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


class Item(NamedTuple):
    """An item for one period. check: key of the house's check that it names owner and day of, '' for what a person does; document_id: by
    which it came; person_id, at, note: of whoever ticked last."""

    id: int
    title: str
    check: str
    email: str
    due_on: date
    document_id: int
    done: bool
    note: str
    person_id: int | None
    at: datetime | None


def items(client_id: int, until_on: date, *, month_of_year: int) -> list[Item]:
    """Of the period that ends on a day, in the order in which they are due. month_of_year: of the fiscal year, from 1; a quarter's items
    are those of every third month, a year's those of the twelfth."""
    rows = QUERIES.rows("items", client_id=client_id, until_on=until_on)
    return [_item(row, until_on) for row in rows if month_of_year % MONTHS[row.rhythm] == 0]


def tick(item: Item, until_on: date, *, done: bool, note: str, actor: Actor) -> None:
    """Whoever owns it says that it is done for the period, or that it is not after all. The caller has seen that it is the owner."""
    if item.check:
        raise Refusal("accounting.close_item.looked_at_by_itself", evidence={"title": item.title})
    if item.done == done:
        return
    given = {"client_id": actor.clients[0], "item_id": item.id, "ends_on": until_on, "note": note.strip()}
    QUERIES.run("tick", **given, done=done, person_id=actor.person_id, at=actor.at)
    event = trail.Event(
        client_id=actor.clients[0],
        kind="accounting.close_item_done" if done else "accounting.close_item_undone",
        document_id=item.document_id,
        person_id=actor.person_id,
        at=actor.at,
        content={"title": item.title, "until_on": until_on.isoformat(), "note": note.strip()},
    )
    trail.append([event])


class CloseItemParts:
    """Puts items on the checklist; reversing ends them from the day on which it is decided, and what was ticked stays."""

    kinds = (CloseItem.kind,)
    order = 86

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        rows = [{"document_id": item.document_id, **documents.part_as_json(item.part)} for item in batch if item.part]
        QUERIES.run("add_items", client_id=actor.clients[0], rows=Jsonb(rows))

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        targets = sorted({item.reverses_document_id for item in batch if item.reverses_document_id is not None})
        QUERIES.run("end_items", client_id=actor.clients[0], documents=targets, on=actor.at.date())


def _item(row: Any, until_on: date) -> Item:
    due_on = until_on + timedelta(days=row.due_days)
    return Item(row.id, row.title, row.check_key, row.email, due_on, row.document_id, row.done, row.note or "", row.person_id, row.at)
