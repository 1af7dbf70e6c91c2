"""Whose payment a line is: by account, by a number in the text, by name - and whether that is sure."""

from collections.abc import Sequence
from typing import NamedTuple

from kantor.engines.reconciling.book import Book
from kantor.engines.reconciling.model import Evidence, Line
from kantor.engines.reconciling.names import comparable, words_of
from kantor.engines.reconciling.references import Run

_LOOKS_ALIKE = 0.85
_MOST = 5
_FEWEST_WORDS = 2


class Payer(NamedTuple):
    """A party that may stand behind a line. kind: `iban` (agreed), `history` (paid for it before, or people said so), `number`, `name`,
    `in_text`, `alike` (similar, or several have it); sure: it is told from all others."""

    party_id: int
    kind: str
    sure: bool
    evidence: Evidence


def payers(book: Book, line: Line, runs: Sequence[Run]) -> list[Payer]:
    """The parties whose payment it may be, the surest first; each once, by its strongest evidence."""
    found: dict[int, Payer] = {}
    for payer in (*_by_account(book, line), *_by_number(book, line, runs)):
        found.setdefault(payer.party_id, payer)
    if not any(payer.kind in ("iban", "history") for payer in found.values()):
        for payer in _by_name(book, line):
            known = found.get(payer.party_id)
            if known is None or (payer.sure and not known.sure):
                found[payer.party_id] = payer
    return sorted(found.values(), key=lambda payer: not payer.sure)[:_MOST]


def _by_account(book: Book, line: Line) -> list[Payer]:
    if not line.iban:
        return []
    lesson = book.lessons.payers.get(line.iban)
    if lesson in book.parties:
        return [_payer(book, lesson, "history", True, iban=line.iban)]
    agreed = book.by_iban.get(line.iban, set())
    if agreed:
        return [_payer(book, party_id, "iban", len(agreed) == 1, iban=line.iban) for party_id in sorted(agreed)[:_MOST]]
    before = book.paid_before.get(line.iban)
    return [_payer(book, before, "history", True, iban=line.iban)] if before in book.parties else []


def _by_number(book: Book, line: Line, runs: Sequence[Run]) -> list[Payer]:
    numbers = dict.fromkeys([*(run.digits for run in runs), line.mandate])
    return [_payer(book, book.by_number[number], "number", True, number=number) for number in numbers if number in book.by_number][:_MOST]


def _by_name(book: Book, line: Line) -> list[Payer]:
    if line.name:
        lesson = book.lessons.named.get(comparable(line.name).core)
        if lesson in book.parties:
            return [_payer(book, lesson, "history", True, name=line.name)]
        same = book.names.same(line.name)
        if len(same) == 1:
            sure = len(comparable(line.name).core) >= _FEWEST_WORDS
            return [_payer(book, same[0], "name", sure, name=line.name)]
        if same:
            return [_payer(book, party_id, "alike", False, name=line.name) for party_id in same[:_MOST]]
        return [_payer(book, party_id, "alike", False, name=line.name) for _, party_id in book.names.similar(line.name)]
    named = book.names.written(words_of(line.text))
    return [_payer(book, party_id, "in_text", len(named) == 1, name=book.parties[party_id].names[0]) for party_id in named[:_MOST]]


def _payer(book: Book, party_id: int, kind: str, sure: bool, **values: str) -> Payer:
    key = f"{kind}_by_name" if kind == "history" and "name" in values else kind
    return Payer(party_id, kind, sure, Evidence(key, {**values, "party": book.parties[party_id].names[0]}))
