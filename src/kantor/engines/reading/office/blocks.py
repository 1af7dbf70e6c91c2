"""What an office file says, before it is set on pages: paragraphs, tables and page breaks, in sections with a paper of their own."""

from typing import NamedTuple

A4_PT = (595.28, 841.89)
MARGIN_PT = 48.0
USUAL_SIZE_PT = 10.0


class Run(NamedTuple):
    """Some letters; a tab and a line break are letters too."""

    text: str
    is_bold: bool = False


class Stop(NamedTuple):
    """Where a tab leads, in points from the left margin. align: `left`, `right` or `center`, by which the text stands there."""

    at_pt: float
    align: str = "left"


class Paragraph(NamedTuple):
    """align: `left`, `right` or `center`; after_pt: the space below."""

    runs: tuple[Run, ...] = ()
    size_pt: float = USUAL_SIZE_PT
    align: str = "left"
    indent_pt: float = 0.0
    stops: tuple[Stop, ...] = ()
    after_pt: float = 0.0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Cell(NamedTuple):
    """span: over how many columns it reaches."""

    paragraphs: tuple[Paragraph, ...] = ()
    span: int = 1

    @property
    def is_empty(self) -> bool:
        return not any(paragraph.text.strip() for paragraph in self.paragraphs)


class Table(NamedTuple):
    """widths_pt: of its columns as the file has them, 0 where it does not say; runs_over: a text that is too long for its cell goes on
    over the empty ones beside it, as on a spreadsheet."""

    rows: tuple[tuple[Cell, ...], ...]
    widths_pt: tuple[float, ...] = ()
    runs_over: bool = False


class NewPage(NamedTuple):
    """What follows begins a page."""


Block = Paragraph | Table | NewPage


class Section(NamedTuple):
    """Blocks on paper of one size, which grows where a table is wider; begins a page."""

    blocks: tuple[Block, ...]
    paper_pt: tuple[float, float] = A4_PT
    margin_pt: float = MARGIN_PT


def plain(text: str, *, is_bold: bool = False, size_pt: float = USUAL_SIZE_PT, align: str = "left") -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text, is_bold),), size_pt, align)
