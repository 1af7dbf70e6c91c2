"""Trains the classifier of mails that the house begins with, and finds from which confidence on it is right often enough."""

from collections.abc import Iterable, Iterator
from itertools import chain

from kantor.demo.mails.dashing import dashed
from kantor.demo.mails.writing import FIFTHS, Fifths, Mail, bits, mails, whole
from kantor.engines import language
from kantor.engines.correspondence.sorting import judged, text_of, told_of
from kantor.engines.language import Classifier, Example, Trained

SEED, OTHER_SEED = 31, 32
COUNT = 900
MOST_TERMS = 24_000
STRENGTH = 5.0
PRECISION = 0.98
"""The share of right answers below which the classifier abstains. A point above what is promised: the stems of words were gathered in sight
of all the wording, so that the fifth that is left out flatters a little."""


def examples(made: Iterable[Mail]) -> list[Example]:
    return [Example(text_of(told_of(one.subject, one.text, one.files)), one.kind, one.name) for one in made]


def mails_model(*, count: int = COUNT) -> Trained:
    """The classifier, learnt from all the wording there is. How sure it may be, and from when on it answers, is measured on short mails and
    whole ones, by learning from four fifths of the wording and trying it on the fifth that was left out, each in turn. The same count
    gives the same classifier."""
    tried = [one for fifth in FIFTHS for one in _tried(fifth, count)]
    lead = language.lead_of([(ahead, is_right) for ahead, is_right, _ in tried])
    whole_one = _learnt(FIFTHS, count)._replace(lead=lead)
    told = [(whole_one.confidence(ahead) if is_known else 0.0, is_right) for ahead, is_right, is_known in tried]
    sure_from, sure, right = language.sure_from(told, PRECISION)
    tuned = whole_one._replace(sure_from=sure_from)
    return Trained(Classifier.from_bytes(tuned.as_bytes()), len(told), sum(is_right for _, is_right in told), sure, right)


def _tried(left_out: int, count: int) -> Iterator[tuple[float, bool, bool]]:
    """How far ahead the best label was, whether it is right, and whether enough in the mail is known to say so."""
    model = _learnt([fifth for fifth in FIFTHS if fifth != left_out], count)
    for one in chain(dashed(seed=OTHER_SEED, fifths=(left_out,), times=2), whole(fifths=(left_out,))):
        told = told_of(one.subject, one.text, one.files)
        guess = judged(model, told)
        first, second = sorted(model.scores(text_of(told)), reverse=True)[:2]
        yield first - second, guess.label == one.kind, guess.confidence > 0


def _learnt(fifths: Fifths, count: int) -> Classifier:
    made = chain(
        mails(count, seed=SEED, fifths=fifths),
        bits(seed=SEED, fifths=fifths),
        whole(fifths=fifths),
        dashed(seed=SEED, fifths=fifths),
    )
    return language.fitted(examples(made), most_terms=MOST_TERMS, strength=STRENGTH)
