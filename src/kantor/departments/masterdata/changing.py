"""A change of a supplier or customer beside what the records say: what held when it was begun, which fields differ, what the party gets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kantor.countries import check_vat_id, normalised
from kantor.words import Answers, Ask, Reading, Source, Value
from kantor.words.field import BEFORE
from kantor.words.party import PartyChange

COLUMNS = ("name", "country", "language", "email", "payment_days")
ADDRESS = ("street", "postcode", "town")
NUMBERS = ("vat_id", "tax_number")
SCHEMES: Mapping[str, Sequence[str]] = {"vat_id": ("vat", "npwp", "nip"), "tax_number": ("tax",)}
"""Field -> the schemes under which its number may be kept, the first one found is shown."""
RECORDS = Source("suggestion", "master_data")

Values = dict[str, str | Mapping[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Changing:
    """How parties of one role are changed. terms: fields of the form that are kept as what is agreed with the party."""

    role: str
    terms: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Those that say something about the party."""
        return (*COLUMNS, *ADDRESS, *NUMBERS, *self.terms)

    def stated(self, known: Mapping[str, Any]) -> dict[str, str]:
        """The record as the fields of the form say it."""
        columns = {field: "" if known[field] is None else str(known[field]) for field in COLUMNS}
        address = {field: str(known["address"].get(field, "")) for field in ADDRESS}
        agreed = {field: str(known["terms"].get(field, "")) for field in self.terms}
        return columns | address | {field: (number_of(known, field) or ("", ""))[1] for field in NUMBERS} | agreed

    def changed(self, reading: Reading) -> list[str]:
        """The fields that shall be other than they were; a number with other spaces is the same number."""
        return [field for field in self.fields if not is_same(field, reading.text(field), reading.before(field) or "")]

    def asks(self, reading: Reading) -> tuple[Ask, ...]:
        holders = (self.holder_of(reading, field) for field in NUMBERS if reading.text(field))
        return (Ask("parties.party", (reading.text("party_id"),)), record(reading), *holders)

    def holder_of(self, reading: Reading, field: str) -> Ask:
        """Whose number it is."""
        vat_id, tax_number = (reading.text(one) if one == field else "" for one in NUMBERS)
        return Ask(f"parties.{self.role}", (vat_id, "", tax_number, ""))

    def begun(self, reading: Reading, answers: Answers) -> Reading:
        """The reading with what held before; unchanged where it has that already, so that a change meanwhile is noticed."""
        known = answers.get(record(reading))
        if not known or reading.before("party_id") is not None:
            return reading
        held = {field: Value(text, RECORDS) for field, text in self.stated(known).items()}
        base = {BEFORE + field: value for field, value in held.items()} | {BEFORE + "party_id": Value(reading.text("party_id"), RECORDS)}
        return replace(reading, values={**held, **reading.values, **base})

    def part(self, reading: Reading, known: Mapping[str, Any]) -> PartyChange:
        """The change as one part; those values and numbers that it replaces are named, so that no change in between is lost."""
        fields = set(self.changed(reading))
        values: Values = {field: reading.text(field) for field in COLUMNS if field in fields}
        was: Values = {field: reading.before(field) or "" for field in COLUMNS if field in fields}
        for column, keys in (("address", ADDRESS), ("terms", self.terms)):
            if fields & set(keys):
                values[column], was[column] = _with(known[column], reading, keys), dict(known[column])
        lost = (number_of(known, field) for field in NUMBERS if field in fields)
        return PartyChange(
            party_id=int(reading.text("party_id")),
            values=values,
            was=was,
            gets=tuple(_gets(reading, fields)),
            loses=tuple(number for number in lost if number),
        )


def record(reading: Reading) -> Ask:
    return Ask("parties.record", (reading.text("party_id"),))


def number_of(known: Mapping[str, Any], field: str) -> tuple[str, str] | None:
    """(scheme, number) that the field shows."""
    kept = dict(reversed(known["identifiers"]))
    return next(((scheme, kept[scheme]) for scheme in SCHEMES[field] if scheme in kept), None)


def is_same(field: str, one: str, other: str) -> bool:
    return normalised(one) == normalised(other) if field in NUMBERS else one == other


def _with(known: Mapping[str, str], reading: Reading, keys: Sequence[str]) -> dict[str, str]:
    """What was kept together with what the form has of it; what else was kept stays."""
    kept = {key: text for key, text in known.items() if key not in keys}
    return kept | {key: text for key in keys if (text := reading.text(key))}


def _gets(reading: Reading, fields: set[str]) -> Iterator[tuple[str, str]]:
    """(scheme, number): in Poland a NIP may stand without PL in front, in Indonesia it is the NPWP."""
    vat_id, country = reading.text("vat_id"), reading.text("country").upper()
    if "vat_id" in fields and vat_id:
        national = {"ID": "npwp", "PL": "vat" if check_vat_id(vat_id).valid else "nip"}
        yield national.get(country, "vat"), vat_id
    if "tax_number" in fields and reading.text("tax_number"):
        yield "tax", reading.text("tax_number")
