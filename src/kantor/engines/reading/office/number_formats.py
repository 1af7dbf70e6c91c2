"""Shows a number of a spreadsheet as its cell's format says: amounts, percentages, dates and times (ECMA-376, part 1, 18.8.31).

Which signs part decimals and thousands is not in the file but a matter of the reader's computer; here it goes by the workbook's language.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from kantor.engines.reading.office.names_of_days import DAYS, MONTHS

GENERAL = "General"
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "0.00", 13: "0.00",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "0.0E+0", 49: "@",
}  # fmt: skip
_SHORT_DATE = {"de": "dd.mm.yyyy", "pl": "dd.mm.yyyy", "id": "dd/mm/yyyy", "en": "yyyy-mm-dd"}
_SIGNS = {"de": (",", "."), "pl": (",", "\u00a0"), "id": (",", "."), "en": (".", ",")}
_SHORT_DATES, _LONG_DATES = (14, *range(27, 37), *range(50, 59)), (22,)
_LANGUAGES = {0x07: "de", 0x15: "pl", 0x21: "id", 0x09: "en"}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<wide>.)|\*(?P<filled>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<ampm>AM/PM|A/P)|(?P<general>General)|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?)"
    r"|(?P<exponent>[eE][+-])|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<literal>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
_LATEST_SERIAL, _LONGEST = 2_958_466, 400
_MOST_PLACES, _SIGNIFICANT = 30, 15
_ONE, _FRACTION = Decimal(1), Decimal("0.0001")
_SECOND = timedelta(seconds=1)


class Token(NamedTuple):
    kind: str
    text: str


Part = tuple[Token, ...]


def built_in(id: int, language: str) -> str:
    """The format behind a number below 164, with the short date of the language."""
    if id in _SHORT_DATES:
        return _SHORT_DATE[language]
    return f"{_SHORT_DATE[language]} hh:mm" if id in _LONG_DATES else BUILT_IN.get(id, GENERAL)


def language_of(code: str) -> str:
    """The language that a format names by its number in Windows (`[$€-407]`), '' where it names none of ours."""
    found = re.search(r"\[\$[^\]-]*-([0-9A-Fa-f]{3,8})\]", code)
    return _LANGUAGES.get(int(found[1], 16) & 0xFF, "") if found else ""


def shown(text: str, code: str, *, language: str, since_1904: bool = False) -> str:
    """A number, as the file writes it, in a format; the text itself where it is no number."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > 308:
        return text
    number = _as_computed(number)
    parts = _parts(code[:_LONGEST])
    part, number, is_signed = _chosen(parts, number)
    if is_date(part):
        at = moment(number, since_1904=since_1904)
        return _general(number, language) if at is None else _date(part, at, number, language_of(code) or language)
    sign = "-" if is_signed and number < 0 else ""
    told = _number(part, abs(number), language)
    return (sign if any(letter.isdigit() and letter != "0" for letter in told) else "") + told


def is_date(part: Part) -> bool:
    return any(token.kind in ("date", "elapsed") for token in part)


def moment(serial: Decimal, *, since_1904: bool) -> datetime | None:
    """The day and time of a serial number, on whatever clock; None for what is none. Day 60 of the older system, 29.02.1900, never
    was: it is the day before.

    Source: ECMA-376, part 1, 18.17.4.1.
    """
    if not 0 <= serial < _LATEST_SERIAL:
        return None
    day = int(serial)
    if since_1904:
        begin = datetime(1904, 1, 1, tzinfo=UTC)
    else:
        begin = datetime(1899, 12, 31 if day < 60 else 30, tzinfo=UTC)
    seconds = ((serial - day) * 86_400).quantize(Decimal("0.001"), ROUND_HALF_UP)
    try:
        return begin + timedelta(days=day, milliseconds=int(seconds * 1000))
    except OverflowError:
        return None


@lru_cache(maxsize=1024)
def _parts(code: str) -> tuple[Part, ...]:
    parts: list[list[Token]] = [[]]
    for found in _TOKEN.finditer(code or GENERAL):
        kind, text = found.lastgroup or "literal", found[found.lastgroup or 0]
        if kind == "literal" and text == ";":
            parts.append([])
        elif kind == "bracket":
            parts[-1] += _bracket(text)
        elif kind in ("quoted", "escaped"):
            parts[-1].append(Token("literal", text))
        elif kind == "wide":
            parts[-1].append(Token("literal", " "))
        elif kind != "filled":
            parts[-1].append(Token(kind, text))
    return tuple(tuple(part) for part in parts[:4])


def _bracket(text: str) -> Sequence[Token]:
    if text.startswith("$"):
        symbol = text[1:].rpartition("-")[0] if "-" in text else text[1:]
        return [Token("literal", symbol)] if symbol else []
    if _ELAPSED.fullmatch(text) and len(set(text.lower())) == 1:
        return [Token("elapsed", text.lower())]
    return [Token("condition", text)] if _CONDITION.fullmatch(text) else []


def _chosen(parts: Sequence[Part], number: Decimal) -> tuple[Part, Decimal, bool]:
    """The part of the format for this number, what it is to show, and whether a minus is to be set in front of it."""
    conditions = [next((token.text for token in part if token.kind == "condition"), "") for part in parts]
    if any(conditions):
        for part, condition in zip(parts, conditions, strict=True):
            if not condition or _holds(condition, number):
                return part, number, True
        return parts[-1], number, True
    if number < 0 and len(parts) > 1 and parts[1]:
        return parts[1], -number, False
    if number == 0 and len(parts) > 2 and parts[2]:
        return parts[2], number, False
    return parts[0], number, True


def _holds(condition: str, number: Decimal) -> bool:
    found = _CONDITION.fullmatch(condition)
    assert found is not None
    limit = Decimal(found[2])
    return {
        "<": number < limit,
        ">": number > limit,
        "<=": number <= limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[found[1]]


def _as_computed(number: Decimal) -> Decimal:
    """Fifteen digits, as spreadsheets show them, so that 0.1 + 0.2 is 0.3."""
    if not number or len(number.as_tuple().digits) <= _SIGNIFICANT:
        return number
    return number.quantize(_ONE.scaleb(number.adjusted() - _SIGNIFICANT + 1), ROUND_HALF_UP)


def _general(number: Decimal, language: str) -> str:
    plain = number if number.adjusted() < 15 else number.normalize()
    text = format(plain.normalize() if -12 < number.adjusted() < 15 else plain, "f" if -12 < number.adjusted() < 15 else "E")
    return text.replace(".", _SIGNS[language][0])


def _number(part: Part, number: Decimal, language: str) -> str:
    kinds = [token.kind for token in part]
    if Token("literal", "/") in part:  # a fraction: its decimals say the same
        return _general(number.quantize(_FRACTION, ROUND_HALF_UP) if number.adjusted() < 15 else number, language)
    if "digit" not in kinds:
        said = (token for token in part if token.kind != "condition")
        return "".join(_general(number, language) if token.kind in ("general", "text") else token.text for token in said).strip()
    first, last = kinds.index("digit"), len(kinds) - 1 - kinds[::-1].index("digit")
    point = kinds.index("point") if "point" in kinds else last + 1
    number = number.scaleb(2 * kinds.count("percent"))
    number = number.scaleb(-3 * _scaling(kinds, point, last))
    if "exponent" in kinds:
        return _scientific(part, number, language)
    places = min(sum(kind == "digit" for kind in kinds[point:]), _MOST_PLACES)
    rounded = number.quantize(_ONE.scaleb(-places), ROUND_HALF_UP) if number.adjusted() + places < 27 else number
    digits, _, decimals = format(rounded, "f").partition(".")
    is_grouped = any(kind == "comma" for kind in kinds[first:point] if point > first)
    return _filled(part, digits, decimals.ljust(places, "0"), point, _SIGNS[language] if is_grouped else (_SIGNS[language][0], "")).strip()


def _scaling(kinds: Sequence[str], point: int, last: int) -> int:
    """How many commas stand behind the last digit before the point: each divides by a thousand."""
    whole = [place for place, kind in enumerate(kinds[:point]) if kind == "digit"]
    commas = 0
    for kind in kinds[(whole[-1] if whole else last) + 1 :]:
        if kind != "comma":
            break
        commas += 1
    return commas


def _filled(part: Part, digits: str, decimals: str, point: int, signs: tuple[str, str]) -> str:
    """The format with these digits in place of its signs for digits."""
    decimal, thousands = signs
    places = sum(token.kind == "digit" for token in part[:point])
    padded = ("" if digits == "0" else digits).rjust(places, "\0")
    told: list[str] = []
    taken = 0
    for place, token in enumerate(part):
        if token.kind == "digit" and place < point:
            upto = len(padded) - places + 1 if not taken else taken + 1
            for at in range(taken, upto):
                digit = padded[at]
                if digit == "\0":
                    digit = "0" if token.text == "0" else ""
                behind = len(padded) - at - 1
                told.append(digit + (thousands if digit and behind and behind % 3 == 0 else ""))
            taken = upto
        elif token.kind == "point":
            wanted = [one.text for one in part[place:] if one.kind == "digit"]
            kept = len(decimals)
            while kept and decimals[kept - 1] == "0" and wanted[kept - 1] != "0":
                kept -= 1
            told.append(decimal + decimals[:kept] if kept or not wanted else "")
        elif token.kind in ("literal", "percent"):
            told.append(token.text)
    return "".join(told)


def _scientific(part: Part, number: Decimal, language: str) -> str:
    before = [token.kind for token in part]
    places = sum(kind == "digit" for kind in before[before.index("point") : before.index("exponent")]) if "point" in before else 0
    return f"{number:.{min(places, _MOST_PLACES)}E}".replace(".", _SIGNS[language][0])


def _date(part: Part, at: datetime, serial: Decimal, language: str) -> str:
    has_half_days = any(token.kind == "ampm" for token in part)
    if not any(token.kind == "date" and "." in token.text for token in part):
        at = (at + _SECOND / 2).replace(microsecond=0) if at.year < 9999 else at.replace(microsecond=0)
    told: list[str] = []
    before = ""
    for place, token in enumerate(part):
        if token.kind == "date":
            sign = token.text[0].lower()
            behind = next((one.text[0].lower() for one in part[place + 1 :] if one.kind in ("date", "elapsed")), "")
            is_minutes = sign == "m" and len(token.text) <= 2 and (before == "h" or behind == "s")
            told.append(_dated("minutes" if is_minutes else sign, token.text, at, language, has_half_days=has_half_days))
            before = sign if sign in "hs" else ""
        elif token.kind == "elapsed":
            unit = {"h": 24, "m": 1440, "s": 86_400}[token.text[0]]
            told.append(str(int(serial * unit)).rjust(len(token.text), "0"))
            before = token.text[0]
        elif token.kind == "ampm":
            told.append("AM" if at.hour < 12 else "PM")
        elif token.kind in ("literal", "point", "comma"):
            told.append(token.text)
    return "".join(told).strip()


def _dated(sign: str, token: str, at: datetime, language: str, *, has_half_days: bool) -> str:
    wide = len(token.partition(".")[0])
    if sign == "y":
        return f"{at.year:04}" if wide > 2 else f"{at.year % 100:02}"
    if sign == "d":
        name = DAYS[language][at.weekday()]
        return f"{at.day:0{wide}}" if wide < 3 else name[:3] if wide == 3 else name
    if sign == "m":
        name = MONTHS[language][at.month - 1]
        return f"{at.month:0{wide}}" if wide < 3 else name[:3] if wide == 3 else name
    if sign == "h":
        return f"{(at.hour % 12 or 12) if has_half_days else at.hour:0{min(wide, 2)}}"
    if sign == "minutes":
        return f"{at.minute:0{wide}}"
    fraction = token.partition(".")[2]
    return f"{at.second:0{min(wide, 2)}}" + (f".{at.microsecond // 1000:03}"[: len(fraction) + 1] if fraction else "")
