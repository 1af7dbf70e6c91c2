"""Cash discounts: reads the terms an invoice offers, and splits a discount taken into net and tax."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

_LONGEST_TEXT = 4_000
_LONGEST_TERM_DAYS = 365

_STATED = re.compile(r"#SKONTO#TAGE=(\d{1,3})#PROZENT=(\d{1,2}(?:\.\d{1,2})?)(?:#BASISBETRAG=(-?\d{1,13}(?:\.\d{1,2})?))?#")
_DISCOUNT = re.compile(r"skont|discount|potongan|diskon|upust|rabat", re.IGNORECASE)
_OTHER_PERCENT = re.compile(
    r"zins|verzug|mahn|interest|late|penalt|odset|kar[ay]\b|denda|bunga|einbehalt|retention|anzahlung|deposit|zaliczk|uang muka",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?P<percent>\d{1,2}(?:[.,]\d{1,3})?)\s?(?:%|v\.?\s?h\.?|percent|prozent|procent|persen)"
    r"(?!\s*(?:mwst|ust|umsatzsteuer|mehrwertsteuer|vat|ppn|tax))"
    r"|(?P<short>(?<![\d/.,])\d{1,2}(?:[.,]\d{1,2})?/\d{1,3}(?![\d/.,]))"
    r"|(?P<days>\d{1,3})\s?(?:-\s?)?(?:kalender|werk|calendar |business |working )?"
    r"(?:tag(?:e[ns]?)?|days?|dni(?:owy)?|dnia|dzień|hari|d)\b"
    r"|(?P<net>zahlungsziel|zahlungsfrist|termin płatności|jatuh tempo|netto|ohne abzug|net|without deduction"
    r"|bez potrąceń|bez skonta|tanpa potongan|neto)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;\n\r|]|\.(?=\s|$)|(?:,|\b(?:oder|or|lub|albo|atau)\b)(?=\s)")


class DiscountTerm(NamedTuple):
    """A discount offered. days: after the invoice date; percent: of the gross amount, or of base_amount where one is named;
    stated: in the grammar of XRechnung, where it binds; otherwise read from a sentence and only a suggestion."""

    days: int
    percent: Decimal
    base_amount: Decimal | None
    stated: bool


class TaxedAmount(NamedTuple):
    """A net amount with the rate (percent) and the tax that was charged on it."""

    rate: Decimal
    net: Decimal
    tax: Decimal


def parse_discount(text: str) -> list[DiscountTerm]:
    """The terms in a text on payment (BT-20), in its order: `#SKONTO#TAGE=14#PROZENT=2.00#`, else sentences in four languages."""
    text = text[:_LONGEST_TEXT]
    stated = [
        DiscountTerm(int(days), Decimal(percent), Decimal(base) if base else None, True) for days, percent, base in _STATED.findall(text)
    ]
    return [term for term in stated if term.percent > 0] or list(dict.fromkeys(_suggestions(text)))


def take_discount(term: DiscountTerm, charged: Sequence[TaxedAmount], *, decimals: int = 2) -> list[TaxedAmount]:
    """What taking the discount takes off each net amount and its tax (§ 17 Abs. 1 UStG), in the order of `charged`.

    The parts add up to the discount rounded once on the whole; a base amount in the term is spread over the parts by their gross.
    """
    unit = Decimal(1).scaleb(-decimals)
    gross = sum((part.net + part.tax for part in charged), Decimal(0))
    if not gross:
        return [TaxedAmount(part.rate, Decimal(0).quantize(unit), Decimal(0).quantize(unit)) for part in charged]
    base = gross if term.base_amount is None else term.base_amount
    left = (base * term.percent / 100).quantize(unit, ROUND_HALF_UP)
    left_gross = gross
    parts = []
    for part in charged:
        own = part.net + part.tax
        discount = (left * own / left_gross).quantize(unit, ROUND_HALF_UP) if left_gross else left
        left, left_gross = left - discount, left_gross - own
        tax = (discount * part.tax / own).quantize(unit, ROUND_HALF_UP) if own else Decimal(0).quantize(unit)
        parts.append(TaxedAmount(part.rate, discount - tax, tax))
    return parts


def _suggestions(text: str) -> Iterator[DiscountTerm]:
    """Pairs percentages with days, clause by clause; a clause without either word carries the topic of the one before."""
    topic = False
    open_tokens: list[tuple[str, str]] = []
    for clause in _CLAUSE.split(text):
        if _OTHER_PERCENT.search(clause):
            topic, open_tokens = False, []
            continue
        topic = topic or bool(_DISCOUNT.search(clause))
        tokens = [(str(match.lastgroup), match.group(str(match.lastgroup))) for match in _TOKEN.finditer(clause)]
        yield from _short_terms(tokens)
        found = _without_net(tokens)
        open_tokens = found if {kind for kind, _ in found} == {"percent", "days"} else open_tokens + found
        if topic:
            terms, open_tokens = _pairs(open_tokens)
            yield from terms


def _short_terms(tokens: Sequence[tuple[str, str]]) -> Iterator[DiscountTerm]:
    """`2/10 net 30`: two percent within ten days; only beside a net term, for a fraction alone says nothing."""
    if any(kind == "net" for kind, _ in tokens):
        for kind, value in tokens:
            if kind == "short":
                percent, _, days = value.partition("/")
                yield from _term(percent, days)


def _without_net(tokens: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Percentages and days only, without the days of the full term (`30 days net`, `net 30 days`)."""
    kept = []
    for place, token in enumerate(tokens):
        beside = [tokens[near][0] for near in (place - 1, place + 1) if 0 <= near < len(tokens)]
        if token[0] == "percent" or (token[0] == "days" and "net" not in beside):
            kept.append(token)
    return kept


def _pairs(tokens: list[tuple[str, str]]) -> tuple[list[DiscountTerm], list[tuple[str, str]]]:
    """Each percentage with the days beside it, and the token left over."""
    terms: list[DiscountTerm] = []
    held: tuple[str, str] | None = None
    for token in tokens:
        if held is None or held[0] == token[0]:
            held = token
            continue
        percent, days = (held[1], token[1]) if held[0] == "percent" else (token[1], held[1])
        terms.extend(_term(percent, days))
        held = None
    return terms, [held] if held else []


def _term(percent: str, days: str) -> Iterator[DiscountTerm]:
    share = Decimal(percent.replace(",", "."))
    if 0 < share < 50 and 0 <= int(days) <= _LONGEST_TERM_DAYS:
        yield DiscountTerm(int(days), share, None, False)
