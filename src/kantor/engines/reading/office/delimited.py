"""Reads a CSV: finds out in which letters it is written and by what its columns are parted."""

import codecs
import csv
import io
from collections.abc import Sequence

from kantor.engines.reading.office.blocks import Section
from kantor.engines.reading.office.grid import Written, section
from kantor.engines.reading.office.layout import MOST_CELLS, MOST_PAGES
from kantor.engines.reading.refusal import Refused

DELIMITERS = (";", "\t", ",", "|")
ENCODINGS = ("utf-8-sig", "utf-16", "cp1252", "cp1250", "latin-1")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LOOKED_AT_LINES, _LOOKED_AT_BYTES = 60, 200_000
# Letters of Polish and German in the two code pages of Windows; the same bytes mean signs that hardly stand within words in the other.
_POLISH, _WESTERN = frozenset("ąćęłńśźżĄĆĘŁŃŚŹŻ"), frozenset("äöüßÄÖÜéèàñçÉ")
_NUMERIC = frozenset("0123456789.,-+ %€$ \u00a0\u202f'")
_LONGEST_CELL = 4000


def prepare() -> None:
    """Load the encodings; behind the walls Python cannot fetch them."""
    for encoding in ENCODINGS:
        codecs.lookup(encoding)


def sections(data: bytes) -> tuple[Section, ...]:
    """One section with all rows. Raises Refused."""
    text = decoded(data)
    sign = delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=sign))
    except csv.Error:
        rows = [line.split(sign) for line in text.splitlines()]
    if sum(map(len, rows)) > MOST_CELLS:
        raise Refused("office_too_long", pages=str(MOST_PAGES), cells=str(MOST_CELLS))
    cells = {}
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if told := cell.strip()[:_LONGEST_CELL]:
                cells[number, column] = Written(told, False, "right" if _is_numeric(told) else "left")
    return (section(cells),) if cells else ()


def decoded(data: bytes) -> str:
    """The text: by its byte order mark, as UTF-8 where it is that, else in the code page of Windows whose letters make words."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    polish, western = (data.decode(encoding, "replace") for encoding in ("cp1250", "cp1252"))
    # Umlauts are the same in both: letters that only Polish has, and signs that only the western page makes of them, decide.
    gained = sum(letter in _POLISH for letter in polish[:_LOOKED_AT_BYTES])
    lost = sum(letter in _WESTERN and other in _POLISH for letter, other in zip(western[:_LOOKED_AT_BYTES], polish, strict=False))
    return polish if gained > 2 * lost else western


def delimiter(text: str) -> str:
    """What parts the columns: the sign that stands in most lines, the more often the better, and always as often."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT_LINES] if line.strip()]
    return max(DELIMITERS, key=lambda sign: _fits(lines, sign))


def _fits(lines: Sequence[str], sign: str) -> tuple[int, int]:
    counts = [_outside_quotes(line, sign) for line in lines]
    usual = max(set(counts), key=counts.count, default=0)
    return (sum(count > 0 for count in counts) + (counts.count(usual) if usual else 0), usual)


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])


def _is_numeric(text: str) -> bool:
    return len(text) <= 24 and any(letter.isdigit() for letter in text) and all(letter in _NUMERIC for letter in text)
