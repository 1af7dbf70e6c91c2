"""Another form for a document: its type is changed by a person, no value is lost, and its way begins anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kantor.spine import documents, trail
from kantor.spine.access import Actor
from kantor.spine.cases import opening
from kantor.spine.cases.happening import events
from kantor.spine.cases.holding import authority, require_task
from kantor.spine.cases.queries import QUERIES
from kantor.spine.cases.reading_anew import pages_of
from kantor.spine.cases.sampling import unkeyed
from kantor.spine.cases.steps import places_of
from kantor.spine.cases.understanding import filled
from kantor.spine.documents import Checked, Filed, Refusal
from kantor.words import ALSO, FILE_NOTES, DocumentType, Field, Reading, Value

DERIVED = frozenset({"suggestion", "rule"})
"""Sources of values that the house works out again for every form."""


def change_type(document_id: int, type: str, actor: Actor, *, seen: int | None = None) -> Checked:
    """Give a document of the actor's one client another form; it waits at the first step of that form's process.

    Values go to the fields that mean the same, gaps are filled with what the new form reads on the pages; what it has no field for stays in
    the reading and comes back with the old form.
    Refuses (Refusal) what is not this person's task, was seen in another version, is confidential, or would lose its second person.
    """
    (row,) = documents.hold_documents([document_id]).values()
    waiting, may = require_task(document_id, actor), authority(actor)
    for refusal in unkeyed({document_id: waiting}, {key: place.process for key, place in places_of([document_id]).items()}).values():
        raise refusal
    if seen is not None and row.reading_version != seen:
        raise Refusal("cases.saved_at_once", document_id=document_id)
    new = next((one for one in documents.all_types() if one.key == type), None)
    if new is None or type == row.type:
        raise Refusal("cases.same_form", document_id=document_id)
    if row.confidential or new.confidential:
        raise Refusal("cases.form_is_confidential", document_id=document_id)
    (current,) = documents.newest([document_id])
    filed = Filed(
        document_id=document_id,
        type=type,
        reading=filled(moved(documents.type_of(row.type), new, current.reading), new, pages_of(row) if new.read_pages else ()),
        version=current.version + 1,
        made_by=actor.person_id,
        made_for=may.represents(waiting),
    )
    told = {"from_type": row.type, "to_type": type}
    QUERIES.run("finish_tasks", client_id=actor.clients[0], ids=[waiting.id], person_id=actor.person_id, at=actor.at)
    events({document_id: (waiting.step, {**told, **may.stands_in(waiting)})}, "retyped", actor)
    (checked,) = documents.check([filed], actor)
    opening.begin_anew([checked], actor)
    trail.append([trail.Event(actor.clients[0], "document.retyped", document_id, actor.person_id, actor.at, told)])
    return checked


def moved(old: DocumentType, new: DocumentType, reading: Reading) -> Reading:
    """The reading in the fields of another type; moved back again, it says what it said before."""
    values = _Move(old.key, new.key, old.fields, new.fields, {**old.meanings}, {**new.meanings}).row(reading.values)
    old_tables, new_tables = ({table.key: table.columns for table in type.tables} for type in (old, new))
    tables: dict[str, tuple[Mapping[str, Value], ...]] = {}
    for key, rows in reading.tables.items():
        if key in new_tables and key in old_tables:
            step = _Move(old.key, new.key, old_tables[key], new_tables[key], {}, {})
            tables[key] = tuple(row for one in rows if (row := step.row(one)))
        elif key in FILE_NOTES:
            tables[key] = rows
        elif key not in old_tables or rows:
            tables[key if key.startswith(ALSO) else f"{ALSO}{old.key}:{key}"] = rows
    for key in [key for key in tables if (own := _comes_back(key, new.key)) and own not in tables]:
        tables[_comes_back(key, new.key)] = tables.pop(key)
    return Reading(reader=reading.reader, values=values, tables=tables)


def _comes_back(key: str, type: str) -> str:
    """The name under which a value was kept for this type; '' for any other."""
    return key.removeprefix(f"{ALSO}{type}:") if key.startswith(f"{ALSO}{type}:") else ""


@dataclass(frozen=True, slots=True)
class _Move:
    """From the fields of one form, or the columns of its table, to those of another. old_means, new_means: what fields mean elsewhere."""

    old: str
    new: str
    old_fields: Iterable[Field]
    new_fields: Iterable[Field]
    old_means: Mapping[str, str]
    new_means: Mapping[str, str]

    def row(self, values: Mapping[str, Value]) -> dict[str, Value]:
        targets = self._targets()
        found: dict[str, Value] = {}
        kept: dict[str, Value] = {}
        for key, value in values.items():
            if key.startswith(ALSO):
                kept[_comes_back(key, self.new) or key] = value
            elif key in targets:
                found[targets[key]] = value
            elif value.text and value.source.kind not in DERIVED:
                kept[f"{ALSO}{self.old}:{key}"] = value
        return {**kept, **found}

    def _targets(self) -> dict[str, str]:
        """Where each field goes: to the one of the same key and kind, else to the one that means the same."""
        by_key = {field.key: field for field in self.new_fields}
        by_meaning = {self.new_means.get(field.key, field.key): field for field in self.new_fields}
        targets: dict[str, str] = {}
        for field in self.old_fields:
            same = by_key.get(field.key)
            if same is None or same.kind is not field.kind:
                same = by_meaning.get(self.old_means.get(field.key, field.key))
            if same is not None and same.kind is field.kind and same.key not in targets.values():
                targets[field.key] = same.key
        return targets
