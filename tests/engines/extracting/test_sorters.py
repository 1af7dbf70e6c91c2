"""A client's own classifier goes on from the start's: it learns the words of the house, and promises no more than it showed."""

import pytest

from kantor.engines.extracting import further, school_sorter
from kantor.engines.language import Classifier, Example, fitted, safe_from

PLAIN = {"order": "please deliver ten chairs to us", "complaint": "the chairs are broken and we want our money back"}
OWN = {"order": "push {n} trumm down the slide", "complaint": "trumm {n} has a knack and jams the slide"}


@pytest.fixture(scope="module")
def start() -> Classifier:
    texts = [Example(f"{text} {place}", label) for place in range(6) for label, text in PLAIN.items()]
    return fitted(texts)._replace(sure_from=0.9)


def told(count: int, *, turned: bool = False) -> list[Example]:
    labels = ("complaint", "order") if turned else ("order", "complaint")
    return [
        Example(OWN[("order", "complaint")[place % 2]].format(n=place), labels[place % 2], f"sender {place % 5}") for place in range(count)
    ]


def test_it_learns_the_words_of_the_house_and_keeps_what_it_knew(start: Classifier) -> None:
    grown = further(start, told(24))
    assert grown.classify(OWN["order"].format(n=99)).label == "order"
    assert grown.classify(OWN["complaint"].format(n=99)).label == "complaint"
    assert {grown.classify(text).label: label for label, text in PLAIN.items()} == {label: label for label in PLAIN}
    assert further(start, told(24)).version == grown.version, "the same texts give the same classifier"


def test_one_that_is_better_is_taken_and_one_that_is_no_better_is_not(start: Classifier) -> None:
    better = school_sorter(start, start, told(40), seen=0)
    assert better.sorter is not None
    assert better.outcome == "taken"
    assert better.exam.papers == 10
    again = school_sorter(start, better.sorter, [*told(40), *told(12)], seen=40)
    assert (again.sorter, again.outcome) == (None, "not_better"), "the one in use tells all of the newest already"


def test_too_few_texts_make_none(start: Classifier) -> None:
    assert school_sorter(start, start, told(8), seen=0) == (None, school_sorter(start, start, [], seen=0).exam, "too_few")


def test_with_few_answers_the_confidences_of_the_start_stay_and_with_many_a_bound_holds_them(start: Classifier) -> None:
    few = school_sorter(start, start, told(40), seen=0).sorter
    many = school_sorter(start, start, told(160), seen=0).sorter
    assert few is not None
    assert many is not None
    assert (few.lead, few.sure_from >= start.sure_from) == (None, True)
    assert many.lead is not None


@pytest.mark.parametrize(("answers", "wrong", "allowed"), [(90, 0, False), (150, 0, True), (150, 3, False), (400, 3, True)])
def test_sure_from_is_given_only_where_the_exact_interval_allows_it(answers: int, wrong: int, allowed: bool) -> None:
    """Clopper and Pearson: of 150 answers without an error at most 2.4 % are wrong, of 90 at most 4.0 %."""
    known = [(0.9, place >= wrong) for place in range(answers)]
    assert (safe_from(known, 0.03) is not None) is allowed
