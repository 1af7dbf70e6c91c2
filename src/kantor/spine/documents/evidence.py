"""Evidence of documents as one ZIP: their bytes, readings, findings, decisions and effects, the sealed records of all that, and the proofs.

Whoever gets it checks it with the program inside, without this house: `docs/guides/prove-a-document.md`.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import IO, Any, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kantor.engines.merkle import FORMAT, compare_document, verifier
from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents import confidential
from kantor.spine.documents.leaves import leaves
from kantor.spine.documents.queries import QUERIES
from kantor.spine.documents.reads import Known, known, original, originals

BATCH = 200
SEALED = {
    "readings": ("content",),
    "checks": ("findings", "facts"),
    "decisions": ("reason",),
    "confirmations": ("value",),
    "effects": ("parts",),
    "successions": (),
}
"""Columns that are kept encrypted where the document is confidential; evidence shows what they say."""
KINDS = {
    "readings": "evidence_readings",
    "checks": "evidence_checks",
    "decisions": "evidence_decisions",
    "confirmations": "evidence_confirmations",
    "effects": "evidence_effects",
    "successions": "evidence_successions",
}
UNPROVED = ("document.seen",)
"""Records that say nothing about the document itself: those that are not sealed yet are left out."""
Slices = TypeVar("Slices", bound=Sequence[Any])
READ_ME = """Evidence from Kantor

What is here: for each document its bytes (documents/NUMBER/original) and what was read, found, decided and done with it
(documents/NUMBER/document.json; where people arranged its pages, `pages` says of which bytes, by their SHA-256, and the documents with
which those came are here, too); the records of the audit trail about it, each with the proof that it stands in the log (records.jsonl);
the signed heads of the log (heads.json). Check all of it, on any computer with Python 3.11 and the package `cryptography`:

    python verify_evidence.py THIS-FILE.zip

The program comes with this file; to be independent of it, take your own copy. Compare the SHA-256 of the public key that it prints with
the one that you were given in another way.

Prüfen: python verify_evidence.py DIESE-DATEI.zip - den gezeigten SHA-256 des öffentlichen Schlüssels mit dem bekannten vergleichen.
Sprawdzenie: python verify_evidence.py TEN-PLIK.zip - pokazany SHA-256 klucza publicznego porównaj z już znanym.
Pemeriksaan: python verify_evidence.py BERKAS-INI.zip - bandingkan SHA-256 kunci publik yang tampil dengan yang telah diketahui.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """Days, both of them included, in UTC; positions: those of the log that hold all their records."""

    from_on: date
    to_on: date
    positions: range


def write_evidence(
    file: IO[bytes],
    document_ids: Sequence[int],
    actor: Actor,
    *,
    trust: trail.Trust,
    period: Period | None = None,
    kept: Sequence[trail.Head] = (),
) -> int:
    """Write the ZIP for documents of the actor's one client, and with a period all records of that time and the documents they are about.

    trust: goes along, so that it can be checked; kept: heads from outside; that the log continues them is proved as well, and so is the
    next head that a time-stamping service has stamped. Answers the number of documents. What is not as it was goes in as it is now:
    whoever checks the evidence is told.
    """
    (client_id,) = actor.clients
    positions = period.positions if period else range(0)
    ids, own = _about(client_id, positions, document_ids)
    sealed_at = [record.position for record in own if record.position is not None]
    sealing = [*sealed_at, *positions[:1], *positions[-1:]]
    stamps = trail.stamps(client_id)
    heads = trail.chain(client_id, sealing, [*kept, *trail.next_of(client_id, sealing, stamps)])
    newest = heads[-1][0] if heads else None
    size = newest.size if newest else 0
    outside = [record for record in own if record.position is not None and record.position < size and record.position not in positions]
    unsealed = [record for record in own if record.position is None or record.position >= size]
    manifest = {
        "format": FORMAT,
        "client": client_id,
        "made_at": _plain(actor.at),
        "documents": ids,
        "period": _period(period),
        "unsealed": len([record for record in unsealed if record.record.kind not in UNPROVED]),
        **trust.as_json(),
    }
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        _add(archive, actor.at, "README.txt", READ_ME)
        _add(archive, actor.at, "verify_evidence.py", verifier())
        _add(archive, actor.at, "manifest.json", _json(manifest))
        _add(archive, actor.at, "heads.json", _json([_head(head, path, stamps.get(head.number)) for head, path in heads]))
        with archive.open(_entry(actor.at, "records.jsonl"), "w", force_zip64=True) as records:
            if newest:
                for line in _proved(client_id, newest, positions, outside):
                    records.write(line)
        for document_id, document, data in gathered(client_id, ids):
            _add(archive, actor.at, f"documents/{document_id}/document.json", _json(document))
            if data is not None:
                _add(archive, actor.at, f"documents/{document_id}/original", data)
    return len(ids)


def gathered(client_id: int, document_ids: Sequence[int]) -> Iterator[tuple[int, dict[str, Any], bytes | None]]:
    """Each document as its evidence shows it: id, its rows by kind, and its bytes, None where it has none."""
    for ids in _batches(document_ids):
        rows: dict[str, dict[int, list[dict[str, Any]]]] = {kind: defaultdict(list) for kind in KINDS}
        sealed = confidential.locker(ids)
        for kind, query in KINDS.items():
            for row in confidential.opened(QUERIES.dicts(query, client_id=client_id, ids=list(ids)), SEALED[kind], sealed):
                rows[kind][row.pop("document_id")].append({name: _plain(value) for name, value in row.items()})
        files = {item.id: item for item in known(ids)}
        lie = leaves(ids)
        digests = {key: one.sha256 for key, one in originals({leaf.original_id for own in lie.values() for leaf in own}).items()}
        for document_id in ids:
            item = files.get(document_id)
            about: dict[str, Any] = (
                {"type": item.type, "file_name": item.file_name, "media_type": item.media_type, "part": item.part} if item else {}
            )
            if own := lie.get(document_id):
                about["pages"] = [{"sha256": digests[leaf.original_id], "number": leaf.number, "turned": leaf.turned} for leaf in own]
            document = {"id": document_id, **about, **{kind: rows[kind][document_id] for kind in KINDS}}
            yield document_id, document, _as_stored(item) if item and item.stored_as else None


def compare(client_id: int) -> Iterator[tuple[int, str]]:
    """What of the acting client's documents is not as the audit trail says: the document and a sentence, for each difference.

    Compares every byte of the originals, every reading, finding, decision, confirmation and effect with its record; that the records
    themselves are as they were sealed is for `trail.verify` to say.
    """
    ids = [row.id for row in QUERIES.rows("documents_to_compare", client_id=client_id)]
    for part in _batches(ids):
        records: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
        for record, _ in trail.records_of(client_id, part):
            try:
                records[record.document_id].append(json.loads(trail.entry(client_id, record)))
            except ValueError:
                yield record.document_id or 0, f"its record {record.id} cannot be read"
        for document_id, document, data in gathered(client_id, part):
            for fault in compare_document(document, records[document_id], data):
                yield document_id, fault


def _as_stored(item: Known) -> bytes | None:
    """The bytes, None where they are gone or erased; what is not what came is nothing either: the proof says what there should be."""
    try:
        return original(item)
    except OSError:
        return None


def _about(client_id: int, positions: range, document_ids: Sequence[int]) -> tuple[list[int], list[trail.SealedRecord]]:
    """The documents that the evidence is about, with those whose place they took or that took theirs, those with which their pages came,
    and the records of all of them."""
    ids = set(document_ids)
    for part in _batches(positions):
        found = trail.records_between(client_id, part.start, part.stop)
        ids |= {record.document_id for record, _ in found if record.document_id is not None}
    for some in _batches(sorted(ids)):
        ids |= {row.id for query in ("together", "pages_came_with") for row in QUERIES.rows(query, client_id=client_id, ids=list(some))}
    chosen = sorted(ids)
    return chosen, [record for some in _batches(chosen) for record in trail.records_of(client_id, some)]


def _proved(client_id: int, head: trail.Head, positions: range, outside: Sequence[trail.SealedRecord]) -> Iterator[bytes]:
    for part in _batches(positions):
        yield from _lines(client_id, trail.records_between(client_id, part.start, part.stop), head)
    for others in _batches(outside):
        yield from _lines(client_id, others, head)


def _lines(client_id: int, records: Sequence[trail.SealedRecord], head: trail.Head) -> Iterator[bytes]:
    for proof in trail.inclusion_proofs(client_id, records, head):
        told = {"entry": proof.entry, "position": proof.position, "path": [part.hex() for part in proof.path]}
        yield json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _batches(many: Slices) -> "Iterator[Slices]":
    return (many[start : start + BATCH] for start in range(0, len(many), BATCH))  # type: ignore[misc]


def _period(period: Period | None) -> dict[str, Any] | None:
    if period is None:
        return None
    ends = {"from": period.from_on.isoformat(), "to": period.to_on.isoformat()}
    return {**ends, "first": period.positions.start, "end": period.positions.stop}


def _head(head: trail.Head, path: Sequence[bytes], stamp: bytes | None) -> dict[str, Any]:
    told = {"head": head.as_json(), "continues": [part.hex() for part in path]}
    return told if stamp is None else {**told, "stamp": stamp.hex()}


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _add(archive: ZipFile, at: datetime, name: str, data: str | bytes) -> None:
    archive.writestr(_entry(at, name), data)


def _entry(at: datetime, name: str) -> ZipInfo:
    entry = ZipInfo(name, date_time=at.astimezone(UTC).timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    return entry
