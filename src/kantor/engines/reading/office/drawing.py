"""Draws a page that was set (`layout`) with dots."""

from PIL import Image, ImageDraw

from kantor.engines.reading.image_drawing import MAX_SIDE_PIXELS
from kantor.engines.reading.office import font
from kantor.engines.reading.office.layout import Sheet

POINTS_PER_INCH = 72
_RULED, _INK = "#d8d8d8", "#111111"


def drawn(sheet: Sheet, *, dpi: int, most_pixels: int) -> Image.Image:
    """The page at so many dots an inch, or fewer where that were too many."""
    most = (most_pixels / (sheet.width * sheet.height)) ** 0.5
    scale = min(dpi / POINTS_PER_INCH, most, (MAX_SIDE_PIXELS - 1) / max(sheet.width, sheet.height))
    image = Image.new("RGB", (max(1, round(sheet.width * scale)), max(1, round(sheet.height * scale))), "white")
    pen = ImageDraw.Draw(image)
    for rule in sheet.rules:
        pen.line((rule.x0 * scale, rule.y * scale, rule.x1 * scale, rule.y * scale), fill=_RULED, width=max(1, round(scale / 2)))
    for piece in sheet.pieces:
        letters = font.letters(max(4, round(piece.size_pt * scale)), is_bold=piece.is_bold)
        feet = (piece.top + piece.size_pt * font.ASCENT) * scale
        x = piece.x * scale
        for letter in piece.text:  # one by one: drawn together they would stand on whole dots, and words run into one another
            pen.text((x, feet), letter, font=letters, fill=_INK, anchor="ls")
            x += font.width(letter, piece.size_pt, is_bold=piece.is_bold) * scale
    return image
