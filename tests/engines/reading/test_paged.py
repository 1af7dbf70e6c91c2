"""Fields from the words of pages: read behind the walls, by a function that sees nothing but words and boxes."""

import json
from collections.abc import Sequence
from pathlib import Path

from tests.engines.reading import labelled

from kantor.engines.reading import Refused, read_pages, sandbox
from kantor.words import OCR, TEXT_LAYER, Page, Reading, Source, Word, page_of

PAGES = [
    Page(1, 595.0, 842.0, [Word("Rechnungsnummer", 1, 0.1, 0.1, 0.3, 0.12), Word("4711", 1, 0.32, 0.1, 0.4, 0.12, 0.75)], f"{OCR} x 1", 90),
    Page(2, 595.0, 842.0, []),
]


def test_a_reader_of_pages_gives_values_with_their_boxes() -> None:
    told = read_pages(lambda pages: labelled.read_pages(list(pages)), PAGES)
    assert not isinstance(told, Refused), told
    (reading,) = told
    number = reading.values["number"]
    assert (number.text, number.confidence) == ("4711", 0.75)
    assert number.source == Source("page", "", 1, (0.32, 0.1, 0.4, 0.12))


def test_the_reader_of_pages_runs_behind_the_walls() -> None:
    by = "tests.engines.reading.labelled.read_pages"
    root = Path(__file__).parents[3]
    ((reader, values, tables),) = sandbox.run(
        "kantor.engines.reading.paged.read", json.dumps(PAGES).encode(), source_root=root, loads=(by,), by=by
    )
    assert (reader, values, tables) == ("labels", ["number", ["4711", 0.75, "page", "", 1, [0.32, 0.1, 0.4, 0.12]], None], {})


def test_the_kind_of_reading_and_the_turn_of_a_page_survive_the_pipe() -> None:
    assert [page_of(told) for told in json.loads(json.dumps(PAGES))] == PAGES
    assert [page.is_recognised for page in PAGES] == [True, False]
    assert PAGES[1].read_by == TEXT_LAYER


def test_a_reader_that_fails_is_told_as_such() -> None:
    def failing(pages: Sequence[Page]) -> Sequence[Reading]:
        raise KeyError("no such page")

    told = read_pages(failing, PAGES)
    assert isinstance(told, Refused)
    assert told.evidence == {"code": "KeyError"}
