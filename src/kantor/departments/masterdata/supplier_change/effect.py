"""The supplier gets its new values and numbers; those that they replace are named, so that no change in between is lost."""

from collections.abc import Iterator, Mapping

from kantor.countries import check_vat_id
from kantor.departments.masterdata.supplier_change.document import ADDRESS, COLUMNS, NUMBERS
from kantor.departments.masterdata.supplier_change.record import changed, number_of, record
from kantor.words import Effect, Reading, Verified
from kantor.words.party import PartyChange

Values = dict[str, str | Mapping[str, str]]


def effect(verified: Verified) -> Effect:
    """Pure: the change as one part, when two people have decided. LookupError where the supplier is not known."""
    reading = verified.reading
    known = verified.answers.get(record(reading))
    if known is None:
        raise LookupError("the supplier is not known")
    fields = set(changed(reading))
    values: Values = {field: reading.text(field) for field in COLUMNS if field in fields}
    was: Values = {field: reading.before(field) or "" for field in COLUMNS if field in fields}
    if fields & set(ADDRESS):
        values["address"], was["address"] = _address(known["address"], reading), dict(known["address"])
    lost = (number_of(known, field) for field in NUMBERS if field in fields)
    part = PartyChange(
        party_id=int(reading.text("party_id")),
        values=values,
        was=was,
        gets=tuple(_gets(reading, fields)),
        loses=tuple(number for number in lost if number),
    )
    return Effect(parts=(part,))


def _address(known: Mapping[str, str], reading: Reading) -> dict[str, str]:
    """The address with the three parts that the form has; what else was kept of it stays."""
    kept = {key: text for key, text in known.items() if key not in ADDRESS}
    return kept | {field: text for field in ADDRESS if (text := reading.text(field))}


def _gets(reading: Reading, fields: set[str]) -> Iterator[tuple[str, str]]:
    """(scheme, number): in Poland a NIP may stand without PL in front, in Indonesia it is the NPWP."""
    vat_id, country = reading.text("vat_id"), reading.text("country").upper()
    if "vat_id" in fields and vat_id:
        national = {"ID": "npwp", "PL": "vat" if check_vat_id(vat_id).valid else "nip"}
        yield national.get(country, "vat"), vat_id
    if "tax_number" in fields and reading.text("tax_number"):
        yield "tax", reading.text("tax_number")
