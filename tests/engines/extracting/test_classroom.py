"""A training behind the walls: whoever kills it ends that one try; the next one begins again and comes to the same model."""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psutil
import pytest

from kantor.demo.papers import pdf
from kantor.demo.papers.peculiar import peculiar
from kantor.engines import extracting
from kantor.engines.extracting import Exam, Known, Marks, Model, Sheet, schooling
from kantor.engines.reading import Refused, Unavailable, pages


@pytest.fixture(scope="module")
def order() -> Mapping[str, Any]:
    papers = [[pages(pdf(paper)), paper.truth, paper.layout] for paper in peculiar(12, seed=81, suppliers=2)]
    return {"documents": papers, "base": [], "in_use": "", "seen": 0, "name": "client 1"}


def test_a_killed_training_is_begun_again_and_gives_the_same_model(order: Mapping[str, Any]) -> None:
    before = {one.pid for one in psutil.Process().children(recursive=True)}
    with ThreadPoolExecutor(1) as beside:
        trying = beside.submit(extracting.learned, order)
        while not trying.done():
            for one in psutil.Process().children(recursive=True):
                if one.pid not in before:
                    one.kill()
            time.sleep(0.05)
        with pytest.raises((Refused, Unavailable)):
            trying.result()
    told = extracting.learned(order)
    documents = [Known(Sheet(some), truth, group) for some, truth, group in order["documents"]]
    here = extracting.school(extracting.start(), extracting.start(), documents, base=[], seen=0, name="client 1")
    assert here.model is not None
    assert Model.from_bytes(told["model"], name="client 1").name == here.model.name
    assert Exam.from_json(told["exam"]) == here.exam
    assert here.outcome == told["outcome"] == "taken"


def test_a_client_that_has_a_model_is_examined_on_what_that_one_did_not_see(order: Mapping[str, Any]) -> None:
    documents = [Known(Sheet(some), truth, group) for some, truth, group in order["documents"]]
    start = extracting.start()
    first = extracting.school(start, start, documents, base=[], seen=0, name="client 1")
    assert first.model is not None
    again = extracting.school(start, first.model, documents, base=[], seen=len(documents), name="client 1")
    assert (again.model, again.outcome) == (None, "too_few")


@pytest.mark.parametrize(
    ("newest", "unseen", "wrong", "expected"),
    [
        ((76, 100), (304, 303), (0, 0), "taken"),
        ((76, 76), (304, 310), (0, 0), "not_better"),
        ((76, 100), (304, 300), (0, 0), "worse_elsewhere"),
        ((76, 100), (304, 304), (0, 1), "passes_wrong"),
    ],
)
def test_a_worse_model_is_not_taken(newest: tuple[int, int], unseen: tuple[int, int], wrong: tuple[int, int], expected: str) -> None:
    def report(right: tuple[int, int]) -> dict[str, tuple[Marks, Marks]]:
        before, after = (Marks(358, one, 200, bad) for one, bad in zip(right, wrong, strict=True))
        return {"number": (before, after)}

    assert schooling.outcome_of(Exam(10, report(newest), 40, report(unseen))) == expected
