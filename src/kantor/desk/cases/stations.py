"""The stations of a document's road in order of time, each with who, when and what it rests on."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kantor.desk.cases.queries import Past, differences
from kantor.kit.say import known
from kantor.kit.ui import shown
from kantor.spine.documents import DocumentRow
from kantor.words import Finding, Severity
from kantor.words.field import Reading

SHOWN_EVENTS = frozenset(
    {
        *(f"pages_{kind}" for kind in ("cut", "join", "move", "turn", "leave_out", "take_in", "undone", "read")),
        "retyped",
        "set_aside",
        "asked",
        "answered",
        "sent_back",
        "escalated",
        "handed_over",
        "delegated",
        "taken_up",
        "changed",
        "reopened",
        "paused",
        "resumed",
    }
)
"""Events that are no decision, check or reading of their own."""
PEOPLE = frozenset({"to", "of", "for"})
"""What an event says in ids of people: handed over to, asked of, in whose place."""
OUTCOMES = {"approved": ("check", "fine"), "taken_back": ("undo", "look"), "sent_back": ("send-back", "look"), "refused": ("stop", "stop")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Station:
    """Something that happened to a document. kind names its template; person_id: None for the house; told: what the template shows."""

    at: datetime
    kind: str
    icon: str
    colour: str = ""
    person_id: int | None = None
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return f"desk/cases/station_{self.kind}.html"


def stations(row: DocumentRow, past: Past) -> list[Station]:
    """All stations, the first one first; those of one moment in the order in which they must have happened."""
    found = [
        Station(at=row.received_at, kind="received", icon="inbox", person_id=row.received_by, told={}),
        *_readings(past),
        *_checks(past),
        *(
            Station(at=one.at, kind="confirmed", icon="check", person_id=one.person_id, told={"version": one.version, "fields": one.fields})
            for one in past.confirmations
        ),
        *_decisions(past),
        *(
            Station(at=one.at, kind="event", icon="clock", person_id=one.person_id, told=_event(one))
            for one in past.events
            if one.kind in SHOWN_EVENTS
        ),
        *_effects(row, past),
        *(
            Station(at=one.created_at, kind="letter", icon="send-back", person_id=one.written_by, told={"letter": one})
            for one in past.letters
        ),
    ]
    return sorted(found, key=lambda station: station.at)


def _readings(past: Past) -> Iterator[Station]:
    for number, one in enumerate(past.readings):
        reading = Reading.from_json(one.content)
        before = past.readings[number - 1].content if number else None
        told = {
            "version": one.version,
            "reader": reading.reader,
            "values": sum(1 for _, value in reading.every() if value.text),
            "differences": differences(before, one.content) if before else [],
        }
        yield Station(at=one.made_at, kind="read", icon="document", person_id=one.made_by, told=told)


def _checks(past: Past) -> Iterator[Station]:
    for one in past.checks:
        findings = [Finding.from_json(finding) for finding in one.findings]
        worst = {finding.severity for finding in findings}
        colour = "stop" if Severity.STOP in worst else "look" if Severity.LOOK in worst else "fine"
        told = {
            "check": one,
            "open": [finding for finding in findings if finding.severity is not Severity.OK],
            "fine": sum(1 for finding in findings if finding.severity is Severity.OK),
            "facts": [(question, ", ".join(str(part) for part in about if part), plain(answer)) for question, about, answer in one.facts],
        }
        yield Station(at=one.at, kind="checked", icon={"fine": "check"}.get(colour, colour), colour=colour, told=told)


def _event(one: Any) -> dict[str, Any]:
    """What was said with it; `people`: which of that are ids of people."""
    said = [
        (key, shown.sentence(value) if key in ("role", "from_type", "to_type") and known(value) else value)
        for key, value in one.content.items()
        if value
    ]
    return {"event": one, "said": said, "people": [key for key, _ in said if key in PEOPLE]}


def people_in(found: Iterable[Station]) -> set[int]:
    """Everybody whose name the stations show."""
    told = {value for one in found for key, value in one.told.get("said", ()) if key in PEOPLE and isinstance(value, int)}
    return told | {one.person_id for one in found if one.person_id}


def _decisions(past: Past) -> Iterator[Station]:
    for one in past.decisions:
        icon, colour = OUTCOMES.get(one.outcome, ("clock", ""))
        yield Station(at=one.at, kind="decided", icon=icon, colour=colour, person_id=one.checker_id, told={"decision": one})


def _effects(row: DocumentRow, past: Past) -> Iterator[Station]:
    for one in past.effects:
        if one.document_id == row.id:
            yield Station(at=one.at, kind="effect", icon="bolt", colour="fine", told={"effect": one, "parts": _summary(one.parts)})
        else:
            yield Station(at=one.at, kind="reversed", icon="undo", colour="look", told={"effect": one})


def _summary(parts: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Each part with its kind and what it says, as recorded."""
    return [
        (part["kind"], plain({key: value for key, value in part.items() if key != "kind" and value not in ("", None, [], {})}))
        for part in parts
    ]


def plain(value: Any) -> str:
    """A recorded value as text: lists and records as JSON, everything else as it is."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, indent=1)
    return "–" if value is None else str(value)
