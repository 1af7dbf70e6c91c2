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
_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
_SQUARE = 0.05

Image.preinit()
Image.MAX_IMAGE_PIXELS = None


def pages(data: bytes, *, most: int) -> list[Page]:
    """The first `most` pages, without words. Raises Refused."""
    with opened(data) as image:
        found = []
        for index in range(min(getattr(image, "n_frames", 1), most)):
            image.seek(index)
            found.append(Page(index + 1, *_size_pt(image), [], read_by=""))
        return found


def picture(data: bytes, *, page: int, dpi: int, turned: int = 0, skew: float = 0.0) -> bytes:
    """Page `page` (from 1) as WebP, turned and straightened as a Page says, no larger than a page at `dpi`. Raises Refused,
    `no_such_page` among others."""
    room = round(SHOWN_PIXELS * (dpi / USUAL_DPI) ** 2)
    image, _, _ = drawn(data, page=page, most_pixels=room)
    return as_webp(upright(image, turned, skew))


def drawn(data: bytes, *, page: int, most_pixels: int) -> tuple[Image.Image, float, float]:
    """Page `page` (from 1) in colours on white, as its camera held it, of so many pixels at most; and its width and height in points.

    Raises Refused, `no_such_page` among others.
    """
    with opened(data) as image:
        count = getattr(image, "n_frames", 1)
        if not 1 <= page <= count:
            raise Refused("no_such_page", page=str(page), pages=str(count))
        image.seek(page - 1)
        if image.width * image.height > MAX_PIXELS:
            raise Refused("reading_too_large", limit=str(MAX_PIXELS))
        width_pt, height_pt = _size_pt(image)
        shown = _on_white(ImageOps.exif_transpose(image))
        # A fax has fewer dots down than across; shown, a dot is as wide as high.
        width, height = shown.width, max(1, round(shown.width * height_pt / width_pt))
        if abs(height / shown.height - 1) < _SQUARE:
            height = shown.height
        share = min(1.0, (most_pixels / (width * height)) ** 0.5, MAX_SIDE_PIXELS / max(width, height))
        size = (max(1, round(width * share)), max(1, round(height * share)))
        return shown.resize(size, Image.Resampling.LANCZOS) if size != shown.size else shown, width_pt, height_pt


def upright(image: Image.Image, turned: int, skew: float) -> Image.Image:
    """The picture turned clockwise by quarters, then by a few degrees about its middle, white where it has nothing."""
    if turned:
        image = image.transpose(_TURNS[turned])
    return image.rotate(-skew, Image.Resampling.BILINEAR, fillcolor="white") if skew else image


def as_webp(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, format=PIL.WebPImagePlugin.WebPImageFile.format, quality=80, method=2)
    return target.getvalue()


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """The picture; raises Refused `image_broken` where it cannot be decoded."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            yield image
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError) as error:
        raise Refused("image_broken", reason=str(error)) from None


def _size_pt(image: Image.Image) -> tuple[float, float]:
    across, down = (_dpi(value) for value in image.info.get("dpi", (USUAL_DPI, USUAL_DPI)))
    width, height = round(image.width * POINTS_PER_INCH / across, 2), round(image.height * POINTS_PER_INCH / down, 2)
    return (height, width) if _lies_on_its_side(image) else (width, height)


def _on_white(image: Image.Image) -> Image.Image:
    """In colours; what is transparent shows white paper, and shades of more than eight bits are brought down to eight."""
    if image.mode in ("I;16", "I;16B", "I;16L", "I"):
        image = image.convert("I").point(lambda shade: shade / 256).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    return image.convert("RGB")


def _dpi(value: object) -> float:
    number = float(str(value)) if value else 0.0
    return number if 20 <= number <= 4800 else USUAL_DPI


def _lies_on_its_side(image: Image.Image) -> bool:
    return image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
