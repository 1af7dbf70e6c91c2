"""What people showed on one paper is found on the next one of the same sender, and on no other."""

from collections.abc import Sequence

import pytest

from kantor.demo.papers import HELD_OUT, Paper, invoices, known
from kantor.demo.papers.peculiar import peculiar
from kantor.engines import extracting
from kantor.engines.extracting import Earlier, Known, Sheet
from kantor.words import BELOW, BESIDE, Page, Shown, Word

Pairs = Sequence[tuple[Paper, Known]]


@pytest.fixture(scope="module")
def papers() -> Pairs:
    """Two papers of each of five suppliers whose labels are in no table."""
    return list(known(peculiar(10, seed=51)))


def taught(document: Known) -> Earlier:
    return Earlier(1, document.sheet, {field: Shown(value) for field, value in document.truth.items()})


def test_the_second_paper_of_a_sender_says_where_the_first_one_did(papers: Pairs) -> None:
    for (_, first), (paper, second) in zip(papers[:5], papers[5:], strict=True):
        found = extracting.recall(second.sheet, [taught(first)])
        assert {"number", "issued_on", "due_on", "gross"} <= found.keys(), paper.name
        for field, one in found.items():
            assert extracting.is_same(extracting.KIND_OF[field], one.found.value, paper.truth[field]), (paper.name, field)
            assert one.how not in (BESIDE, BELOW) or one.words


def test_what_one_sender_taught_says_nothing_wrong_about_another(papers: Pairs) -> None:
    for paper, document in known(invoices(12, seed=900, layouts=HELD_OUT)):
        for _, other in papers[:5]:
            for field, one in extracting.recall(document.sheet, [taught(other)]).items():
                truth = paper.truth.get(field, "")
                assert extracting.is_same(extracting.KIND_OF[field], one.found.value, truth), (paper.name, field, one)


def line(top: float, *texts: str) -> list[Word]:
    return [Word(text, 1, 0.1 + 0.2 * place, top, 0.1 + 0.2 * place + 0.012 * len(text), top + 0.012) for place, text in enumerate(texts)]


def test_the_box_decides_between_two_places_of_the_same_value() -> None:
    def sheet(first: str, second: str) -> Sheet:
        return Sheet([Page(1, 595, 842, [*line(0.2, "Akte", first), *line(0.3, "Blatt", second)])])

    both = sheet("4711", "4711")
    at = Shown("4711", 1, (0.3, 0.3, 0.35, 0.312))
    assert extracting.recall(sheet("17", "18"), [Earlier(1, both, {"number": Shown("4711")})]) == {}
    found = extracting.recall(sheet("17", "18"), [Earlier(1, both, {"number": at})])["number"]
    assert (found.found.value, found.how, found.words) == ("18", BESIDE, "Blatt")


def test_two_papers_that_show_different_places_teach_nothing() -> None:
    def shown(label: str, other: str, id: int) -> Earlier:
        return Earlier(id, Sheet([Page(1, 595, 842, [*line(0.2, label, "4711"), *line(0.3, other, "99-A")])]), {"number": Shown("4711")})

    new = Sheet([Page(1, 595, 842, [*line(0.2, "Akte", "17"), *line(0.3, "Blatt", "18")])])
    assert extracting.recall(new, [shown("Akte", "Blatt", 1), shown("Blatt", "Akte", 2)]) == {}
    again = extracting.recall(new, [shown("Akte", "Blatt", 1), shown("Blatt", "Akte", 2), shown("Akte", "Blatt", 3)])
    assert again["number"].found.value == "17"
    alone, several = (extracting.recall(new, [shown("Akte", "Blatt", id) for id in range(count)])["number"] for count in (1, 2))
    assert alone.found.confidence < several.found.confidence
