"""Rows that somebody framed on a page are read without the header that the frame cuts off, and what is no table gives no rows."""

from collections.abc import Sequence

import pytest
from tests.engines.extracting.test_besides import sheet

from kantor.demo.papers import HELD_OUT, TRAINED, Paper, invoices, known
from kantor.engines import extracting
from kantor.engines.extracting import Item, Known, Sheet

LEAST_NUMBERS = 0.8
"""Share of the quantities and prices read below a header that are read without one: where a table has no prices, or no quantities, nothing
says which of both a number is."""


@pytest.fixture(scope="module")
def papers() -> Sequence[tuple[Paper, Known]]:
    return [*known(invoices(24, seed=77, layouts=TRAINED)), *known(invoices(24, seed=78, layouts=HELD_OUT))]


def framed(whole: Sheet, items: Sequence[Item]) -> Sheet:
    """What is left of a sheet by a frame around these items, so that the line above the first one is cut off."""
    top, bottom = (edge(item["net"].box[place] for item in items) for edge, place in ((min, 1), (max, 3)))
    height = whole.lines[0].height
    cut = Sheet([])
    cut.lines = [line for line in whole.lines if line.page == 1 and top * height - 1 <= line.middle <= bottom * height + 1]
    cut.labels = [whole.labels[whole.lines.index(line)] for line in cut.lines]
    cut.decimal = whole.decimal
    return cut


def test_rows_are_read_though_the_frame_cuts_off_the_header(papers: Sequence[tuple[Paper, Known]]) -> None:
    numbers = right = 0
    for paper, document in papers:
        headed = extracting.items(document.sheet)
        if document.sheet.last_page > 1 or not headed:
            continue
        items = extracting.unheaded(framed(document.sheet, headed))
        assert [item["net"].value for item in items] == [line["net"] for line in paper.lines], paper.name
        for item, other in zip(items, headed, strict=True):
            told = {key: other[key].value for key in ("quantity", "price") if key in other}
            found = {key: item[key].value for key in told if key in item}
            assert found.items() <= told.items(), paper.name
            numbers, right = numbers + len(told), right + len(found)
    assert numbers > 300
    assert right >= LEAST_NUMBERS * numbers


def test_one_row_alone_is_read_by_what_it_makes() -> None:
    (item,) = extracting.unheaded(sheet("B-7712  Papier A4  12  pcs  4,25  51,00"))
    assert {key: found.value for key, found in item.items()} == {
        "name": "Papier A4",
        "quantity": "12",
        "unit": "pcs",
        "price": "4.25",
        "net": "51.00",
    }
    assert item["price"].confidence > 0.9


def test_names_that_go_on_below_belong_to_their_row() -> None:
    items = extracting.unheaded(sheet("Papier  3  2,50  7,50", "holzfrei", "Stifte  12  1,25  15,00"))
    assert [item["name"].value for item in items] == ["Papier holzfrei", "Stifte"]


def test_what_is_no_table_has_no_rows() -> None:
    assert extracting.unheaded(sheet("Papierhaus Linde GmbH", "Hafenstr. 12", "20457 Hamburg")) == []
    assert extracting.unheaded(sheet("Netto  100,00", "MwSt.  19 %  19,00", "Gesamtbetrag  119,00")) == []
    assert extracting.unheaded(sheet("Wir danken für Ihren Auftrag vom 12. März und", "liefern wie vereinbart frei Haus.")) == []
    assert extracting.unheaded(Sheet([])) == []
