"""Labels on paper: which phrases of a line say what the value beside or below them is."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from kantor.engines.extracting.lines import Line
from kantor.kit.text import fold

_SIGNS = re.compile(r"[^0-9a-z%]+")
_LONGEST = 7
_MISREAD = str.maketrans("015", "ols")


class Label(NamedTuple):
    """A phrase that names what a value is: its meaning, and the tokens of its line that it takes."""

    meaning: str
    first: int
    end: int


@lru_cache(maxsize=20_000)  # a page says the same few words again and again
def plain(text: str) -> str:
    """A token as labels are compared: no accents, no capitals, no punctuation; `Rechnungs-Nr.:` is `rechnungsnr`."""
    word = _SIGNS.sub("", fold(text))
    digits = sum(sign.isdigit() for sign in word)
    # `0pis`, `Tota1`: figures among letters were misread
    return word.translate(_MISREAD) if digits and digits * 3 <= len(word) else word


@cache
def meanings() -> tuple[str, ...]:
    """What labels may say, in the order of their table."""
    return tuple(_table())


@cache
def _table() -> Mapping[str, list[str]]:
    text = resources.files(__package__).joinpath("labels.toml").read_text("utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)
    return table


@cache
def _phrases() -> dict[str, str]:
    """Phrase without blanks -> meaning. Paper writes `Invoice No.`, `Invoice-No` and `INVOICENO` for the same thing; a phrase that two
    meanings claim belongs to the one that names it first."""
    found: dict[str, str] = {}
    for meaning, phrases in _table().items():
        for phrase in phrases:
            found.setdefault(phrase.replace(" ", ""), meaning)
    return found


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(phrase[:end] for phrase in _phrases() for end in range(1, len(phrase) + 1))


def labels(line: Line) -> Iterator[Label]:
    """The labels of a line from left to right, each the longest phrase that begins there."""
    words = [plain(token.text) for token in line.tokens]
    apart = {first for first, _ in line.segments}
    at = 0
    while at < len(words):
        found = _longest(words, at, apart)
        if found is None:
            at += 1
        else:
            yield found
            at = found.end


def _longest(words: list[str], first: int, apart: set[int]) -> Label | None:
    phrases, beginnings = _phrases(), _beginnings()
    text, found = "", None
    for end in range(first, min(first + _LONGEST, len(words))):
        if end > first and end in apart:
            break
        if not words[end] and not text:
            break
        text += words[end]
        if text not in beginnings:
            break
        if text in phrases:
            found = Label(phrases[text], first, end + 1)
    return found


def prepare() -> None:
    """Open the table of labels."""
    _beginnings()
