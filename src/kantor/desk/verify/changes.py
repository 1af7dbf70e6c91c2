"""What a person changed on the form, taken from the request and held against what the document says now."""

from collections.abc import Collection, Iterator, Mapping

from django.http import QueryDict

from kantor.desk.verify.form import READ_ONLY
from kantor.desk.verify.original import MOST_PAGES
from kantor.desk.verify.typed import is_readable, shown_text, typed_text
from kantor.spine import ledger, parties
from kantor.words import DocumentType, Field, Finding, Kind, Reading, Severity, Source
from kantor.words.field import number, row_id

PREFIX = "field:"
PLACE = "place:"
MOST_NEW_ROWS = 100


def changes_of(type: DocumentType, reading: Reading, posted: QueryDict) -> dict[str, str]:
    """Address -> normalised text, of the fields that were sent and differ, and of what follows from them."""
    changes = typed(type, reading, posted)
    return {**changes, **chosen(type, reading, changes)}


def typed(type: DocumentType, reading: Reading, posted: QueryDict | Mapping[str, str]) -> dict[str, str]:
    """Address -> normalised text, of the fields that were sent and differ; what is not declared is passed over."""
    currency = reading.text("currency")
    current = {address: value.text for address, value in reading.every()}
    changes = {}
    for name, text in posted.items():
        field = declared(type, reading, name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
        if field is None:
            continue
        address, was = name.removeprefix(PREFIX), current.get(name.removeprefix(PREFIX), "")
        normalised = typed_text(field.kind, str(text))
        if str(text) != shown_text(field.kind, was, currency) and not _is_same(normalised, was):
            changes[address] = normalised
    return changes


def places_of(changes: Collection[str], posted: QueryDict) -> dict[str, Source]:
    """Address -> the place on a page from which the person took the value, sent as `page x0 y0 x1 y1` in parts of the page."""
    found = {address: place_of(posted.get(f"{PLACE}{address}", "")) for address in changes}
    return {address: place for address, place in found.items() if place is not None}


def place_of(text: str) -> Source | None:
    """A place on a page as the browser sends it; None where it is none."""
    page, *edges = [number(part) for part in text.split()] or [None]
    if page is None or not 1 <= page <= MOST_PAGES or len(edges) != 4:
        return None
    box = tuple(float(edge) for edge in edges if edge is not None and 0 <= edge <= 1)
    return Source("person", page=int(page), box=box) if len(box) == 4 and box[0] <= box[2] and box[1] <= box[3] else None


def _is_same(typed: str, was: str) -> bool:
    """21.9 and 21.90 are one number."""
    return typed == was or (number(typed) is not None and number(typed) == number(was))


def chosen(type: DocumentType, reading: Reading, changes: Mapping[str, str]) -> dict[str, str]:
    """Whoever chooses a business partner need not type its name and country as well, where the document does not state them."""
    field = next((field for field in type.fields if field.kind is Kind.PARTY and row_id(changes.get(field.key, "")) is not None), None)
    party_id = row_id(changes[field.key]) if field else None
    party = parties.party(party_id) if party_id is not None else None
    if field is None or party is None:
        return {}
    known = {one.key: party.name for one in type.fields if one.column == "party_name"}
    known |= {one.key: party.country for one in type.fields if one.kind is Kind.COUNTRY and one.group == field.group}
    return {key: text for key, text in known.items() if not reading.text(key) and key not in changes}


def mistyped(type: DocumentType, reading: Reading, client_id: int) -> list[Finding]:
    """What a person typed and nobody can read or book: dates and numbers that are none, accounts that the chart does not have."""
    typed = [
        (address, value.text, field.kind)
        for address, value in reading.every()
        if value.text and value.source.kind == "person" and (field := declared(type, reading, address))
    ]
    chart = {row.number for row in ledger.accounts(client_id)} if any(kind is Kind.ACCOUNT for _, _, kind in typed) else set()
    found = [("desk.unreadable", address, text) for address, text, kind in typed if not is_readable(kind, text)]
    found += [("desk.account_unknown", address, text) for address, text, kind in typed if kind is Kind.ACCOUNT and text not in chart]
    return [Finding(key=key, severity=Severity.STOP, field=address, evidence={"found": text}) for key, address, text in found]


def declared(type: DocumentType, reading: Reading, address: str) -> Field | None:
    """The declaration of a field or of a table's cell; None for what may not be typed."""
    parts = address.split(".")
    if len(parts) == 1:
        return next((field for field in type.fields if field.key == address), None)
    if len(parts) != 3 or parts[0] in READ_ONLY or row_id(parts[1]) is None:
        return None
    if int(parts[1]) > len(reading.rows(parts[0])) + MOST_NEW_ROWS:
        return None
    return next((column for column in _columns(type, parts[0]) if column.key == parts[2]), None)


def _columns(type: DocumentType, table: str) -> Iterator[Field]:
    for declared in type.tables:
        if declared.key == table:
            yield from declared.columns
