"""A QR code as the path of an SVG drawing: nothing in it needs a style or a script."""

from typing import NamedTuple

from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]
from qrcode.main import QRCode  # type: ignore[import-untyped]


class Drawing(NamedTuple):
    """size: width and height in modules, with the quiet zone; path: for the attribute `d`."""

    size: int
    path: str


def drawing(text: str) -> Drawing:
    """Each run of dark modules in a row is one rectangle."""
    code = QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    modules = code.get_matrix()
    path = []
    for y, row in enumerate(modules):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                path.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
            x = end + 1
    return Drawing(len(modules), "".join(path))
