"""Sets blocks on pages: where each word and each rule stands, in points. The same file always gives the same pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kantor.engines.reading.office.blocks import Cell, NewPage, Paragraph, Section, Table
from kantor.engines.reading.office.font import ASCENT, DESCENT
from kantor.engines.reading.office.lines import Line, lines, natural_width, widest_word
from kantor.engines.reading.refusal import Refused

MOST_PAGES = 300
MOST_CELLS = 200_000
LEADING = 1.32
_PAD_PT = 4.0
_WIDEST_CELL_PT, _NARROWEST_PT = 230.0, 10.0
_WIDEST_PAGE_PT = 5000.0
_PORTRAIT_PT = 640.0
_SIDES = 2**0.5


class Piece(NamedTuple):
    """A word on a page; x and top: its upper left corner, wide: its width, in points."""

    text: str
    x: float
    top: float
    wide: float
    size_pt: float
    is_bold: bool

    @property
    def high(self) -> float:
        return self.size_pt * (ASCENT + DESCENT)


class Rule(NamedTuple):
    """A thin line below the row of a table, in points."""

    x0: float
    x1: float
    y: float


@dataclass(kw_only=True, slots=True)
class Sheet:
    """A page as it is set, in points."""

    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


class _Row(NamedTuple):
    """x and width of each cell, with the lines of its paragraphs: (line, paragraph)."""

    cells: list[tuple[float, list[tuple[Line, Paragraph]]]]
    high: float


def pages(sections: Sequence[Section]) -> list[Sheet]:
    """The pages. Raises Refused `office_too_long` where there are too many, or too many cells."""
    cells = sum(len(row) for section in sections for block in section.blocks if isinstance(block, Table) for row in block.rows)
    if cells > MOST_CELLS:
        raise Refused("office_too_long", pages=str(MOST_PAGES), cells=str(MOST_CELLS))
    found: list[Sheet] = []
    for section in sections:
        found += _Setter(section, MOST_PAGES - len(found)).set()
    return found


class _Setter:
    """Fills page after page of one section."""

    def __init__(self, section: Section, most: int) -> None:
        self.section, self.most = section, most
        self.margin = section.margin_pt
        self.widths = {id(block): _columns(block, self._room(section.paper_pt[0])) for block in section.blocks if isinstance(block, Table)}
        widest = max((sum(widths) for widths in self.widths.values()), default=0.0)
        self.width = min(max(section.paper_pt[0], widest + 2 * self.margin), _WIDEST_PAGE_PT)
        is_wide = self.width > max(_PORTRAIT_PT, section.paper_pt[0])
        self.height = max(section.paper_pt[1] / _SIDES, self.width / _SIDES) if is_wide else section.paper_pt[1]
        self.sheets: list[Sheet] = []
        self._turn_over()

    def set(self) -> list[Sheet]:
        for block in self.section.blocks:
            if isinstance(block, NewPage):
                if self.sheets[-1].pieces:
                    self._turn_over()
            elif isinstance(block, Table):
                self._table(block, self.widths[id(block)])
            else:
                self._paragraph(block)
        return self.sheets

    def _room(self, width: float) -> float:
        return max(width - 2 * self.margin, 100.0)

    def _turn_over(self) -> None:
        if len(self.sheets) >= self.most:
            raise Refused("office_too_long", pages=str(MOST_PAGES), cells=str(MOST_CELLS))
        self.sheets.append(Sheet(width=round(self.width, 2), height=round(self.height, 2)))
        self.y = self.margin

    def _make_room(self, high: float) -> None:
        if self.y + high > self.height - self.margin and self.y > self.margin:
            self._turn_over()

    def _paragraph(self, paragraph: Paragraph) -> None:
        for line in lines(paragraph, self._room(self.width)):
            high = paragraph.size_pt * LEADING
            self._make_room(high)
            self._put(line, paragraph, self.margin, self.y)
            self.y += high
        self.y += paragraph.after_pt

    def _put(self, line: Line, paragraph: Paragraph, left: float, top: float) -> None:
        down = paragraph.size_pt * (LEADING - ASCENT - DESCENT) / 2
        self.sheets[-1].pieces += [
            Piece(word.text, left + word.x, top + down, word.wide, paragraph.size_pt, word.is_bold) for word in line if word.text
        ]

    def _table(self, table: Table, widths: Sequence[float]) -> None:
        for cells in table.rows:
            row = _row(cells, widths, self._room(self.width) if table.runs_over else 0.0)
            if row.high > self.height - 2 * self.margin:  # no page holds it: its cells follow one another
                for paragraph in (one for cell in cells for one in cell.paragraphs):
                    self._paragraph(paragraph)
                continue
            self._make_room(row.high)
            for x, said in row.cells:
                top = self.y + _PAD_PT / 2
                for line, paragraph in said:
                    self._put(line, paragraph, self.margin + x + _PAD_PT, top)
                    top += paragraph.size_pt * LEADING
            self.y += row.high
            self.sheets[-1].rules.append(Rule(self.margin, self.margin + sum(widths), self.y))
        self.y += _PAD_PT


def _row(cells: Sequence[Cell], widths: Sequence[float], whole_pt: float) -> _Row:
    """whole_pt: from the left margin to the right one where texts run over empty cells, else 0."""
    x, column, high = 0.0, 0, 0.0
    found = []
    for place, cell in enumerate(cells):
        own = sum(widths[column : column + cell.span])
        room = own
        if whole_pt and not cell.is_empty and all(one.align == "left" for one in cell.paragraphs):
            behind = column + cell.span
            for other in cells[place + 1 :]:
                if not other.is_empty:
                    break
                room += sum(widths[behind : behind + other.span])
                behind += other.span
            else:
                room = max(room, whole_pt - x)
        said = [(line, paragraph) for paragraph in cell.paragraphs for line in lines(paragraph, max(room - 2 * _PAD_PT, 8.0))]
        found.append((x, said))
        high = max(high, sum(paragraph.size_pt * LEADING for _, paragraph in said))
        x += own
        column += cell.span
    return _Row(found, max(high, 10.0) + _PAD_PT)


def _columns(table: Table, room: float) -> list[float]:
    """How wide the columns are: as the file says where it does and all of their words have room, else as wide as what stands in them."""
    count = max((sum(cell.span for cell in row) for row in table.rows), default=0)
    least, natural = [0.0] * count, [0.0] * count
    for row in table.rows:
        for column, cell, is_alone in _standing(row):
            pad = 2 * _PAD_PT
            least[column] = max(least[column], *(min(widest_word(one), _WIDEST_CELL_PT) + pad for one in cell.paragraphs), 0.0)
            if is_alone or not table.runs_over:
                natural[column] = max(natural[column], *(min(natural_width(one), _WIDEST_CELL_PT) + pad for one in cell.paragraphs), 0.0)
    given = list(table.widths_pt[:count]) + [0.0] * (count - len(table.widths_pt))
    if table.runs_over:
        return [max(*three) for three in zip(given, natural, [_NARROWEST_PT] * count, strict=True)]
    if any(given):
        scale = min(1.0, room / max(1.0, sum(given)))
        return [max(one * scale, low, _NARROWEST_PT) for one, low in zip(given, least, strict=True)]
    if sum(natural) <= room:
        return [max(one, _NARROWEST_PT) for one in natural]
    spare = max(0.0, room - sum(least))
    wanted = max(1.0, sum(natural) - sum(least))
    return [max(low + (one - low) * spare / wanted, low, _NARROWEST_PT) for one, low in zip(natural, least, strict=True)]


def _standing(row: Sequence[Cell]) -> Iterator[tuple[int, Cell, bool]]:
    """(column, cell, whether it has nothing but its own width) of each cell of one column that says something."""
    column = 0
    for place, cell in enumerate(row):
        if cell.span == 1 and not cell.is_empty:
            beside = row[place + 1] if place + 1 < len(row) else None
            is_left = all(one.align == "left" for one in cell.paragraphs)
            yield column, cell, not is_left or beside is None or not beside.is_empty
        column += cell.span
