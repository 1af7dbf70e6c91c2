"""What people put right that had passed: nobody had asked them to look, so it is counted by itself, and stops a rule that errs."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from psycopg.types.json import Jsonb

from kantor.spine import documents, trail
from kantor.spine.access import Actor
from kantor.spine.documents import Checked
from kantor.spine.spotchecks import stopping
from kantor.spine.spotchecks.drawing import looked_at, model_of
from kantor.spine.spotchecks.entering import ToKey
from kantor.spine.spotchecks.queries import QUERIES
from kantor.words import PAGES, is_same


def correct(before: Sequence[Checked], changes: Mapping[int, Mapping[str, str]], actor: Actor) -> None:
    """Write down which of the changes put a value right that had passed the gate. Whoever types again what the machine had read takes that
    back. before: the versions that are changed; changes: document -> address -> text."""
    read = [item for item in before if item.reading.reader.startswith(PAGES) and documents.type_of(item.type).passing]
    if not read:
        return
    (client_id,) = actor.clients
    again = [
        {"document_id": item.document_id, "field": address, "was": _mark(item, text)}
        for item in read
        for address, text in changes[item.document_id].items()
    ]
    QUERIES.run("uncorrect", client_id=client_id, rows=Jsonb(again))
    for item in read:  # one person changes one document, or some that are alike
        rows = _rows(item, changes[item.document_id], actor)
        if rows:
            QUERIES.run("correct", client_id=client_id, rows=Jsonb(rows), person_id=actor.person_id, at=actor.at)
            told = {"version": item.version, "fields": {row["field"]: row["rule"] for row in rows}}
            trail.append([trail.Event(client_id, "document.passed_wrong", item.document_id, actor.person_id, actor.at, told)])
            stopping.stop_corrected(item.type, [ToKey(row["field"], row["rule"], row["model"]) for row in rows], actor)


def _rows(item: Checked, changes: Mapping[str, str], actor: Actor) -> list[dict[str, Any]]:
    type, told = documents.type_of(item.type), {"document_id": item.document_id, "type": item.type, "model": model_of(item)}
    return [
        {**told, "field": one.field, "rule": one.rule, "was": _mark(item, item.reading.text_at(one.field))}
        for one in looked_at(item, actor.at.date())
        if one.rule
        and one.field in changes
        and not is_same(type.field_at(one.field).kind, item.reading.text_at(one.field), changes[one.field].strip())
    ]


def _mark(item: Checked, text: str) -> str:
    """By which a value is known again without being kept."""
    return sha256(f"{item.document_id}:{text.strip()}".encode()).hexdigest()
