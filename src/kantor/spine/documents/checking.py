"""Checking: readings are completed from what the house knows, judged by the rules of their type, and written down with the facts."""

import json
import logging
import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from psycopg.types.json import Jsonb

from kantor.countries import law
from kantor.kit.money import Money
from kantor.spine import access, trail
from kantor.spine.access import Actor
from kantor.spine.documents import audience, confidential
from kantor.spine.documents.confidential import Locker
from kantor.spine.documents.queries import QUERIES
from kantor.spine.documents.searching import remembered
from kantor.spine.documents.types import ask_facts, rules_hash, seen_by, type_of
from kantor.words import Answers, Ask, DocumentType, Finding, Reading, Severity, Value
from kantor.words.field import row_id

LOG = logging.getLogger("kantor.road")
MOST_MINOR = 2**63 - 1
"""What a bigint column holds."""
UNSTORABLE = re.compile("[\\x00\\ud800-\\udfff]")

HIDDEN = {"number": "", "number_key": "", "amount_key": "", "currency": "", "amount": None, "party_id": None, "party_name": ""}
ROUNDS = 2
"""How often is suggested, because suggestions raise new questions: those about its supplier, those about what the supplier sold."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filed:
    """A reading on its way into the books. version: the one it becomes; made_by: the person who typed or changed it, None for a machine;
    made_for: in whose place, where a deputy did."""

    document_id: int
    type: str
    reading: Reading
    version: int = 1
    made_by: int | None = None
    made_for: int | None = None
    complete: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What the rules said about a document's newest reading."""

    document_id: int
    type: str
    version: int
    reading: Reading
    findings: tuple[Finding, ...]
    answers: Answers
    made_by: int | None


def judge(type: DocumentType, reading: Reading, answers: Answers, today: date) -> tuple[Finding, ...]:
    """All findings of the type's rules, in the order of the rules; a rule that itself fails is a finding that stops, never silence."""
    findings: list[Finding] = []
    for rule in type.rules:
        try:
            findings.extend(rule.judge(reading, answers, today))
        except Exception as error:  # any fault in a rule must reach a person
            evidence = {"rule": rule.key, "error": f"{error.__class__.__name__}: {error}"}
            findings.append(Finding(key="documents.rule_failed", severity=Severity.STOP, evidence=evidence))
    return tuple(findings)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Completed:
    """A filed reading with its suggestions, and what the house answered for them."""

    filed: Filed
    reading: Reading
    answers: Mapping[Ask, Any]


def preview(filed: Sequence[Filed], today: date) -> list[Checked]:
    """What `check` would say, without writing anything."""
    return _judge_all(_complete(filed, today), today)


def check(filed: Sequence[Filed], actor: Actor) -> list[Checked]:
    """File a batch of readings of the actor's one client, complete and judge them, and write all of it down.

    The readings are described in the document rows before the rules ask, so that documents of one batch see each other; whoever describes
    the same number of the same party at the same time waits, so that of two such documents one sees the other.
    """
    if not filed:
        return []
    (client_id,) = actor.clients
    today = actor.at.date()
    completed = _complete(filed, today)
    country = access.client(client_id).country
    confidential.lock_up(client_id, [item.document_id for item in filed if type_of(item.type).confidential], actor.at)
    sealed = confidential.locker(item.document_id for item in filed)
    readings, hashes = _readings(completed, sealed)
    _file_readings([item.filed for item in completed], readings, actor)
    rows = [_description(item, country, today, hidden=item.filed.document_id in sealed) for item in completed]
    QUERIES.run("describe_documents", client_id=client_id, rows=Jsonb(rows))
    audience.keep_private([(item.filed.document_id, item.filed.type, item.reading) for item in completed], actor)
    QUERIES.rows("lock_numbers", keys=sorted({row["number_key"] for row in rows} - {""}))
    words = [
        remembered(type_of(item.filed.type), item.reading, item.filed.document_id)
        for item in completed
        if item.filed.document_id not in sealed
    ]
    QUERIES.run("remember_words", client_id=client_id, rows=Jsonb(words))
    checked = _judge_all(completed, today)
    texts = _file_checks(checked, sealed, actor)
    read = [
        _read(item, digest, whole.filed.made_for, client_id, actor) for item, digest, whole in zip(checked, hashes, completed, strict=True)
    ]
    trail.append([*read, *(_checked(item, *both, client_id, actor) for item, both in zip(checked, texts, strict=True))])
    return checked


def _readings(completed: Sequence[_Completed], sealed: Locker) -> tuple[list[str], list[str]]:
    """What is stored of each reading, and the hash by which the trail knows it."""
    texts, hashes = [], []
    for item in completed:
        if item.filed.document_id in sealed:
            kept = sealed.seal(item.filed.document_id, item.reading.as_json())
            texts.append(trail.canonical(kept.in_object()))
            hashes.append(kept.hash)
        else:
            texts.append(trail.canonical(item.reading.as_json()))
            hashes.append(trail.text_hash(texts[-1]))
    return texts, hashes


def _file_readings(filed: Sequence[Filed], contents: Sequence[str], actor: Actor) -> None:
    QUERIES.run(
        "file_readings",
        client_id=actor.clients[0],
        at=actor.at,
        documents=[item.document_id for item in filed],
        versions=[item.version for item in filed],
        contents=list(contents),
        people=[item.made_by for item in filed],
        represented=[item.made_for for item in filed],
    )


def _file_checks(checked: Sequence[Checked], sealed: Locker, actor: Actor) -> list[tuple[str, str]]:
    """Write down what the rules said; answers the hashes by which the trail knows facts and findings of each."""
    facts = _canonical_facts([item.answers for item in checked])
    findings = [trail.canonical([finding.as_json() for finding in item.findings]) for item in checked]
    hashes = [(trail.text_hash(told), trail.text_hash(found)) for told, found in zip(facts, findings, strict=True)]
    for place, item in enumerate(checked if sealed else ()):
        if item.document_id in sealed:
            told, found = (sealed.seal(item.document_id, json.loads(text)) for text in (facts[place], findings[place]))
            facts[place], findings[place] = trail.canonical(told.in_list()), trail.canonical(found.in_list())
            hashes[place] = told.hash, found.hash
    QUERIES.run(
        "file_checks",
        client_id=actor.clients[0],
        at=actor.at,
        documents=[item.document_id for item in checked],
        versions=[item.version for item in checked],
        findings=findings,
        facts=facts,
        rules=[rules_hash(item.type) for item in checked],
    )
    return hashes


def check_again(document_ids: Sequence[int], actor: Actor) -> list[Checked]:
    """Judge the newest readings as they are by what is known now, and write that down: what was true when a document came may not be
    true any more when somebody decides on it."""
    filed = [
        Filed(
            document_id=item.document_id, type=item.type, reading=item.reading, version=item.version, made_by=item.made_by, complete=False
        )
        for item in newest(document_ids)
    ]
    (client_id,) = actor.clients
    today = actor.at.date()
    checked = _judge_all(_complete(filed, today), today)
    texts = _file_checks(checked, confidential.locker(document_ids), actor)
    trail.append([_checked(item, *both, client_id, actor) for item, both in zip(checked, texts, strict=True)])
    return checked


def _complete(filed: Sequence[Filed], today: date) -> list[_Completed]:
    """All questions of the batch are asked at once, then each type says whose its documents are and suggests what is missing.

    What is suggested (a supplier) raises questions that nobody could ask before (its orders), and their answers complete the rest.
    """
    answers: dict[Ask, Any] = {}
    done = [
        _Completed(filed=item, reading=replace(_storable(item.reading), document_id=item.document_id), answers=answers) for item in filed
    ]
    answers.update(ask_facts(_unanswered(done, answers), today))
    done = [_changed(item, type_of(item.filed.type).identify) for item in done]
    asks = _unanswered(done, answers)
    for _ in range(ROUNDS):
        answers.update(ask_facts(asks, today))
        done = [_changed(item, type_of(item.filed.type).suggest) for item in done]
        asks = _unanswered(done, answers)
        if not asks:
            break
    return done


def _unanswered(done: Sequence[_Completed], answers: Mapping[Ask, Any]) -> list[Ask]:
    return list(dict.fromkeys(ask for item in done for ask in type_of(item.filed.type).asks(item.reading) if ask not in answers))


def _changed(item: _Completed, change: Callable[[Reading, Answers], Reading] | None) -> _Completed:
    """A suggestion that itself fails is none: the rules tell a person what is missing, and the log where it failed, not at what."""
    if not change or not item.filed.complete:
        return item
    try:
        return replace(item, reading=change(item.reading, item.answers))
    except Exception as error:  # any fault in a suggestion must leave the reading as it is
        frame = traceback.extract_tb(error.__traceback__)[-1]
        told = (item.filed.document_id, item.filed.type, type(error).__name__, f"{frame.name}:{frame.lineno}")
        LOG.warning("document=%d type=%s error=%s at=%s outcome=nothing_suggested", *told)
        return item


def _storable(reading: Reading) -> Reading:
    """The reading with a sign for what is unreadable in place of characters that no database keeps (NUL, halves of surrogate pairs)."""
    if not UNSTORABLE.search("".join([value.text for _, value in reading.every()])):
        return reading

    def cleaned(row: Mapping[str, Value]) -> dict[str, Value]:
        return {key: value._replace(text=UNSTORABLE.sub("\ufffd", value.text)) for key, value in row.items()}

    tables = {table: tuple(cleaned(row) for row in rows) for table, rows in reading.tables.items()}
    return replace(reading, values=cleaned(reading.values), tables=tables)


def _judge_all(completed: Sequence[_Completed], today: date) -> list[Checked]:
    """What the rules ask is asked now: suggestions (a supplier found) raise questions that nobody could ask before."""
    types = [type_of(item.filed.type) for item in completed]
    asks = [_asks(type, item.reading) for type, item in zip(types, completed, strict=True)]
    first = completed[0].answers if completed else {}
    answers = {**first, **ask_facts(list(dict.fromkeys(ask for own in asks for ask in own if ask not in first)), today)}
    checked = []
    for type, item, own in zip(types, completed, asks, strict=True):
        known = {ask: answers.get(ask) for ask in own}
        checked.append(
            Checked(
                document_id=item.filed.document_id,
                type=item.filed.type,
                version=item.filed.version,
                reading=item.reading,
                findings=judge(type, item.reading, known, today),
                answers=known,
                made_by=item.filed.made_by,
            )
        )
    return checked


def _asks(type: DocumentType, reading: Reading) -> list[Ask]:
    asked = dict.fromkeys((type.asks, *(rule.asks for rule in type.rules)))  # most rules of a type ask the same
    return list(dict.fromkeys(ask for asks in asked for ask in asks(reading)))


def _description(item: _Completed, country: str, today: date, *, hidden: bool) -> dict[str, Any]:
    """What the document row repeats of its newest reading; of a confidential one its days, and nothing else."""
    type = type_of(item.filed.type)
    columns = columns_of(type, item.reading)
    dated_on = date.fromisoformat(columns["document_on"]) if columns["document_on"] else today
    return {
        "document_id": item.filed.document_id,
        "type": item.filed.type,
        "version": item.filed.version,
        "retention": type.retention,
        "seen_by": seen_by(type, item.reading),
        "confidential": hidden,
        "keep_until": law(country).keep_until(type.retention, dated_on, today).isoformat(),
        **(columns | HIDDEN if hidden else columns),
    }


def _canonical_facts(told: Sequence[Answers]) -> list[str]:
    """For each document [[question, [about ...], answer] ...] as canonical JSON; what several of them were told is written out once."""
    known: dict[Ask, str] = {}
    for answers in told:
        for ask, answer in answers.items():
            if ask not in known:
                known[ask] = trail.canonical([ask.question, ask.about, answer])
    return [f"[{','.join([known[ask] for ask in answers])}]" for answers in told]


def facts_from_json(facts: Sequence[Sequence[Any]]) -> dict[Ask, Any]:
    return {Ask(question, tuple(about)): answer for question, about, answer in facts}


def columns_of(type: DocumentType, reading: Reading) -> dict[str, Any]:
    """The values of the document row that repeat fields for lists: number, document_on, due_on, amount, currency, party."""
    given = {field.column: reading.text(field.key) for field in type.fields if field.column}
    currency = given.get("currency", "")
    days = {column: _day(given.get(column, "")) for column in ("document_on", "due_on")}
    amount = reading.number(next((field.key for field in type.fields if field.column == "amount"), ""))
    minor = Money(amount, currency).rounded().minor if amount is not None and _is_currency(currency) else None
    if minor is not None and abs(minor) > MOST_MINOR:
        minor = None
    party_id = row_id(given.get("party_id", ""))
    party = str(party_id) if party_id is not None else ""
    return {
        "number": given.get("number", ""),
        "number_key": number_key(party, given.get("number", "")),
        "amount_key": amount_key(party, minor, currency, days["document_on"]),
        "currency": currency[:3],
        "amount": minor,
        "party_id": party_id,
        "party_name": given.get("party_name", ""),
        **days,
    }


def number_key(party: str, number: str) -> str:
    """A party's document by its number without case and punctuation: RE-2026/0815 and re 2026 0815 are one; '' where one is missing."""
    plain = "".join(character for character in number.casefold() if character.isalnum())
    return f"{party}:{plain}" if party and plain else ""


def amount_key(party: str, minor: int | None, currency: str, document_on: str | None) -> str:
    """A party's document by amount and day; '' where one is missing."""
    return f"{party}:{minor}{currency}:{document_on}" if party and minor is not None and document_on else ""


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _is_currency(text: str) -> bool:
    return len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()


def _read(item: Checked, digest: str, made_for: int | None, client_id: int, actor: Actor) -> trail.Event:
    told: dict[str, Any] = {"version": item.version, "reader": item.reading.reader, "hash": digest}
    if made_for is not None:
        told["for"] = made_for
    return trail.Event(client_id, "document.read", item.document_id, item.made_by, actor.at, told)


def _checked(item: Checked, facts: str, findings: str, client_id: int, actor: Actor) -> trail.Event:
    told = {
        "version": item.version,
        "rules": rules_hash(item.type),
        "findings": [[finding.key, finding.severity.value] for finding in item.findings if finding.severity is not Severity.OK],
        "facts": facts,
        "hash": findings,
    }
    return trail.Event(client_id, "document.checked", item.document_id, actor.person_id, actor.at, told)


def stale(document_ids: Sequence[int], before: datetime, actor: Actor) -> list[int]:
    """Of these documents of the actor's one client those that were judged last before that moment."""
    return [row.id for row in QUERIES.rows("stale_checks", client_id=actor.clients[0], ids=list(document_ids), before=before)]


def newest(document_ids: Sequence[int]) -> list[Checked]:
    """The newest check of each document that has one, with its reading, in the order of the ids."""
    if not document_ids:
        return []
    rows: Sequence[dict[str, Any]] = QUERIES.dicts("newest_checks", ids=list(document_ids))
    if any("sealed" in row["content"] for row in rows):
        rows = [_readable(row) for row in confidential.opened(rows, ("content", "findings", "facts"))]
    return [
        Checked(
            document_id=row["document_id"],
            type=row["type"],
            version=row["version"],
            reading=replace(Reading.from_json(row["content"]), document_id=row["document_id"]),
            findings=tuple(Finding.from_json(finding) for finding in row["findings"]),
            answers=facts_from_json(row["facts"]),
            made_by=row["made_by"],
        )
        for row in rows
    ]


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    """What can be shown of a document that was erased."""
    return {
        **row,
        "content": row["content"] if row["content"] is not None else confidential.NOTHING_READ,
        "findings": row["findings"] or [],
        "facts": row["facts"] or [],
    }
