"""The pages of a PDF: its words with the boxes they stand in.

Boxes are relative to the page as it is shown (rotation and crop applied): 0, 0 is the upper left corner, 1, 1 the lower right.
Scanned pages have no words (`ocr` finds those). This parses what strangers sent: `paper.pages` runs it in the sandbox.
"""

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from kantor.engines.reading.pdf_codes import codes
from kantor.engines.reading.pdf_files import opened
from kantor.engines.reading.pdf_places import shown
from kantor.engines.reading.sheet import Page, Word
from kantor.words import TEXT_LAYER

MAX_CHARACTERS = 300_000
# A page with a picture on most of it and so few words is a scan; one where so many letters are unknown has no text worth reading.
_HARDLY_WORDS, _COVERED, _RUBBISH, _LOOKED_AT = 15, 0.6, 0.3, 300


def pages(data: bytes, *, most: int) -> list[Page]:
    """The first `most` pages with their words in reading order of the file. Raises Refused."""
    with opened(data) as document:
        room = MAX_CHARACTERS
        found: list[Page] = []
        for index in range(min(len(document), most)):
            page = document[index]
            width, height = page.get_size()
            text = page.get_textpage()
            room -= text.count_chars()
            words = _words(page, text, index + 1) if room >= 0 else []
            if words and _is_scan(page, words):
                words = []
            read_by = TEXT_LAYER if words or _is_blank(page) else ""
            printed = codes(page, index + 1) if words else ()
            found.append(Page(index + 1, round(width, 2), round(height, 2), words, read_by, codes=tuple(printed)))
            text.close()
            page.close()
        return found


def _is_scan(page: pypdfium2.PdfPage, words: list[Word]) -> bool:
    """Whether what the page says is hardly anything against the picture that covers it (a stamp of the scanner, a page number), or is no
    text at all, because the file does not tell which letters its glyphs are."""
    letters = "".join(word.text for word in words[:_LOOKED_AT])
    unknown = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" or letter < " " for letter in letters)
    if unknown > _RUBBISH * len(letters):
        return True
    if len(words) > _HARDLY_WORDS:
        return False
    width, height = page.get_mediabox()[2:]
    covered = max((_share(image, width, height) for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)), default=0)
    return covered > _COVERED


def _is_blank(page: pypdfium2.PdfPage) -> bool:
    """Whether nothing at all is drawn on the page, so that there is nothing to recognise either."""
    return next(iter(page.get_objects(max_depth=1)), None) is None


def _share(image: pypdfium2.PdfObject, width: float, height: float) -> float:
    left, bottom, right, top = image.get_bounds()
    return float(max(0.0, right - left) * max(0.0, top - bottom) / max(1.0, width * height))


def _words(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, number: int) -> list[Word]:
    found: list[Word] = []
    letters: list[str] = []
    box = [0.0, 0.0, 0.0, 0.0]
    frame = pdfium.FS_RECTF()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        letter = chr(code) if code < 0x110000 else ""
        if letter.isspace() or code < 0x20 or code == 0xFFFE:
            # U+FFFE stands for a hyphen at the end of a line that PDFium has joined: the word goes on below.
            if letters:
                found.append(_word(page, "".join(letters), number, box))
                letters = []
            continue
        pdfium.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(frame))
        if letters:
            box = [min(box[0], frame.left), min(box[1], frame.bottom), max(box[2], frame.right), max(box[3], frame.top)]
        else:
            box = [frame.left, frame.bottom, frame.right, frame.top]
        letters.append(letter)
    if letters:
        found.append(_word(page, "".join(letters), number, box))
    return found


def _word(page: pypdfium2.PdfPage, text: str, number: int, box: list[float]) -> Word:
    left, top = shown(page, box[0], box[3])
    right, bottom = shown(page, box[2], box[1])
    return Word(text, number, min(left, right), min(top, bottom), max(left, right), max(top, bottom))
