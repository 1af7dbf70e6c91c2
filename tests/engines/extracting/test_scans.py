"""Scans of made-up papers come out the same for the same seed, and as no other seed makes them."""

import io

from PIL import Image

from kantor.demo.papers import TRAINED, invoices, pdf, scans


def test_a_scan_is_a_picture_that_comes_out_the_same_each_time() -> None:
    (paper,) = invoices(1, seed=4, layouts=TRAINED)
    (first,), (again,), (other,) = (scans(pdf(paper), seed=seed, dpi=60) for seed in (1, 1, 2))
    picture = Image.open(io.BytesIO(first))
    assert (picture.format, picture.mode) == ("JPEG", "L")
    assert picture.height > picture.width > 400
    assert first == again
    assert first != other
