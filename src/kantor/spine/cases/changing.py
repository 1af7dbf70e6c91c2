"""Changing values: what people type becomes a new version of the reading, checked and routed again, for one document or many alike."""

from collections.abc import Mapping, Sequence

from kantor.spine import documents, spotchecks
from kantor.spine.access import Actor
from kantor.spine.cases.happening import finish_tasks, note_reasons
from kantor.spine.cases.holding import Authority, authority, refusals
from kantor.spine.cases.opening import above_limit, open_tasks
from kantor.spine.cases.routing import steps_needed
from kantor.spine.cases.sampling import unkeyed
from kantor.spine.cases.steps import FALLBACK, Place, move, places_of
from kantor.spine.cases.taking import TaskRow, tasks_of
from kantor.spine.documents import Checked, Filed, Refusal
from kantor.words import Reading, Source, Step, Value

PERSON = Source("person")
NOWHERE: Mapping[str, Source] = {}
Row = dict[str, Value]


def changed(reading: Reading, changes: Mapping[str, str], places: Mapping[str, Source] = NOWHERE) -> Reading:
    """The reading with values typed by a person; addresses as in `Reading.every`, a row that is not there yet is added, '' empties.

    places: address -> the place on the page from which the person took the value.
    """
    values = dict(reading.values)
    tables: dict[str, list[Row]] = {key: [dict(row) for row in rows] for key, rows in reading.tables.items()}
    for address, text in changes.items():
        value = Value(text.strip(), places.get(address, PERSON))
        if "." not in address:
            values[address] = value
            continue
        table, index, column = address.split(".")
        rows = tables.setdefault(table, [])
        while len(rows) <= int(index):
            rows.append({})
        rows[int(index)][column] = value
    kept = {table: tuple(row for row in rows if any(value.text for value in row.values())) for table, rows in tables.items()}
    return Reading(reader=reading.reader, values=values, tables=kept)


def save(
    document_id: int, changes: Mapping[str, str], actor: Actor, places: Mapping[str, Source] = NOWHERE, *, seen: int | None = None
) -> Checked:
    """File a new version with what a person typed and check it again; whoever changes a value is its maker from then on.

    seen: the version that was looked at; Refusal `cases.saved_at_once` where there is a newer one by now.
    """
    saved = save_all({document_id: changes}, actor, {document_id: places}, seen={document_id: seen} if seen else None)[document_id]
    if isinstance(saved, Refusal):
        raise saved
    return saved


def save_all(
    changes: Mapping[int, Mapping[str, str]],
    actor: Actor,
    places: Mapping[int, Mapping[str, Source]] | None = None,
    *,
    seen: Mapping[int, int] | None = None,
) -> dict[int, Checked | Refusal]:
    """`save` for many documents of the actor's one client, each for itself; a document that the person may not work on stays as it is."""
    tasks, may = tasks_of(changes), authority(actor)
    refused = refusals(changes, tasks, may, actor)
    refused |= unkeyed(tasks, {key: place.process for key, place in places_of(changes.keys() - refused.keys()).items()})
    found = documents.newest([document_id for document_id in changes if document_id not in refused])
    late = [one.document_id for one in found if seen and one.version != seen.get(one.document_id, one.version)]
    refused |= {document_id: Refusal("cases.saved_at_once", document_id=document_id) for document_id in late}
    filed = [
        Filed(
            document_id=current.document_id,
            type=current.type,
            reading=changed(current.reading, changes[current.document_id], (places or {}).get(current.document_id, NOWHERE)),
            version=current.version + 1,
            made_by=actor.person_id,
            made_for=may.represents(tasks[current.document_id]),
        )
        for current in found
        if current.document_id not in refused
    ]
    spotchecks.correct([current for current in found if current.document_id not in refused], changes, actor)
    checked = documents.check(filed, actor)
    documents.learn(checked, changes, actor)
    route_again(checked, tasks, may, actor)
    return {**refused, **{item.document_id: item for item in checked}}


def route_again(checked: Sequence[Checked], tasks: Mapping[int, TaskRow], may: Authority, actor: Actor) -> None:
    """What was changed may need more people than before; a value that the second person changed is decided anew from the first step."""
    if not checked:
        return
    places = places_of([item.document_id for item in checked])
    later = steps_after(checked, tasks, places, actor)
    staying: dict[int, list[str]] = {}
    anew: dict[int, list[str]] = {}
    opened: list[tuple[Checked, Step, int | None]] = []
    for item in checked:
        process, waiting = places[item.document_id].process, tasks[item.document_id]
        first = process.steps[0] if process.steps else FALLBACK
        if waiting.step in (first.key, FALLBACK.key):
            staying[item.document_id] = [waiting.step, *(step.key for step in later[item.document_id])]
        else:
            again = [
                step.key
                for step in process.steps[1:]
                if step in later[item.document_id] or (step.key == waiting.step and not step.is_blind)
            ]
            anew[item.document_id] = [first.key, *again]
            opened.append((item, first, item.made_by))
    finish_tasks([tasks[document_id] for document_id in anew], "changed", may, actor)
    move({**staying, **anew}, actor)
    open_tasks(opened, actor)
    note_reasons([item for item in checked if item.document_id in staying], actor)


def steps_after(
    checked: Sequence[Checked], tasks: Mapping[int, TaskRow], places: Mapping[int, Place], actor: Actor
) -> dict[int, list[Step]]:
    """By document: the steps after the one that waits - those that were to come, and those that the newest values and findings ask for."""
    found: dict[int, list[Step]] = {}
    for item, above in zip(checked, above_limit(checked, actor), strict=True):
        place = places[item.document_id]
        steps = place.process.steps
        asked = steps_needed(place.process, item.findings, above_limit=above or place.four_eyes, made=True)
        order = {step.key: number for number, step in enumerate(steps)}
        here = order.get(tasks[item.document_id].step, -1)
        found[item.document_id] = [
            step for number, step in enumerate(steps) if number > here and (step in asked or step.key in place.remaining)
        ]
    two = [document_id for document_id, steps in found.items() if any(step.four_eyes for step in steps)]
    if two:
        documents.set_state(two, "waiting", actor, four_eyes=True)
    return found
