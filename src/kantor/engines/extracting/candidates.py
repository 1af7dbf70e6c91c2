"""Everything on a document that could be the value of a field: dates, amounts, numbers, names, each with the place where it stands."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from kantor.engines.extracting import formats, identifiers
from kantor.engines.extracting.labels import Label, labels
from kantor.engines.extracting.lines import Line, Paged, lines
from kantor.engines.extracting.sale_codes import sale_days

FIELDS: Mapping[str, tuple[str, ...]] = {
    "date": ("issued_on", "due_on", "delivered_on"),
    "amount": ("gross", "net", "vat"),
    "number": ("number", "order_number"),
    "iban": ("iban",),
    "bic": ("bic",),
    "vat_id": ("supplier_vat_id", "buyer_vat_id"),
    "tax_number": ("supplier_tax_number",),
    "name": ("supplier_name", "buyer_name"),
    "currency": ("currency",),
}
"""Kind of candidate -> the fields it can be the value of."""
KIND_OF = {field: kind for kind, fields in FIELDS.items() for field in fields}
LEGAL_FORM = re.compile(
    r"(?i)\b(?:gmbh|ag|kg|ohg|ug|e\.\s?k\.|gbr|se|sp\.?\s?z\s?o\.?\s?o\.?|s\.\s?a\.|sp\.\s?[jk]\.|spółka|spolka|pt\.?|cv\.?|ud\.?|tbk|ltd\.?|limited|llc|inc\.?|plc|corp\.?|b\.?v\.?|sarl|sas"
    r"|s\.?r\.?l\.?|sdn\.?\s?bhd\.?|bhd|co\.|company|enterprise|trading|stiftung|e\.\s?v\.)(?![\w])"
)
_ONLY_FORM = re.compile(rf"(?i)\(haftungsbeschränkt\)|(?:& )?(?:{LEGAL_FORM.pattern.removeprefix('(?i)')}[.,]?(?: ?& ?)?\s?){{1,3}}")
_NEXT_LINE = 2.5
"""How many heights of letters lie between a line and the next of the same address, at most."""
_ID = re.compile(r"(?<!\S)#?[A-Za-z0-9ÄÖÜĄĆĘŁŃÓŚŹŻ]?[A-Za-z0-9ÄÖÜĄĆĘŁŃÓŚŹŻ/_.#\\-]*\d[A-Za-z0-9/_.#\\-]*(?=[,;)]?(?!\S))")
_ID_IN_TWO = re.compile(r"(?<!\S)[A-Z]{1,5}(?: [A-Z]{1,4})? \d[\w/.-]*(?!\S)|(?<!\S)\d{2,6}(?: \d{2,6}){1,3}(?!\S)")
_LETTERS = re.compile(r"[^\W\d_]")
_MOST = {"date": 80, "amount": 240, "number": 160, "name": 60}
_MOST_OTHERS = 20
_MOST_PAGES_OF_NAMES = 2


class Candidate(NamedTuple):
    """A value that stands somewhere. line: index of its line; first, end: its tokens there; also: the other way to read a date;
    currency: stands beside an amount; is_exact: an amount with cents or a currency, a number whose check digits hold."""

    kind: str
    value: str
    line: int
    first: int
    end: int
    also: str = ""
    currency: str = ""
    is_exact: bool = True
    is_percent: bool = False


class Sheet:
    """A document taken apart once: its lines, the labels on them, and the candidates of each kind."""

    def __init__(self, pages: Iterable[Paged]) -> None:
        self.lines: Sequence[Line] = lines(pages)
        self.labels: Sequence[tuple[Label, ...]] = [tuple(labels(line)) for line in self.lines]
        self.decimal = formats.decimal_sign(line.text for line in self.lines)

    @cached_property
    def size(self) -> float:
        """The height of most letters, in points."""
        sizes = sorted(line.size for line in self.lines)
        return sizes[len(sizes) // 2] if sizes else 1.0

    @cached_property
    def last_page(self) -> int:
        return max((line.page for line in self.lines), default=1)

    @cached_property
    def candidates(self) -> Mapping[str, tuple[Candidate, ...]]:
        """Kind -> what could be of that kind, down the pages."""
        found: dict[str, list[Candidate]] = {kind: [] for kind in FIELDS}
        for index, line in enumerate(self.lines):
            for kind, find in _FINDERS.items():
                found[kind] += find(self, index, line)
        found = {kind: _at_most(some, _MOST.get(kind, _MOST_OTHERS)) for kind, some in found.items()}
        found["date"] = self._as_codes_say(self._as_others_read(found["date"]))
        return {kind: tuple(some) for kind, some in found.items()}

    def box(self, candidate: Candidate) -> tuple[int, tuple[float, float, float, float]]:
        """The page and the box in parts of it."""
        line = self.lines[candidate.line]
        return line.page, line.box(candidate.first, candidate.end)

    def sure(self, candidate: Candidate) -> float:
        """How sure the letters were recognised: as sure as the worst of its tokens."""
        return min(token.sure for token in self.lines[candidate.line].tokens[candidate.first : candidate.end])

    def _as_others_read(self, dates: Sequence[Candidate]) -> list[Candidate]:
        """Where one date of the document can only be read month first, those that could be read both ways are read so, too."""
        written = [(self.lines[one.line].words(one.first, one.end), one) for one in dates if not one.also]
        if not any(_is_month_first(text, one.value) for text, one in written):
            return list(dates)
        return [one._replace(value=one.also, also=one.value) if one.also else one for one in dates]

    def _as_codes_say(self, dates: list[Candidate]) -> list[Candidate]:
        """A day beside the time of a sale as the number of the sale says it, whatever was recognised there."""
        for day in sale_days(self.lines):
            first, end = self.lines[day.line].between(day.first, day.end)
            others = [one for one in dates if one.line != day.line or one.end <= first or end <= one.first]
            dates = sorted([*others, Candidate("date", day.value, day.line, first, end)], key=lambda one: (one.line, one.first))
        return dates


def _at_most(some: list[Candidate], most: int) -> list[Candidate]:
    """The first of them and, more of them, the last: what counts stands at the head of a document or at its end."""
    return some if len(some) <= most else some[: most // 4] + some[-(most - most // 4) :]


def _dates(sheet: Sheet, index: int, line: Line) -> Iterator[Candidate]:
    if not _has_digit(line):
        return
    for found in formats.dates(line.text):
        yield Candidate("date", found.value, index, *line.between(found.first, found.end), also=found.also)


def _is_month_first(written: str, value: str) -> bool:
    """`03/20/2023`: the second figure can be no month."""
    figures = re.findall(r"\d+", written)
    return len(figures) == 3 and len(figures[0]) <= 2 and int(figures[1]) > 12 and int(figures[0]) == int(value[5:7])


def _amounts(sheet: Sheet, index: int, line: Line) -> Iterator[Candidate]:
    if not _has_digit(line):
        return
    taken = [(found.first, found.end) for found in formats.dates(line.text)]
    for found in formats.amounts(line.text, decimal=sheet.decimal):
        if any(first < found.end and found.first < end for first, end in taken):
            continue
        tokens = line.between(found.first, found.end)
        yield Candidate("amount", found.value, index, *tokens, "", found.currency, found.is_exact, found.is_percent)


def _numbers(sheet: Sheet, index: int, line: Line) -> Iterator[Candidate]:
    if not _has_digit(line):
        return
    for pattern in (_ID, _ID_IN_TWO):
        for match in pattern.finditer(line.text):
            value = match.group().strip(".,;:-#")
            if 2 <= len(value) <= 40 and "  " not in value:
                yield Candidate("number", value, index, *line.between(match.start(), match.end()), is_exact=" " not in value)


def _names(sheet: Sheet, index: int, line: Line) -> Iterator[Candidate]:
    """Segments of letters: all of the first page's upper part, elsewhere those with a legal form; what stands behind a label as well."""
    top = line.page == 1 and line.middle < 0.66 * line.height
    if line.page > _MOST_PAGES_OF_NAMES and line.page != sheet.last_page:
        return
    ends = {label.end for label in sheet.labels[index]}
    for first, end in line.segments:
        begins = {first} | {at for at in ends if first < at < end}
        for begin in sorted(begins):
            text = line.words(begin, end).strip(" :;,-|*")
            letters = len(_LETTERS.findall(text))
            if _ONLY_FORM.fullmatch(text):
                continue  # `Lieferant GmbH` is a name though its first word is a label
            if letters >= 3 and len(text) <= 80 and letters >= 0.55 * len(text.replace(" ", "")) and (top or LEGAL_FORM.search(text)):
                yield Candidate("name", text, index, begin, end)
        text = line.words(first, end)
        if top and (form := _form_below(sheet, index, first)):
            yield Candidate("name", f"{text.strip(' :;,-|*')} {form}", index, first, end)
        match = re.match(r"(.{3,60}?)(?:\s[-–·•|]\s|,\s|\s\()", text)
        if match and len(_LETTERS.findall(match[1])) >= 3 and (top or LEGAL_FORM.search(match[1])):
            yield Candidate("name", match[1].strip(" :;,-|*"), index, first, first + len(match[1].split()))


def _form_below(sheet: Sheet, index: int, first: int) -> str:
    """What a narrow column put into the next line of a name: `(haftungsbeschränkt)`, `GmbH & Co. KG`."""
    line, under = sheet.lines[index], sheet.lines[index + 1] if index + 1 < len(sheet.lines) else None
    if under is None or under.page != line.page or under.middle - line.middle > _NEXT_LINE * line.size:
        return ""
    left = line.tokens[first].x0
    below = next((part for part in under.segments if abs(under.tokens[part[0]].x0 - left) < line.size / 2), None)
    text = under.words(*below) if below else ""
    return text if _ONLY_FORM.fullmatch(text) else ""


def _numbered(kind: str, find: Callable[[str], Iterable[identifiers.Numbered]]) -> "Finder":
    def some(sheet: Sheet, index: int, line: Line) -> Iterator[Candidate]:
        for found in find(line.text):
            yield Candidate(kind, found.value, index, *line.between(found.first, found.end), is_exact=found.is_valid)

    return some


def _ibans(sheet: Sheet, index: int, line: Line) -> Iterator[Candidate]:
    """Account numbers, those as well that go on in the next line of a narrow column."""
    valid = False
    for found in identifiers.ibans(line.text):
        valid = valid or found.is_valid
        yield Candidate("iban", found.value, index, *line.between(found.first, found.end), is_exact=found.is_valid)
    if valid or not _has_digit(line) or index + 1 == len(sheet.lines):
        return
    under = sheet.lines[index + 1]
    for first, end in line.segments:
        left = line.tokens[first].x0
        on = next((segment for segment in under.segments if abs(under.tokens[segment[0]].x0 - left) < line.size), None)
        text = line.words(first, end)
        for found in identifiers.ibans(f"{text} {under.words(*on)}") if on else ():
            if found.is_valid and found.first < len(text):
                begins = bisect_right([line.starts[at] - line.starts[first] for at in range(first, end)], found.first) - 1
                yield Candidate("iban", found.value, index, first + begins, end)


_MONEY = re.compile(r"(?<![^\W\d_])(EUR|USD|GBP|PLN|IDR|CHF|MYR|INR|SGD|CZK|SEK|DKK|NOK|JPY|AUD|Euro|zł|Rp|RM|[€$£₹])(?![^\W\d_])")


def _currencies(sheet: Sheet, index: int, line: Line) -> Iterator[Candidate]:
    for match in _MONEY.finditer(line.text):
        yield Candidate("currency", formats.currency(match[1]), index, *line.between(match.start(), match.end()))


def _has_digit(line: Line) -> bool:
    return any(sign.isdigit() for sign in line.text)


Finder = Callable[[Sheet, int, Line], Iterable[Candidate]]
_FINDERS: Mapping[str, Finder] = {
    "date": _dates,
    "amount": _amounts,
    "number": _numbers,
    "iban": _ibans,
    "bic": _numbered("bic", identifiers.bics),
    "vat_id": _numbered("vat_id", identifiers.vat_ids),
    "tax_number": _numbered("tax_number", identifiers.tax_numbers),
    "name": _names,
    "currency": _currencies,
}
