"""Two people in one document: what somebody typed is held against the version of the page and against what others changed since.

Fields that nobody else has changed go together. Where somebody else changed the same field meanwhile, both values are told and nothing is
written, until the person has chosen.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from kantor.desk.sentences import label
from kantor.desk.verify.changes import PREFIX, chosen, declared, typed
from kantor.desk.verify.names import names_for
from kantor.desk.verify.typed import shown_text
from kantor.desk.visit import Visit
from kantor.spine import access, documents
from kantor.spine.documents import Refusal, Version
from kantor.words import ALSO, DocumentType, Kind, Reading
from kantor.words.field import row_id

VERSION = "version"
SEEN = "version:"
"""In front of an address: the version at which this field was seen, where that is not the page's."""
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Other:
    """A field that somebody else changed since it was seen. before, now: as shown; value: now, as the form carries it; mine: what this
    person typed, as shown, None where nothing was typed there."""

    address: str
    label: str
    before: str
    now: str
    value: str
    by: str
    by_id: int | None
    at: datetime
    mine: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """changes: address -> normalised text, to be saved on the newest version; conflicts: typed, and changed by somebody else meanwhile;
    unseen: changed by others and not seen on this page; version: the newest."""

    changes: Mapping[str, str]
    conflicts: tuple[Other, ...]
    unseen: tuple[Other, ...]
    version: int


def merged(visit: Visit, type: DocumentType, posted: QueryDict) -> Merged:
    """What was posted, on the newest version. Refusal where the page does not say from which version it was made."""
    assert visit.document is not None
    seen = _seen(posted)
    versions = documents.versions(visit.document.id, min(seen.values()))
    by_number = {one.version: one.reading for one in versions}
    if not {*seen.values()} <= by_number.keys():
        raise Refusal("desk.verify.version_missing", document_id=visit.document.id)
    current = versions[-1].reading
    mine = {address: text for address, text in _typed(type, by_number, seen, posted).items() if text != _text(current, address)}
    base = {address: by_number[seen.get(address, seen[VERSION])] for address in {*mine, *_addresses(versions)}}
    moved = [address for address, was in base.items() if len(versions) > 1 and _is_moved(was, current, address)]
    left = {address: text for address, text in mine.items() if address not in moved}
    others = _others(visit, type, versions, base, sorted(moved), mine)
    return Merged(
        changes={**left, **chosen(type, current, left)},
        conflicts=tuple(one for one in others if one.mine is not None),
        unseen=tuple(one for one in others if one.mine is None and one.by_id != visit.person_id),
        version=versions[-1].version,
    )


def changed_since(visit: Visit, type: DocumentType, version: int) -> tuple[Other, ...]:
    """What others changed in the document of the visit since a version, to be looked at; () where there is no such version."""
    assert visit.document is not None
    versions = documents.versions(visit.document.id, version)
    if len(versions) < 2 or versions[0].version != version:
        return ()
    base = dict.fromkeys(_addresses(versions), versions[0].reading)
    moved = sorted(address for address, was in base.items() if _is_moved(was, versions[-1].reading, address))
    return tuple(one for one in _others(visit, type, versions, base, moved) if one.by_id != visit.person_id)


def seen_reading(document_id: int, posted: QueryDict) -> Version:
    """The version that the page was made from."""
    number = _seen(posted)[VERSION]
    found = documents.versions(document_id, number)
    if not found or found[0].version != number:
        raise Refusal("desk.verify.version_missing", document_id=document_id)
    return found[0]


def is_typed(posted: QueryDict) -> bool:
    """Whether any field was sent."""
    return any(name.startswith(PREFIX) for name in posted)


def _seen(posted: QueryDict) -> dict[str, int]:
    """`version` -> that of the page, and address -> version of the fields that were seen at another one."""
    own = {name.removeprefix(SEEN): row_id(str(text)) for name, text in posted.items() if name.startswith(SEEN)}
    page = row_id(posted.get(VERSION, ""))
    if page is None:
        raise Refusal("desk.verify.version_missing")
    return {**{address: number for address, number in own.items() if number is not None}, VERSION: page}


def _typed(type: DocumentType, by_number: Mapping[int, Reading], seen: Mapping[str, int], posted: QueryDict) -> dict[str, str]:
    """Address -> normalised text of what was typed, each held against the version at which it was seen."""
    by_version: dict[int, dict[str, str]] = defaultdict(dict)
    for name, text in posted.items():
        if name.startswith(PREFIX):
            by_version[seen.get(name.removeprefix(PREFIX), seen[VERSION])][name] = str(text)
    found: dict[str, str] = {}
    for number, fields in by_version.items():
        found |= typed(type, by_number[number], fields)
    return found


def _addresses(versions: Sequence[Version]) -> set[str]:
    """All that stands in the first or the last of these versions, but for what was told for another form: nobody types it here."""
    return {address for one in (versions[0], versions[-1]) for address, _ in one.reading.every() if ALSO not in address}


def _is_moved(was: Reading, now: Reading, address: str) -> bool:
    """Whether something else stands there by now - or another row, where rows were added or taken out in front of it."""
    if _text(was, address) != _text(now, address):
        return True
    table, _, rest = address.partition(".")
    if not rest or len(was.rows(table)) == len(now.rows(table)):
        return False
    place = int(rest.split(".")[0])
    return _row(was, table, place) != _row(now, table, place)


def _row(reading: Reading, table: str, place: int) -> dict[str, str]:
    rows = reading.rows(table)
    return {key: value.text for key, value in rows[place].items() if value.text} if place < len(rows) else {}


def _text(reading: Reading, address: str) -> str:
    if "." not in address:
        return reading.text(address)
    table, place, column = address.split(".")
    return _row(reading, table, int(place)).get(column, "")


def _others(
    visit: Visit,
    type: DocumentType,
    versions: Sequence[Version],
    base: Mapping[str, Reading],
    moved: Sequence[str],
    mine: Mapping[str, str] = NOTHING,
) -> list[Other]:
    """What was changed meanwhile in fields that people see: who did, and how it is written on the form."""
    if not moved:
        return []
    now = versions[-1].reading
    people = access.names(sorted({one.made_by for one in versions if one.made_by}))
    names = {**names_for(visit, type, versions[0].reading), **names_for(visit, type, now)}

    def shown_as(kind: Kind, text: str) -> str:
        return names.get((kind.value, text), text) if kind is Kind.PARTY else shown_text(kind, text, now.text("currency"))

    found = []
    for address in moved:
        field = declared(type, now, address) or declared(type, versions[0].reading, address)
        if field is None:
            continue
        last = _last(versions, address)
        found.append(
            Other(
                address=address,
                label=label(type.key, address),
                before=shown_as(field.kind, _text(base[address], address)),
                now=shown_as(field.kind, _text(now, address)),
                value=_text(now, address),
                by=people.get(last.made_by or 0, ""),
                by_id=last.made_by,
                at=last.made_at,
                mine=shown_as(field.kind, mine[address]) if address in mine else None,
            )
        )
    return found


def _last(versions: Sequence[Version], address: str) -> Version:
    """The version that brought what stands there now."""
    found = versions[-1]
    for earlier in reversed(versions[:-1]):
        if _is_moved(earlier.reading, found.reading, address):
            break
        found = earlier
    return found
