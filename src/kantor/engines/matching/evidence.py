"""How strongly an invoice line points to an order line: by reference, by article number, by name and price."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kantor.engines.matching.model import InvoiceLine, OrderLine
from kantor.engines.matching.units import ONE, units_per
from kantor.kit.text import fold

CENT = Decimal("0.01")
SIMILAR = 0.6
_STEM_LETTERS = 5
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_SIGNS = re.compile(r"[\W_]+")


class Marks(NamedTuple):
    """What identifies a line, made comparable once: numbers without signs and leading zeros, the name folded, its stems and figures."""

    articles: frozenset[str]
    order_no: str
    line_no: str
    name: str
    stems: frozenset[str]
    figures: frozenset[str]


class Billed(NamedTuple):
    """An invoice line with its marks and the price that is really billed for one of its units, None where unknown."""

    line: InvoiceLine
    marks: Marks
    price: Decimal | None


class Evidence(NamedTuple):
    """rank: 0 is strongest; words: keys of what agrees; similarity of the names, 0 to 1; per_unit: order units in one billed unit;
    price: billed price per unit of the order, None where unknown; same_price: it differs by less than a cent on the line."""

    rank: int
    words: tuple[str, ...]
    similarity: float
    per_unit: Decimal
    price: Decimal | None
    same_price: bool


_WORDS_OF_EVIDENCE = ("order_line", "order", "article", "name", "similar_name", "price")
_ENOUGH: tuple[tuple[str, ...], ...] = (
    ("order_line", "article"),
    ("order_line", "name"),
    ("order_line", "similar_name"),
    ("order_line",),
    ("order", "article"),
    ("order", "name"),
    ("article", "price"),
    ("article",),
    ("order", "similar_name", "price"),
    ("name", "price"),
    ("order", "similar_name"),
    ("order", "price"),
    ("similar_name", "price"),
)
"""Combinations that are enough, strongest first; a line takes the first of which it shows every word."""
_IMPLIED = {"order_line": "order", "name": "similar_name"}


def _verdicts() -> tuple[tuple[int, tuple[str, ...]] | None, ...]:
    """For every set of words, as bits in their order: the rank and the words worth saying, None where they are not enough."""
    verdicts: list[tuple[int, tuple[str, ...]] | None] = []
    for bits in range(1 << len(_WORDS_OF_EVIDENCE)):
        shown = [word for place, word in enumerate(_WORDS_OF_EVIDENCE) if bits >> place & 1]
        rank = next(
            (rank for rank, words in enumerate(_ENOUGH) if set(words) <= {*shown, *(_IMPLIED.get(word, word) for word in shown)}), None
        )
        said = tuple(word for word in shown if word not in {_IMPLIED.get(other) for other in shown})
        verdicts.append(None if rank is None else (rank, said))
    return tuple(verdicts)


_VERDICTS = _verdicts()


def billed_line(line: InvoiceLine) -> Billed:
    return Billed(line, _marks(line.article_ids, line.order_ref, line.order_line_ref, line.name), billed_price(line))


def order_marks(order: OrderLine) -> Marks:
    return _marks((order.article,), order.order_no, order.line_no, order.name)


def judge(billed: Billed, order: OrderLine, ordered: Marks, *, comparable: bool) -> Evidence | None:
    """The evidence that the line bills the order line; None where it is too weak or the units measure different things.

    comparable: both prices are in one currency.
    """
    line, marks, price = billed
    named = marks.order_no != "" and marks.order_no == ordered.order_no
    same_article = not marks.articles.isdisjoint(ordered.articles)
    similarity = likeness(marks, ordered)
    if not (named or same_article or similarity >= SIMILAR):
        return None
    per_unit = units_per(line.unit, order.unit)
    if per_unit is None:
        return None
    if price is not None and per_unit != ONE:
        price = price / per_unit
    if not comparable:
        price = None
    same_price = price is not None and (price == order.net_price or abs(price - order.net_price) * line.quantity * per_unit <= CENT)
    bits = (
        (named and marks.line_no != "" and marks.line_no == ordered.line_no)
        | named << 1
        | same_article << 2
        | (similarity == 1 and marks.name == ordered.name) << 3
        | (similarity >= SIMILAR) << 4
        | same_price << 5
    )
    verdict = _VERDICTS[bits]
    return Evidence(*verdict, similarity, per_unit, price, same_price) if verdict else None


def billed_price(line: InvoiceLine) -> Decimal | None:
    """The price of one unit as stated where it makes up the net amount, else net amount by quantity: a stated price may be per
    hundred or before a discount."""
    price, amount = line.net_price, line.net_amount
    if amount is not None and line.quantity and (price is None or abs(price * line.quantity - amount) > CENT):
        return amount / line.quantity
    return price


def likeness(one: Marks, other: Marks) -> float:
    """Dice coefficient of the words' stems, 0 where a figure of one name is missing in the other: M8x40 is not M8x50."""
    if one.name == other.name:
        return 1.0 if one.name else 0.0
    if one.figures != other.figures:
        return 0.0
    total = len(one.stems) + len(other.stems)
    return 2 * len(one.stems & other.stems) / total if total else 0.0


@lru_cache(maxsize=20_000)
def _marks(articles: tuple[str, ...], order_no: str, line_no: str, name: str) -> Marks:
    folded = fold(name)
    words = _WORDS.findall(folded)
    return Marks(
        articles=frozenset(plain for article in articles if (plain := _number(article))),
        order_no=_number(order_no),
        line_no=_number(line_no),
        name=folded,
        stems=frozenset(word[:_STEM_LETTERS] for word in words if not word.isdecimal()),
        figures=frozenset(word for word in words if word.isdecimal()),
    )


def _number(text: str) -> str:
    """Capitals and digits, without the zeros that fill a number up: GTINs of 13 and 14 digits and `00010` compare equal."""
    return _SIGNS.sub("", text).upper().lstrip("0")
