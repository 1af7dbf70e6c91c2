"""What a candidate looks like to a model: labels around it, its place, its form, and what arithmetic and the calendar say about it."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations, pairwise

from kantor.engines.extracting.candidates import LEGAL_FORM, Candidate, Sheet
from kantor.engines.extracting.labels import Label, meanings, plain
from kantor.engines.extracting.lines import Line

Named = dict[str, float]
_LINES_ABOVE = 40
_NEAR_ABOVE = 4
_WORDS = 4
_MOST_ADDED = 90
_RATES = (0.05, 0.06, 0.07, 0.08, 0.09, 0.10, 0.11, 0.12, 0.16, 0.19, 0.20, 0.21, 0.22, 0.23, 0.25)
_PERCENTS = frozenset(round(100 * rate) for rate in _RATES)
_LEAST_NET, _MOST_TAXED = 100, 80
_AT_THE_TILL = frozenset({"paid", "rounding"})
_WORD_KEY = re.compile(r"[a-z]{2,}|%|#")
_WEB = re.compile(r"(?i)(?:www\.|@|https?://)([a-z0-9-]+)")


def described(sheet: Sheet, kind: str) -> list[Named]:
    """The features of each candidate of a kind, by name; what is 0 is left out."""
    some = sheet.candidates[kind]
    counts = Counter(one.value for one in some)
    own = _OWN[kind](sheet, some)
    described = []
    for index, one in enumerate(some):
        found: Named = {"rank": index / max(1, len(some)), "rank_end": (len(some) - index) / max(1, len(some))}
        found["many"] = min(10, len(some))
        found["same"] = counts[one.value]
        _place(found, sheet, one)
        _labels_beside(found, sheet, one)
        _labels_above(found, sheet, one)
        found.update(own[index])
        described.append(found)
    return described


def _place(found: Named, sheet: Sheet, one: Candidate) -> None:
    line = sheet.lines[one.line]
    box = line.box(one.first, one.end)
    found["x"], found["right"], found["y"] = (box[0] + box[2]) / 2, box[2], box[1]
    found["page"], found["page_end"] = line.page, sheet.last_page - line.page
    tokens = line.tokens[one.first : one.end]
    found["size"] = (sum(token.y1 - token.y0 for token in tokens) / len(tokens)) / sheet.size
    found["line_tokens"] = len(line.tokens)
    first, end = next(segment for segment in line.segments if segment[0] <= one.first < segment[1])
    found["alone"] = float(first == one.first and end == one.end)
    found["begins"] = float(first == one.first)
    found["ends"] = float(end == one.end)
    found["segments"] = len(line.segments)
    found["behind"] = len(line.tokens) - one.end
    found["line_share"] = one.line / max(1, len(sheet.lines))


def _labels_beside(found: Named, sheet: Sheet, one: Candidate) -> None:
    """left:<meaning> is 1 for the nearest label to the left, 1/2 for the one before it; what words stand there, too."""
    line = sheet.lines[one.line]
    beside = [label for label in sheet.labels[one.line] if label.end <= one.first]
    for rank, label in enumerate(reversed(beside[-3:]), 1):
        found.setdefault(f"left:{label.meaning}", 1 / rank)
        if rank == 1:
            found["left_gap"] = 1 + one.first - label.end
            found["left_far"] = (line.tokens[one.first].x0 - line.tokens[label.end - 1].x1) / line.width
    for label in sheet.labels[one.line]:
        if label.first >= one.end:
            found.setdefault(f"right:{label.meaning}", 1.0)
            break
        if label.first <= one.first < label.end:
            found["in_label"] = 1.0
    words = [plain(token.text) for token in line.tokens[max(0, one.first - _WORDS) : one.first]]
    for word in words:
        if _WORD_KEY.match(word):
            found[f"word:{word}"] = 1.0
    for first, second in pairwise(words):
        if first and second:
            found[f"word:{first}_{second}"] = 1.0


def _labels_above(found: Named, sheet: Sheet, one: Candidate) -> None:
    """above:<meaning> is 1 for the nearest label over it, 1/2 for the next; only what overlaps it from left to right."""
    line = sheet.lines[one.line]
    left, right = line.tokens[one.first].x0, line.tokens[one.end - 1].x1
    rank = 0
    for index in range(one.line - 1, max(-1, one.line - _LINES_ABOVE), -1):
        above = sheet.lines[index]
        if above.page != line.page:
            break
        distance = one.line - index
        for label in sheet.labels[index]:
            if _overlaps(above, label, left, right):
                rank += 1
                found.setdefault(f"above:{label.meaning}", 1 / rank)
                if rank == 1:
                    found["above_gap"] = distance
                    found["above_far"] = (line.middle - above.middle) / sheet.size
                if distance <= _NEAR_ABOVE:
                    found.setdefault(f"near:{label.meaning}", 1 / distance)
        if distance <= 2:
            for token in above.tokens:
                if token.x0 < right and left < token.x1 and _WORD_KEY.match(word := plain(token.text)):
                    found[f"over:{word}"] = 1.0
        if rank >= 3:
            break


def _overlaps(line: Line, label: Label, left: float, right: float) -> bool:
    return line.tokens[label.first].x0 < right + 2 and left < line.tokens[label.end - 1].x1 + 2


def _nothing(sheet: Sheet, some: Sequence[Candidate]) -> list[Named]:
    return [{"valid": float(one.is_exact), "length": len(one.value)} for one in some]


def _dates(sheet: Sheet, some: Sequence[Candidate]) -> list[Named]:
    days = [date.fromisoformat(one.value).toordinal() for one in some]
    apart = sorted(set(days))
    found = []
    for one, day in zip(some, days, strict=True):
        line = sheet.lines[one.line]
        behind = line.words(one.end, one.end + 2)
        others = [other for other in some if other.line == one.line and other is not one]
        told: Named = {"earliest": float(day == apart[0]), "latest": float(day == apart[-1])}
        told["after_first"], told["before_last"] = min(400, day - apart[0]), min(400, apart[-1] - day)
        told["nth"], told["days"] = apart.index(day), len(apart)
        told["time"] = float(bool(re.match(r"\d{1,2}[:.]\d{2}", behind)))
        told["beside"] = len(others)
        told["two_ways"] = float(bool(one.also))
        told["year_short"] = float(not re.search(r"\d{4}", line.words(one.first, one.end)))
        found.append(told)
    return found


def makes_a_gross_amount(sheet: Sheet) -> bool:
    """Whether a net amount and its VAT at a usual rate make a gross amount that stands there as well: of one rate, or of two together."""
    exact = [round(float(one.value) * 100) for one in sheet.candidates["amount"] if one.is_exact and not one.is_percent]
    return any("sum_gross" in parts for parts in _sums(exact, ()).values())


def _amounts(sheet: Sheet, some: Sequence[Candidate]) -> list[Named]:
    cents = [round(float(one.value) * 100) for one in some]
    exact = [value for value, one in zip(cents, some, strict=True) if one.is_exact and not one.is_percent]
    ordered = sorted(set(exact))
    largest = ordered[-1] if ordered else 1
    counts = Counter(exact)
    named = _beside_paid(sheet, some)
    rounded = {abs(value) for value, name in zip(cents, named, strict=True) if name == "rounding" and value}
    parts = _sums(exact, rounded)
    tills = _tills(cents, named, rounded)
    found = []
    for one, value, name in zip(some, cents, named, strict=True):
        told: Named = {"log": math.log10(abs(value) + 1), "to_largest": value / largest if largest else 0, "exact": float(one.is_exact)}
        told["percent"] = float(one.is_percent)
        told["currency"] = float(bool(one.currency))
        told["below_zero"] = float(value < 0)
        told["whole"] = float(value % 100 == 0)
        told["from_top"] = len(ordered) - _position(ordered, value) if one.is_exact else 99
        told["times"] = counts[value]
        told["zero"] = float(value == 0)
        told["untaxed"] = float(counts[0] > 0 and counts[value] > 1 and value != 0)
        if name:
            told["at_the_till"] = 1.0
        elif one.is_exact:
            told.update(dict.fromkeys((*parts.get(value, ()), *tills[value]), 1.0))
        found.append(told)
    return found


def _position(ordered: Sequence[int], value: int) -> int:
    return sum(1 for other in ordered if other <= value)


def _sums(exact: Sequence[int], rounded: Iterable[int]) -> dict[int, set[str]]:
    """Amount -> the parts it can play where net and VAT make the gross amount, rounded as the till says it did, or the cash given and the
    change. What is given back is written below zero, all of it."""
    by = {0} | {change for amount in rounded for change in (amount, -amount)}
    found: dict[int, set[str]] = {}
    for sign in (1, -1):
        last = list(dict.fromkeys(reversed([sign * value for value in exact if sign * value > 0])))[:_MOST_ADDED]
        for value, part in (*_of_one_rate(last, by), *_of_two_rates(last)):
            found.setdefault(sign * value, set()).add(part)
    return found


def _of_one_rate(last: Sequence[int], by: Iterable[int]) -> Iterator[tuple[int, str]]:
    known = set(last)
    reached = {value - change for value in known for change in by}
    for net in last:
        for tax in last:
            if tax >= net or net + tax not in reached:
                continue
            wholes = [net + tax + change for change in by if net + tax + change in known]
            is_taxed = any(abs(tax - net * rate) <= 2 for rate in _RATES)
            whole, large, small = ("sum_gross", "sum_net", "sum_vat") if is_taxed else ("plus_whole", "plus_large", "plus_small")
            yield net, large
            yield tax, small
            yield from ((value, whole) for value in wholes if is_taxed or value == net + tax)


def _of_two_rates(last: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Where two nets and their VAT at different rates make a net, a VAT and a gross amount that stand there as well."""
    known = set(last)
    taxed = [
        (net, tax, percent)
        for net in last
        if net >= _LEAST_NET
        for tax in last
        if tax < net and (percent := round(100 * tax / net)) in _PERCENTS and abs(100 * tax - percent * net) <= 100
    ][:_MOST_TAXED]
    for (net, tax, percent), (other_net, other_tax, other_percent) in combinations(taxed, 2):
        nets, taxes = net + other_net, tax + other_tax
        if percent != other_percent and nets in known and taxes in known and nets + taxes in known:
            yield from ((nets, "sum_net"), (taxes, "sum_vat"), (nets + taxes, "sum_gross"))


def _beside_paid(sheet: Sheet, some: Sequence[Candidate]) -> list[str]:
    """What the nearest label says of each amount, where it is what was given, what came back, or what was rounded; else ''."""
    told = []
    for one in some:
        beside = [label.meaning for label in sheet.labels[one.line] if label.end <= one.first]
        told.append(beside[-1] if beside and beside[-1] in _AT_THE_TILL else "")
    return told


def _tills(cents: Sequence[int], named: Sequence[str], rounding: Iterable[int]) -> dict[int, set[str]]:
    """Amount -> what a till says about it elsewhere: it is what was given, or that without the change, or was rounded; and whether that
    was what was paid, or what stood there before it was rounded to that."""
    given = {abs(value) for value, name in zip(cents, named, strict=True) if name == "paid" and value}
    known = set(cents)
    settled = {value for value in known if value in given or any(value + change in given for change in given if change != value)}
    found: dict[int, set[str]] = {}
    for value in known:
        parts = {"as_paid"} if value in given else set()
        parts |= {"less_change"} if any(value + change in given for change in given if change != value) else set()
        near = {other for by in rounding for other in (value + by, value - by) if other in known}
        parts |= {"near_rounding"} if near else set()
        parts |= {"rounded"} if near and value in settled else set()
        parts |= {"before_rounding"} if near & settled and value not in settled else set()
        found[value] = parts
    return found


def _numbers(sheet: Sheet, some: Sequence[Candidate]) -> list[Named]:
    dated = {(one.line, token) for one in sheet.candidates["date"] for token in range(one.first, one.end)}
    checked = {
        (one.line, token)
        for kind in ("iban", "vat_id", "tax_number", "bic")
        for one in sheet.candidates[kind]
        if one.is_exact
        for token in range(one.first, one.end)
    }
    found = []
    for one in some:
        value = one.value
        digits = sum(sign.isdigit() for sign in value)
        letters = sum(sign.isalpha() for sign in value)
        told: Named = {
            "length": len(value),
            "digits": digits,
            "letters": letters,
            "slash": float("/" in value),
            "dash": float("-" in value),
        }
        told["dot"] = float("." in value or "," in value)
        told["hash"] = float("#" in sheet.lines[one.line].words(max(0, one.first - 1), one.end))
        told["money"] = float(bool(re.fullmatch(r"[\d.,' ]*[.,]\d{2}", value)))
        told["date"] = float((one.line, one.first) in dated)
        told["checked"] = float((one.line, one.first) in checked)
        told["phone"] = float(bool(re.match(r"[0+(]", value)))
        told["year"] = float(bool(re.search(r"(?:19|20)\d{2}", value)))
        told["two_words"] = float(" " in value)
        told["upper"] = float(value.isupper())
        found.append(told)
    return found


def _names(sheet: Sheet, some: Sequence[Candidate]) -> list[Named]:
    web = {plain(match[1]) for line in sheet.lines for match in _WEB.finditer(line.text)}
    largest = max((line.size for line in sheet.lines if line.page == 1), default=1.0)
    found = []
    for one in some:
        line = sheet.lines[one.line]
        words = one.value.split()
        told: Named = {"length": len(one.value), "words": len(words), "legal": float(bool(LEGAL_FORM.search(one.value)))}
        told["upper"] = sum(word[0].isupper() for word in words) / len(words)
        told["capitals"] = float(one.value.isupper())
        told["digits"] = float(any(sign.isdigit() for sign in one.value))
        told["web"] = float(any(len(name) > 3 and (name in plain(one.value) or plain(one.value) in name) for name in web))
        told["comma"] = float("," in one.value)
        told["to_largest"] = line.size / largest
        told["nth_line"] = one.line if line.page == 1 else 99
        told["digits_below"] = float(any(sign.isdigit() for sign in _below(sheet, one)))
        told["label_end"] = float(any(label.end == one.first for label in sheet.labels[one.line]))
        for word in words[:3] + words[-2:]:
            if _WORD_KEY.match(short := plain(word)):
                told[f"in:{short}"] = 1.0
        told["repeated"] = sum(1 for other in some if other is not one and one.value in other.value)
        found.append(told)
    return found


def _below(sheet: Sheet, one: Candidate) -> str:
    """What stands in the next two lines under it."""
    line = sheet.lines[one.line]
    left, right = line.tokens[one.first].x0, line.tokens[one.end - 1].x1
    under = [other for other in sheet.lines[one.line + 1 : one.line + 3] if other.page == line.page]
    return " ".join(token.text for other in under for token in other.tokens if token.x0 < right and left < token.x1)


def _currencies(sheet: Sheet, some: Sequence[Candidate]) -> list[Named]:
    counts = Counter(one.value for one in some)
    most = max(counts.values(), default=1)
    amounts = {(one.line, token) for one in sheet.candidates["amount"] for token in range(one.first - 1, one.end + 1)}
    return [
        {"share": counts[one.value] / len(some), "most": counts[one.value] / most, "amount": float((one.line, one.first) in amounts)}
        for one in some
    ]


_OWN: Mapping[str, Callable[[Sheet, Sequence[Candidate]], list[Named]]] = {
    "date": _dates,
    "amount": _amounts,
    "number": _numbers,
    "iban": _nothing,
    "bic": _nothing,
    "vat_id": _nothing,
    "tax_number": _nothing,
    "name": _names,
    "currency": _currencies,
}


@cache
def meant() -> frozenset[str]:
    """The features that hold for every document; words are learned."""
    return frozenset(f"{place}:{meaning}" for place in ("left", "right", "above", "near") for meaning in meanings())


def is_word(name: str) -> bool:
    """Whether the feature is a word that stood near a value, rather than what it means."""
    return name.startswith(("word:", "over:", "in:"))


def vector(found: Named, names: Iterable[str]) -> list[float]:
    """The features in the order in which a model knows them."""
    return [found.get(name, 0.0) for name in names]
