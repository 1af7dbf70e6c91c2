"""Sorts a mail by language and kind: a classifier learnt it from made-up mails in four languages, and says nothing where it is not sure.

`sort` is the one place where mail is judged by its words. What it cannot tell stays '' and is told by a person.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from kantor.engines.correspondence.wording import hints, language_of, own_words, plain
from kantor.engines.language import Classifier, Guess

MODEL = "mails.json.gz"
KINDS = ("complaint", "inquiry", "order", "application", "reminder", "invoice", "payroll", "contract", "cover", "other")
COVER, INVOICE, OTHER = "cover", "invoice", "other"
MOST_WORDS = 55
"""Of a longer mail these many words tell its kind; what it wants stands at its beginning."""
FEW_WORDS = 14
LEVELS = {"some": 1.0, "more": 2.0, "most": 4.0}
"""How much words must hint at a kind for each of its marks."""
FILES = {
    "image": ("jpg", "jpeg", "png", "heic", "tif", "tiff", "webp"),
    "sheet": ("xlsx", "xls", "ods", "csv"),
    "letter": ("docx", "doc", "odt", "rtf"),
    "data": ("xml", "zip", "dxf"),
    "pdf": ("pdf",),
}
"""What came along, by the end of its name."""
COVERED, LEAST = 3.0, 1.0
KNOWN_WORDS = 3
_SUBJECT_COUNTS = 2
_MARKS = 2
_MONEY = re.compile(r"(?:€|\beur\b|\bpln\b|\bzl\b|\brp\b|£|\$)\s?\d|\d[\d., ]*(?:€|eur\b|pln\b|zl\b|£)|\d[.,]\d\d\b")


class Sorted(NamedTuple):
    """kind: one of KINDS, '' where nobody can be sure; confidence: 0..1, how likely that kind is."""

    language: str
    kind: str
    confidence: float


class Told(NamedTuple):
    """A mail as it is judged: the subject, its own words, what came along, its language, and how much speaks for each kind."""

    subject: str
    text: str
    files: Sequence[str]
    language: str
    points: Mapping[str, float]


def sort(subject: str, text: str, *, files: Sequence[str] = (), by: Classifier | None = None) -> Sorted:
    """Language and kind. files: the names of what came along: an invoice's mail only goes with it; by: a client's own classifier."""
    told = told_of(subject, text, files)
    guess = judged(by or usual_sorter(), told)
    kind = guess.label if guess.is_sure else ""
    points = told.points
    if files and (kind == INVOICE or (not kind and points[COVER] >= COVERED and points[COVER] >= max(points.values()))):
        kind = COVER
    return Sorted(told.language, kind, guess.confidence)


def told_of(subject: str, text: str, files: Sequence[str] = ()) -> Told:
    """What a classifier looks at, taken apart."""
    own = own_words(subject, text)
    language = language_of(f"{subject}\n{own}")
    return Told(subject, own, files, language, hints(f"{subject} {' '.join(map(_stem, files))}", own, language))


def judged(model: Classifier, told: Told) -> Guess:
    """What a classifier takes a mail for. A text of nothing that it knows looks like something all the same: a word must hint at that
    kind, or some of its words must be known."""
    guess = model.classify(text_of(told))
    if told.points[guess.label] >= LEAST or _known(model, told) >= (1 if guess.label == OTHER else KNOWN_WORDS):
        return guess
    return guess._replace(confidence=0.0, is_sure=False)


def _known(model: Classifier, told: Told) -> int:
    words = set(re.findall(r"[^\W\d_]{3,}", plain(f"{told.subject} {told.text}")))
    return sum(word in model.weights for word in words)


def text_of(told: Told) -> str:
    """What the classifier counts: the subject, the first words, names of files, and marks (~) for what is no word."""
    marks = [f"~{level}{kind}" for level, least in LEVELS.items() for kind, count in told.points.items() if count >= least]
    words = re.findall(r"\S+", told.text)[:MOST_WORDS]
    named = [*_marked(told, len(words))]
    said = [*[told.subject] * _SUBJECT_COUNTS, *map(_stem, told.files), *words]
    return " ".join([*marks * _MARKS, *named, plain(" ".join(said))])


def _marked(told: Told, words: int) -> Iterator[str]:
    for name in told.files:
        ending = name.rpartition(".")[2].lower()
        yield f"~file{next((kind for kind, endings in FILES.items() if ending in endings), 'some')}"
    if _MONEY.search(plain(told.text)):
        yield "~money"
    if words <= FEW_WORDS:
        yield "~short"


def _stem(name: str) -> str:
    """A file's name without its ending; words in it are parted by more than spaces."""
    return re.sub(r"[\d_.-]+", " ", name.rpartition(".")[0] or name)


@cache
def usual_sorter() -> Classifier:
    """The classifier that every house begins with."""
    return Classifier.from_bytes(resources.files(__package__).joinpath(MODEL).read_bytes())
