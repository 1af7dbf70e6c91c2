"""Trains the classifier of mails that the house begins with, and finds from which confidence on it is right often enough."""

from collections.abc import Iterable, Iterator
from itertools import chain

from kantor.demo.mails.writing import FIFTHS, Fifths, Mail, bits, mails, whole
from kantor.engines import language
from kantor.engines.correspondence.sorting import guess_of, text_of
from kantor.engines.language import Classifier, Example, Trained

SEED, OTHER_SEED = 31, 32
COUNT = 2700
MOST_TERMS = 16_000
STRENGTH = 3.0
PRECISION = 0.97
"""The share of right answers below which the classifier abstains."""


def examples(made: Iterable[Mail]) -> list[Example]:
    return [Example(text_of(one.subject, one.text), one.kind, one.name) for one in made]


def mails_model(*, count: int = COUNT) -> Trained:
    """The classifier, learnt from all the wording there is. From which confidence on it answers is measured by learning from four fifths
    of the wording and trying it on mails in the fifth that was left out, each in turn. The same count gives the same classifier."""
    told = [(confidence, is_right) for fifth in FIFTHS for confidence, is_right in _tried(fifth, count)]
    sure_from, sure, right = language.sure_from(told, PRECISION)
    tuned = _learnt(FIFTHS, count)._replace(sure_from=sure_from)
    return Trained(Classifier.from_bytes(tuned.as_bytes()), len(told), sum(is_right for _, is_right in told), sure, right)


def _tried(left_out: int, count: int) -> Iterator[tuple[float, bool]]:
    model = _learnt([fifth for fifth in FIFTHS if fifth != left_out], count)
    for one in chain(mails(count // 3, seed=OTHER_SEED, fifths=(left_out,)), whole(fifths=(left_out,))):
        guess = guess_of(model, one.subject, one.text)
        yield guess.confidence, guess.label == one.kind


def _learnt(fifths: Fifths, count: int) -> Classifier:
    made = chain(mails(count, seed=SEED, fifths=fifths), bits(seed=SEED, fifths=fifths), whole(fifths=fifths))
    return language.fitted(examples(made), most_terms=MOST_TERMS, strength=STRENGTH)
