"""Working on a task: changing values, approving, taking back, sending back, refusing."""

from collections.abc import Mapping, Sequence
from typing import Any

from psycopg.types.json import Jsonb

from kantor.spine import access, documents, trail
from kantor.spine.access import Actor
from kantor.spine.cases.opening import above_limit, open_tasks
from kantor.spine.cases.queries import QUERIES
from kantor.spine.cases.routing import steps_needed
from kantor.spine.cases.steps import FALLBACK, process_of, remaining, step_of
from kantor.spine.cases.taking import TaskRow, task, task_of
from kantor.spine.documents import Checked, Decision, Filed, Refusal
from kantor.words import Letter, Process, Reading, Severity, Source, Step, Value

Row = dict[str, Value]


def changed(reading: Reading, changes: Mapping[str, str]) -> Reading:
    """The reading with values typed by a person; addresses as in `Reading.every`, a row that is not there yet is added, '' empties."""
    person = Source("person")
    values = dict(reading.values)
    tables: dict[str, list[Row]] = {key: [dict(row) for row in rows] for key, rows in reading.tables.items()}
    for address, text in changes.items():
        value = Value(text.strip(), person)
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


def save(document_id: int, changes: Mapping[str, str], actor: Actor) -> Checked:
    """File a new version with what a person typed and check it again; whoever changes a value is its maker from then on."""
    (current,) = documents.newest([document_id])
    waiting = require_task(document_id, actor)
    filed = Filed(
        document_id=document_id,
        type=current.type,
        reading=changed(current.reading, changes),
        version=current.version + 1,
        made_by=actor.person_id,
    )
    (checked,) = documents.check([filed], actor)
    _route_again(checked, waiting, actor)
    return checked


def _route_again(checked: Checked, waiting: TaskRow, actor: Actor) -> None:
    """What was changed may need more people than before; a value that the second person changed is decided anew from the first step."""
    process = process_of(checked.document_id)
    later = _later(process, checked, waiting, actor)
    first = process.steps[0] if process.steps else step_of(process, waiting.step)
    if waiting.step in (first.key, FALLBACK.key):
        QUERIES.run(
            "move_case", client_id=waiting.client_id, document_id=checked.document_id, step=waiting.step, remaining=[s.key for s in later]
        )
        return
    again = [step.key for step in process.steps[1:] if step in later or step.key == waiting.step]
    _finish_task(waiting, "changed", actor)
    QUERIES.run("move_case", client_id=waiting.client_id, document_id=checked.document_id, step=first.key, remaining=again)
    open_tasks([(checked, first, checked.made_by)], actor)


def _later(process: Process, checked: Checked, waiting: TaskRow, actor: Actor) -> list[Step]:
    """The steps after the one that waits: those that were to come, and those that the newest values and findings ask for."""
    above = above_limit([checked], actor)[0] or documents.is_four_eyed(checked.document_id)
    asked = steps_needed(process, checked.findings, above_limit=above, made=True)
    coming = remaining(checked.document_id)
    places = {step.key: place for place, step in enumerate(process.steps)}
    here = places.get(waiting.step, -1)
    later = [step for place, step in enumerate(process.steps) if place > here and (step in asked or step.key in coming)]
    if any(step.four_eyes for step in later):
        documents.set_state([checked.document_id], "waiting", actor, four_eyes=True)
    return later


def approve(document_id: int, actor: Actor, *, reason: str = "") -> str:
    """The person of the task says yes to the newest version. Answers the next step's key, '' when the document is ready to take effect.

    It is judged once more by what is known now. Refuses while something stops, and a maker who checks (as the database does).
    """
    waiting = require_task(document_id, actor)
    (checked,) = documents.check_again([document_id], actor)
    if stops := [finding.key for finding in checked.findings if finding.severity is Severity.STOP]:
        raise Refusal("cases.something_stops", document_id=document_id, evidence={"findings": ", ".join(stops)})
    process = process_of(document_id)
    step = step_of(process, waiting.step)
    if step.four_eyes and QUERIES.value("had_a_hand_in", document_id=document_id, step=step.key, person_id=actor.person_id):
        raise Refusal("cases.not_for_the_maker", document_id=document_id)
    _require_unconcerned(checked, waiting, actor)
    left = _later(process, checked, waiting, actor)
    decision = Decision(
        document_id=document_id,
        type=checked.type,
        version=checked.version,
        step=step.key,
        outcome="approved",
        maker_id=_maker(checked, waiting) if step.four_eyes else checked.made_by,
        checker_id=actor.person_id,
        four_eyes=step.four_eyes,
        reason=reason,
    )
    documents.decide([decision], actor)
    _finish_task(waiting, "approved", actor)
    if not left:
        documents.set_state([document_id], "ready", actor, undo_seconds=process.undo_seconds)
        QUERIES.run("move_case", client_id=waiting.client_id, document_id=document_id, step="", remaining=[])
        return ""
    coming = [step.key for step in left]
    QUERIES.run("move_case", client_id=waiting.client_id, document_id=document_id, step=coming[0], remaining=coming[1:])
    open_tasks([(checked, left[0], actor.person_id)], actor)
    return coming[0]


def _require_unconcerned(checked: Checked, waiting: TaskRow, actor: Actor) -> None:
    """Nobody gives a role or a deputy's powers to himself, nor does whoever acts with nobody's authority but the gainer's."""
    addresses = [checked.reading.text(key) for key in documents.type_of(checked.type).concerns]
    gaining = {person.id for address in addresses if address and (person := access.person_by_email(address))}
    if gaining and (actor.person_id in gaining or _holders(waiting, actor) <= gaining):
        raise Refusal("cases.concerns_yourself", document_id=checked.document_id)


def _maker(checked: Checked, waiting: TaskRow) -> int | None:
    """Whoever changed a value last, else whoever decided at an earlier step on this version."""
    if checked.made_by is not None:
        return checked.made_by
    found = QUERIES.value("last_checker", document_id=checked.document_id, version=checked.version, step=waiting.step)
    return int(found) if found is not None else None


def take_back(document_id: int, actor: Actor) -> None:
    """Undo one's own approval while its document has not taken effect: the task is there again, the audit trail keeps both."""
    (client_id,) = actor.clients
    last = QUERIES.one("last_approval", document_id=document_id)
    row = documents.document(document_id)
    if last is None or row is None or row.state != "ready" or last.checker_id != actor.person_id:
        raise Refusal("cases.cannot_be_taken_back", document_id=document_id)
    if not documents.set_state([document_id], "waiting", actor):  # it has taken effect a moment ago
        raise Refusal("cases.cannot_be_taken_back", document_id=document_id)
    (checked,) = documents.newest([document_id])
    documents.decide(
        [
            Decision(
                document_id=document_id,
                type=checked.type,
                version=checked.version,
                step=last.step,
                outcome="taken_back",
                checker_id=actor.person_id,
            )
        ],
        actor,
    )
    QUERIES.run("move_case", client_id=client_id, document_id=document_id, step=last.step, remaining=[])
    open_tasks([(checked, step_of(process_of(document_id), last.step), last.maker_id)], actor)
    event(document_id, "taken_back", last.step, actor, {})


def close_without_effect(document_id: int, outcome: str, reason: str, actor: Actor, letter: Letter | None = None) -> None:
    """Send a document back (`sent_back`, with a letter that waits in the outbox for its approval) or refuse it (`refused`)."""
    waiting = require_task(document_id, actor)
    (checked,) = documents.newest([document_id])
    documents.decide(
        [
            Decision(
                document_id=document_id,
                type=checked.type,
                version=checked.version,
                step=waiting.step,
                outcome=outcome,
                checker_id=actor.person_id,
                reason=reason,
            )
        ],
        actor,
    )
    if letter is not None:
        handler = documents.handler_of(letter.kind)
        handler.apply([documents.Applied(waiting.client_id, document_id, 0, letter)], actor)
    _finish_task(waiting, outcome, actor)
    documents.set_state([document_id], outcome, actor)
    close_cases([document_id], actor)


def close_cases(document_ids: Sequence[int], actor: Actor) -> None:
    QUERIES.run("close_cases", client_id=actor.clients[0], ids=list(document_ids), at=actor.at, person_id=actor.person_id)


def require_task(document_id: int, actor: Actor) -> TaskRow:
    """The document's open task, held by the acting person who has its role; else a Refusal that says why not."""
    waiting = task_of(document_id)
    if waiting is None:
        raise Refusal("cases.nothing_to_do", document_id=document_id)
    if actor.person_id is None or waiting.role not in access.roles_of(actor.person_id, actor.at.date()).get(waiting.client_id, frozenset()):
        raise Refusal("cases.not_your_role", document_id=document_id, evidence={"role": waiting.role})
    if waiting.person_id not in (None, actor.person_id):
        raise Refusal("cases.held_by_somebody_else", document_id=document_id)
    held = waiting.claimed_by if waiting.claimed_until and waiting.claimed_until > actor.at else None
    if held is not None and held != actor.person_id:
        raise Refusal("cases.held_by_somebody_else", document_id=document_id)
    if waiting.not_for is not None and (waiting.not_for == actor.person_id or _holders(waiting, actor) == {waiting.not_for}):
        # neither the maker nor whoever acts with nobody's authority but the maker's
        raise Refusal("cases.not_for_the_maker", document_id=document_id)
    return task(waiting.id) or waiting


def _finish_task(waiting: TaskRow, kind: str, actor: Actor) -> None:
    QUERIES.run("finish_task", client_id=waiting.client_id, id=waiting.id, person_id=actor.person_id, at=actor.at)
    event(waiting.document_id, kind, waiting.step, actor, _stands_in(waiting, actor))


def _stands_in(waiting: TaskRow, actor: Actor) -> dict[str, Any]:
    """Whose role a deputy uses, so that the audit trail names both; nothing where the role is the person's own."""
    holders = _holders(waiting, actor)
    others = holders - {waiting.not_for} or holders
    return {} if actor.person_id in holders or not holders else {"for": min(others)}


def _holders(waiting: TaskRow, actor: Actor) -> set[int]:
    """Whose role the person would use for the task: the own one, or those of people for whom the person stands in."""
    if actor.person_id is None:
        return set()
    held = access.held_by(actor.person_id, actor.at.date())
    return {one.for_person_id for one in held if one.client_id == waiting.client_id and one.role == waiting.role}


def event(document_id: int, kind: str, step: str, actor: Actor, content: Mapping[str, Any]) -> None:
    (client_id,) = actor.clients
    QUERIES.run(
        "event",
        client_id=client_id,
        document_id=document_id,
        kind=kind,
        step=step,
        person_id=actor.person_id,
        at=actor.at,
        content=Jsonb(dict(content)),
    )
    trail.append(
        [
            trail.Event(
                client_id=client_id,
                kind=f"case.{kind}",
                document_id=document_id,
                person_id=actor.person_id,
                at=actor.at,
                content={"step": step, **content},
            )
        ]
    )
