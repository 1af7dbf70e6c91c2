"""When to pay, and what may be deducted by those who pay early: read off the sentence that says so."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kantor.engines.extracting import formats
from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.ranking import Found
from kantor.kit.text import fold

STATED, COUNTED = 0.95, 0.9
"""The confidence of what a sentence states, and of a day that was counted from the date of the invoice (measured on held-out papers)."""
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?)\s?(?:%|prozent\b|procent\w*|persen\b|per ?cent\b)")
_DAYS = re.compile(r"(?<![\d.,/-])(\d{1,3})\s?(?:kalender|werk|banking |calendar )?(?:tage?n?\b|days?\b|dni\b|hari\b)")
_DISCOUNT = re.compile(r"\b(?:skont\w*|discount|diskon|potongan|cash discount|rabatt? bei zahlung)\b")
_TERMS = re.compile(
    r"\b(?:zahlbar|zahlungsbeding\w*|zahlungskond\w*|zahlung innerhalb|payable|payment terms|terms|pay(?:ment)? within|net within|platn\w+"
    r"|termin zaplaty|sposob platnosci|syarat pembayaran|pembayaran dalam|jatuh tempo|dibayar dalam)\b"
)
_NET = re.compile(r"\b(?:netto|net|ohne abzug|without deduction)\b")
_LONGEST_DAYS, _HIGHEST_PERCENT = 120, 10


class Sentence(NamedTuple):
    """A sentence about payment, and the line on which it begins."""

    text: str
    line: int


def terms(sheet: Sheet, issued_on: str) -> dict[str, Found]:
    """`terms` as written, `discount_percent`, `discount_until` and `due_on`, as far as a sentence says them; days are counted from
    issued_on (ISO, '' where it is not known)."""
    for sentence in _sentences(sheet):
        told = _told(fold(sentence.text), date.fromisoformat(issued_on) if issued_on else None)
        if told:
            line = sheet.lines[sentence.line]
            sure = min(token.sure for token in line.tokens)
            box = line.box(0, len(line.tokens))
            counted = COUNTED * sure
            found = {"terms": Found(sentence.text, round(STATED * sure, 4), line.page, box)}
            return found | {key: Found(value, round(counted, 4), line.page, box) for key, value in told.items()}
    return {}


def _sentences(sheet: Sheet) -> Iterator[Sentence]:
    """Lines that speak of terms, first those with a percentage; one that ends without a full stop may go on in the next line."""
    found = []
    for index, line in enumerate(sheet.lines):
        folded = fold(line.text)
        if not (_TERMS.search(folded) or _DISCOUNT.search(folded) or (_PERCENT.search(folded) and _DAYS.search(folded))):
            continue
        under = sheet.lines[index + 1] if index + 1 < len(sheet.lines) else None
        goes_on = (
            under is not None
            and under.page == line.page
            and not line.text.rstrip().endswith((".", "!"))
            and len(line.segments) == len(under.segments) == 1
            and abs(under.tokens[0].x0 - line.tokens[0].x0) < line.size
            and under.middle - line.middle < 2 * line.size
        )
        text = " ".join((line.text, under.text if goes_on and under else "")).strip()
        found.append(Sentence(" ".join(text.split()), index))
    yield from sorted(found, key=lambda sentence: (not _PERCENT.search(fold(sentence.text)), sentence.line))


def _told(text: str, issued: date | None) -> dict[str, str]:
    """What a folded sentence says; {} where it says nothing of payment."""
    days = [int(one) for one in _DAYS.findall(text) if 0 < int(one) <= _LONGEST_DAYS]
    named = _TERMS.search(text)
    stated = [one for one in formats.dates(text) if _PERCENT.search(text) or (named and one.first > named.start())]
    dates = [date.fromisoformat(one.value) for one in stated]
    dates = [day for day in dates if issued is None or timedelta(0) <= day - issued <= timedelta(_LONGEST_DAYS)]
    percents = [one.replace(",", ".") for one in _PERCENT.findall(text)]
    told: dict[str, str] = {}
    has_discount = len(percents) == 1 and 0 < float(percents[0]) <= _HIGHEST_PERCENT and bool(_DISCOUNT.search(text) or len(days) > 1)
    if has_discount and (days or dates):
        until = min(dates) if len(dates) > 1 or not days else issued + timedelta(min(days)) if issued else None
        told["discount_percent"] = percents[0]
        if until:
            told["discount_until"] = until.isoformat()
    rest = sorted(days)[1:] if has_discount and len(dates) < 2 else days
    if len(dates) > 1 or (dates and (not has_discount or days)):
        told["due_on"] = max(dates).isoformat()
    elif rest and issued and (named or _NET.search(text)):
        told["due_on"] = (issued + timedelta(max(rest))).isoformat()
    return told
