"""What kind of business paper a document is: by its words, the labels on it, and how many dates and amounts stand there."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.features import makes_a_gross_amount
from kantor.engines.language import Classifier, Guess
from kantor.kit.text import fold

KINDS = "kinds.json.gz"
INVOICES = frozenset({"supplier_invoice", "credit_note", "receipt"})
"""Kinds that ask for money or give it back, and are booked as a supplier's invoice."""
_HEAD = 12
_WEIGHT = 3
_LARGE, _TITLES = 1.15, 4
_FEWEST_WORDS = 12


def may_pass(kind: Guess) -> bool:
    """Whether values of such a paper may pass unseen: what a till printed is faint and cut off too often, and who is not sure what a paper
    is cannot be sure what it says."""
    return kind.is_sure and kind.label in INVOICES - {"receipt"}


def kind_of(sheet: Sheet, sorter: Classifier | None = None) -> Guess:
    """The kind by a client's own classifier, else by the one that the house begins with: its label is `supplier_invoice`, `order`, ...

    Nobody is sure of a paper with hardly a word on it: what is absent would tell the kind (no amount: a reminder), not what stands there.
    Nor that a paper is no invoice on which net and VAT make a gross amount, unless its title or its head names what it is: an invoice in
    words of its own would be put away unread.
    """
    text = text_of(sheet)
    guess = (sorter or usual_kinds()).classify(text)
    words = sum(len(line.text.split()) for line in sheet.lines)
    return guess._replace(is_sure=guess.is_sure and words >= _FEWEST_WORDS and not _may_be_an_invoice(sheet, guess.label, text))


def _may_be_an_invoice(sheet: Sheet, label: str, text: str) -> bool:
    """Whether it charges VAT, taken for no invoice, and no word where a paper says what it is bears that out."""
    if label in INVOICES or {_mark("title", label), _mark("head", label)} & set(text.split()):
        return False
    return makes_a_gross_amount(sheet)


@cache
def usual_kinds() -> Classifier:
    return Classifier.from_bytes(resources.files(__package__).joinpath(KINDS).read_bytes())


def text_of(sheet: Sheet) -> str:
    """The words of the document, those of its head twice, with marks (~, thrice) for what its labels mean, what stands on it, and which
    kinds its title, its head and all of it name."""
    head = [line.text for line in sheet.lines[:_HEAD]]
    meant = sorted({label.meaning for labels in sheet.labels for label in labels})
    marks = [f"~{meaning.replace('_', '')}" for meaning in meant]
    for kind in ("iban", "amount", "date"):
        count = len(sheet.candidates[kind])
        marks.append(f"~{kind}{'none' if not count else 'few' if count < 4 else 'many'}")
    large = [line.text for line in sheet.lines if line.page == 1 and line.size > _LARGE * sheet.size]
    marks += 2 * [*_named(" ".join(large[:_TITLES]), "title")]
    marks += _named(" ".join(head), "head")
    marks += _named(" ".join(line.text for line in sheet.lines), "body")
    return " ".join([*marks * _WEIGHT, *head, *(line.text for line in sheet.lines)])


def _named(text: str, place: str) -> Iterator[str]:
    """A mark for each kind that a word of the text names."""
    folded = fold(text)
    for kind, words in _patterns().items():
        # a plain search first: it is a hundred times as fast, and most words are not there
        if any(stem in folded and pattern.search(folded) for stem, pattern in words):
            yield _mark(place, kind)


def _mark(place: str, kind: str) -> str:
    return f"~{place}{kind.replace('_', '')}"


@cache
def _patterns() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """Kind -> each of its words without the stars, and the pattern that finds it."""
    table: dict[str, list[str]] = tomllib.loads(resources.files(__package__).joinpath("kinds.toml").read_text("utf-8"))
    return {kind: tuple((word.strip("*"), re.compile(_pattern(word))) for word in words) for kind, words in table.items()}


def _pattern(word: str) -> str:
    begins, ends = ("" if open_end else r"\b" for open_end in (word.startswith("*"), word.endswith("*")))
    return begins + re.escape(word.strip("*")) + ends


def prepare() -> None:
    """Open the model and the words that name a kind."""
    usual_kinds()
    _patterns()
