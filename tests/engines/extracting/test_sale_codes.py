"""A day of sale that a till printed into a number as well is read right, even where it was misread beside the time."""

import pytest

from kantor.engines.extracting import Sheet
from kantor.engines.extracting.sale_codes import sale_days
from kantor.words import Page, Word

CODE = "770012003317120416415002"


def _sheet(*lines: str) -> Sheet:
    words = [
        Word(text, 1, 0.1 + 0.15 * place, 0.1 + 0.05 * row, 0.22 + 0.15 * place, 0.12 + 0.05 * row)
        for row, line in enumerate(lines)
        for place, text in enumerate(line.split())
    ]
    return Sheet([Page(1, 230, 600, words)])


@pytest.mark.parametrize("said", ["04.12.2017 16:41 Uhr", "4.12.2017 16:41", "Datum 04 12 16:41", "14.12.2017 16:41"])
def test_the_day_in_the_code_mends_the_day_beside_its_time(said: str) -> None:
    assert [one.value for one in _sheet(said, CODE).candidates["date"]] == ["2017-12-04"]


@pytest.mark.parametrize("said", ["04.12.2017 16:42 Uhr", "09.11.2017 16:41 Uhr", "Tel. 16:41"])
def test_a_code_that_agrees_with_nothing_on_the_line_says_nothing(said: str) -> None:
    assert not list(sale_days(_sheet(said, CODE).lines))
