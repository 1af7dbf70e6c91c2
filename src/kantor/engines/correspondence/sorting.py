"""Sorts a mail by language and kind: a classifier learnt it from made-up mails in four languages, and says nothing where it is not sure.

`sort` is the one place where mail is judged by its words. What it cannot tell stays '' and is told by a person.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from kantor.engines.correspondence.wording import hints, language_of, own_words
from kantor.engines.language import Classifier, Guess

MODEL = "mails.json.gz"
KINDS = ("complaint", "inquiry", "order", "application", "reminder", "invoice", "payroll", "contract", "cover", "other")
COVER, INVOICE, OTHER = "cover", "invoice", "other"
MOST_WORDS = 55
"""Of a longer mail these many words tell its kind; what it wants stands at its beginning."""
LEVELS = {"some": 1.0, "more": 2.0, "most": 4.0}
"""How much words must hint at a kind for each of its marks."""
COVERED, LEAST = 3.0, 1.0
_SUBJECT_COUNTS = 2
_MARKS = 2


class Sorted(NamedTuple):
    """kind: one of KINDS, '' where nobody can be sure; confidence: 0..1, how likely that kind is."""

    language: str
    kind: str
    confidence: float


def sort(subject: str, text: str, *, enclosed: int = 0) -> Sorted:
    """Language and kind. enclosed: how many files came along: an invoice's mail only goes with it."""
    told = own_words(text)
    language = language_of(f"{subject}\n{told}")
    points = hints(subject.lower(), told.lower(), language)
    guess = _guessed(usual_sorter(), subject, told, points)
    kind = guess.label if guess.is_sure else ""
    if enclosed and (kind == INVOICE or (not kind and points[COVER] >= COVERED and points[COVER] >= max(points.values()))):
        kind = COVER
    return Sorted(language, kind, guess.confidence)


def guess_of(model: Classifier, subject: str, text: str) -> Guess:
    """What a classifier takes a mail for; confidence 0 where no word in it hints at that kind."""
    told = own_words(text)
    return _guessed(model, subject, told, hints(subject.lower(), told.lower(), language_of(f"{subject}\n{told}")))


def _guessed(model: Classifier, subject: str, told: str, points: Mapping[str, float]) -> Guess:
    """A text of nothing that the classifier knows looks like something all the same: a word must hint at it."""
    guess = model.classify(_text(subject, told, points))
    return guess if guess.label == OTHER or points[guess.label] >= LEAST else guess._replace(confidence=0.0, is_sure=False)


def text_of(subject: str, text: str) -> str:
    """What the classifier looks at: the subject, the first words, and marks (~) for the kinds that words of theirs name."""
    told = own_words(text)
    return _text(subject, told, hints(subject.lower(), told.lower(), language_of(f"{subject}\n{told}")))


def _text(subject: str, told: str, points: Mapping[str, float]) -> str:
    marks = [f"~{level}{kind}" for level, least in LEVELS.items() for kind, count in points.items() if count >= least]
    words = re.findall(r"\S+", told)[:MOST_WORDS]
    return " ".join([*marks * _MARKS, *[subject] * _SUBJECT_COUNTS, *words])


@cache
def usual_sorter() -> Classifier:
    """The classifier that every house begins with."""
    return Classifier.from_bytes(resources.files(__package__).joinpath(MODEL).read_bytes())
