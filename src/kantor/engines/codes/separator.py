"""A sheet with a code of ours between documents divides a pile that was scanned in one go."""

from collections.abc import Sequence

import typst
import zxingcpp

from kantor.words import Page

SEPARATOR = "KANTOR SEPARATOR 1"
"""What the code on the sheet says. A document begins behind it; the sheet belongs to none."""

_SHEET = """
#set page(paper: "a4", margin: 20mm)
#set text(size: 16pt)
#align(center + horizon)[
  #image(bytes(sys.inputs.code), format: "svg", width: 90mm)
  #v(10mm)
  *Trennblatt · Separator sheet · Arkusz rozdzielający · Lembar pemisah*
  #v(4mm)
  #text(size: 11pt)[#sys.inputs.says]
]
"""


def apart(pages: Sequence[Page]) -> list[list[Page]]:
    """The pages of each document in a pile; all of them together where no sheet lies between."""
    piles: list[list[Page]] = [[]]
    for page in pages:
        if is_between(page):
            piles.append([])
        else:
            piles[-1].append(page)
    return [pile for pile in piles if pile] or [list(pages)]


def is_between(page: Page) -> bool:
    """Whether it is such a sheet."""
    return any(code.text == SEPARATOR for code in page.codes)


def sheet() -> bytes:
    """Such a sheet as a PDF of one page, A4, to be printed as often as there are documents."""
    code = zxingcpp.create_barcode(SEPARATOR, zxingcpp.BarcodeFormat.QRCode).to_svg()
    return bytes(typst.compile(_SHEET.encode(), format="pdf", sys_inputs={"code": str(code), "says": SEPARATOR}, ignore_system_fonts=True))
