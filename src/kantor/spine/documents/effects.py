"""Taking effect: everything that a batch of documents does to the books, stock, bank and post, in one transaction, exactly once."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from psycopg.types.json import Jsonb

from kantor.kit.money import Money
from kantor.spine import access, trail
from kantor.spine.access import Actor
from kantor.spine.documents import confidential, examples
from kantor.spine.documents.checking import Checked, newest
from kantor.spine.documents.parts import handler_of, handlers
from kantor.spine.documents.queries import QUERIES
from kantor.spine.documents.types import type_of
from kantor.words import Applied, Effect, Part, Refusal, Reversal, Verified


@dataclass(frozen=True, kw_only=True, slots=True)
class TookEffect:
    """What was written for a document: its parts as JSON and their hash."""

    document_id: int
    parts: list[dict[str, Any]]
    hash: bytes


def effect_of(checked: Checked, client: Mapping[str, Any], today: date) -> Effect:
    """What the document would do if it took effect today: the same pure function that will run, nothing is written."""
    type = type_of(checked.type)
    if type.effect is None:
        return Effect()
    return type.effect(
        Verified(
            document_id=checked.document_id,
            type=checked.type,
            reading=checked.reading,
            answers=checked.answers,
            client=client,
            today=today,
        )
    )


def take_effect(document_ids: Sequence[int], actor: Actor, at_hand: Mapping[int, Checked] | None = None) -> list[TookEffect]:
    """Let a batch of the actor's one client take effect, all or none, inside the caller's transaction.

    Refuses (Refusal, naming the guilty document where one is known) what is not ready, has taken effect already, or what a part's handler
    refuses. The order: lock the documents by id, compute the effects, apply parts kind by kind in the fixed order of locks, write the
    effect records, state and audit trail. at_hand: checks that the caller has just written; those that are still the newest are not
    read again.
    """
    (client_id,) = actor.clients
    ids = sorted(document_ids)
    versions = _lock(ids, actor)
    known = {key: item for key, item in (at_hand or {}).items() if versions.get(key) == item.version}
    read = {item.document_id: item for item in newest([document_id for document_id in ids if document_id not in known])}
    checked = [item for document_id in ids if (item := known.get(document_id) or read.get(document_id))]
    client = access.client(client_id).as_dict()
    effects = {item.document_id: effect_of(item, client, actor.at.date()) for item in checked}
    applied = [
        Applied(client_id, document_id, index, part) for document_id, effect in effects.items() for index, part in enumerate(effect.parts)
    ]
    _apply([item for item in applied if not isinstance(item.part, Reversal)], actor)
    _reverse([item for item in applied if isinstance(item.part, Reversal)], actor)
    examples.keep(checked, actor)
    return _record(effects, actor)


def _lock(ids: Sequence[int], actor: Actor) -> dict[int, int]:
    """Lock the documents and answer their newest versions; refuses what may not take effect now."""
    rows = {row["id"]: row for row in QUERIES.dicts("lock_documents", ids=list(ids))}
    for document_id in ids:
        row = rows.get(document_id)
        if row is None:
            raise Refusal("documents.unknown", document_id=document_id)
        if row["state"] != "ready":
            raise Refusal("documents.not_ready", document_id=document_id, evidence={"state": row["state"]})
        if row["effective_after"] is not None and row["effective_after"] > actor.at:
            raise Refusal("documents.may_be_taken_back", document_id=document_id, evidence={"until": row["effective_after"].isoformat()})
    return {document_id: row["reading_version"] for document_id, row in rows.items()}


def _apply(applied: Sequence[Applied], actor: Actor) -> None:
    by_handler: dict[int, list[Applied]] = defaultdict(list)
    for item in applied:
        assert item.part is not None
        by_handler[id(handler_of(item.part.kind))].append(item)
    for handler in handlers():
        if batch := by_handler.get(id(handler)):
            handler.apply(batch, actor)


def _reverse(applied: Sequence[Applied], actor: Actor) -> None:
    """Negate what was recorded, last lock first kept in the same fixed order, for every kind that the reversed documents had."""
    if not applied:
        return
    targets = {item.part.document_id: item for item in applied if isinstance(item.part, Reversal)}
    recorded = {row["document_id"]: row["parts"] for row in _recorded(list(targets))}
    missing = [document_id for document_id in targets if document_id not in recorded]
    if missing:
        raise Refusal("documents.nothing_to_reverse", document_id=targets[missing[0]].document_id, evidence={"document": str(missing[0])})
    for document_id, item in targets.items():
        if any(part["kind"] == Reversal.kind for part in recorded[document_id]):
            raise Refusal("documents.reversal_stands", document_id=item.document_id, evidence={"document": str(document_id)})
    for handler in handlers():
        batch = [
            Applied(item.client_id, item.document_id, index, item.part, reverses_document_id=document_id)
            for document_id, item in targets.items()
            for index, part in enumerate(recorded[document_id])
            if part["kind"] in handler.kinds
        ]
        if batch:
            handler.reverse(batch, actor)
    QUERIES.run("mark_reversed", client_id=actor.clients[0], ids=list(targets))


def _record(effects: Mapping[int, Effect], actor: Actor) -> list[TookEffect]:
    (client_id,) = actor.clients
    done = []
    sealed = confidential.locker(effects)
    rows: list[dict[str, Any]] = []
    for document_id, effect in effects.items():
        parts = [part_as_json(part) for part in effect.parts]
        digest = hashlib.sha256(json.dumps(parts, sort_keys=True, separators=(",", ":")).encode()).digest()
        reverses = [part.document_id for part in effect.parts if isinstance(part, Reversal)]
        kinds = [part["kind"] for part in parts]
        kept: Any = parts
        if document_id in sealed:
            secret = sealed.seal(document_id, parts)
            kept, digest = [*secret.in_list(), *confidential.causes(parts)], bytes.fromhex(secret.hash)
        reversed_id = reverses[0] if reverses else None
        rows.append({"document_id": document_id, "parts": kept, "hash": digest.hex(), "reverses": reversed_id, "kinds": kinds})
        done.append(TookEffect(document_id=document_id, parts=parts, hash=digest))
    QUERIES.run("record_effects", client_id=client_id, at=actor.at, rows=Jsonb(rows))
    QUERIES.run("mark_effective", client_id=client_id, at=actor.at, ids=list(effects))
    trail.append(
        [
            trail.Event(
                client_id=client_id,
                kind="document.took_effect",
                document_id=row["document_id"],
                person_id=actor.person_id,
                at=actor.at,
                content={"hash": row["hash"], "parts": row["kinds"], "reverses": row["reverses"]},
            )
            for row in rows
        ]
    )
    return done


def recorded_parts(document_ids: Sequence[int], kinds: Sequence[str]) -> list[dict[str, Any]]:
    """The parts of these kinds as they were recorded when the documents took effect."""
    rows = _recorded(document_ids)
    return [part for row in rows for part in row["parts"] if part["kind"] in kinds]


def _recorded(document_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Rows with the parts of each; nothing of a document that was erased."""
    rows: Sequence[dict[str, Any]] = QUERIES.dicts("recorded_effects", ids=list(document_ids))
    if any(confidential.sealed_text("parts", row["parts"]) for row in rows):
        rows = confidential.opened(rows, ("parts",))
    return [row for row in rows if row["parts"] is not None]


def part_as_json(part: Part) -> dict[str, Any]:
    """A part as plain JSON: money as text with its currency, days and moments in ISO form, exact numbers as text."""
    return {"kind": part.kind, **{field.name: _plain(getattr(part, field.name)) for field in fields(part)}}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, Money):
        return f"{value.amount} {value.currency}"
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"an effect cannot hold a {type(value).__name__}")
