"""Papers are read once more with what people taught the client's office: its own model, and where values stand on papers of the sender."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from kantor.engines.reading import Refused, read_as_taught
from kantor.spine import access, documents, schooling
from kantor.spine.cases.understanding import Understood, read_twice, with_notes
from kantor.spine.documents import Sender
from kantor.words import Page, Reading, TaughtPaper, Teaching

MOST_PAGES = 20
"""Pages of an earlier paper that are looked at."""


def read(understood: Sequence[Understood], *, client_id: int, person_id: int | None, at: datetime) -> list[Understood]:
    """The same, those of papers of which people taught this client something as they are read by that."""
    if not any(one.papers or _sorts(one) for one in understood):
        return list(understood)
    shelf = Shelf(client_id, person_id, at)
    return [_read(one, shelf) if one.papers else _sorted(one, shelf) for one in understood]


def _sorts(one: Understood) -> bool:
    return bool(one.readings) and documents.type_of(one.type).sort_as_taught is not None


def _sorted(one: Understood, shelf: "Shelf") -> Understood:
    """What came as data and is sorted by its words: anew by the client's own classifier, where it has one."""
    sort = documents.type_of(one.type).sort_as_taught if one.readings else None
    if sort is None or not shelf.mails:
        return one
    return replace(one, readings=tuple(sort(reading, shelf.mails, shelf.name) for reading in one.readings))


def _read(one: Understood, shelf: "Shelf") -> Understood:
    readings = []
    for reading, pages in zip(one.readings, one.papers, strict=True):
        said = as_taught(one.type, pages, shelf)
        readings.append(with_notes(read_twice(said, pages), reading) if said else reading)
    return replace(one, readings=tuple(readings))


def as_taught(type: str, pages: Sequence[Page], shelf: "Shelf") -> Reading | None:
    """What the pages of one document say by what people taught; None where nobody did, or nothing can be read so."""
    reader = documents.type_of(type).read_as_taught
    teaching = shelf.teaching(type, pages) if reader else None
    said = read_as_taught(reader, pages, teaching) if reader and teaching else ()
    return said[0] if not isinstance(said, Refused) and len(said) == 1 else None


class Shelf:
    """The papers of a client that people have shown values on, each taken down once; mails: its own classifier of mails, b'' where it has
    none."""

    def __init__(self, client_id: int, person_id: int | None, at: datetime) -> None:
        self._client_id, self._person_id, self._at = client_id, person_id, at
        self._papers: dict[int, TaughtPaper | None] = {}
        with access.acting(clients=[client_id], person_id=person_id, at=at):
            self._senders = documents.senders(client_id)
            self._model, self._kinds, self.mails = (schooling.own_content(client_id, one, at) for one in schooling.PURPOSES)
        self.name = schooling.name_of(client_id)

    def teaching(self, type: str, pages: Iterable[Page]) -> Teaching | None:
        """What is known of these pages; None where nobody taught anything about them."""
        papers = self._of_sender(type, documents.squeezed("".join(word.text for page in pages for word in page.words)))
        is_taught = papers or self._model or self._kinds
        return Teaching(self._model, self.name, papers, self._kinds) if is_taught else None

    def _of_sender(self, type: str, text: str) -> list[TaughtPaper]:
        """The papers of the sender who is named there most surely: by a number rather than by a name, by the longer one of two."""
        named = [one for one in self._senders if one.type == type and one.sender in text]
        best = min(named, key=lambda one: (one.place, -len(one.sender)), default=None)
        return self._taken_down(best) if best else []

    def _taken_down(self, sender: Sender) -> list[TaughtPaper]:
        wanted = [one for one in sender.papers if one not in self._papers]
        if wanted:
            self._papers |= {**dict.fromkeys(wanted), **self._opened(wanted)}
        return [paper for one in sender.papers if (paper := self._papers[one])]

    def _opened(self, ids: Sequence[int]) -> dict[int, TaughtPaper]:
        with access.acting(clients=[self._client_id], person_id=self._person_id, at=self._at):
            told = documents.examples_of(ids, self._client_id)
            pages = {row.id: _pages(row) for row in documents.known(ids)}
        found = {}
        for one in told:
            if pages[one.document_id]:
                on = one.on.isoformat() if one.on else ""
                found[one.document_id] = TaughtPaper(one.document_id, one.number, on, pages[one.document_id], one.shown)
        return found


def _pages(row: documents.Known) -> list[Page]:
    """The pages of an earlier paper with their words; none where its bytes cannot be had."""
    try:
        return documents.own_pages(row, most=MOST_PAGES)
    except (OSError, Refused):
        return []
