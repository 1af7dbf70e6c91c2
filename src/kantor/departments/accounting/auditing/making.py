"""The worker's part: the file that somebody asked for is made out of one snapshot of the books, never in a request."""

import logging
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from django.db import Error, connections

from kantor.departments.accounting.auditing import keeping, reading
from kantor.departments.accounting.auditing.asking import DATEV, MADE, ORIGINALS, PERMISSION
from kantor.departments.accounting.auditing.data_medium import write_data_medium
from kantor.departments.accounting.auditing.datev import Adviser, NotForDatev, write_datev
from kantor.departments.accounting.auditing.originals import Sees, write_originals
from kantor.departments.accounting.auditing.reading import QUERIES
from kantor.spine import access, documents, trail
from kantor.spine.access import Actor

LOG = logging.getLogger("kantor.working")
IN_HAND = timedelta(minutes=15)
"""Longer than a worker at it may be without a sign: after that, it was ended."""
MOST_TRIES = 3
NOTED_EVERY = timedelta(seconds=1)
NOT_PERMITTED, FAILED, TOO_LARGE, NOT_FOR_DATEV = "not_permitted", "failed", "too_large", "not_for_datev"
Now = Callable[[], datetime]


class Place(NamedTuple):
    """folder: where the parts lie while they are gathered; trust: what the proofs of the originals are checked by."""

    folder: Path
    trust: Callable[[], trail.Trust]


def make_next(client_id: int, place: Place, now: Now) -> int:
    """Make the oldest file that waits; answers 0 where none does. What fails begins anew, and after three tries it is given up."""
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        row = QUERIES.one("take_books", client_id=client_id, at=actor.at, until=actor.at + IN_HAND)
    if row is None:
        return 0
    if row.tries > MOST_TRIES:
        return _end(row, FAILED, None, now)
    if not access.may(row.asked_by, PERMISSION, client_id, now().date()):
        return _end(row, NOT_PERMITTED, None, now)
    folder = place.folder / f"{client_id}-{row.id}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    try:
        gathered = _gathered(row, folder, place, now)
        kept = keeping.keep(client_id, row.id, folder, gathered.paths, now)
        return _end(row, MADE, kept, now, gathered.looked_at)
    except NotForDatev:
        return _end(row, NOT_FOR_DATEV, None, now)
    except keeping.TooLarge:
        return _end(row, TOO_LARGE, None, now)
    except Exception:
        with access.acting(clients=[client_id], person_id=None, at=now()):
            QUERIES.run("let_go_of_books", client_id=client_id, id=row.id)
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Gathered(NamedTuple):
    """looked_at: documents in it of which each look is written down."""

    paths: Sequence[Path]
    looked_at: Sequence[int] = ()


def _gathered(row: Any, folder: Path, place: Place, now: Now) -> _Gathered:
    """The parts of the file, written to the folder within one snapshot."""
    days, progress = (row.from_on, row.until_on), _Progress(row, now)
    try:
        with access.acting(clients=[row.client_id], person_id=row.asked_by, at=now(), snapshot=True) as actor:
            access.take_time()
            client = access.client(row.client_id)
            if row.kind == DATEV:
                return _Gathered(
                    write_datev(client, folder, days, Adviser(row.adviser, row.client_number), at=actor.at, told=progress.rows)
                )
            tables = write_data_medium(client, folder, days, at=actor.at, told=progress.rows)
            if row.kind != ORIGINALS:
                return _Gathered(tables)
            sees = _sees(row, actor)
            originals = write_originals(folder, days, actor, trust=place.trust(), told=progress.documents, sees=sees)
            looked_at = [one.id for one in reading.documents(client.id, *days) if one.confidential and sees(one)]
            return _Gathered([*tables, *originals], looked_at)
    finally:
        progress.end()


def _sees(row: Any, actor: Actor) -> Sees:
    """The documents that whoever asked may see today."""
    may = access.permissions(row.asked_by, [row.client_id], actor.at.date())[row.client_id]
    return lambda one: documents.is_seen(one.type, one.seen_by, may.__contains__)


def _end(row: Any, outcome: str, kept: keeping.Kept | None, now: Now, looked_at: Sequence[int] = ()) -> int:
    with access.acting(clients=[row.client_id], person_id=None, at=now()) as actor:
        size, sha256 = kept or keeping.Kept(0, "")
        told = {"outcome": outcome, "size": size, "sha256": sha256}
        if not QUERIES.run("end_books", client_id=row.client_id, id=row.id, tries=row.tries, at=actor.at, **told):
            return 0  # somebody else took it on, because this worker gave no sign for long
        if kept is None:
            QUERIES.run("forget_pieces", client_id=row.client_id, files=[row.id])
        looks = [trail.Event(row.client_id, "document.seen", one, row.asked_by, actor.at, {"what": "books"}) for one in looked_at]
        trail.append([trail.Event(row.client_id, "books.made", None, row.asked_by, actor.at, {"file": row.id, **told}), *looks])
    LOG.info("books=%d client=%d outcome=%s size=%d", row.id, row.client_id, outcome, size)
    return 1


class _Progress:
    """Notes how far a file is, once a second, on a connection of its own: what the snapshot itself writes nobody sees before its end."""

    def __init__(self, row: Any, now: Now) -> None:
        self._row, self._now, self._noted_at = row, now, now()
        self._counts = {"rows": 0, "documents": 0}
        self._thread, self._last = ThreadPoolExecutor(1), Future[None]()
        self._last.set_result(None)

    def rows(self, count: int) -> None:
        self._told("rows", count)

    def documents(self, count: int) -> None:
        self._told("documents", count)

    def end(self) -> None:
        self._thread.submit(connections.close_all)
        self._thread.shutdown()

    def _told(self, what: str, count: int) -> None:
        self._counts[what] = count
        at = self._now()
        if at - self._noted_at >= NOTED_EVERY and self._last.done():
            self._noted_at, self._last = at, self._thread.submit(self._note, at, dict(self._counts))

    def _note(self, at: datetime, counts: dict[str, int]) -> None:
        with suppress(Error), access.acting(clients=[self._row.client_id], person_id=None, at=at):
            QUERIES.run("note_books", client_id=self._row.client_id, id=self._row.id, until=at + IN_HAND, **counts)
