"""Draws a page of a PDF as a WebP picture for the screen.

This parses what strangers sent: `paper.picture` runs it in the sandbox.
"""

from PIL import Image

from kantor.engines.reading.image_drawing import MAX_SIDE_PIXELS, as_webp, upright
from kantor.engines.reading.pdf_files import opened
from kantor.engines.reading.refusal import Refused

MAX_PIXELS = 40_000_000
POINTS_PER_INCH = 72

# Pillow loads its formats on first use; in the sandbox no file can be opened any more by then.
Image.preinit()


def picture(data: bytes, *, page: int, dpi: int = 150, turned: int = 0, skew: float = 0.0) -> bytes:
    """Page `page` (from 1) as WebP, turned and straightened as a Page says; one of poster size is drawn at fewer dots. Raises Refused,
    `no_such_page` among others."""
    image, _, _ = drawn(data, page=page, dpi=dpi, most_pixels=MAX_PIXELS)
    return as_webp(upright(image, turned, skew))


def drawn(data: bytes, *, page: int, dpi: int, most_pixels: int) -> tuple[Image.Image, float, float]:
    """Page `page` (from 1) as a picture at so many dots or fewer, and its width and height in points. Raises Refused."""
    with opened(data) as document:
        if not 1 <= page <= len(document):
            raise Refused("no_such_page", page=str(page), pages=str(len(document)))
        shown = document[page - 1]
        width, height = shown.get_size()
        scale = min(dpi / POINTS_PER_INCH, (most_pixels / max(1.0, width * height)) ** 0.5, (MAX_SIDE_PIXELS - 1) / max(1.0, width, height))
        return shown.render(scale=scale).to_pil().convert("RGB"), round(width, 2), round(height, 2)
