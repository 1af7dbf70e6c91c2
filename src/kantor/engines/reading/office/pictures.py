"""Pictures in an office file: those as large as a page are pages of their own, to be read like scans; the rest is named."""

import re
from collections.abc import Iterator
from functools import cached_property

from kantor.engines.reading import image_drawing, recognise
from kantor.engines.reading.office.package import Package
from kantor.engines.reading.refusal import Refused

FOLDERS = ("word/media/", "xl/media/", "Pictures/")
LEAST_SIDE_PIXELS, LEAST_PIXELS = 600, 500_000
"""Half a page that was scanned or photographed has more dots than these; a logo or a signature has fewer."""
MOST_PAGES = 20
_ORNAMENT_PIXELS = 100
_PARTS = re.compile(r"(\d+)")


class Pictures:
    """The pictures of a package; what cannot be decoded is none that can be read."""

    def __init__(self, package: Package) -> None:
        self._package = package

    @cached_property
    def pages(self) -> list[bytes]:
        """Those that are read as pages, in the order of their names."""
        return [data for _, data in self._large][:MOST_PAGES]

    @cached_property
    def left_out(self) -> list[str]:
        """The names of those that are not read; ornaments of a few dots are none."""
        read = {name for name, _ in self._large[:MOST_PAGES]}
        return [name for name in self._names if name not in read and not self._is_ornament(name)]

    @cached_property
    def _names(self) -> list[str]:
        found = [name for name in self._package.names if name.startswith(FOLDERS) and not name.endswith("/")]
        return sorted(found, key=lambda name: [int(part) if part.isdecimal() else part for part in _PARTS.split(name)])

    @cached_property
    def _large(self) -> list[tuple[str, bytes]]:
        return list(self._found())

    def _found(self) -> Iterator[tuple[str, bytes]]:
        for name in self._names:
            data = self._package.part(name) or b""
            width, height = _size(data)
            if min(width, height) >= LEAST_SIDE_PIXELS and width * height >= LEAST_PIXELS:
                yield name, data

    def _is_ornament(self, name: str) -> bool:
        size = _size(self._package.part(name) or b"")
        return size != (0, 0) and min(size) < _ORNAMENT_PIXELS


def _size(data: bytes) -> tuple[int, int]:
    """Width and height in dots; 0, 0 of what cannot be decoded."""
    if recognise.media_type(data) not in recognise.PICTURES:
        return 0, 0
    try:
        with image_drawing.opened(data) as image:
            return image.width, image.height
    except Refused:
        return 0, 0
