"""A second engine reads the lines of a scan too: what both read is surer, what they read in two ways less sure, and no word changes."""

import os
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from tests.engines.reading import samples

from kantor.engines.reading import recognised, second_languages
from kantor.engines.reading.engine import BOTH, ENGINE, engine, engines
from kantor.engines.reading.ocr.second import Opinion, compared
from kantor.spine.cases.understanding import read_twice
from kantor.spine.documents import file_notes
from kantor.words import Page, Reading, Severity, Source, Value, Word, page_of, placed

SHEET = """= Rechnung Nr. 2026-0815
Summe 1.234,56 EUR zahlbar bis 14.03.2026 \\
IBAN DE89 3704 0044 0532 0130 00"""


@pytest.fixture(scope="module")
def tessdata() -> str:
    """The folder with Tesseract's languages, of this machine or as KANTOR_TESSDATA says."""
    folders = [Path(os.environ.get("KANTOR_TESSDATA") or "/nowhere"), *Path("/usr/share/tesseract-ocr").glob("*/tessdata")]
    found = next((folder for folder in folders if (folder / "deu.traineddata").is_file()), None)
    if found is None:
        pytest.skip(
            "Tesseract's languages are not there (apt install tesseract-ocr-deu ..., or KANTOR_TESSDATA); .ci/run installs them as root"
        )
    return str(found)


@pytest.fixture(scope="module")
def sheet() -> bytes:
    picture = samples.scan(SHEET, page="width: 120mm, height: 50mm, margin: 10mm", dpi=200)
    return samples.saved(picture.effect_spread(2))


def test_two_engines_read_the_same_words_behind_the_walls_and_are_surer_where_they_agree(tessdata: str, sheet: bytes) -> None:
    one, both = recognised(sheet, page=1), recognised(sheet, page=1, tessdata=tessdata)
    assert (one.read_by, both.read_by) == (ENGINE, BOTH)
    assert [word[:6] for word in both.words] == [word[:6] for word in one.words]
    assert not any(word.otherwise for word in one.words)
    pairs = list(zip(one.words, both.words, strict=True))
    assert all(together.confidence >= alone.confidence for alone, together in pairs if not together.otherwise)
    assert all(together.confidence < alone.confidence for alone, together in pairs if together.otherwise)
    assert any(together.confidence > alone.confidence for alone, together in pairs)


def test_every_language_of_the_folder_is_loaded_and_one_without_any_changes_nothing(tessdata: str, tmp_path: Path, sheet: bytes) -> None:
    assert second_languages(tessdata) == ["de", "en", "id", "pl"]
    (tmp_path / "deu.traineddata").write_bytes(b"no model")
    assert second_languages(str(tmp_path)) == []
    assert recognised(sheet, page=1, tessdata=str(tmp_path)) == recognised(sheet, page=1)


def test_an_empty_sheet_has_no_words_for_two_engines_either(tessdata: str) -> None:
    assert recognised(samples.saved(Image.new("RGB", (600, 400), "white")), page=1, tessdata=tessdata).words == []


def test_words_are_compared_as_they_stand_on_the_line() -> None:
    yes, nothing = Opinion(True), Opinion(None)
    assert compared(["Summe", "1.234,56"], ["Summe", "1.234,56"]) == [yes, yes]
    assert compared(["Summe", "1.234,56"], ["Summe", "7.234,56"]) == [yes, Opinion(False, "7.234,56")]
    assert compared(["No:", "17"], ["No:17"]) == [yes, yes]
    assert compared(["„Linde“", "—"], ['"Linde"', "-"]) == [yes, yes]
    assert compared(["Summe", "12,00", "EUR"], ["Summe", "EUR"]) == [yes, nothing, yes]
    assert compared(["12,00"], []) == [nothing]
    assert compared(["a", "b"], ["c", "d", "e"]) == [Opinion(False, "c d e")] * 2


def test_agreement_makes_surer_disagreement_less_sure_and_silence_neither() -> None:
    assert Opinion(True).weighed(0.9) == pytest.approx(0.99)
    assert Opinion(False, "7").weighed(0.9) == pytest.approx(0.5)
    assert Opinion(False, "7").weighed(1.0) < 0.99
    assert Opinion(False, "7").weighed(0.5) == 0
    assert Opinion(None).weighed(0.9) == 0.9


def test_what_the_second_engine_read_follows_a_word_wherever_its_page_goes() -> None:
    page = Page(1, 100, 200, [Word("17", 1, 0.1, 0.2, 0.3, 0.4, 0.9, "11")], BOTH)
    assert placed(page, 3, 90).words[0].otherwise == "11"
    assert page_of([*page[:3], [list(page.words[0])], *page[4:]]) == page
    old = page_of([*page[:3], [["17", 1, 0.1, 0.2, 0.3, 0.4, 0.9]], *page[4:]])
    assert old.words[0].otherwise == ""


def test_nobody_is_asked_where_no_folder_is_named() -> None:
    assert engine("") == ENGINE
    assert engines(BOTH) == "rapidocr 3.10.0 + tesserocr 2.13.0"
    assert second_languages("") == []


def test_a_value_that_two_engines_read_in_two_ways_is_told_with_both_and_their_names() -> None:
    words = [Word("4711", 1, 0.1, 0.1, 0.2, 0.12, 0.7, "4717"), Word("Linde", 1, 0.1, 0.3, 0.2, 0.32, 0.9, "Linda")]
    box = (0.09, 0.09, 0.21, 0.13)
    reading = Reading(reader="pages", values={"number": Value("4711", Source("page", "", 1, box), 0.7)})
    told = read_twice(reading, [Page(1, 100, 200, words, BOTH)])
    (finding,) = file_notes.read_twice(told, {}, date(2026, 3, 10))
    assert (finding.field, finding.severity) == ("number", Severity.OK)
    assert finding.evidence == {
        "page": "1",
        "read": "4711",
        "otherwise": "4717",
        "first": "rapidocr 3.10.0",
        "second": "tesserocr 2.13.0",
    }
    typed = Reading(reader="pages", values={"number": Value("4717", Source("person"))}, tables=told.tables)
    assert not list(file_notes.read_twice(typed, {}, date(2026, 3, 10)))
