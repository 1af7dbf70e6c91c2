"""Opening cases: each checked document goes straight through or becomes a task for the role that its first needed step names."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from psycopg.types.json import Jsonb

from kantor.spine import access, documents
from kantor.spine.access import Actor
from kantor.spine.cases import deadlines
from kantor.spine.cases.calendar import calendar_of
from kantor.spine.cases.handing import handed
from kantor.spine.cases.queries import QUERIES
from kantor.spine.cases.routing import is_above_limit, steps_needed
from kantor.spine.cases.sampling import REASON, with_second_entry
from kantor.spine.cases.steps import FALLBACK, move, process_of
from kantor.spine.documents import Checked, Decision, Refusal
from kantor.words import Finding, Process, Severity, Step, worst


@dataclass(frozen=True, kw_only=True, slots=True)
class Routed:
    """steps: what people still have to do; none means that the document is ready to take effect."""

    document_id: int
    steps: tuple[Step, ...]


def open_cases(checked: Sequence[Checked], actor: Actor, *, look: bool = False) -> list[Routed]:
    """Open the cases of a batch of the actor's one client: tasks for what somebody must look at, a decision of nobody for the rest.

    look: somebody looks at each of them, whatever the rules say; at what a rule stops somebody always does.
    """
    (client_id,) = actor.clients
    processes = {item.document_id: documents.type_of(item.type).process for item in checked}
    needed = {
        item.document_id: steps_needed(processes[item.document_id], item.findings, above_limit=above, made=item.made_by is not None)
        for item, above in zip(checked, above_limit(checked, actor), strict=True)
    }
    stopped = {item.document_id for item in checked if worst(item.findings) is Severity.STOP}
    needed = {key: steps or ((first_of(processes[key]),) if look or key in stopped else ()) for key, steps in needed.items()}
    steps = with_second_entry(checked, needed, processes, {}, actor)
    routed = [Routed(document_id=item.document_id, steps=steps[item.document_id]) for item in checked]
    rows = [_row(item, processes[item.document_id], steps[item.document_id]) for item in checked]
    definitions = _definitions({item.type: documents.type_of(item.type).process for item in checked}, client_id)
    for row in rows:
        row["definition_id"] = definitions[row["process"]]
    QUERIES.run("open_cases", client_id=client_id, at=actor.at, rows=Jsonb(rows))
    _settle(checked, routed, actor)
    return routed


def begin_anew(checked: Sequence[Checked], actor: Actor) -> None:
    """The cases of documents of the actor's one client begin anew with the processes of their types as they are today: at the first step
    that they need, where somebody looks in any case. Two people decide where that was asked for before.

    Refuses (Refusal) where two people must decide and the process has no second one.
    """
    (client_id,) = actor.clients
    rows, opened = [], []
    for item, above in zip(checked, above_limit(checked, actor), strict=True):
        process, two = documents.type_of(item.type).process, documents.is_four_eyed(item.document_id)
        needed = steps_needed(process, item.findings, above_limit=above or two, made=item.made_by is not None)
        steps = needed or (first_of(process),)
        if two and not any(step.four_eyes for step in steps):
            raise Refusal("cases.no_second_person", document_id=item.document_id, evidence={"type": item.type})
        rows.append(_row(item, process, steps))
        opened.append((item, steps))
    definitions = _definitions({item.type: documents.type_of(item.type).process for item in checked}, client_id)
    for row in rows:
        row["definition_id"] = definitions[row["process"]]
    QUERIES.run("begin_anew", client_id=client_id, rows=Jsonb(rows))
    for item, steps in opened:
        documents.set_state([item.document_id], "waiting", actor, four_eyes=any(step.four_eyes for step in steps))
    open_tasks([(item, steps[0], item.made_by) for item, steps in opened], actor)


def first_of(process: Process) -> Step:
    """Where somebody looks who looks in any case."""
    return process.steps[0] if process.steps else FALLBACK


def above_limit(checked: Sequence[Checked], actor: Actor) -> list[bool]:
    """For each document whether its amount exceeds what the first step's role may decide alone today.

    An amount that cannot be read is above every limit, unless something stops the document anyway: then it is typed, and looked at again.
    """
    (client_id,) = actor.clients
    limits = access.limits(client_id, actor.at.date())
    currency = access.client(client_id).currency
    types = [documents.type_of(item.type) for item in checked]
    found = []
    for type, item in zip(types, checked, strict=True):
        above = is_above_limit(type.process, item.reading, type.route_amount, limits.get(item.type, {}), currency)
        is_to_be_typed = item.reading.number(type.route_amount or "") is None and worst(item.findings) is Severity.STOP
        found.append(above and not is_to_be_typed)
    return found


def _row(item: Checked, process: Process, steps: Sequence[Step]) -> dict[str, Any]:
    return {
        "document_id": item.document_id,
        "process": process.key,
        "step": steps[0].key if steps else "",
        "remaining": [step.key for step in steps[1:]],
    }


def _definitions(processes: Mapping[str, Process], client_id: int) -> dict[str, int]:
    """The stored definition of each process as it is today; a case keeps the one it began with."""
    rows = []
    for process in {process.key: process for process in processes.values()}.values():
        content = process.as_json()
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        rows.append({"process": process.key, "version": process.version, "hash": digest, "content": content})
    given = {"client_id": client_id, "rows": Jsonb(rows)}
    QUERIES.run("store_definitions", **given)
    return {row["process"]: row["id"] for row in QUERIES.dicts("definitions", **given)}


def _settle(checked: Sequence[Checked], routed: Sequence[Routed], actor: Actor) -> None:
    """Ready without anybody, or waiting for the first step's people."""
    by_id = {item.document_id: item for item in checked}
    through = [item.document_id for item in routed if not item.steps]
    documents.decide(
        [
            Decision(document_id=document_id, type=by_id[document_id].type, version=by_id[document_id].version, step="", outcome="approved")
            for document_id in through
        ],
        actor,
    )
    documents.set_state(through, "ready", actor)
    waiting = [item for item in routed if item.steps]
    four = [item.document_id for item in waiting if any(step.four_eyes for step in item.steps)]
    documents.set_state(four, "waiting", actor, four_eyes=True)
    documents.set_state([item.document_id for item in waiting if item.document_id not in set(four)], "waiting", actor)
    open_tasks([(by_id[item.document_id], item.steps[0], by_id[item.document_id].made_by) for item in waiting], actor)


def open_tasks(wanted: Sequence[tuple[Checked, Step, int | None]], actor: Actor) -> None:
    """A task for each (document, step, maker): open to everybody with the step's role, except the maker where it asks for a second person;
    of a first step to whom its type hands it.

    Where it is keyed again, nobody is shown until then what it says.
    """
    if not wanted:
        return
    documents.veil([item.document_id for item, step, _ in wanted if step.is_blind], actor)
    documents.show_to([(item.document_id, item.type, item.reading) for item, _, _ in wanted], actor)
    (client_id,) = actor.clients
    works, zone = calendar_of(client_id)
    hours = {step.working_hours for _, step, _ in wanted}
    due = {budget: deadlines.due(actor.at, budget, (), works=works, zone=zone) for budget in hours}
    given = handed([(item, step) for item, step, _ in wanted], actor)
    barred = {item.document_id: maker_id if step.four_eyes or step.is_blind else None for item, step, maker_id in wanted}
    rows = [
        {
            "document_id": item.document_id,
            "type": item.type,
            "step": step.key,
            "role": to.role,
            "person_id": to.person_id if to.person_id != barred[item.document_id] else None,
            "wake_at": to.wake_at.isoformat() if to.wake_at else None,
            "reasons": _reasons(item, step),
            "not_for": barred[item.document_id],
            "due_at": to.due_at(due[step.working_hours]).isoformat(),
        }
        for (item, step, _), to in zip(wanted, given, strict=True)
    ]
    QUERIES.run("open_tasks", client_id=client_id, at=actor.at, rows=Jsonb(rows))


def _reasons(item: Checked, step: Step) -> list[str]:
    if step.is_blind:
        return [REASON]
    return [finding.key for finding in item.findings if finding.severity is not Severity.OK] or ["cases.above_limit"]


def hold_back(document_id: int, error: Exception, actor: Actor) -> None:
    """A document whose effect was refused waits for a person at the first step of its process, with the reason."""
    (checked,) = documents.newest([document_id])
    if isinstance(error, Refusal):
        finding = Finding(key=error.key, severity=Severity.LOOK, evidence=error.evidence)
    else:
        finding = Finding(key="documents.effect_failed", severity=Severity.LOOK, evidence={"error": f"{error.__class__.__name__}: {error}"})
    documents.note_findings({document_id: (checked.version, finding)}, actor)
    process, two = process_of(document_id), documents.is_four_eyed(document_id)
    needed = steps_needed(process, [*checked.findings, finding], above_limit=two, made=checked.made_by is not None)
    first, later = needed[0] if needed else FALLBACK, [step.key for step in needed[1:]]
    documents.set_state([document_id], "waiting", actor)
    move({document_id: [first.key, *later]}, actor)
    open_tasks([(replace(checked, findings=(*checked.findings, finding)), first, checked.made_by)], actor)
