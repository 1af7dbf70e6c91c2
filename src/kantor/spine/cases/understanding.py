"""What arrived files turn out to be: recognised by a document type, and read by its reader behind the walls of the sandbox."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from kantor.engines.codes import apart, is_between
from kantor.engines.reading import OFFICE, Refused, carried, engines, is_harmful, pages, read_each, read_pages, recognised
from kantor.spine import documents
from kantor.words import (
    CARRIED,
    NOBODY,
    READ_TWICE,
    UNREAD_PAGES,
    DocumentType,
    Finding,
    Page,
    ReadFile,
    Reading,
    Severity,
    Source,
    Value,
    lies_in,
    placed,
)

Why = Mapping[int, str]
"""The keys of the reasons why pages could not be read, by number."""
Seen = Mapping[int, Page | None]
"""Pages of a scan that were read before, by number; None for one that could not be."""
PAGED = frozenset({"application/pdf", "image/png", "image/jpeg", "image/tiff", "image/webp"}) | OFFICE
"""Media types of files whose pages are read where they hold no data."""

MOST_TOLD = 50
"""Words of which is told what a second engine read there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Understood:
    """What a file turned out to be: the type and one reading for each document in it, or the reason why it is refused.

    unread: pages of a scan whose words somebody must recognise before more can be said; pages: those that were recognised right away;
    piles: where sheets between them divide the pages, the numbers of those of each reading; between: those sheets;
    papers: for each reading the pages that it was read off, numbered from 1; none where the file has data of its own.
    """

    type: str = ""
    readings: tuple[Reading, ...] = ()
    refusal: Finding | None = None
    unread: tuple[int, ...] = ()
    pages: tuple[Page, ...] = ()
    piles: tuple[tuple[int, ...], ...] = ()
    between: tuple[int, ...] = ()
    papers: tuple[Sequence[Page], ...] = ()


def understand(file: ReadFile) -> Understood:
    """Recognise and read a file; pure apart from the limited process in which a type's reader runs. Never raises for bad input."""
    return understand_each([file])[0]


def understand_each(
    files: Sequence[ReadFile], *, seen: Sequence[Seen] = (), why: Sequence[Why] = (), reads_scans: bool = False
) -> list[Understood]:
    """Each file, as `understand` does it; the XML among them shares a process until one of them misbehaves.

    seen: for each file the pages of its scan that were read before, why: the reasons where one could not be;
    reads_scans: read the pages of scans here and now, seconds for each.
    """
    understood: list[Understood] = [_unknown(file) for file in files]
    by_type: dict[str, tuple[DocumentType, list[int]]] = {}
    for place, file in enumerate(files):
        type = documents.recognise(file)
        if type is not None and type.read is not None:
            by_type.setdefault(type.key, (type, []))[1].append(place)
        elif is_harmful(file.data):
            understood[place] = _understood("", Refused("harmful", name="EICAR"))
    for type, places in by_type.values():
        assert type.read is not None
        answers = read_each(type.read, [files[place] for place in places], xml_most_bytes=settings.KANTOR.xml_limit_bytes)
        for place, told in zip(places, answers, strict=True):
            known = _understood(type.key, told)
            has_only_pages = files[place].media_type in PAGED and [reading.reader for reading in known.readings] == [NOBODY]
            if has_only_pages:
                before = (seen[place] if seen else {}, why[place] if why else {})
                known = _on_its_pages(type, files[place], known, *before, reads_scans=reads_scans)
            understood[place] = known
    return understood


def _on_its_pages(type: DocumentType, file: ReadFile, known: Understood, seen: Seen, why: Why, *, reads_scans: bool) -> Understood:
    """What the pages say of a file that has no data of its own, where the type knows how to read them; scans have to be read first.

    What is no picture either can only be read: an office file whose pages cannot be set is refused with the reason."""
    try:
        sheets = pages(file.data)
        beside = carried(file.data) if file.media_type in OFFICE else []
    except Refused as refused:
        return _understood(type.key, refused) if file.media_type in OFFICE else known
    unread = tuple(page.number for page in sheets if not page.read_by and page.number not in seen)
    if unread and not reads_scans:
        return replace(known, unread=unread)
    tried = {number: _recognised(file.data, number) for number in unread}
    fresh = {number: page for number, page in tried.items() if isinstance(page, Page)}
    reasons = {**why, **{number: reason for number, reason in tried.items() if isinstance(reason, str)}}
    whole = [fresh.get(page.number) or seen.get(page.number) or page for page in sheets]
    piles = apart(whole)
    read = [[noted(one, pile, reasons) for one in said(type, in_order(pile)) or known.readings] for pile in piles]
    dealt: tuple[tuple[int, ...], ...] = ()
    if len(piles) > 1 and all(len(one) == 1 for one in read):
        dealt = tuple([tuple([page.number for page in pile]) for pile in piles])
    between = tuple([page.number for page in whole if is_between(page)]) if dealt else ()
    readings = tuple([carrying(reading, beside) for one in read for reading in one])
    papers = tuple([in_order(pile) for pile, one in zip(piles, read, strict=True) for _ in one])
    return replace(known, readings=readings, pages=tuple(fresh.values()), piles=dealt, between=between, papers=papers)


def in_order(pile: Sequence[Page]) -> list[Page]:
    """The pages of one document, numbered from 1."""
    return [page if page.number == place else placed(page, place) for place, page in enumerate(pile, 1)]


def said(type: DocumentType, pages: Sequence[Page]) -> tuple[Reading, ...]:
    """What the type reads on the pages of one document; nothing where it does not know how, or fails: a person looks at them."""
    told = read_pages(type.read_pages, pages) if type.read_pages and any(page.words for page in pages) else ()
    return () if isinstance(told, Refused) else told


def carrying(reading: Reading, beside: Iterable[tuple[str, str]]) -> Reading:
    """The reading, with what its file carries besides its text: (kind, name)."""
    return _with(reading, CARRIED, [{"kind": kind, "name": name} for kind, name in beside])


def filled(reading: Reading, type: DocumentType, pages: Sequence[Page]) -> Reading:
    """The reading on the form of a type, its gaps filled with what that reads on the pages."""
    found = said(type, pages)
    fields = {field.key for field in type.fields}
    gaps = {key: value for one in found[:1] for key, value in one.values.items() if key in fields and not reading.text(key)}
    return Reading(reader=reading.reader, values={**reading.values, **gaps}, tables=reading.tables) if gaps else reading


def noted(reading: Reading, pile: Sequence[Page], why: Why) -> Reading:
    """The reading, with the pages of its document that nobody could read and the reasons, by their number in the original."""
    unread = [{"page": str(place), "reason": why.get(page.number, "")} for place, page in enumerate(pile, 1) if not page.read_by]
    return _with(read_twice(reading, pile), UNREAD_PAGES, unread)


def read_twice(reading: Reading, pile: Sequence[Page]) -> Reading:
    """The reading, with what a second engine read otherwise of its values; a value of several words may have several."""
    rows = []
    for field, value in reading.values.items():
        place, box = value.source.page, value.source.box
        if value.source.kind != "page" or not box or not 1 <= place <= len(pile):
            continue
        first, _, second = engines(pile[place - 1].read_by).partition(" + ")
        for word in pile[place - 1].words:
            if word.otherwise and lies_in(word, box):
                told = {"field": field, "page": str(place), "read": word.text, "otherwise": word.otherwise}
                rows.append({**told, "first": first, "second": second})
    return _with(reading, READ_TWICE, rows[:MOST_TOLD])


def _with(reading: Reading, table: str, rows: Sequence[Mapping[str, str]]) -> Reading:
    """The reading with a table of what was noted about its file; as it is where that is nothing."""
    if not rows:
        return reading
    told = tuple({key: Value(text, Source("rule", "file")) for key, text in row.items()} for row in rows)
    return Reading(reader=reading.reader, values=reading.values, tables={**reading.tables, table: told})


def with_notes(reading: Reading, before: Reading) -> Reading:
    """A reading by other eyes, with what was noted about the file before."""
    notes = {key: before.tables[key] for key in (UNREAD_PAGES, CARRIED) if before.rows(key)}
    return Reading(reader=reading.reader, values=reading.values, tables={**reading.tables, **notes}) if notes else reading


def _recognised(data: bytes, number: int) -> Page | str:
    """The reason where a page cannot be read: a person looks at it."""
    try:
        return recognised(data, page=number, tessdata=settings.KANTOR.tessdata)
    except Refused as refused:
        return refused.key


def _unknown(file: ReadFile) -> Understood:
    return Understood(refusal=Finding(key="documents.not_recognised", severity=Severity.STOP, evidence={"media_type": file.media_type}))


def _understood(type: str, told: tuple[Reading, ...] | Refused) -> Understood:
    if isinstance(told, Refused):
        key = told.key if "." in told.key else f"reading.{told.key}"
        return Understood(type=type, refusal=Finding(key=key, severity=Severity.STOP, evidence=told.evidence))
    if not told:
        return Understood(type=type, refusal=Finding(key="documents.nothing_inside", severity=Severity.STOP))
    return Understood(type=type, readings=told)
