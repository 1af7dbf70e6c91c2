"""The rows of a table by the columns that people showed on an earlier paper of the same sender: known again by the words of its header."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

from kantor.engines.extracting import calculating, formats
from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.columns import UNKNOWN, Column
from kantor.engines.extracting.items import Item, Shape, shaped
from kantor.engines.extracting.labels import plain
from kantor.engines.extracting.layouts import Earlier, spot_of
from kantor.engines.extracting.lines import CELLS_APART, Line, segments
from kantor.engines.extracting.shown_cells import Cell, Rows, shown_rows

_LINES_ABOVE, _FAR_ABOVE = 3, 6.0
"""The header is one of so many lines above the first row, no further away than so many heights of its letters."""
_RIGHT, _MISREAD = 0.5, 0.75
"""This share of a header's words is read right where it is known again; the others are misread and have this share of their letters."""
_AMOUNTS = ("net", "vat", "gross")
_GROUPED = ("net", "price", "quantity", "name", "rate", "unit", "article")
"""Of several columns below one heading the first of these bears it; the others have none."""


class RecalledRows(NamedTuple):
    """The rows, by which earlier paper they were read, and the words of their header; multiplies: as in `Rows`."""

    items: Sequence[Item]
    from_id: int
    words: str
    multiplies: bool


class _Heading(NamedTuple):
    """What stands above a column: its words as labels are compared ('' where it has none), what the column holds, its edges in parts of the
    page's width."""

    words: tuple[str, ...]
    role: str
    left: float
    right: float


class _Table(NamedTuple):
    """The table of an earlier paper. ends: with which words a line begins that stands below it; multiplies: as in `Rows`."""

    headings: tuple[_Heading, ...]
    ends: frozenset[tuple[str, ...]]
    leads: bool
    multiplies: bool
    words: str


def recall_rows(sheet: Sheet, earlier: Sequence[Earlier], *, net: str = "") -> RecalledRows | None:
    """The rows below a header under which people showed rows before; earlier: papers of the same sender, the newest first; net: what the
    rows add up to. Where papers differ, those columns count whose rows add up, or else the newest. None where no header is the same."""
    best: RecalledRows | None = None
    for paper in earlier:
        table = _table(paper)
        shape = _shape(sheet, table) if table else None
        if table is None or shape is None:
            continue
        if found := shaped(sheet, shape, net=net):
            recalled = RecalledRows(found, paper.id, table.words, table.multiplies)
            if proof(found, net)[0]:
                return recalled
            best = best or recalled
    return best


def proof(items: Sequence[Item], net: str, *, multiplies: bool = True) -> tuple[bool, int]:
    """What speaks for rows: that their amounts make the net amount to the cent, and in how many quantity and price make the amount.
    multiplies: whether that is to be expected."""
    told = [{role: Decimal(row[role].value) for role in ("quantity", "price", "net") if role in row} for row in items]
    total = sum((row["net"] for row in told), Decimal(0))
    times = sum(calculating.multiplies(row.get("quantity"), row.get("price"), row["net"]) for row in told)
    return bool(net) and abs(total - Decimal(net)) <= calculating.CENT, times if multiplies else 0


def _table(paper: Earlier) -> _Table | None:
    """How the table is laid out on which people showed rows; None where its rows cannot be found on it, or no header stands above them."""
    rows = shown_rows(paper)
    if rows is None:
        return None
    head = _head_above(paper.sheet, rows)
    if head is None:
        return None
    line = paper.sheet.lines[head]
    headings = tuple(_headings(line, rows.columns))
    return _Table(headings, frozenset(_ends(paper, rows)), rows.leads, rows.multiplies, line.text)


def _head_above(sheet: Sheet, rows: Rows) -> int | None:
    """Of the lines closely above the first row the one with the most headings, the lowest of several."""
    first = sheet.lines[rows.first]
    best: tuple[int, int] | None = None
    for index in range(rows.first - 1, max(-1, rows.first - 1 - _LINES_ABOVE), -1):
        line = sheet.lines[index]
        if line.page != first.page or first.middle - line.middle > _FAR_ABOVE * sheet.size:
            break
        named = sum(bool(_plain(line, begin, end)) for begin, end in segments(line.tokens, CELLS_APART))
        if named and (best is None or named > best[0]):
            best = (named, index)
    return best[1] if best else None


def _plain(line: Line, first: int, end: int) -> tuple[str, ...]:
    """Words as labels are compared, without currencies and what has figures in it."""
    texts = (token.text for token in line.tokens[first:end] if not formats.currency(token.text.strip("()[]")))
    return tuple(word for text in texts if (word := plain(text)) and not any(map(str.isdigit, word)))


def _headings(line: Line, columns: Mapping[str, Cell]) -> Iterable[_Heading]:
    """One for each run of words or signs of the header, with the column that stands below it; one without words for each column below
    none."""
    runs = segments(line.tokens, CELLS_APART)
    above: dict[int, list[str]] = {place: [] for place in range(len(runs))}
    for role, cell in columns.items():
        over = [place for place, (first, end) in enumerate(runs) if _overlap(line, first, end, cell) > 0]
        if over:
            above[max(over, key=lambda place: _overlap(line, *runs[place], cell))].append(role)
    bearing = {place: min(roles, key=_GROUPED.index) for place, roles in above.items() if roles}
    for place, (first, end) in enumerate(runs):
        left, right = line.tokens[first].x0 / line.width, line.tokens[end - 1].x1 / line.width
        yield _Heading(_plain(line, first, end), bearing.get(place, UNKNOWN), left, right)
    for role, cell in columns.items():
        if role not in bearing.values() and not any(_inside(cell, columns[other]) for other in bearing.values()):
            yield _Heading((), role, cell.left, cell.right)


def _overlap(line: Line, first: int, end: int, cell: Cell) -> float:
    return min(line.tokens[end - 1].x1 / line.width, cell.right) - max(line.tokens[first].x0 / line.width, cell.left)


def _inside(cell: Cell, other: Cell) -> bool:
    return cell.left < other.right and other.left < cell.right


def _ends(paper: Earlier, rows: Rows) -> Iterable[tuple[str, ...]]:
    """The words that stand beside the sums of the paper, and at the beginning of what follows its last row."""
    for field in _AMOUNTS:
        if (spot := spot_of(paper, field)) is not None and spot.beside:
            yield spot.beside
    if rows.is_whole and rows.last + 1 < len(paper.sheet.lines):
        line = paper.sheet.lines[rows.last + 1]
        if words := _plain(line, *line.segments[0]):
            yield words


def _shape(sheet: Sheet, table: _Table) -> Shape | None:
    """The same table on this sheet; None where no line is its header."""
    wanted = [word for heading in table.headings for word in heading.words]
    heads = [index for index, line in enumerate(sheet.lines) if _is_same(line, wanted)]
    if not heads:
        return None
    columns = _placed(sheet.lines[heads[0]], table.headings)
    ends = frozenset(index for index in range(heads[0] + 1, len(sheet.lines)) if _begins(sheet.lines[index], table.ends))
    return Shape(heads[0], columns, frozenset(heads), ends, table.leads)


def _is_same(line: Line, wanted: Sequence[str]) -> bool:
    """Whether it is the same header, or the same misread; not where words are added or lacking, because then its columns are others."""
    words = _plain(line, 0, len(line.tokens))
    steps = SequenceMatcher(None, words, wanted, autojunk=False).get_opcodes()
    changed = [("".join(words[first:end]), "".join(wanted[begin:last])) for step, first, end, begin, last in steps if step != "equal"]
    right = sum(end - first for step, first, end, _, _ in steps if step == "equal")
    if right < _RIGHT * len(wanted):
        return False
    return all(SequenceMatcher(None, one, other, autojunk=False).ratio() >= _MISREAD for one, other in changed)


def _begins(line: Line, ends: Iterable[tuple[str, ...]]) -> bool:
    words = _plain(line, 0, len(line.tokens))
    return any(words[: len(end)] == end for end in ends)


def _placed(line: Line, headings: Sequence[_Heading]) -> tuple[Column, ...]:
    """The columns where their headings stand on this line; those without words, or misread, as far from the others as before."""
    words = [plain(token.text) for token in line.tokens]
    found: dict[int, tuple[float, float]] = {}
    taken = 0
    for place, heading in enumerate(headings):
        at = _run(words, heading.words, taken)
        if at is not None:
            taken = at[1]
            found[place] = (line.tokens[at[0]].x0, line.tokens[at[1] - 1].x1)
    moved = sorted(left - headings[place].left * line.width for place, (left, _) in found.items())
    by = moved[len(moved) // 2] if moved else 0.0
    columns = []
    for place, heading in enumerate(headings):
        left, right = found.get(place) or (heading.left * line.width + by, heading.right * line.width + by)
        columns.append(Column(heading.role, left, right))
    return tuple(sorted(columns, key=lambda column: column.head_left))


def _run(words: Sequence[str], wanted: Sequence[str], first: int) -> tuple[int, int] | None:
    """Where these words stand one behind the other, signs alone between them; None where they do not."""
    for begin in range(first, len(words) if wanted else 0):
        end, left = begin, list(wanted)
        while left and end < len(words) and words[end] in (left[0], ""):
            if words[end]:
                left.pop(0)
            end += 1
        if not left and words[begin]:
            return begin, end
    return None
