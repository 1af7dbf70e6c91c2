"""Draws a page of a PDF as a WebP picture for the screen.

This parses what strangers sent: `paper.picture` runs it in the sandbox.
"""

import io

import PIL.WebPImagePlugin
from PIL import Image

from kantor.engines.reading.pdf_files import opened
from kantor.engines.reading.refusal import Refused

MAX_PIXELS = 40_000_000
# WebP cannot be longer or wider.
MAX_SIDE_PIXELS = 16_383
POINTS_PER_INCH = 72
FORMAT = PIL.WebPImagePlugin.WebPImageFile.format

# Pillow loads its formats on first use; in the sandbox no file can be opened any more by then.
Image.preinit()


def picture(data: bytes, *, page: int, dpi: int = 150) -> bytes:
    """Page `page` (from 1) as WebP; a page of poster size is drawn at fewer dots. Raises Refused, `no_such_page` among others."""
    with opened(data) as document:
        if not 1 <= page <= len(document):
            raise Refused("no_such_page", page=str(page), pages=str(len(document)))
        shown = document[page - 1]
        width, height = shown.get_size()
        scale = min(dpi / POINTS_PER_INCH, (MAX_PIXELS / max(1.0, width * height)) ** 0.5, (MAX_SIDE_PIXELS - 1) / max(1.0, width, height))
        image = shown.render(scale=scale).to_pil().convert("RGB")
        target = io.BytesIO()
        image.save(target, format=FORMAT, quality=80, method=2)
        return target.getvalue()
