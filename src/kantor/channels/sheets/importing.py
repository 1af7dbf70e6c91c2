"""Imports sheets into a client's books: every row is held against the house before anything is written, then it takes the house's roads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kantor.channels.sheets import filings, masters
from kantor.channels.sheets.parsing import Fault, Line, kinds, parse
from kantor.channels.sheets.reading import Sheet
from kantor.spine import access, cases, documents, ledger, parties
from kantor.spine.access import Actor
from kantor.words.party import NewParty

KINDS = kinds()
PREPARE = {**masters.PREPARE, **filings.PREPARE}
CHUNK = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Import:
    """A sheet held against the house. things: what would be written, in the order of `lines`; faults: rows that are left out."""

    kind: str
    lines: tuple[Line, ...]
    things: tuple[NewParty | ledger.ChartAccount | documents.Filing, ...]
    faults: tuple[Fault, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What an import did. new: written; known: was there already, unchanged; waiting: documents that wait for a person."""

    new: int
    known: int
    waiting: int


def prepare(sheet: Sheet, kind: str, actor: Actor) -> Import:
    """Understand a sheet for the actor's one client and check it against what is there; nothing is written.

    Raises SheetUnreadable where the sheet as a whole cannot be understood.
    """
    client = access.client(actor.clients[0])
    parsed = parse(sheet, kind, client.language)
    checked = PREPARE[kind](parsed.lines, client, actor)
    faults = sorted((*parsed.faults, *checked.faults), key=lambda fault: (fault.row, fault.column))
    return Import(kind=kind, lines=checked.lines, things=checked.things, faults=tuple(faults), unknown=parsed.unknown)


def take_in(ready: Import, *, client_id: int, person_id: int | None, now: Callable[[], datetime]) -> Imported:
    """Write what was prepared. Parties and accounts all at once; documents in chunks, each known by its key if it comes again.

    Raises Refusal where the house refuses something that no single row is to blame for.
    """
    if ready.kind in ("suppliers", "customers"):
        with access.acting(clients=[client_id], person_id=person_id, at=now()) as actor:
            new = parties.create_parties([thing for thing in ready.things if isinstance(thing, NewParty)], actor)
        return Imported(new=len(new), known=0, waiting=0)
    if ready.kind == "accounts":
        with access.acting(clients=[client_id], person_id=person_id, at=now()) as actor:
            done = ledger.import_accounts([thing for thing in ready.things if isinstance(thing, ledger.ChartAccount)], actor=actor)
        return Imported(new=done.added + done.changed, known=len(ready.things) - done.added - done.changed, waiting=0)
    return _file([thing for thing in ready.things if isinstance(thing, documents.Filing)], client_id, person_id, now)


def _file(given: Sequence[documents.Filing], client_id: int, person_id: int | None, now: Callable[[], datetime]) -> Imported:
    new = through = 0
    for start in range(0, len(given), CHUNK):
        with access.acting(clients=[client_id], person_id=person_id, at=now()) as actor:
            filed = cases.file(given[start : start + CHUNK], actor)
        fresh = [document_id for document_id, is_new in filed if is_new]
        new += len(fresh)
        try:
            through += len(cases.finish_ready(client_id=client_id, document_ids=fresh, person_id=person_id, now=now))
        except cases.LeftReady as error:  # the others of this file go on; what is left takes effect with the next run
            through += len(error.done)
    return Imported(new=new, known=len(given) - new, waiting=new - through)


__all__ = ["KINDS", "Import", "Imported", "prepare", "take_in"]
