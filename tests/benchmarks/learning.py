"""What learning gains: papers of five suppliers whose labels no table knows, read before and after so many of them were confirmed."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from kantor.demo.papers import Paper, pdf
from kantor.demo.papers.learning import base_papers
from kantor.demo.papers.peculiar import FIELDS, peculiar
from kantor.departments.payables.supplier_invoice.pages import read_with
from kantor.engines import extracting
from kantor.engines.extracting import Known, Model, Sheet
from kantor.engines.reading import Page, pages
from kantor.words import Shown, TaughtPaper

SIZES = (10, 40)
TRIED_ON = 30
SEED = 301
NEWEST = 3
Figures = dict[str, Any]


class Read(NamedTuple):
    paper: Paper
    pages: Sequence[Page]


def learning() -> Figures:
    """By size: values of the header right on 30 papers that came later, of how many: by the start model, with what was shown on earlier
    papers of the same supplier, by a model grown from them, and by both; what the model's own examination said."""
    figures: Figures = {"tried on": TRIED_ON}
    base = [Known(Sheet(some), truth) for some, truth in base_papers()]
    start = extracting.start()
    for size in SIZES:
        read = [Read(paper, pages(pdf(paper))) for paper in peculiar(size + TRIED_ON, seed=SEED)]
        known, later = read[:size], read[size:]
        documents = [Known(Sheet(one.pages), one.paper.truth, one.paper.layout) for one in known]
        grown = extracting.school(start, start, documents, base=base, seen=0, name="client 1")
        model = grown.model or start
        figures[f"{size} confirmed"] = {
            "before": _right(start, later, ()),
            "shown before": _right(start, later, known),
            "own model": _right(model, later, ()),
            "both": _right(model, later, known),
            "examined": grown.outcome,
        }
    return figures


def _right(model: Model, later: Sequence[Read], known: Sequence[Read]) -> list[int]:
    right = there = 0
    for one in later:
        earlier = [taught(place, before) for place, before in enumerate(known) if before.paper.layout == one.paper.layout][-NEWEST:]
        found = read_with(model, one.pages, earlier[::-1])
        values = found[0].values if found else {}
        for field in FIELDS:
            if truth := one.paper.truth.get(field):
                there += 1
                right += field in values and extracting.is_same(extracting.KIND_OF[field], values[field].text, truth)
    return [right, there]


def taught(id: int, one: Read) -> TaughtPaper:
    """As people confirmed it: what it says, without pointing at a place."""
    truth = one.paper.truth
    return TaughtPaper(id, truth["number"], truth["issued_on"], one.pages, {field: Shown(value) for field, value in truth.items()})
