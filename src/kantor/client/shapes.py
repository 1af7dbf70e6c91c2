"""What the client answers with: records with the members that programs need; amounts are exact decimals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Client:
    """A company whose office is run in the house, and what the key may do for it."""

    id: int
    code: str
    name: str
    currency: str
    permissions: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What a rule says. severity: ok, look, stop; says: in the key's language."""

    key: str
    severity: str
    field: str | None
    says: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a document that was handed in: effect, ready, task, refused, duplicate."""

    document: int
    name: str
    type: str
    outcome: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """A value as normalised text, and where it came from: xml, page, person, suggestion, rule."""

    text: str
    source: str
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A document as of its etag. values: address (`number`, `lines.0.net`) -> value."""

    id: int
    client: int
    type: str
    state: str
    number: str
    party_name: str
    amount: Decimal | None
    currency: str
    etag: str
    values: Mapping[str, Value]
    findings: tuple[Finding, ...]
    may_work: bool
    why_not: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A task, held for the key's person where it was taken."""

    id: int
    client: int
    document: int
    type: str
    step: str
    reasons: tuple[str, ...]
    due_at: datetime
    number: str
    party_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Something that happened to a document. id: to go on behind it."""

    id: str
    kind: str
    at: datetime
    client: int
    document: int
    document_type: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Webhook:
    """A subscription; its secret is told when it is made."""

    id: int
    url: str
    kinds: tuple[str, ...]
    secret: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """The check of a file. findings: rule, severity, path and message of each; model: by business terms, None where it cannot be read."""

    valid: bool
    syntax: str | None
    profile: str | None
    findings: tuple[Mapping[str, str], ...]
    model: Mapping[str, Any] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page of an original. words: (text, x0, y0, x1, y1) in parts of the page, from the upper left."""

    number: int
    width_pt: float
    height_pt: float
    words: tuple[tuple[str, float, float, float, float], ...]


def report(told: Mapping[str, Any]) -> Report:
    same = {name: told[name] for name in ("valid", "syntax", "profile", "model")}
    return Report(**same, findings=tuple(told["findings"]))


def page(told: Mapping[str, Any]) -> Page:
    words = tuple((one["text"], one["x0"], one["y0"], one["x1"], one["y1"]) for one in told["words"])
    return Page(number=told["number"], width_pt=told["width_pt"], height_pt=told["height_pt"], words=words)


def finding(told: Mapping[str, Any]) -> Finding:
    return Finding(key=told["key"], severity=told["severity"], field=told.get("field"), says=told["says"])


def outcome(told: Mapping[str, Any]) -> Outcome:
    same = {name: told[name] for name in ("document", "name", "type", "outcome")}
    return Outcome(**same, findings=tuple(map(finding, told["findings"])))


def document(told: Mapping[str, Any], etag: str) -> Document:
    same = {name: told[name] for name in ("id", "client", "type", "state", "number", "party_name", "currency")}
    reading = told.get("reading") or {"values": {}, "tables": {}}
    values = {key: _value(one) for key, one in reading["values"].items()}
    for table, rows in reading["tables"].items():
        for number, row in enumerate(rows):
            values |= {f"{table}.{number}.{key}": _value(one) for key, one in row.items()}
    return Document(
        **same,
        amount=Decimal(told["amount"]) if told.get("amount") is not None else None,
        etag=etag,
        values=values,
        findings=tuple(map(finding, told.get("findings", ()))),
        may_work=bool(told.get("standing", {}).get("may_work", False)),
        why_not=str(told.get("standing", {}).get("why_not", "")),
    )


def task(told: Mapping[str, Any]) -> Task:
    same = {name: told[name] for name in ("id", "client", "document", "type", "step", "number", "party_name")}
    return Task(**same, reasons=tuple(told["reasons"]), due_at=datetime.fromisoformat(told["due_at"]))


def event(identity: str, told: Mapping[str, Any]) -> Event:
    data = told["data"]
    return Event(
        id=identity,
        kind=told["type"],
        at=datetime.fromisoformat(told["timestamp"]),
        client=data["client"],
        document=data["document"],
        document_type=data["document_type"],
    )


def _value(told: Mapping[str, Any]) -> Value:
    return Value(text=told["text"], source=told["source"], confidence=told["confidence"])
