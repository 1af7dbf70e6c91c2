"""The supplier as it stands in the records, beside what the document says it was and shall be."""

from collections.abc import Mapping, Sequence
from typing import Any

from kantor.countries import normalised
from kantor.departments.masterdata.rules import party, supplier_with
from kantor.departments.masterdata.supplier_change.document import ADDRESS, COLUMNS, NUMBERS, STATED
from kantor.words import Ask, Reading

SCHEMES: Mapping[str, Sequence[str]] = {"vat_id": ("vat", "npwp", "nip"), "tax_number": ("tax",)}
"""Field -> the schemes under which its number may be kept, the first one found is shown."""


def asks(reading: Reading) -> tuple[Ask, ...]:
    numbers = (holder_of(reading, field) for field in NUMBERS if reading.text(field))
    return (party(reading), record(reading), *numbers)


def record(reading: Reading) -> Ask:
    return Ask("parties.record", (reading.text("party_id"),))


def holder_of(reading: Reading, field: str) -> Ask:
    """Whose number it is."""
    return supplier_with(vat_id=reading.text(field)) if field == "vat_id" else supplier_with(tax_number=reading.text(field))


def stated(known: Mapping[str, Any]) -> dict[str, str]:
    """The record as the fields of the form say it."""
    columns = {field: "" if known[field] is None else str(known[field]) for field in COLUMNS}
    address = {field: str(known["address"].get(field, "")) for field in ADDRESS}
    return columns | address | {field: (number_of(known, field) or ("", ""))[1] for field in NUMBERS}


def number_of(known: Mapping[str, Any], field: str) -> tuple[str, str] | None:
    """(scheme, number) that the field shows."""
    kept = dict(reversed(known["identifiers"]))
    return next(((scheme, kept[scheme]) for scheme in SCHEMES[field] if scheme in kept), None)


def changed(reading: Reading) -> list[str]:
    """The fields that shall be other than they were; a number with other spaces is the same number."""
    return [field for field in STATED if not is_same(field, reading.text(field), reading.before(field) or "")]


def is_same(field: str, one: str, other: str) -> bool:
    return normalised(one) == normalised(other) if field in NUMBERS else one == other
