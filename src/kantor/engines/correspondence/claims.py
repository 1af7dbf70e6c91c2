"""What a complaint says of itself: the order that it is about, the line, the amount demanded, cause and demand, each with its own words.

Nothing is told where the words leave a choice: two orders, two amounts, two causes for which as much speaks.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from kantor.engines.correspondence.wording import own_words, pattern_of, plain
from kantor.engines.extracting import formats

STEMS = "claims.toml"
MOST_QUOTED = 160
_NR = r"(?:\s*[-:#]?\s*(?:(?:nr|no|num|number|nummer|numer|nomor|id)\b\.?)?\s*[:#]?\s*)"
_NUMBER = r"(?P<number>[A-Z0-9](?:[\w/-]|\.(?=\w)){2,29})"
_BOUGHT = (
    r"(?:bestell(?:ung|nummer|nr)|auftr(?:ags)?(?:ag)?(?:s?nummer|s?nr)?|purchase\s+order|order|p\.?o\.?|zam[oó]wieni\w*|zlecen\w*|pesanan)"
)
_BILLED = r"(?:rechnung(?:snummer|snr)?|invoice|bill|tagihan|faktur\w*|lieferschein|lieferung|delivery|dostaw\w*|kiriman)"
_ORDER = re.compile(rf"\b{_BOUGHT}\.?{_NR}{_NUMBER}", re.IGNORECASE)
_INVOICE = re.compile(rf"\b{_BILLED}\.?{_NR}{_NUMBER}", re.IGNORECASE)
_PREFIXED = re.compile(r"\b(?P<number>(?:PO|ZAM|SO|AU|BE)[-/]\d[\w/-]{2,})")
_LINE = re.compile(
    r"\b(?:position|pos\.?|line|item|pozycj\w+|poz\.?|posisi|baris)\s*(?:nr|no|nomor)?\.?\s*(?P<number>\d{1,3})\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\b[Nn][or]\.)\s+(?=[^\W\d_a-z])|\n\s*\n")
_WANTS = ("refund", "reduction")
"""Demands that name an amount of money."""


class Said(NamedTuple):
    """A value as the house writes it, and the words of the letter that say so."""

    value: str
    words: str


class Claim(NamedTuple):
    """What a complaint says; None where it says nothing or leaves a choice. currency: ISO code beside the amount, '' where none stands
    there."""

    order_number: Said | None = None
    line: Said | None = None
    demanded: Said | None = None
    currency: str = ""
    cause: Said | None = None
    demand: Said | None = None


def claim_of(subject: str, text: str) -> Claim:
    """Of a mail or a letter, without what it quotes of others."""
    own = own_words(subject, text)
    # A blank at most between words: where many stand in a row, the patterns of numbers try each way of sharing them out.
    sentences = [one for part in (subject, *_SENTENCE.split(own)) if (one := " ".join(part.split()))]
    amount, currency = _amount(sentences)
    return Claim(
        order_number=_order(sentences),
        line=_only(_found(_LINE, sentences)),
        demanded=amount,
        currency=currency,
        cause=_named("cause", sentences),
        demand=_named("demand", sentences),
    )


def without_numbers(text: str) -> str:
    """A line without the numbers of orders and invoices that it names: those of five figures are no postcodes."""
    return _INVOICE.sub("", _ORDER.sub("", text))


def _order(sentences: list[str]) -> Said | None:
    """Of the order before the invoice; what the subject names counts before what the text does."""
    for pattern in (_ORDER, _PREFIXED, _INVOICE):
        found = [said for said in _found(pattern, sentences) if _is_number(said.value)]
        if found:
            return _only(said for said in found if said.words == sentences[0][:MOST_QUOTED]) or _only(found)
    return None


def _is_number(text: str) -> bool:
    """At least three figures, and neither a day nor a year."""
    figures = sum(sign.isdigit() for sign in text)
    is_year = bool(re.fullmatch(r"(?:19|20)\d\d", text))
    return figures >= 3 and not is_year and not list(formats.dates(text))


def _found(pattern: re.Pattern[str], sentences: list[str]) -> Iterator[Said]:
    for sentence in sentences:
        for match in pattern.finditer(sentence):
            yield Said(match["number"].rstrip(".-/"), sentence[:MOST_QUOTED])


def _only(found: Iterator[Said] | list[Said]) -> Said | None:
    """The one value, however often it is said."""
    said = list(found)
    return said[0] if said and len({one.value for one in said}) == 1 else None


def _amount(sentences: list[str]) -> tuple[Said | None, str]:
    """The one amount with a currency in the sentences that demand money."""
    found: list[tuple[Said, str]] = []
    for sentence in sentences:
        if not any(stem.search(plain(sentence)) for want in _WANTS for stem in _stems("demand")[want]):
            continue
        for one in formats.amounts(sentence):
            if one.currency and not one.is_percent and not one.value.startswith("-"):
                found.append((Said(one.value, sentence[:MOST_QUOTED]), one.currency))
    if len({(said.value, currency) for said, currency in found}) != 1:
        return None, ""
    return found[0]


def _named(what: str, sentences: list[str]) -> Said | None:
    """What most stems speak for, where nothing else has as many; quoted is the first sentence that names it."""
    folded = [plain(sentence) for sentence in sentences]
    counts = Counter({name: sum(any(stem.search(text) for text in folded) for stem in stems) for name, stems in _stems(what).items()})
    (best, most), (_, second) = counts.most_common(2)
    if not most or most == second:
        return None
    place = next(place for place, text in enumerate(folded) if any(stem.search(text) for stem in _stems(what)[best]))
    return Said(best, sentences[place][:MOST_QUOTED])


@cache
def _stems(what: str) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    table = tomllib.loads(resources.files(__package__).joinpath(STEMS).read_text("utf-8"))[what]
    return {
        name: tuple(pattern_of([plain(word) for word in stem.split("|")]) for stems in by_language.values() for stem in stems.split())
        for name, by_language in table.items()
    }
