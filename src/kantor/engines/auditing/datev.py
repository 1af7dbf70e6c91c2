"""DATEV format: booking batches (EXTF 700, category 21, version 13) and labels of accounts (category 20), in Windows-1252.

A row of DATEV has one account and one contra account. An entry with more than two lines is split into such pairs, so that each account
comes to what it has in the books; tax has lines of its own here, therefore automatic accounts are told to leave it alone (key 40).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

BATCH = 99_999
"""Rows at most in one file."""
COLUMNS = 125
SUPPRESSED = "40"
"""Key that switches off the automatic tax of an account."""
MOST_TEXT, MOST_NUMBER = 60, 36
SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789$&%*+-/")
"""What the document number (Belegfeld 1) may consist of."""
HEADS = {
    0: "Umsatz (ohne Soll/Haben-Kz)",
    1: "Soll/Haben-Kennzeichen",
    2: "WKZ Umsatz",
    3: "Kurs",
    4: "Basis-Umsatz",
    5: "WKZ Basis-Umsatz",
    6: "Konto",
    7: "Gegenkonto (ohne BU-Schlüssel)",
    8: "BU-Schlüssel",
    9: "Belegdatum",
    10: "Belegfeld 1",
    11: "Belegfeld 2",
    12: "Skonto",
    13: "Buchungstext",
    36: "KOST1 - Kostenstelle",
    37: "KOST2 - Kostenstelle",
    113: "Festschreibung",
    114: "Leistungsdatum",
    117: "Generalumkehr (GU)",
}
"""Place -> heading of the columns that are filled; the others stay empty and are headed by their number."""
TEXTS = frozenset({1, 2, 5, 8, 10, 11, 13, 36, 37, 117})
"""Columns of text, which stand in quotation marks also where they are empty."""


class Booked(NamedTuple):
    """A line of an entry. amount: minor units, debit less credit as they change the account; is_reversed: a red storno of the same side."""

    account: str
    amount: int
    is_reversed: bool
    is_automatic: bool
    text: str = ""
    cost_centre: str = ""


class Pair(NamedTuple):
    """A row: so many minor units (above zero) to `debit` from `credit`; is_reversed: takes them back on their own sides (Generalumkehr)."""

    debit: Booked
    credit: Booked
    units: int
    is_reversed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """What the first line of a file says. adviser, client_number: of the tax adviser's system; account_digits: length of account numbers;
    is_fixed: the bookings cannot be changed any more (GoBD)."""

    adviser: int
    client_number: int
    year_begins_on: date
    from_on: date
    until_on: date
    account_digits: int
    name: str
    currency: str
    chart: str
    made_at: datetime
    is_fixed: bool = True


def pairs(lines: Sequence[Booked]) -> Iterator[Pair]:
    """The lines of one entry, which come to zero, as rows of two accounts; ValueError where they do not."""
    if sum(line.amount for line in lines):
        raise ValueError("the entry does not balance")
    for is_reversed in (False, True):
        own = [line for line in lines if line.is_reversed is is_reversed and line.amount]
        if sum(line.amount for line in own):  # sides of both kinds in one entry: only together they balance
            yield from _matched([line._replace(is_reversed=False) for line in lines if line.amount], is_reversed=False)
            return
    for is_reversed in (False, True):
        yield from _matched([line for line in lines if line.is_reversed is is_reversed and line.amount], is_reversed=is_reversed)


def _matched(lines: Sequence[Booked], *, is_reversed: bool) -> Iterator[Pair]:
    """Debits against credits in their order; a storno's debit stands as a negative debit, so its amount is below zero."""
    sign = -1 if is_reversed else 1
    debits = [line for line in lines if line.amount * sign > 0]
    credits = [line for line in lines if line.amount * sign < 0]
    at_debit = at_credit = taken_debit = taken_credit = 0
    while at_debit < len(debits) and at_credit < len(credits):
        debit, credit = debits[at_debit], credits[at_credit]
        units = min(abs(debit.amount) - taken_debit, abs(credit.amount) - taken_credit)
        yield Pair(debit, credit, units, is_reversed)
        taken_debit, taken_credit = taken_debit + units, taken_credit + units
        if taken_debit == abs(debit.amount):
            at_debit, taken_debit = at_debit + 1, 0
        if taken_credit == abs(credit.amount):
            at_credit, taken_credit = at_credit + 1, 0


def booking_batch(batch: Batch, rows: Iterable[tuple[Pair, date, str, str]]) -> Iterator[bytes]:
    """A file, line by line. rows: (pair, day of the document, its number, text of the entry); at most `BATCH` of them."""
    yield _line(_header(batch, 21, "Buchungsstapel", 13))
    yield _line([HEADS.get(place, f"Feld {place + 1}") for place in range(COLUMNS)])
    for pair, on, number, text in rows:
        yield _line(_row(pair, on, number, text, batch))


def account_labels(batch: Batch, accounts: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """Category 20: (number, name) of each account."""
    yield _line(_header(batch, 20, "Kontenbeschriftungen", 3))
    yield _line(["Konto", "Kontobeschriftung", "Sprach-ID", "Kontenbeschriftung lang"])
    for number, name in accounts:
        yield _line([number, _quoted(name[:40]), _quoted("de-DE"), _quoted(name[:300])])


def _header(batch: Batch, category: int, name: str, version: int) -> list[str]:
    is_bookings = category == 21
    days = [f"{batch.from_on:%Y%m%d}", f"{batch.until_on:%Y%m%d}"] if is_bookings else ["", ""]
    return [
        *(_quoted("EXTF"), "700", str(category), _quoted(name), str(version), f"{batch.made_at:%Y%m%d%H%M%S}000", "", _quoted("RE")),
        *(_quoted(""), _quoted(""), str(batch.adviser), str(batch.client_number), f"{batch.year_begins_on:%Y%m%d}"),
        *(str(batch.account_digits), *days, _quoted(batch.name[:30]) if is_bookings else _quoted(""), _quoted("")),
        *(("1", "0", "1" if batch.is_fixed else "0", _quoted(batch.currency)) if is_bookings else ("", "", "", _quoted(""))),
        *("", _quoted(""), "", "", _quoted(batch.chart), "", "", _quoted(""), _quoted("")),
    ]


def _row(pair: Pair, on: date, number: str, text: str, batch: Batch) -> list[str]:
    """A storno is written the other way round and marked: its turnover stands as a negative one on the side of the original."""
    account, contra = pair.debit, pair.credit
    cells = {
        0: f"{pair.units // 100},{pair.units % 100:02d}",
        1: _quoted("H" if pair.is_reversed else "S"),
        2: _quoted(batch.currency),
        6: account.account,
        7: contra.account,
        8: _quoted(SUPPRESSED if account.is_automatic or contra.is_automatic else ""),
        9: f"{on:%d%m}",
        10: _quoted("".join(sign for sign in number if sign in SIGNS)[:MOST_NUMBER]),
        13: _quoted(" ".join((account.text or contra.text or text).split())[:MOST_TEXT]),
        36: _quoted((account.cost_centre or contra.cost_centre)[:MOST_NUMBER]),
        113: "1" if batch.is_fixed else "0",
        117: _quoted("1" if pair.is_reversed else "0"),
    }
    return [cells.get(place, '""' if place in TEXTS else "") for place in range(COLUMNS)]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _line(cells: Sequence[str]) -> bytes:
    """Signs that the code page lacks become question marks."""
    return (";".join(cells) + "\r\n").encode("cp1252", "replace")
