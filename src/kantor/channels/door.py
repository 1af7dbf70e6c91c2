"""The way in for files of any channel: taken apart, understood, sorted by client, and carried along the road in batches."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kantor.engines.reading import MAIL, Part, Refusal, media_type, unpack
from kantor.spine import access, cases, documents
from kantor.spine.cases import Arrival, Outcome, Understood
from kantor.spine.documents import Incoming
from kantor.words import Finding, ReadFile, Severity

HAND_IN = "documents.hand_in"
"""The permission to bring files, of whatever kind they turn out to be; what becomes of them is seen by whom their types belong to."""
READ_AGAIN = "payables.supplier_invoice.enter"
"""Who enters invoices may have a file read again that nobody could read."""
SMALL_PICTURE_BYTES = 20_000
BATCH_BYTES = 64 << 20
PORTION = 50
PORTION_BYTES = 8 << 20
"""So many files are taken apart by one process."""


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file at the door: where it came from, for its sender's own list, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """Who hands in, through which channel, for which client (None: the buyer's VAT id decides), and who gets what nobody is named in.

    now: the clock, asked at each stage of a batch; only_for: the clients that this person may hand in for, None for all;
    confidential: what is read in these files is kept encrypted; reads_scans: the pages of scans are read on the way in, which takes
    seconds each, instead of by workers.
    """

    channel: str
    person_id: int | None
    client_id: int | None
    fallback_client_id: int
    now: Callable[[], datetime]
    only_for: frozenset[int] | None = None
    confidential: bool = False
    reads_scans: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A file taken apart: what it holds, itself where it is no container; refusal: why it was not taken apart."""

    whole: Incoming
    parts: tuple[Part, ...] = ()
    refusal: Refusal | None = None

    @property
    def is_one_document(self) -> bool:
        return len(self.parts) == 1 and self.parts[0].data == self.whole.data


def take_in(files: Iterable[File], door: Door) -> Iterator[Outcome]:
    """Take files in, a batch at a time; an outcome for every document in them, as soon as its batch is through."""
    batch: list[Opened] = []
    parts = size_bytes = 0
    known: dict[str, int | None] = {}
    for one in _each_opened(files, door):
        batch.append(one)
        parts += len(one.parts)
        size_bytes += len(one.whole.data)
        if parts >= cases.BATCH or size_bytes >= BATCH_BYTES:
            yield from carry(_sorted(batch, door, known), door)
            batch, parts, size_bytes = [], 0, 0
    yield from carry(_sorted(batch, door, known), door)


def sorted_by_client(files: Iterable[File], door: Door) -> list[tuple[int, Arrival]]:
    """What is in the files, read, each with its client; nothing is written."""
    return _sorted(list(_each_opened(files, door)), door, {})


def _sorted(batch: Sequence[Opened], door: Door, known: dict[str, int | None]) -> list[tuple[int, Arrival]]:
    found = arrivals(batch, reads_scans=door.reads_scans)
    clients = [client_for(arrival, door, known) for arrival in found]
    by_bundle = {id(one.bundle): client for one, client in zip(found, clients, strict=True) if one.bundle and not _is_mail(one)}
    return [(by_bundle.get(id(one.bundle), client) if _is_mail(one) else client, one) for one, client in zip(found, clients, strict=True)]


def _is_mail(arrival: Arrival) -> bool:
    """A mail goes to the client whose documents it brings."""
    return arrival.incoming.media_type == MAIL


def read_again(door: Door, clients: Iterable[int], only: Collection[int] | None = None) -> Iterator[Outcome]:
    """Take in once more what lies refused because nobody could read it, of these clients (only these documents, all where None).

    What can be read by now goes its way; what still cannot is refused as before. Scans at which people work are read once more by workers
    where no engine has read them, or another than reads today; where they are named in `only`, whatever has read them.
    """
    for client_id in clients:
        own = replace(door, client_id=client_id)
        yield from map(as_refused, take_in(unread(own, client_id, only), own))
        yield from _scans_again(own, client_id, only)


def _scans_again(door: Door, client_id: int, only: Collection[int] | None) -> Iterator[Outcome]:
    """The scans that workers are to read once more. Raises Refusal where the door's person may not work on one that is named."""
    if only is None:
        again = [one for one, _ in cases.read_old_scans_again(client_id, door.now)]
    else:
        with access.acting(clients=[client_id], person_id=door.person_id, at=door.now()) as actor:
            waiting = [one for one in only if (row := documents.document(one)) and row.state == "waiting"]
            again = [one for one in waiting if cases.read_pages_again(one, actor)]
    with access.acting(clients=[client_id], person_id=door.person_id, at=door.now()):
        rows = [row for one in again if (row := documents.document(one))]
    for row in rows:
        yield Outcome(document_id=row.id, name=row.file_name, sha256=row.sha256 or "", type=row.type, outcome="reading")


def unread(door: Door, client_id: int, only: Collection[int] | None = None) -> Iterator[File]:
    """The files of a client that lie refused because nobody could read them (only those of these documents, all where None)."""
    with access.acting(clients=[client_id], person_id=door.person_id, at=door.now()):
        wanted = [one for one in documents.every_refused_unread(client_id) if only is None or one in only]
        files = {row.sha256: row for row in documents.known(wanted)}
    yield from (File(name=row.file_name, data=documents.original(row)) for row in files.values())


def as_refused(outcome: Outcome) -> Outcome:
    """Whoever has a document read again knows that it was here before, and asks whether it can be read."""
    reasons = tuple(finding for finding in outcome.findings if finding.severity is Severity.STOP)
    return replace(outcome, outcome="refused", findings=reasons) if outcome.outcome == "duplicate" and reasons else outcome


def carry(batch: Sequence[tuple[int, Arrival]], door: Door) -> Iterator[Outcome]:
    """Take on what was read, the documents of one client after those of another."""
    for client_id in dict.fromkeys(client_id for client_id, _ in batch):
        own = [arrival for belongs_to, arrival in batch if belongs_to == client_id]
        yield from cases.carry(own, client_id=client_id, person_id=door.person_id, now=door.now)


def _each_opened(files: Iterable[File], door: Door) -> Iterator[Opened]:
    """Portion by portion, so that neither a process for each file is begun nor all of them are held at once."""
    portion: list[File] = []
    size_bytes = 0
    for file in files:
        portion.append(file)
        size_bytes += len(file.data)
        if len(portion) >= PORTION or size_bytes >= PORTION_BYTES:
            yield from opened(portion, door)
            portion, size_bytes = [], 0
    yield from opened(portion, door)


def opened(files: Sequence[File], door: Door) -> list[Opened]:
    """Take files apart, in the sandbox those that are mails or archives."""
    found = unpack([(file.data, file.name) for file in files])
    wholes = [
        Incoming(
            data=file.data,
            name=file.name,
            media_type=media_type(file.data) if file.data else "",
            channel=door.channel,
            confidential=door.confidential,
        )
        for file in files
    ]
    return [
        Opened(whole=whole, refusal=parts) if isinstance(parts, Refusal) else Opened(whole=whole, parts=tuple(parts))
        for whole, parts in zip(wholes, found, strict=True)
    ]


def arrivals(batch: Sequence[Opened], *, reads_scans: bool = False) -> list[Arrival]:
    """The documents in the files: themselves, or what a mail or an archive holds. What cannot be opened arrives as it is and is refused."""
    legible = [part for one in batch for part in one.parts if part.refusal is None]
    files = [ReadFile(data=part.data, media_type=part.media_type, name=part.name) for part in legible]
    read = iter(cases.understand_each(files, reads_scans=reads_scans))
    found: list[Arrival] = []
    for one in batch:
        inside = [(part, _refused(part.refusal) if part.refusal else next(read)) for part in one.parts]
        if one.refusal is not None:
            found.append(Arrival(incoming=one.whole, understood=_refused(one.refusal)))
        elif one.is_one_document:
            (part, understood), *_ = inside
            found.append(Arrival(incoming=replace(one.whole, media_type=part.media_type), understood=understood))
        else:
            found += _enclosed(one.whole, inside)
    return found


def _enclosed(whole: Incoming, inside: Sequence[tuple[Part, Understood]]) -> Iterator[Arrival]:
    """The documents of a mail or an archive, without what only came along with them. Where a mail holds none but itself, what came with
    it stays as it is, for a person to see."""
    holding = [(part, understood) for part, understood in inside if not _is_trimmings(part, understood)]
    if holding and all(_is_card(part) for part, _ in holding):
        holding = [(part, understood) for part, understood in inside if _is_card(part) or not (part.is_body or _is_small_picture(part))]
    holding = holding or list(inside)
    for number, (part, understood) in enumerate(holding, start=1):
        incoming = replace(whole, data=part.data, name=part.name, media_type=part.media_type, part=number)
        yield Arrival(incoming=incoming, understood=understood, bundle=whole)


def _refused(refusal: Refusal) -> Understood:
    return Understood(refusal=Finding(key=f"reading.{refusal.key}", severity=Severity.STOP, evidence=refusal.evidence))


def _is_trimmings(part: Part, understood: Understood) -> bool:
    """What comes along with documents in a mail and is none: texts of mails inside it, signatures, small pictures of a letterhead."""
    if _is_card(part):
        return False
    is_unknown = understood.refusal is not None and understood.refusal.key == "documents.not_recognised"
    return part.is_body or _is_small_picture(part) or is_unknown


def _is_small_picture(part: Part) -> bool:
    return part.media_type.startswith("image/") and len(part.data) < SMALL_PICTURE_BYTES


def _is_card(part: Part) -> bool:
    """Whether this is the mail itself: its headers and its text, which are a document like its enclosures."""
    return part.is_body and part.media_type == MAIL


def client_for(arrival: Arrival, door: Door, known: dict[str, int | None]) -> int:
    """The client whose office this belongs to: as the door says, else by the buyer's VAT id or the account that a bank speaks of, else the
    fallback, where a person sorts it.

    known: the numbers that were looked up before; each is asked for once.
    """
    if door.client_id is not None:
        return door.client_id
    for reading in arrival.understood.readings:
        for key, look_up in (("buyer_vat_id", access.client_by_vat_id), ("own_account", access.client_by_account)):
            number = "".join(character for character in reading.text(key).upper() if character.isalnum())
            if number and f"{key}:{number}" not in known:
                known[f"{key}:{number}"] = look_up(number)
            client_id = known[f"{key}:{number}"] if number else None
            if client_id is not None and (door.only_for is None or client_id in door.only_for):
                return client_id
    return door.fallback_client_id
