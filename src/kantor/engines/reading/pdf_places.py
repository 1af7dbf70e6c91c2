"""Where a point of a PDF's page lies on the page as it is shown, rotation and crop applied."""

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

# PDFium maps points to whole device units; a page this many units wide gives five digits.
_GRID = 100_000


def shown(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """In parts of the page: 0, 0 is its upper left corner, 1, 1 the lower right."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, _GRID, _GRID, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return _within(across.value / _GRID), _within(down.value / _GRID)


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))
