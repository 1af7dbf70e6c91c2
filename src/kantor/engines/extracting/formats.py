"""Dates, amounts and currencies as paper writes them in four languages, and what they say in the house's own form."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kantor.kit.text import fold

_MONTHS = (
    "jan januar january januari jänner janner janvier gennaio enero stycznia styczen sty",
    "feb februar february februari fevrier febbraio febrero lutego luty lut fev",
    "mar mrz marz maerz march maret maart mars marzo marca marzec",
    "apr april avril aprile abril kwietnia kwiecien kwi avr",
    "may mai mei maj maja maggio mayo",
    "jun juni june juin giugno junio czerwca czerwiec cze",
    "jul juli july juillet luglio julio lipca lipiec lip",
    "aug august augustus agustus agt agu aout agosto sierpnia sierpien sie ags",
    "sep sept september septembre settembre septiembre wrzesnia wrzesien wrz",
    "oct okt october oktober octobre ottobre octubre pazdziernika pazdziernik paz",
    "nov november novembre noviembre listopada listopad lis nop",
    "dec dez des december dezember desember decembre dicembre diciembre grudnia grudzien gru",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAME = r"[^\W\d_]{3,12}"
_YEAR = r"(?:19|20)\d{2}"
_DATE = re.compile(
    rf"(?<![\d./-])(?:(?P<y>{_YEAR})\s?(?P<s1>[./-])\s?(?P<m>\d{{1,2}})\s?(?P=s1)\s?(?P<d>\d{{1,2}})(?!\d)"
    rf"|(?P<a>\d{{1,2}})\s?[./,-]\s?(?P<b>\d{{1,2}})\s?[./,-]\s?(?P<c>{_YEAR})(?![\d/]|:\d|-(?!\d\d?:\d\d))"
    # recognised letters: a comma for a point, two figures of a year that have run into the time behind them (`30.04.2009:58`)
    r"|(?P<a2>\d{1,2})(?:(?P<s2>[./-])(?P<b2>\d{1,2})(?P=s2)|(?<=\d\d)[.,](?P<b5>\d{2})[.,])(?P<c2>\d{2})(?:(?![\d/-]|[.,]\d)|(?=[0-2]\d:[0-5]\d))"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er)?\.?[\s/.-]{{0,2}}(?P<n2>{_NAME})[.,]?[\s/,.'-]{{0,2}}(?P<y2>{_YEAR}|\d{{2}})(?!\d)"
    rf"|(?P<n3>{_NAME})\.?[\s-]{{0,2}}(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s?[,\s-]\s{{0,2}}(?P<y3>{_YEAR})(?!\d)"
    r"|(?P<y4>20\d{2})(?P<m4>0[1-9]|1[0-2])(?P<d4>[0-2]\d|3[01])(?!\d))"
)
_EARLIEST, _LATEST = 1990, 2069
_CURRENCIES = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "zł": "PLN",
    "rp": "IDR",
    "zl": "PLN",
    "rm": "MYR",
    "rs": "INR",
    "₹": "INR",
    "kč": "CZK",
    "chf": "CHF",
    "us$": "USD",
    "eur": "EUR",
    "euro": "EUR",
}
_CODES = ("EUR", "USD", "GBP", "PLN", "IDR", "CHF", "MYR", "INR", "SGD", "CZK", "HUF", "SEK", "DKK", "NOK", "JPY", "CNY", "AUD", "RON")
_SYMBOL = r"(?:US\$|[€$£₹]|zł|Zł|Rp\.?|RP|RM|Rs\.?|Kč|" + "|".join((*_CODES, "EURO", "Euro")) + ")"
_NUMBER = r"\d{1,3}(?:(?P<sep>[.,'’]|[ \u00a0\u202f])\d{3})(?:(?P=sep)\d{3})*(?:[.,]\d{1,4})?|\d+(?:\s?[.,]\s?\d{1,4})?"
_AMOUNT = re.compile(
    rf"(?<![\w.,/])(?P<before>{_SYMBOL})?\s?(?P<sign>[-−–(])?\s?(?P<symbol>{_SYMBOL})?\s?(?P<number>{_NUMBER})(?P<dash>,-|,–)?(?P<behind>\s?-(?![\w])|\))?(?:\s?(?P<after>{_SYMBOL}))?(?![\w/])(?P<percent>\s?%)?"
)
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")
MOST_DIGITS = 13


class Written(NamedTuple):
    """What a regular expression found in a line. value: as the house writes it; first, end: signs of the line's text; also: another
    way to read it (month first), '' where there is none; currency: the ISO code beside an amount; is_exact: has cents or a currency."""

    value: str
    first: int
    end: int
    also: str = ""
    currency: str = ""
    is_exact: bool = True
    is_percent: bool = False


def dates(text: str) -> Iterable[Written]:
    """Dates in a line of text; day first where figures alone could be read both ways, the other way in `also`."""
    at = 0
    while match := _DATE.search(text, at):
        value, also = _day_of(match)
        if value:
            yield Written(value, match.start(), match.end(), also)
        # what only looked like one may reach into one: `434,74 bis 26.06.24`
        at = match.end() if value else match.start() + 1


def _day_of(match: re.Match[str]) -> tuple[str, str]:
    part = match.groupdict()
    if part["y"]:
        return _iso(part["y"], part["m"], part["d"]), ""
    if part["y4"]:
        return _iso(part["y4"], part["m4"], part["d4"]), ""
    if part["a"] or part["a2"]:
        one, other, year = part["a"] or part["a2"], part["b"] or part["b2"] or part["b5"], part["c"] or part["c2"]
        first, second = _iso(year, other, one), _iso(year, one, other)
        return (first, second if second != first else "") if first else (second, "")
    name = fold(part["n2"] or part["n3"])
    month = MONTHS.get(name)
    return (_iso(part["y2"] or part["y3"], str(month), part["d2"] or part["d3"]), "") if month else ("", "")


def _iso(year: str, month: str, day: str) -> str:
    full = int(year) if len(year) == 4 else 2000 + int(year)
    if not _EARLIEST <= full <= _LATEST:
        return ""
    try:
        return date(full, int(month), int(day)).isoformat()
    except ValueError:
        return ""


def amounts(text: str, *, decimal: str = "") -> Iterable[Written]:
    """Numbers in a line that could be amounts. decimal: the sign before the cents where the document has shown which it uses; it decides
    about `1.234`, which is read as a thousand otherwise."""
    for match in _AMOUNT.finditer(text):
        number = re.sub(r"\s?([.,])\s?(?=\d{1,2}$)", r"\1", match["number"])
        value = _exact(number, decimal)
        is_day = bool(_DAY.fullmatch(number)) and text[match.end() : match.end() + 1] == "."
        if value is None or is_day or sum(sign.isdigit() for sign in number) > MOST_DIGITS:
            continue
        symbol = match["before"] or match["symbol"] or match["after"] or ""
        negative = (
            match["sign"] in ("-", "−", "–") or (match["behind"] or "").strip() == "-" or (match["sign"] == "(" and match["behind"] == ")")
        )
        has_cents = value.as_tuple().exponent == -2 and (not decimal or number[-3:-2] == decimal)
        is_exact = bool(symbol) or has_cents or bool(match["dash"])
        yield Written(
            _plain(-value if negative else value),
            match.end() - len(match.group().lstrip()),
            match.end("number"),
            "",
            currency(symbol),
            is_exact,
            bool(match["percent"]),
        )


def number_of(text: str, *, decimal: str = "", is_last: bool = False) -> Decimal | None:
    """The one number of a cell, percentages aside; None where there is none or more than one. is_last: of several the last, if it has
    cents."""
    every = list(amounts(text, decimal=decimal))
    found = [one for one in every if not one.is_percent]
    if len(found) == 1 or (is_last and found and found[-1].is_exact):
        return Decimal(found[-1].value)
    return Decimal(every[0].value) if not found and len(every) == 1 else None


def decimal_sign(texts: Iterable[str]) -> str:
    """The sign before the cents as most unmistakable numbers of a document have it; '' where there are none."""
    points = commas = 0
    for text in texts:
        for match in re.finditer(r"(?<![\d.,])\d[\d.,' ]*([.,])\d{2}(?![\d.,])", text):
            points += match[1] == "."
            commas += match[1] == ","
    return "" if points == commas else "." if points > commas else ","


def _exact(number: str, decimal: str) -> Decimal | None:
    """1.234,56 and 1,234.56 and 1 234,56 as the same number."""
    compact = re.sub(r"[\s'’\u00a0\u202f]", "", number)
    marks = [sign for sign in compact if sign in ".,"]
    if not marks:
        return Decimal(compact)
    last = marks[-1]
    behind = len(compact) - compact.rindex(last) - 1
    is_decimal = marks.count(last) == 1 and (behind != 3 or (last == decimal and len(set(marks)) == 1) or len(set(marks)) == 2)
    if len(set(marks)) == 1 and behind == 3 and not decimal:
        is_decimal = False
    whole, _, cents = compact.rpartition(last) if is_decimal else (compact, "", "")
    digits = re.sub(r"[.,]", "", whole)
    return Decimal(f"{digits or 0}.{cents}") if cents else Decimal(digits or 0)


def _plain(value: Decimal) -> str:
    """Two places at least, as amounts are written; more where there are more."""
    exponent = value.as_tuple().exponent
    return f"{value:.2f}" if isinstance(exponent, int) and exponent > -2 else f"{value:f}"


def currency(text: str) -> str:
    """The ISO code of a currency as paper writes it, '' for anything else."""
    compact = text.strip().rstrip(".")
    if compact.upper() in _CODES:
        return compact.upper()
    return _CURRENCIES.get(compact.lower(), "")
