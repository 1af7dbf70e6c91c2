"""Trains the model that the house begins with on made-up papers, and measures it on layouts and seeds that it never saw."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from kantor.demo.papers.deal import Paper
from kantor.demo.papers.layouts import HELD_OUT, TRAINED
from kantor.demo.papers.making import invoices, pdf, receipts
from kantor.demo.papers.wearing import worn
from kantor.engines import extracting
from kantor.engines.extracting import Effort, Known, Model, Sheet
from kantor.engines.reading import Page, pages

TRAINED_ON, TRIED_ON = 576, 144
SEEDS = (11, 12)
NAME = "start"
_UNTAXED = 0.08
_WORN = 0.5
"""The share of the papers that are learned from as if they had been scanned."""

BASE = 40
"""Made-up papers that a client's training sees beside its own, so that it forgets nothing: more of them made it no better."""


def base_papers() -> list[tuple[list[Page], dict[str, str]]]:
    """Pages with what truly stands on them, for a client's training."""
    return [(pages(pdf(paper)), paper.truth) for paper in invoices(BASE, seed=SEEDS[0], layouts=TRAINED)]


class Measured(NamedTuple):
    """How a field was read on papers that training never saw. there: papers that have it; right: read as they say; given: values that
    were read at all; passed: those sure enough to pass unseen; passed_wrong: of these."""

    there: int = 0
    right: int = 0
    given: int = 0
    passed: int = 0
    passed_wrong: int = 0


def known(papers: Iterable[Paper]) -> Iterator[tuple[Paper, Known]]:
    """Each paper with the words of its pages, as they come out of its PDF."""
    for paper in papers:
        yield paper, Known(Sheet(pages(pdf(paper))), paper.truth, paper.layout)


def start_model(*, count: int = TRAINED_ON, effort: Effort = extracting.USUAL) -> Model:
    """The start model; the same count and effort give the same model."""
    sold = invoices(count, seed=SEEDS[0], layouts=TRAINED, untaxed_share=_UNTAXED)
    papers = chain(sold, receipts(count * 2 // 3, seed=SEEDS[0]))
    documents = [Known(Sheet(_read(paper)), paper.truth, paper.layout) for paper in papers]
    return extracting.train(documents, effort=effort, name=NAME)


def _read(paper: Paper) -> Sequence[Page]:
    """The pages as their text layer says them or, of some, as a scan does."""
    printed = pages(pdf(paper))
    is_worn = random.Random(paper.name).random() < _WORN  # noqa: S311 - the same papers each time, no secret
    return worn(printed, seed=paper.name) if is_worn else printed


def measured(model: Model, documents: Sequence[Known]) -> dict[str, Measured]:
    """Field -> how often the model was right about these documents."""
    found: dict[str, Measured] = {}
    for document in documents:
        read = extracting.find(document.sheet, model)
        gates = extracting.gates(read, model)
        for field in model.fields:
            truth, one = document.truth.get(field), read.get(field)
            is_right = bool(truth and one and extracting.is_same(extracting.KIND_OF[field], one.value, truth))
            passes = one is not None and field in gates and one.confidence >= gates[field]
            seen = (bool(truth), is_right, one is not None, passes, passes and not is_right)
            found[field] = Measured(*(before + now for before, now in zip(found.get(field, Measured()), seen, strict=True)))
    return found


def held_out(model: Model, *, count: int = TRIED_ON) -> Mapping[str, Measured]:
    """The report about the start model: papers of other layouts and another seed."""
    return measured(model, [one for _, one in known(invoices(count, seed=SEEDS[1], layouts=HELD_OUT))])
