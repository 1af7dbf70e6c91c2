"""Corrections teach: what a person typed is remembered where the document's type says, and suggested for the next document alike."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from psycopg.types.json import Jsonb

from kantor.spine.access import Actor
from kantor.spine.documents import confidential
from kantor.spine.documents.checking import Checked
from kantor.spine.documents.queries import QUERIES
from kantor.spine.documents.types import type_of
from kantor.words import Answer, Answers, Ask, lessons_asked

MOST_REMEMBERED = 60
"""Lessons of one supplier that are looked at, the newest ones: they are kept with each check that was told them."""


def learn(checked: Sequence[Checked], typed: Mapping[int, Collection[str]], actor: Actor) -> None:
    """Remember what the acting person typed at these addresses (by document) of the newest readings; nothing of confidential ones."""
    sealed = confidential.locker(typed)
    rows = [
        {"document_id": item.document_id, "type": item.type, "scope": lesson.scope, "about": about, "value": values[address].text}
        for item in checked
        if item.document_id not in sealed
        if (values := dict(item.reading.every()))
        for address, lesson in type_of(item.type).lessons(item.reading).items()
        if address in typed.get(item.document_id, ()) and address in values and values[address].source.kind == "person"
        for about in lesson.about
    ]
    if rows:
        QUERIES.run("learn", client_id=actor.clients[0], person_id=actor.person_id, at=actor.at, rows=Jsonb(rows))


def _lessons(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (document type, scope) -> {about: {"value", "person", "on", "document", "number", "decided"}}, the newest of each; {} where
    nobody taught anything. decided: somebody has approved the document on which it was typed."""
    types, scopes = [ask.about[0] for ask in asks], [ask.about[1] for ask in asks]
    found: dict[Ask, dict[str, dict[str, Any]]] = {ask: {} for ask in asks}
    for row in QUERIES.rows("lessons", types=types, scopes=scopes, at_most=MOST_REMEMBERED):
        told = {"value": row.value, "person": row.person_id, "on": row.at.date().isoformat(), "document": row.document_id}
        found[lessons_asked(row.type, row.scope)].setdefault(row.about, {**told, "number": row.number, "decided": row.decided})
    return found


ANSWERS: Mapping[str, Answer] = {"documents.lessons": _lessons}
