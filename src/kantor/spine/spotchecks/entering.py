"""The second entry: a second person keys values again without seeing them, and where the two differ a person decides which is right."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from kantor.spine import documents, trail
from kantor.spine.access import Actor
from kantor.spine.documents import Checked, Locker
from kantor.spine.spotchecks import stopping
from kantor.spine.spotchecks.queries import QUERIES
from kantor.words import Step, is_same

OPEN, SAME = "open", "same"
MOST_ROWS = 10


class ToKey(NamedTuple):
    """A field, or a cell of a table by its address, that is keyed again. rule, model: by which it had passed and who had read it;
    both '' where a person typed it."""

    field: str
    rule: str = ""
    model: str = ""


class Difference(NamedTuple):
    """A field or a cell in which the second entry differs. first: what the document says; second: what was keyed."""

    field: str
    first: str
    second: str


def to_key(item: Checked, step: Step) -> list[ToKey]:
    """What is keyed again at this step, in the order of the form: what the process names, and what passed unseen; of a table with many
    rows ten, from its first to its last."""
    passed = {row.field: row for row in QUERIES.rows("passed_of", document_id=item.document_id)}
    found = []
    for field in documents.type_of(item.type).fields:
        if row := passed.get(field.key):
            found.append(ToKey(field.key, row.rule, row.model))
        elif field.key in step.keyed:
            found.append(ToKey(field.key))
    cells = _in_order([address for address in passed if "." in address])
    kept = _some_rows(cells)
    return found + [ToKey(one, passed[one].rule, passed[one].model) for one in cells if _row_of(one) in kept]


def _row_of(address: str) -> tuple[str, int]:
    table, index, _ = address.split(".")
    return table, int(index)


def _in_order(addresses: Iterable[str]) -> list[str]:
    """Fields as they come, then cells down their tables."""
    told = list(addresses)
    cells = [one for one in told if "." in one]
    return [one for one in told if "." not in one] + sorted(cells, key=lambda one: (*_row_of(one), told.index(one)))


def _some_rows(cells: Sequence[str]) -> set[tuple[str, int]]:
    rows = list(dict.fromkeys(_row_of(one) for one in cells))
    return {rows[place * len(rows) // MOST_ROWS] for place in range(MOST_ROWS)} if len(rows) > MOST_ROWS else set(rows)


def enter(
    item: Checked, asked: Sequence[ToKey], keyed: Mapping[str, str], actor: Actor, *, keyed_for: int | None = None
) -> list[Difference]:
    """Write down what was keyed, once; answers where it differs. keyed: field -> normalised text, '' where nothing stands on the page.

    Raises IntegrityError where it is keyed by somebody who typed or verified the document, and where it was keyed before.
    """
    type = documents.type_of(item.type)
    sealed = documents.locker([item.document_id])
    rows: list[dict[str, Any]] = []
    for one in asked:
        text = keyed.get(one.field, "").strip()
        same = is_same(type.field_at(one.field).kind, item.reading.text_at(one.field), text)
        kept = "" if same else sealed.seal(item.document_id, text).text if item.document_id in sealed else text
        rows.append({**one._asdict(), "verdict": SAME if same else OPEN, "keyed": kept})
    given = {"document_id": item.document_id, "version": item.version, "type": item.type, "rows": Jsonb(rows)}
    QUERIES.run("enter", client_id=actor.clients[0], **given, person_id=actor.person_id, person_for=keyed_for, at=actor.at)
    told = {"version": item.version, "fields": {row["field"]: row["verdict"] for row in rows}}
    trail.append([_event(item.document_id, "document.keyed_again", told | ({"for": keyed_for} if keyed_for else {}), actor)])
    stopping.stop_erring(item.type, asked, actor)
    return differences(item)


def differences(item: Checked) -> list[Difference]:
    """Where the second entry of a document differs and nobody has decided yet, in the order of the form."""
    rows = {row.field: row for row in QUERIES.rows("open_entries", document_id=item.document_id)}
    sealed = documents.locker([item.document_id]) if rows else Locker({})
    order = [field.key for field in documents.type_of(item.type).fields if field.key in rows]
    order += _in_order(key for key in rows if "." in key)
    return [Difference(key, item.reading.text_at(key), _opened(sealed, item.document_id, rows[key].keyed)) for key in order]


def _opened(sealed: Locker, document_id: int, text: str) -> str:
    return str(sealed.open(document_id, text).value or "") if document_id in sealed else text


def settle(item: Checked, right: Mapping[str, str], actor: Actor) -> dict[str, str]:
    """Write down who was right in each field that is still open; answers the values that the document has to say from now on.

    right: field -> what a person found on the page. Refusal where one is missing.
    """
    type = documents.type_of(item.type)
    open_ones = differences(item)
    if missing := [one.field for one in open_ones if one.field not in right]:
        raise documents.Refusal("spotchecks.undecided", document_id=item.document_id, evidence={"name": missing[0]})
    changes, verdicts = {}, {}
    for field, first, second in open_ones:
        is_first, is_second = (is_same(type.field_at(field).kind, right[field], text) for text in (first, second))
        verdicts[field] = "second_wrong" if is_first else "first_wrong" if is_second else "both_wrong"
        if not is_first:
            changes[field] = right[field].strip()
    rows = [{"field": field, "verdict": verdict} for field, verdict in verdicts.items()]
    given = {"document_id": item.document_id, "rows": Jsonb(rows), "person_id": actor.person_id, "at": actor.at}
    settled = QUERIES.rows("settle", client_id=actor.clients[0], **given)
    trail.append([_event(item.document_id, "document.settled", {"version": item.version, "fields": verdicts}, actor)])
    stopping.stop_erring(item.type, [ToKey(row.field, row.rule, row.model) for row in settled], actor)
    return changes


def keyed(document_ids: Sequence[int]) -> set[int]:
    """Of these documents those that were keyed again, with nothing open."""
    return {row.document_id for row in QUERIES.rows("keyed", documents=list(document_ids))}


def keyed_by(document_id: int) -> set[int]:
    """Who keyed a document again, and in whose place."""
    return {row.id for row in QUERIES.rows("keyed_by", document_id=document_id)}


def _event(document_id: int, kind: str, content: dict[str, Any], actor: Actor) -> trail.Event:
    return trail.Event(actor.clients[0], kind, document_id, actor.person_id, actor.at, content)
