"""Reading a document once more from the pages that are its own now: what people typed stays, what a machine read is renewed."""

from collections.abc import Callable, Mapping, Sequence

from kantor.engines.reading import MAX_PAGES, Refused
from kantor.spine import documents
from kantor.spine.cases.teaching import Shelf, as_taught
from kantor.spine.cases.understanding import carrying, noted, said
from kantor.spine.documents import DocumentRow, Leaf
from kantor.words import ALSO, NOBODY, PAGES, Page, Reading, Source, Value, turned_box
from kantor.words.field import BEFORE

TYPED = "person"
Row = Mapping[str, Value]


def read_anew(row: DocumentRow, type: str, old: Reading | None, before: Sequence[Leaf], shelf: Shelf) -> Reading:
    """What the document says now. before: its pages when `old` was read; shelf: what people taught its client. What was read in data, and
    not on pages, stays as it is.

    Raises OSError where the bytes are out of reach.
    """
    now = documents.own_leaves(row) or ()
    if old is None:
        return fresh(row, type, shelf)
    put = _follows(before, now)
    if old.reader != NOBODY and not old.reader.startswith(PAGES):
        return _followed(old, put)
    return merged(_followed(old, put), fresh(row, type, shelf))


def fresh(row: DocumentRow, type: str, shelf: Shelf) -> Reading:
    """What a machine reads on the pages of the document, in the fields of a type."""
    pages = pages_of(row)
    taught = as_taught(type, pages, shelf) if any(page.words for page in pages) else None
    found = (taught,) if taught else said(documents.type_of(type), pages)
    told = noted(found[0] if found else Reading(reader=NOBODY), pages, documents.why_unread([row.id]).get(row.id, {}))
    return carrying(told, _carried(row))


def _carried(row: DocumentRow) -> Sequence[tuple[str, str]]:
    try:
        return documents.carried(row)
    except Refused:
        return ()


def pages_of(row: DocumentRow) -> Sequence[Page]:
    try:
        return documents.own_pages(row, most=MAX_PAGES)
    except Refused:
        return ()


def merged(old: Reading, new: Reading) -> Reading:
    """The new reading with everything that a person typed into the old one."""
    kept = {key: value for key, value in old.values.items() if value.source.kind == TYPED or key.startswith((BEFORE, ALSO))}
    tables = {
        key: old.rows(key) if key.startswith(ALSO) else _rows(old.rows(key), new.rows(key))
        for key in dict.fromkeys((*new.tables, *old.tables))
    }
    return Reading(reader=new.reader, values={**new.values, **kept}, tables={key: rows for key, rows in tables.items() if rows})


def _rows(old: Sequence[Row], new: Sequence[Row]) -> tuple[Row, ...]:
    """Typed cells stand in the row that they were typed into where it was read again, else their whole row stays behind the others."""
    rows: list[Row] = list(new)
    for index, row in enumerate(old):
        typed = {key: value for key, value in row.items() if value.source.kind == TYPED}
        if not typed:
            continue
        if index < len(new) and _is_same(row, new[index]):
            rows[index] = {**new[index], **typed}
        else:
            rows.append(row)
    return tuple(rows)


def _is_same(old: Row, new: Row) -> bool:
    """Whether something that a machine read in the old row stands in the new one."""
    return any(value.text and key in new and new[key].text == value.text for key, value in old.items() if value.source.kind == "page")


def _followed(reading: Reading, put: Callable[[Source], Source]) -> Reading:
    """The reading with the places of its values where their pages are now."""

    def row(values: Row) -> dict[str, Value]:
        return {key: value._replace(source=put(value.source)) if value.source.page else value for key, value in values.items()}

    tables = {key: tuple(row(one) for one in rows) for key, rows in reading.tables.items()}
    return Reading(reader=reading.reader, values=row(reading.values), tables=tables)


def _follows(before: Sequence[Leaf], now: Sequence[Leaf]) -> Callable[[Source], Source]:
    """Where a place on a page is now: on the same sheet of paper, wherever that lies; nowhere where it went to another document."""
    was = {leaf.place: leaf for leaf in before}
    lies = {leaf.is_of: leaf for leaf in now}

    def put(source: Source) -> Source:
        old = was.get(source.page)
        new = lies.get(old.is_of) if old else None
        if old is None or new is None:
            return source._replace(page=0, box=None)
        box = turned_box(source.box, (new.turned - old.turned) % 360) if source.box else None
        return source._replace(page=new.place, box=box)

    return put
