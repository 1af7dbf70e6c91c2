"""A code on a digital invoice is found without drawing the page: where a picture or a drawing of its shape is, and nowhere else."""

from pathlib import Path

import numpy as np
import pytest
import typst
import zxingcpp
from PIL import Image
from tests.engines.reading.test_codes import GIRO

from kantor.departments.payables.supplier_invoice import pages as invoice_pages
from kantor.engines.codes import SEPARATOR, is_between
from kantor.engines.reading import Page, pages

INVOICE = """Papierhaus Linde GmbH \\ Rechnung \\ Rechnungsnummer: RE-2026-0815 \\ Rechnungsdatum: 02.03.2026 \\
Nettobetrag 400,00 EUR \\ USt 19 % 76,00 EUR \\ Gesamtbetrag 476,00 EUR \\ IBAN DE02 1203 0000 0000 2020 51 \\
"""


def printed(folder: Path, kind: str, *, text: str = GIRO, wide: str = "30mm", turned: str = "") -> list[Page]:
    """The pages of an invoice with a code on it, as a picture (png) or as lines (svg)."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    if kind == "svg":
        (folder / "code.svg").write_text(code.to_svg())
    else:
        Image.fromarray(np.asarray(code.to_image(scale=4))).save(folder / "code.png")
    page = f"#set page(width: 210mm, height: 297mm, margin: 20mm{turned})\n"
    (folder / "a.typ").write_text(f'{page}{INVOICE}#image("code.{kind}", width: {wide})', encoding="utf-8")
    made = typst.compile(folder / "a.typ", format="pdf")
    assert isinstance(made, bytes)
    return pages(made)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_code_is_found_as_a_picture_and_as_a_drawing(tmp_path: Path, kind: str) -> None:
    (page,) = printed(tmp_path, kind)
    (code,) = page.codes
    assert (code.text, code.kind, code.page) == (GIRO.strip(), "QRCode", 1)
    last = max(word.y1 for word in page.words)
    assert last < code.y0 < code.y1 < 1
    assert 0.09 < code.x0 < code.x1 < 0.25
    assert page.read_by == "text"


def test_a_girocode_fills_the_transfer_of_a_digital_invoice(tmp_path: Path) -> None:
    invoice_pages.prepare()
    (reading,) = invoice_pages.read_pages(printed(tmp_path, "png"))
    assert (reading.text("iban"), reading.text("payable"), reading.text("remittance")) == (
        "DE89370400440532013000",
        "476.00",
        "RE-2026-0815",
    )
    assert reading.values["iban"].confidence == invoice_pages.CODED


def test_a_picture_larger_than_any_code_is_not_looked_at(tmp_path: Path) -> None:
    (page,) = printed(tmp_path, "png", wide="120mm")
    assert page.codes == ()
    assert page.words


def test_a_sheet_between_documents_is_known_in_a_digital_file_too(tmp_path: Path) -> None:
    (page,) = printed(tmp_path, "svg", text=SEPARATOR)
    assert is_between(page)
