"""Reads a DOCX (ECMA-376): letterhead, paragraphs, tables, text boxes and footer, as Word shows them with all changes accepted."""

from collections.abc import Iterator, Sequence

from kantor.engines.reading.office.blocks import A4_PT, MARGIN_PT, Block, Cell, NewPage, Paragraph, Run, Section, Stop, Table
from kantor.engines.reading.office.package import Element, Package, called, child, said, whole
from kantor.engines.reading.office.word_styles import Look, Numbering, Styles, is_on, look_of
from kantor.engines.reading.refusal import Refused

_TWIPS = 20.0
_AFTER_PT = 2.0
_ALIGN = {"right": "right", "end": "right", "center": "center"}
# Deleted text, the second form of the same drawing, and what stands at the edge of the page for reviewers.
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "commentReference", "rPr", "pPr"})
_LETTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_MOST_NESTED = 20


def sections(package: Package) -> tuple[Section, ...]:
    """One section, on the paper of the document. Raises Refused."""
    name = main_part(package)
    return _Document(package, name).sections()


def main_part(package: Package) -> str:
    """The part that holds the text; its name is the writer's choice."""
    related = package.related("")
    return next((target for target in related.values() if target.startswith("word/") and target.endswith(".xml")), "word/document.xml")


class _Document:
    def __init__(self, package: Package, name: str) -> None:
        self.package = package
        self.root = package.needed(name)
        self.related = package.related(name)
        folder = name.rpartition("/")[0]
        self.styles = Styles(package.xml(f"{folder}/styles.xml"))
        self.numbering = Numbering(package.xml(f"{folder}/numbering.xml"))
        self.footnotes = f"{folder}/footnotes.xml"

    def sections(self) -> tuple[Section, ...]:
        body = child(self.root, "body")
        if body is None:
            raise Refused("office_broken", reason="w:body")
        properties = [one for one in body.iter() if called(one) == "sectPr"]
        head = self._edges(properties, "headerReference")
        foot = self._edges(properties, "footerReference")
        notes = self._notes()
        blocks = (*head, *self._blocks(body), *notes, *foot)
        return (Section(blocks, *_paper(properties[-1] if properties else None)),)

    def _edges(self, properties: Sequence[Element], kind: str) -> tuple[Block, ...]:
        """What stands above or below the text of the pages, each once, however many sections refer to it."""
        found: dict[str, tuple[Block, ...]] = {}
        for reference in (one for section in properties for one in section if called(one) == kind):
            part = self.related.get(said(reference, "id"), "")
            root = self.package.xml(part) if part else None
            if root is not None:
                blocks = tuple(self._blocks(root))
                said_there = "\n".join(_texts(blocks))
                if said_there.strip():
                    found.setdefault(said_there, blocks)
        return tuple(block for blocks in found.values() for block in blocks)

    def _notes(self) -> tuple[Block, ...]:
        root = self.package.xml(self.footnotes)
        notes = [one for one in root if called(one) == "footnote" and not said(one, "type")] if root is not None else []
        return tuple(block for note in notes for block in self._blocks(note))

    def _blocks(self, parent: Element, depth: int = 0) -> Iterator[Block]:
        for element in parent:
            name = called(element)
            if name == "p":
                yield from self._paragraph(element, depth)
            elif name == "tbl":
                yield self._table(element, depth)
            elif name not in _LEFT_OUT and name != "sectPr" and len(element) and depth < _MOST_NESTED:
                yield from self._blocks(element, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> Iterator[Block]:
        properties = child(element, "pPr")
        style = said(child(properties, "pStyle"), "val", "Normal")
        base = self.styles.look(style)
        numbered = child(properties, "numPr")
        mark = self.numbering.mark(numbered if numbered is not None else self.styles.numbering(style))
        runs: list[Run] = [Run(f"{mark} ", bool(base.is_bold))] if mark else []
        sizes: list[float] = []
        boxes: list[Element] = []
        for text, look in self._runs(element, base, boxes):
            runs.append(Run(text, bool(look.is_bold)))
            if text.strip():
                sizes.append(look.size_pt or 0)
        if is_on(child(properties, "pageBreakBefore")):
            yield NewPage()
        aligned = _ALIGN.get(said(child(properties, "jc"), "val"), "left")
        indent = max(0.0, min(300.0, whole(said(child(properties, "ind"), "left", said(child(properties, "ind"), "start", "0"))) / _TWIPS))
        shape = Paragraph((), max(sizes, default=base.size_pt or 0), aligned, indent, tuple(_stops(properties)), _AFTER_PT)
        yield from _parted(runs, shape)
        for box in boxes:
            if depth < _MOST_NESTED:
                yield from self._blocks(box, depth + 1)

    def _runs(self, parent: Element, base: Look, boxes: list[Element]) -> Iterator[tuple[str, Look]]:
        """The text of a paragraph with its look; boxes: gathers the text boxes that hang on it."""
        for element in parent:
            name = called(element)
            if name == "r":
                own = look_of(child(element, "rPr"))
                styled = said(child(element, "rPr", "rStyle"), "val")
                look = own.over(self.styles.look(styled)) if styled and own.size_pt is None and own.is_bold is None else own.over(base)
                if not look.is_hidden:
                    yield _letters(element), look
                boxes += _boxes(element)
            elif name not in _LEFT_OUT:
                yield from self._runs(element, base, boxes)

    def _table(self, element: Element, depth: int) -> Table:
        grid = child(element, "tblGrid")
        widths = tuple(whole(said(one, "w")) / _TWIPS for one in (grid if grid is not None else ()) if called(one) == "gridCol")
        return Table(tuple(self._row(row, depth) for row in _below(element, "tr")), widths)

    def _row(self, row: Element, depth: int) -> tuple[Cell, ...]:
        before = whole(said(child(row, "trPr", "gridBefore"), "val", "0"), most=60)
        cells = [Cell((), before)] if before > 0 else []
        for cell in _below(row, "tc"):
            span = max(1, whole(said(child(cell, "tcPr", "gridSpan"), "val", "1"), 1, most=60))
            cells.append(Cell(tuple(self._inside(cell, depth)), span))
        return tuple(cells)

    def _inside(self, cell: Element, depth: int) -> Iterator[Paragraph]:
        """The paragraphs of a cell; rows of a table within it become lines, their cells apart by tabs."""
        if depth >= _MOST_NESTED:
            return
        for block in self._blocks(cell, depth + 1):
            if isinstance(block, Paragraph):
                yield block
            elif isinstance(block, Table):
                for row in block.rows:
                    told = [[run for one in inner.paragraphs for run in (*one.runs, Run(" "))] for inner in row]
                    runs = [run for inner in told for run in (*inner, Run("\t"))]
                    yield Paragraph(tuple(runs[:-1]))


def _parted(runs: Sequence[Run], shape: Paragraph) -> Iterator[Block]:
    """The paragraph, in several where a page ends within it."""
    own: list[Run] = []
    for run in runs:
        before, *behind = run.text.split("\f")
        own.append(Run(before, run.is_bold))
        for text in behind:
            yield shape._replace(runs=tuple(own))
            yield NewPage()
            own = [Run(text, run.is_bold)]
    yield shape._replace(runs=tuple(own))


def _letters(run: Element) -> str:
    """What a run says; a form feed where a page ends."""
    parts = []
    for element in run:
        name = called(element)
        if name == "t":
            parts.append((element.text or "").replace("\f", " "))
        elif name == "br" and said(element, "type") == "page":
            parts.append("\f")
        else:
            parts.append(_LETTERS.get(name, ""))
    return "".join(parts)


def _boxes(run: Element) -> list[Element]:
    """The text boxes drawn beside a run: those that older programs are given instead are the same once more."""
    found: list[Element] = []
    for element in run:
        if called(element) == "Fallback":
            continue
        if called(element) == "txbxContent":
            found.append(element)
        elif len(element):
            found += _boxes(element)
    return found


def _below(element: Element, name: str) -> Iterator[Element]:
    """Rows or cells, also where they stand within controls."""
    for one in element:
        if called(one) == name:
            yield one
        elif called(one) in ("sdt", "sdtContent", "ins", "customXml", "moveTo"):
            yield from _below(one, name)


def _stops(properties: Element | None) -> Iterator[Stop]:
    tabs = child(properties, "tabs")
    for one in sorted(tabs if tabs is not None else (), key=lambda stop: whole(said(stop, "pos"))):
        kind = said(one, "val")
        if kind != "clear":
            align = "right" if kind in ("right", "end", "decimal", "num") else "center" if kind == "center" else "left"
            yield Stop(whole(said(one, "pos")) / _TWIPS, align)


def _paper(properties: Element | None) -> tuple[tuple[float, float], float]:
    """Size of the paper and its left margin, in points."""
    size, margin = child(properties, "pgSz"), child(properties, "pgMar")
    width, height = (whole(said(size, name)) / _TWIPS for name in ("w", "h"))
    left = whole(said(margin, "left"), round(MARGIN_PT * _TWIPS)) / _TWIPS if margin is not None else MARGIN_PT
    fits = 200 <= width <= 2000 and 200 <= height <= 2000
    return (width, height) if fits else A4_PT, max(24.0, min(90.0, left))


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            yield from (one.text for row in block.rows for cell in row for one in cell.paragraphs)
