"""Reads the words and codes of one page of a scan: a picture, or a page of a PDF without text of its own.

This parses what strangers sent: `paper.recognise` runs it in the sandbox.
"""

import io
from collections.abc import Iterator

import numpy as np
import PIL.TiffImagePlugin
import zxingcpp
from PIL import Image

from kantor.engines.reading import image_drawing, pdf_drawing, recognise
from kantor.engines.reading.ocr import models, second
from kantor.engines.reading.ocr.letters import LineWord, read_line
from kantor.engines.reading.ocr.lines import in_reading_order
from kantor.engines.reading.ocr.picture import Corners, Floats, Pixels, cut, written
from kantor.engines.reading.ocr.second import Opinion
from kantor.engines.reading.ocr.upright import as_told, height, skew, upright, width
from kantor.engines.reading.office import documents
from kantor.words import Code, Page, Word

PDF_DPI = 220
MOST_PIXELS = 12_000_000
"""A4 at 300 dots per inch has nine million."""
_LEAST_CONFIDENCE = 0.3
_CLEAR = 0.8
_COVERED = 0.6
_LONGEST_CODE = 4000


def prepare() -> None:
    """Load the models while there still are files, and read a first page, so that nothing is left that a library loads when it needs it."""
    models.load()
    second.prepare()
    documents.prepare()
    first = io.BytesIO()
    Image.fromarray(written("Kantor 1")).save(first, format=PIL.TiffImagePlugin.TiffImageFile.format)
    page(first.getvalue(), number=1)


def page(data: bytes, *, number: int, turned: int | None = None) -> Page:
    """Page `number` (from 1) with the words that are recognised on it, upright and straight. turned: by how many degrees clockwise (0, 90,
    180, 270) a person says that it must be turned; None: it is found out. Raises Refused."""
    picture, width_pt, height_pt = _drawn(data, number)
    if min(picture.size) < 16:
        return Page(number, width_pt, height_pt, [], second.read_by())
    page = upright(np.asarray(picture)) if turned is None else as_told(np.asarray(picture), turned)
    askew = skew(page.lines)
    if page.turned in (90, 270):
        width_pt, height_pt = height_pt, width_pt
    words = list(_once(list(_rows(page.picture, page.lines, askew, number))))
    codes = tuple(_codes(page.picture, askew, number))
    return Page(number, width_pt, height_pt, words, second.read_by(), page.turned, round(askew, 2), codes)


def _drawn(data: bytes, number: int) -> tuple[Image.Image, float, float]:
    if recognise.media_type(data) == recognise.PDF:
        return pdf_drawing.drawn(data, page=number, dpi=PDF_DPI, most_pixels=MOST_PIXELS)
    if recognise.media_type(data) == recognise.ZIP:
        return image_drawing.drawn(documents.scan(data, page=number), page=1, most_pixels=MOST_PIXELS)
    return image_drawing.drawn(data, page=number, most_pixels=MOST_PIXELS)


def _rows(picture: Pixels, lines: list[Corners], askew: float, number: int) -> Iterator[list[Word]]:
    """The words of each line, their boxes as they lie on the straight page."""
    down, across = picture.shape[:2]
    size, middle = np.array([across, down], np.float32), np.array([across / 2, down / 2], np.float32)
    turn = _turn(askew)
    # Rows are made of the lines as they lie on the straight page; the letters are cut from the page as it is, once and sharp.
    straight = in_reading_order([_moved(line, turn, middle) for line in lines])
    read = [_read(picture, _moved(line, turn.T, middle)) for line in straight]
    clear = [([word for word in found if word.confidence >= _LEAST_CONFIDENCE], corners) for found, corners in read]
    for (found, corners), said in zip(clear, _second_opinions(picture, clear), strict=True):
        corners = _moved(corners, turn, middle) / size
        yield [_word(word, one, corners, number) for word, one in zip(found, said, strict=True)]


def _second_opinions(picture: Pixels, lines: list[tuple[list[LineWord], Corners]]) -> list[list[Opinion]]:
    """What a second engine says of each word, where there is one."""
    if not second.languages(b""):
        return [[Opinion(None)] * len(found) for found, _ in lines]
    return second.opinions([([word.text for word in found], cut(picture, corners)) for found, corners in lines])


def _codes(picture: Pixels, askew: float, number: int) -> Iterator[Code]:
    """The codes on the page, their boxes as they lie on the straight page."""
    down, across = picture.shape[:2]
    size, middle = np.array([across, down], np.float32), np.array([across / 2, down / 2], np.float32)
    for found in zxingcpp.read_barcodes(np.ascontiguousarray(picture), text_mode=zxingcpp.TextMode.Plain):
        place = found.position
        points = [(point.x, point.y) for point in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)]
        corners = np.clip(_moved(np.array(points, np.float32), _turn(askew), middle) / size, 0.0, 1.0)
        (x0, y0), (x1, y1) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
        kind = str(found.format).replace(" ", "")
        yield Code(found.text.strip()[:_LONGEST_CODE], kind, number, round(x0, 5), round(y0, 5), round(x1, 5), round(y1, 5))


def _turn(degrees: float) -> Floats:
    """The matrix that turns points, one a row, clockwise."""
    radians = np.radians(degrees)
    return np.array([[np.cos(radians), np.sin(radians)], [-np.sin(radians), np.cos(radians)]], np.float32)


def _moved(corners: Corners, turn: Floats, middle: Floats) -> Corners:
    return np.asarray((corners - middle) @ turn + middle, np.float32)


def _word(word: LineWord, opinion: Opinion, line: Corners, number: int) -> Word:
    """With its box: what lies between two places on the line."""
    along = np.array([[word.begin], [word.end], [word.end], [word.begin]], np.float32)
    left, right = line[[0, 0, 3, 3]], line[[1, 1, 2, 2]]
    corners = np.clip(left + (right - left) * along, 0.0, 1.0)
    (x0, y0), (x1, y1) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    box = (round(x0, 5), round(y0, 5), round(x1, 5), round(y1, 5))
    return Word(word.text, number, *box, round(opinion.weighed(word.confidence), 4), opinion.otherwise)


def _once(rows: list[list[Word]]) -> Iterator[Word]:
    """The words of all lines, without what reached over from the line beside and is there in whole."""
    for place, row in enumerate(rows):
        beside = [word for other in rows[max(0, place - 1) : place] + rows[place + 1 : place + 2] for word in other]
        yield from (word for word in row if not any(_lies_in(word, other) for other in beside))


def _lies_in(word: Word, other: Word) -> bool:
    """Whether most of a word is covered by a longer one."""
    across = min(word.x1, other.x1) - max(word.x0, other.x0)
    down = min(word.y1, other.y1) - max(word.y0, other.y0)
    covered = max(across, 0.0) * max(down, 0.0)
    return covered > _COVERED * (word.x1 - word.x0) * (word.y1 - word.y0) and len(word.text) < len(other.text)


def _read(picture: Pixels, line: Corners) -> tuple[list[LineWord], Corners]:
    """The words of a line, and its corners in the direction in which it is read: what is narrow may be one letter, or run up or down."""
    found = read_line(cut(picture, line))
    if height(line) < 2 * width(line) or _confidence(found) > _CLEAR:
        return found, line
    tried = [(found, line)] + [
        (read_line(cut(picture, corners)), corners) for corners in (np.roll(line, 1, axis=0), np.roll(line, -1, axis=0))
    ]
    return max(tried, key=lambda pair: _confidence(pair[0]))


def _confidence(found: list[LineWord]) -> float:
    return sum(word.confidence * len(word.text) for word in found) / max(1, sum(len(word.text) for word in found))
