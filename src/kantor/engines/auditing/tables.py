"""The description of tables that a tax audit takes (GoBD, data medium Z3): index.xml by gdpdu-01-09-2004.dtd, our own wording."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from lxml import etree

DTD = "gdpdu-01-09-2004.dtd"


class Column(NamedTuple):
    """holds: `text`, `date` (YYYY-MM-DD), `number` with `places` decimals; key: part of the primary key, and first in the table; refers_to:
    the table whose key stands here."""

    name: str
    holds: Literal["text", "date", "number"] = "text"
    places: int = 0
    key: bool = False
    refers_to: str = ""
    description: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """A table: UTF-8, semicolons, a first line with the names, numbers with a comma."""

    file: str
    name: str
    description: str
    columns: Sequence[Column]


def describe(tables: Sequence[Described], *, supplier: str, place: str, comment: str, from_on: date, until_on: date) -> bytes:
    """index.xml; keys stand before other columns, as the DTD asks."""
    root = etree.Element("DataSet")
    _add(root, "Version", "1.0")
    source = _add(root, "DataSupplier")
    for tag, text in (("Name", supplier), ("Location", place), ("Comment", comment)):
        _add(source, tag, text)
    media = _add(root, "Media")
    _add(media, "Name", f"{from_on.isoformat()} - {until_on.isoformat()}")
    for table in tables:
        _table(media, table, from_on, until_on)
    tree = etree.ElementTree(root)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", pretty_print=True, doctype=f'<!DOCTYPE DataSet SYSTEM "{DTD}">')


def _table(media: etree._Element, table: Described, from_on: date, until_on: date) -> None:
    part = _add(media, "Table")
    for tag, text in (("URL", table.file), ("Name", table.name), ("Description", table.description)):
        _add(part, tag, text)
    validity = _add(part, "Validity")
    days = _add(validity, "Range")
    _add(days, "From", from_on.isoformat())
    _add(days, "To", until_on.isoformat())
    _add(validity, "Format", "YYYY-MM-DD")
    _add(part, "UTF8")
    _add(part, "DecimalSymbol", ",")
    _add(part, "DigitGroupingSymbol", ".")
    _add(_add(part, "Range"), "From", "2")
    layout = _add(part, "VariableLength")
    for tag, text in (("ColumnDelimiter", ";"), ("RecordDelimiter", "\n"), ("TextEncapsulator", '"')):
        _add(layout, tag, text)
    for column in sorted(table.columns, key=lambda column: not column.key):
        _column(layout, column)
    for column in table.columns:
        if column.refers_to:
            foreign = _add(layout, "ForeignKey")
            _add(foreign, "Name", column.name)
            _add(foreign, "References", column.refers_to)


def _column(layout: etree._Element, column: Column) -> None:
    part = _add(layout, "VariablePrimaryKey" if column.key else "VariableColumn")
    _add(part, "Name", column.name)
    if column.description:
        _add(part, "Description", column.description)
    if column.holds == "number":
        _add(_add(part, "Numeric"), "Accuracy", str(column.places))
    elif column.holds == "date":
        _add(_add(part, "Date"), "Format", "YYYY-MM-DD")
    else:
        _add(part, "AlphaNumeric")


def _add(parent: etree._Element, tag: str, text: str = "") -> etree._Element:
    child = etree.SubElement(parent, tag)
    if text:
        child.text = text
    return child
