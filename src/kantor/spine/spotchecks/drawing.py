"""What passed unseen is written down when a document is decided, and a share of such documents is drawn to be keyed again.

How many more pass until the next one is drawn is kept for each client: a process that is killed and starts again draws the same one.
"""

from collections.abc import Sequence
from datetime import date
from secrets import SystemRandom
from typing import Any

from psycopg.types.json import Jsonb

from kantor.engines import sampling
from kantor.spine import documents, trail
from kantor.spine.access import Actor
from kantor.spine.documents import Checked
from kantor.spine.spotchecks.queries import QUERIES
from kantor.words import PAGES, Passing

USUAL_PER_MILLE = 30
CHANCE = SystemRandom()


def looked_at(item: Checked, today: date) -> Sequence[Passing]:
    """For each value that counts and was read off a page by which rule it passed, or what was missing; nothing of other documents."""
    judge = documents.type_of(item.type).passing
    return judge(item.reading, item.answers, today) if judge and item.reading.reader.startswith(PAGES) else ()


def model_of(item: Checked) -> str:
    """Name and version of the model that read the pages."""
    return item.reading.reader.removeprefix(PAGES).strip()


def draw(checked: Sequence[Checked], actor: Actor) -> set[int]:
    """Write down what of these documents passes unseen, and decide once of each whether it is keyed again.

    Answers those that a second person has to key before they go on. Documents that no machine read off a page cost nothing.
    """
    read = [item for item in checked if item.reading.reader.startswith(PAGES) and documents.type_of(item.type).passing]
    if not read:
        return set()
    (client_id,) = actor.clients
    rows = [row for item in read for row in _rows(item, actor.at.date())]
    given = {"documents": [item.document_id for item in read], "rows": Jsonb(rows), "at": actor.at}
    passed = {row.document_id: row.fields for row in QUERIES.rows("note_passed", client_id=client_id, **given)}
    known = {row.document_id: row for row in QUERIES.rows("draws", client_id=client_id, documents=list(passed))}
    drawn = _draw([key for key in passed if key not in known], actor)
    models = {item.document_id: model_of(item) for item in read}
    trail.append([_event(key, "document.passed", {"model": models[key], "fields": passed[key]}, actor) for key in passed])
    return drawn | {key for key, row in known.items() if row.drawn and not row.keyed}


def _rows(item: Checked, today: date) -> list[dict[str, Any]]:
    told = {"document_id": item.document_id, "type": item.type, "model": model_of(item)}
    return [
        {**told, "field": one.field, "rule": one.rule, "value": item.reading.text_at(one.field)}
        for one in looked_at(item, today)
        if one.rule
    ]


def count_from(to_go: int, actor: Actor) -> None:
    """So many more documents pass until one is drawn at the actor's one client; for a demonstration and for stories, where chance has no
    part."""
    QUERIES.run("count_from", client_id=actor.clients[0], to_go=to_go)


def _draw(document_ids: Sequence[int], actor: Actor) -> set[int]:
    if not document_ids:
        return set()
    (client_id,) = actor.clients
    QUERIES.run("begin_share", client_id=client_id, to_go=gap_of(USUAL_PER_MILLE))
    share = QUERIES.one("lock_share", client_id=client_id)
    assert share is not None
    left = share.to_go
    drawn = []
    for _ in document_ids:
        left -= 1
        drawn.append(left <= 0)
        if left <= 0:
            left = gap_of(share.per_mille)
    QUERIES.run("count_down", client_id=client_id, to_go=left)
    given = {"documents": list(document_ids), "drawn": drawn, "per_mille": share.per_mille, "at": actor.at}
    QUERIES.run("write_draws", client_id=client_id, **given)
    found = {key for key, is_drawn in zip(document_ids, drawn, strict=True) if is_drawn}
    trail.append([_event(key, "document.drawn", {"per_mille": share.per_mille}, actor) for key in sorted(found)])
    return found


def gap_of(per_mille: int) -> int:
    """How many documents pass until the next one is drawn."""
    return sampling.gap(per_mille / 1000, CHANCE.random())


def _event(document_id: int, kind: str, content: dict[str, Any], actor: Actor) -> trail.Event:
    return trail.Event(actor.clients[0], kind, document_id, actor.person_id, actor.at, content)
