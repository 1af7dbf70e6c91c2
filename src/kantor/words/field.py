"""Fields of a document type, and a reading: the values of one document with the place each came from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

Derived = TypeVar("Derived")


class Kind(StrEnum):
    """How a field is typed in, checked and shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    AMOUNT = "amount"
    NUMBER = "number"
    PERCENT = "percent"
    CURRENCY = "currency"
    COUNTRY = "country"
    IBAN = "iban"
    VAT_ID = "vat_id"
    PARTY = "party"
    ACCOUNT = "account"
    TAX_CODE = "tax_code"
    COST_CENTRE = "cost_centre"
    CHOICE = "choice"


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A field of a document type.

    key: stable name, its label is the translation of `<type>.<key>`; group: heading on the form; column: the typed column of the
    document row that repeats it for lists and search (`number`, `document_on`, `due_on`, `amount`, `currency`, `party_id`) or None;
    choices: codes of a CHOICE field; is_wide: it takes two thirds of a line of the form instead of one; role: of a PARTY
    field, whether it offers only customers (`customer`) or suppliers (`supplier`), '' for all; is_usual: of a table's column, whether it
    is shown where no row has a value of it.
    """

    key: str
    kind: Kind = Kind.TEXT
    group: str = "document"
    required: bool = False
    column: str | None = None
    choices: tuple[str, ...] = ()
    is_wide: bool = False
    role: str = ""
    is_usual: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A repeated group of fields, e.g. the lines of an invoice. grows: whether people add rows; where they do not, the table is shown only
    where the document came with some."""

    key: str
    columns: tuple[Field, ...]
    grows: bool = True


class Source(NamedTuple):
    """Where a value came from: kind `xml` (path), `page` (page from 1, box x0 y0 x1 y1 in parts of the page), `person`, `suggestion`
    (path names what suggested it: `order`, `history`, `master_data`), `rule`."""

    kind: str
    path: str = ""
    page: int = 0
    box: tuple[float, float, float, float] | None = None


class Value(NamedTuple):
    """A value as normalised text (dates ISO, numbers with a point, no thousands separators), its source and confidence 0..1."""

    text: str
    source: Source
    confidence: float = 1.0

    def as_json(self) -> list[Any]:
        """[text, confidence, kind, path], followed by [page, box] where the value was seen on a page."""
        source = self.source
        told = [self.text, round(self.confidence, 4), source.kind, source.path]
        return [*told, source.page, list(source.box) if source.box else None] if source.page or source.box else told

    @classmethod
    def from_json(cls, data: Sequence[Any]) -> "Value":
        text, confidence, kind, path, *place = data
        page, box = place or (0, None)
        return cls(text, Source(kind, path, page, tuple(box) if box else None), confidence)


Row = Mapping[str, Value]

BEFORE = "before:"
"""In front of a field's key: what held when a change was begun. No field of its own, so that nobody types it on the form."""

ALSO = "also:"
"""In front of type and key: what was read for another form of the document and has no field in this one; it comes back with that form."""

PAGES = "pages"
"""How Reading.reader begins where a model found the values on the pages; behind it stand its name and version."""
MAIL_READER = "mail"
"""How it begins for a mail; behind it stand name and version of the classifier that sorted it."""
PASSES = "passes"
"""Source.path of a value from a page whose confidence is as high as the model's own gate asks for."""
NOBODY = "none"
"""Reading.reader of a file without data of its own: what its pages say was not read, or is not known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One immutable version of what a document says: values by field key, rows by table key, and who or what read it.

    document_id: the document that says so, 0 before it is filed; not part of what is stored.
    """

    reader: str
    values: Row = field(default_factory=dict)
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    document_id: int = 0
    _derived: dict[Callable[["Reading"], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, derive: "Callable[[Reading], Derived]") -> Derived:
        """What `derive` makes of this reading, worked out once however many rules ask."""
        if derive not in self._derived:
            self._derived[derive] = derive(self)
        derived: Derived = self._derived[derive]
        return derived

    def text(self, key: str) -> str:
        value = self.values.get(key)
        return value.text if value else ""

    def text_at(self, address: str) -> str:
        """The same of a field or a table's cell, `lines.0.net`."""
        try:
            return self.value_at(address).text
        except (KeyError, IndexError):
            return ""

    def value_at(self, address: str) -> Value:
        """A field's value or that of a table's cell. KeyError or IndexError where there is none."""
        if "." not in address:
            return self.values[address]
        table, index, column = address.split(".")
        return self.rows(table)[int(index)][column]

    def before(self, key: str) -> str | None:
        """What held of this field when the change was begun; None where the document changes nothing that was there before."""
        value = self.values.get(BEFORE + key)
        return value.text if value else None

    def number(self, key: str) -> Decimal | None:
        return number(self.text(key))

    def date(self, key: str) -> date | None:
        return day(self.text(key))

    def rows(self, table: str) -> tuple[Row, ...]:
        return self.tables.get(table, ())

    def every(self) -> Iterator[tuple[str, Value]]:
        """Each value with its address: `number`, or `lines.0.net` for a table's cell."""
        yield from self.values.items()
        for table, rows in self.tables.items():
            for index, row in enumerate(rows):
                for key, value in row.items():
                    yield f"{table}.{index}.{key}", value

    def as_json(self) -> dict[str, Any]:
        return {
            "reader": self.reader,
            "values": {key: value.as_json() for key, value in self.values.items()},
            "tables": {
                table: [{key: value.as_json() for key, value in row.items()} for row in rows] for table, rows in self.tables.items()
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Reading":
        return cls(
            reader=data["reader"],
            values={key: Value.from_json(value) for key, value in data["values"].items()},
            tables={
                table: tuple({key: Value.from_json(value) for key, value in row.items()} for row in rows)
                for table, rows in data["tables"].items()
            },
        )


MOST_DIGITS = 16
"""Before the point; what is larger is a slip of the hand, and no amount that books could keep."""
MOST_PLACES = 30
MOST_ID_DIGITS = 18


@lru_cache(maxsize=8192)  # suggestions, rules and effect each ask for the same few amounts
def number(text: str) -> Decimal | None:
    """None for what is no finite number, and for one that is too large or has too many places for any book."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    exponent = found.as_tuple().exponent
    return found if isinstance(exponent, int) and found.adjusted() < MOST_DIGITS and exponent >= -MOST_PLACES else None


def row_id(text: str) -> int | None:
    """The id of a party or another row as it stands in a field; None for anything that cannot be one, such as ² or thirty digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_ID_DIGITS else None


def cell(row: Row, key: str) -> str:
    """What stands in a cell of a table's row, '' where nothing does."""
    value = row.get(key)
    return value.text if value else ""


@lru_cache(maxsize=1024)
def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
