"""A page of a document as a person sees it: its words with the boxes they stand in, and by what they were read."""

from collections.abc import Sequence
from typing import Any, NamedTuple

TEXT_LAYER = "text"
"""Page.read_by where the file itself says its words."""
OCR = "ocr"
"""How Page.read_by begins where the words were recognised in a picture; behind a space follow the engine and its version."""

UNREAD_PAGES = "unread_pages"
"""The table of a Reading that names the document's pages that nobody could read: `page` (from 1) and `reason`."""

READ_TWICE = "read_twice"
"""The table of a Reading that names values of which two engines read different letters: `field`, `page`, `read`, `otherwise`, `engines`."""

CARRIED = "carried"
"""The table of a Reading that names what its file carries besides its text: `kind` (`macros`, `objects`, `links`, `pictures`), `name`."""

FILE_NOTES = frozenset({UNREAD_PAGES, READ_TWICE, CARRIED})
"""Tables of a Reading about its file, the same on every form."""


class Word(NamedTuple):
    """A word on a page (pages are counted from 1).

    The box is relative to the page as it is shown: 0, 0 is its upper left corner, 1, 1 the lower right. confidence: 0..1, how sure the
    engine was of the letters it recognised; what a text layer says is 1. otherwise: what a second engine read there, where that differs.
    """

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float = 1.0
    otherwise: str = ""


class Code(NamedTuple):
    """A bar code or the like on a page, with its box as a word has it; kind: `QRCode`, `DataMatrix`, `Code128`, `EAN13` ..."""

    text: str
    kind: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class Page(NamedTuple):
    """A page as shown, its size in points.

    read_by: `text` where the words are those of the file, `ocr rapidocr 3.10.0` and the like where they were recognised in a picture
    (with ` + ` and the name of a second engine where two read the same lines), ''
    where nobody has read the page yet; turned: by how many degrees clockwise (0, 90, 180, 270) the page as stored was turned for showing;
    skew: by how many degrees clockwise it was then straightened, about its middle. Boxes and size are those of the page after both.
    codes: printed codes; on a page with words of its own they are looked for where something of their shape is drawn.
    """

    number: int
    width_pt: float
    height_pt: float
    words: list[Word]
    read_by: str = TEXT_LAYER
    turned: int = 0
    skew: float = 0.0
    codes: Sequence[Code] = ()

    @property
    def is_recognised(self) -> bool:
        """Whether its words were recognised in a picture, so that letters may be wrong."""
        return self.read_by.startswith(OCR)


def page_of(told: Sequence[Any]) -> Page:
    """A page out of what JSON kept of it."""
    number, width_pt, height_pt, words, read_by, turned, skew, codes = told
    found = [Word(*word) for word in words]
    return Page(number, width_pt, height_pt, found, read_by, turned, skew, tuple(Code(*code) for code in codes))


Box = tuple[float, float, float, float]


def lies_in(word: Word, box: Box) -> bool:
    """Whether the middle of a word lies in a box on its page."""
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= (word.y0 + word.y1) / 2 <= box[3]


def turned_box(box: Box, turned: int) -> Box:
    """The box on the same page turned clockwise by 0, 90, 180 or 270 degrees."""
    x0, y0, x1, y1 = box
    return {0: box, 90: (1 - y1, x0, 1 - y0, x1), 180: (1 - x1, 1 - y1, 1 - x0, 1 - y0), 270: (y0, 1 - x1, y1, 1 - x0)}[turned]


def placed(page: Page, number: int, turned: int = 0) -> Page:
    """The page as page `number` of its document, shown turned clockwise by so many degrees more, with all that stands on it."""
    lies = turned in (90, 270)
    return page._replace(
        number=number,
        width_pt=page.height_pt if lies else page.width_pt,
        height_pt=page.width_pt if lies else page.height_pt,
        words=[Word(one.text, number, *turned_box(one[2:6], turned), *one[6:]) for one in page.words],
        turned=(page.turned + turned) % 360,
        codes=tuple(Code(one.text, one.kind, number, *turned_box(one[3:7], turned)) for one in page.codes),
    )
