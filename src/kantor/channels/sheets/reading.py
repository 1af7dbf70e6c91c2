"""Reads a sheet, CSV or XLSX, behind the walls of a process of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from kantor.engines.reading import Refused, sandbox

_ROWS = "kantor.engines.reading.rows.rows"
_ZIP_START = b"PK\x03\x04"


class SheetUnreadable(Exception):
    """A file that is no sheet; key: the sentence that says why, evidence: what it is filled with."""

    def __init__(self, key: str, evidence: Mapping[str, str] | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.evidence = dict(evidence or {})


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """headers as written; rows: (number as the sheet shows it, its cells as text); empty rows are left out.

    exact: numbers and dates come from typed cells, written with a point and in ISO form, whatever the language.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    exact: bool


def read_sheet(data: bytes) -> Sheet:
    """The first sheet of a workbook, or a CSV with ; , or tabs, in UTF-8 or CP1252. Raises SheetUnreadable."""
    try:
        told = sandbox.run(_ROWS, data)
    except Refused as refused:
        key = refused.key if "." in refused.key else f"reading.{refused.key}"
        raise SheetUnreadable(key, refused.evidence) from None
    (_, headers), *rows = told
    return Sheet(headers=tuple(headers), rows=tuple((number, tuple(cells)) for number, cells in rows), exact=data.startswith(_ZIP_START))
