"""Scans that come as pictures (PNG, JPEG, TIFF with several pages, WebP): their pages, and each page as WebP for the screen.

This parses what strangers sent: `paper.pages` and `paper.picture` run it in the sandbox.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import PIL.JpegImagePlugin
import PIL.PngImagePlugin
import PIL.TiffImagePlugin
import PIL.WebPImagePlugin
from PIL import Image, ImageOps

from kantor.engines.reading.refusal import Refused
from kantor.engines.reading.sheet import Page

POINTS_PER_INCH = 72
MAX_PIXELS = 100_000_000
# A4 at 150 dots per inch: what a screen needs of a scan.
SHOWN_PIXELS = 1240 * 1754
# Where a picture does not say how large it was on paper.
USUAL_DPI = 150
# WebP cannot be longer or wider.
MAX_SIDE_PIXELS = 16_383
FORMATS = ("PNG", "JPEG", "TIFF", "WEBP")

Image.preinit()
Image.MAX_IMAGE_PIXELS = None


def pages(data: bytes, *, most: int) -> list[Page]:
    """The first `most` pages, without words. Raises Refused."""
    with opened(data) as image:
        found = []
        for index in range(min(getattr(image, "n_frames", 1), most)):
            image.seek(index)
            across, down = (_dpi(value) for value in image.info.get("dpi", (USUAL_DPI, USUAL_DPI)))
            width, height = round(image.width * POINTS_PER_INCH / across, 2), round(image.height * POINTS_PER_INCH / down, 2)
            width, height = (height, width) if _lies_on_its_side(image) else (width, height)
            found.append(Page(index + 1, width, height, [], read_by=""))
        return found


def picture(data: bytes, *, page: int, dpi: int) -> bytes:
    """Page `page` (from 1) as WebP, upright, no larger than a page at `dpi`. Raises Refused, `no_such_page` among others."""
    with opened(data) as image:
        count = getattr(image, "n_frames", 1)
        if not 1 <= page <= count:
            raise Refused("no_such_page", page=str(page), pages=str(count))
        image.seek(page - 1)
        if image.width * image.height > MAX_PIXELS:
            raise Refused("reading_too_large", limit=str(MAX_PIXELS))
        shown = ImageOps.exif_transpose(image).convert("RGB")
        room = SHOWN_PIXELS * (dpi / USUAL_DPI) ** 2
        share = min((room / (shown.width * shown.height)) ** 0.5, MAX_SIDE_PIXELS / max(shown.size))
        if share < 1:
            shown = shown.resize((max(1, round(shown.width * share)), max(1, round(shown.height * share))), Image.Resampling.LANCZOS)
        target = io.BytesIO()
        shown.save(target, format=PIL.WebPImagePlugin.WebPImageFile.format, quality=80, method=2)
        return target.getvalue()


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """The picture; raises Refused `image_broken` where it cannot be decoded."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            yield image
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError) as error:
        raise Refused("image_broken", reason=str(error)) from None


def _dpi(value: object) -> float:
    number = float(str(value)) if value else 0.0
    return number if 20 <= number <= 4800 else USUAL_DPI


def _lies_on_its_side(image: Image.Image) -> bool:
    return image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
