"""Makes scans of papers: turned a little, grey, noisy, pressed as JPEG, with a stamp and strokes of a pen, the same for the same seed."""

import io
import random
from collections.abc import Sequence

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pypdfium2 import PdfDocument

DPI = 200
_PAPER = 250
_STAMPS = ("EINGEGANGEN", "RECEIVED", "WPŁYNĘŁO", "DITERIMA")


def scans(pdf: bytes, *, seed: int, dpi: int = DPI) -> Sequence[bytes]:
    """Each page of a PDF of one's own as a JPEG, as a scanner and the people before it leave it."""
    chance = random.Random(seed)  # noqa: S311 - the same scans each time, no secret
    pages = PdfDocument(pdf)
    return [_scan(page.render(scale=dpi / 72).to_pil().convert("L"), chance) for page in pages]


def _scan(page: Image.Image, chance: random.Random) -> bytes:
    if chance.random() < 0.4:
        _stamp(page, chance)
    if chance.random() < 0.4:
        _strokes(page, chance)
    page = page.rotate(chance.uniform(-1.8, 1.8), resample=Image.Resampling.BICUBIC, expand=True, fillcolor=_PAPER)
    page = page.filter(ImageFilter.GaussianBlur(chance.uniform(0.2, 0.8)))
    grain = numpy.random.default_rng(chance.randrange(2**31)).normal(0, chance.uniform(2, 10), (page.height, page.width))
    shade = numpy.linspace(0, chance.uniform(-18, 0), page.width)[None, :]
    noisy = Image.fromarray(numpy.clip(numpy.asarray(page, dtype=float) + grain + shade, 0, 255).astype(numpy.uint8))
    kept = io.BytesIO()
    noisy.save(kept, "JPEG", quality=chance.randint(35, 80), dpi=(DPI, DPI))
    return kept.getvalue()


def _stamp(page: Image.Image, chance: random.Random) -> None:
    """A received stamp in the upper part, a little askew, through which the paper can still be read."""
    text = f"{chance.choice(_STAMPS)}\n{chance.randint(1, 28):02d}.{chance.randint(1, 12):02d}.2026"
    stamp = Image.new("L", (page.width // 4, page.width // 10), 0)
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((2, 2, stamp.width - 3, stamp.height - 3), outline=150, width=4)
    draw.multiline_text((14, 10), text, fill=150, font=ImageFont.load_default(size=stamp.height // 3))
    stamp = stamp.rotate(chance.uniform(-14, 14), expand=True)
    place = (chance.randint(page.width // 3, page.width - stamp.width), chance.randint(page.height // 6, page.height // 3))
    page.paste(90, place, stamp)


def _strokes(page: Image.Image, chance: random.Random) -> None:
    """What a hand leaves: a tick and a signature-like line."""
    draw = ImageDraw.Draw(page)
    left, top = chance.randint(page.width // 10, page.width // 2), chance.randint(page.height // 2, int(page.height * 0.9))
    points = [(left + step * page.width // 60, top + chance.randint(-page.height // 90, page.height // 90)) for step in range(9)]
    draw.line(points, fill=70, width=max(2, page.width // 500), joint="curve")
