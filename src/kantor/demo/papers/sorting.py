"""Trains the classifier of kinds that the house begins with on made-up papers, and tries it on sentences that it never saw."""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from kantor.demo.papers.deal import Paper
from kantor.demo.papers.layouts import HELD_OUT, TRAINED
from kantor.demo.papers.making import invoices, others, pdf, receipts
from kantor.demo.papers.other import TRIED, TUNED
from kantor.engines import language
from kantor.engines.extracting import Sheet
from kantor.engines.extracting.kinds import text_of
from kantor.engines.language import Classifier, Example, Trained
from kantor.engines.reading import pages

SEEDS = (21, 22, 23)
MOST_TERMS = 9000
PRECISION = 0.98
"""The share of right answers, on a wording kept for this alone, below which the classifier abstains."""
LEAST = 0.5
"""It abstains as well where the other kinds together are as likely."""


class Sorted(NamedTuple):
    """papers: how many were tried; sure: those on which it did not abstain; right: of these; language_right: whose language was told."""

    papers: int
    sure: int
    right: int
    language_right: int


def examples(papers: Iterable[Paper]) -> list[tuple[Example, Paper]]:
    return [(Example(text_of(Sheet(pages(pdf(paper)))), paper.type, paper.name), paper) for paper in papers]


def kinds_model(*, count: int = 864) -> Trained:
    """The classifier; half of the papers are invoices, credit notes and receipts. It abstains below the confidence from which on, in a
    wording that training did not see, it was right often enough. The same count gives the same classifier."""
    papers = chain(
        invoices(count // 3, seed=SEEDS[0], layouts=TRAINED, credit_share=0.35),
        receipts(count // 9, seed=SEEDS[0]),
        others(count, seed=SEEDS[0]),
    )
    trained = language.train([one for one, _ in examples(papers)], most_terms=MOST_TERMS, strength=15.0)
    unseen = [one for one, _ in examples(_unseen(count // 2, SEEDS[1], TUNED))]
    return language.tuned(trained.classifier, unseen, precision=PRECISION, least=LEAST)


def _unseen(count: int, seed: int, wording: str) -> Iterable[Paper]:
    return chain(
        invoices(count // 3, seed=seed, layouts=HELD_OUT, credit_share=0.35),
        receipts(count // 9, seed=seed),
        others(count, seed=seed, wording=wording),
    )


def tried(model: Classifier, *, count: int = 216) -> Sorted:
    """The report: other layouts, another seed, and of the papers that are no invoices titles and sentences kept from training."""
    guesses = [(model.classify(one.text), language.detect(one.text), paper) for one, paper in examples(_unseen(count, SEEDS[2], TRIED))]
    sure = [(guess, paper) for guess, _, paper in guesses if guess.is_sure]
    return Sorted(
        papers=len(guesses),
        sure=len(sure),
        right=sum(guess.label == paper.type for guess, paper in sure),
        language_right=sum(told.label == paper.language for _, told, paper in guesses),
    )
