"""Reads of a document's road: one statement a kind of station."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from kantor.kit.sql import Queries
from kantor.spine import cases, documents
from kantor.spine.documents import DocumentRow
from kantor.words import ALSO, FILE_NOTES, SEEMS, Reading

QUERIES = Queries(__file__)


class Past(NamedTuple):
    """Everything that is recorded of one document, each kind in order of time."""

    readings: list[Any]
    checks: list[Any]
    decisions: list[Any]
    confirmations: list[Any]
    effects: list[Any]
    events: list[Any]
    letters: list[Any]
    open_items: list[Any]
    family: list[Any]


def past(row: DocumentRow) -> Past:
    given = {"client_id": row.client_id, "document_id": row.id}
    return Past(
        readings=_readable(row, QUERIES.rows("readings", **given), content={"reader": "", "values": {}, "tables": {}}),
        checks=_readable(row, QUERIES.rows("checks", **given), findings=[], facts=[]),
        decisions=_readable(row, QUERIES.rows("decisions", **given), reason=""),
        confirmations=QUERIES.rows("confirmations", **given),
        effects=_readable(row, QUERIES.rows("effects", **given), parts=[]),
        events=[one._replace(content=cases.spoken_again(row.id, one.content)) for one in QUERIES.rows("events", **given)],
        letters=QUERIES.rows("letters", **given),
        open_items=QUERIES.rows("open_items", **given),
        family=QUERIES.rows("family", **given, parent_id=row.parent_id),
    )


def _readable(document: DocumentRow, rows: list[Any], **erased: Any) -> list[Any]:
    """Rows of a confidential document as people may see them; erased: what stands in a column where nobody can read it any more."""
    if not document.confidential:
        return rows
    whole = documents.opened([{**row._asdict(), "document_id": document.id} for row in rows], list(erased))
    shown = [{name: blank if one[name] is None else one[name] for name, blank in erased.items()} for one in whole]
    return [row._replace(**values) for row, values in zip(rows, shown, strict=True)]


class Difference(NamedTuple):
    """A value that a version changed. address: `number`, or `lines.0.net` for a table's cell; before, after: '' where there is none;
    page: from which a person took it, 0 where it was typed or read."""

    address: str
    before: str
    after: str
    source: str
    page: int = 0


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """What changed from one version to the next, by address; not what is merely kept for another form now, nor notes about the file."""
    old, new = ({address: one for address, one in Reading.from_json(told).every() if one.text} for told in (before, after))
    changed = [address for address in {**old, **new} if _text(old, address) != _text(new, address) and not _is_note(address)]
    gone = {_field(one): old[one].text for one in changed if one not in new}
    came = {_field(one): new[one].text for one in changed if one not in old}
    moved = {field for field, text in gone.items() if came.get(field) == text}
    changed = [address for address in changed if _field(address) not in moved]
    return [
        Difference(address, _text(old, address), _text(new, address), _source(new, address), _page(new, address)) for address in changed
    ]


def _field(address: str) -> str:
    """The address of a value, on whatever form it is kept."""
    return address.rpartition(":")[2] if address.startswith(ALSO) else address


def _is_note(address: str) -> bool:
    """Whether the house noted it beside the fields of the form."""
    key = _field(address).partition(".")[0]
    return key in FILE_NOTES or key == SEEMS


def _text(values: Mapping[str, Any], address: str) -> str:
    return values[address].text if address in values else ""


def _source(values: Mapping[str, Any], address: str) -> str:
    return str(values[address].source.kind) if address in values else ""


def _page(values: Mapping[str, Any], address: str) -> int:
    taken = values[address].source if address in values else None
    return int(taken.page) if taken and taken.kind == "person" and taken.box else 0
