"""DATEV files of a client's books: booking batches by fiscal year, at most 99,999 rows each, and the labels of their accounts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from kantor.departments.accounting.auditing.reading import entries, partners
from kantor.departments.accounting.reports.figures import year_began
from kantor.engines.auditing import BATCH, Batch, Booked, Pair, account_labels, booking_batch, pairs
from kantor.kit.say import say
from kantor.spine import ledger
from kantor.spine.access import ClientRecord
from kantor.words.locking import MAIN

DIGITS = 4
CHARTS = {"skr03": "03", "skr04": "04"}
DEBTORS, CREDITORS = 10_000, 70_000
"""Where the numbers of customers and suppliers begin, with accounts of four digits."""
MOST_PARTIES = 29_999
Row = tuple[Pair, date, str, str]
Told = Callable[[int], None]


class Adviser(NamedTuple):
    """Under which numbers the tax adviser keeps the client at DATEV."""

    number: int
    client: int


class NotForDatev(ValueError):
    """Books that DATEV's accounts cannot hold; says why, and what to do."""


def write_datev(
    client: ClientRecord, folder: Path, days: tuple[date, date], adviser: Adviser, *, at: datetime, told: Told = lambda rows: None
) -> list[Path]:
    """The files, written to a folder that is there; told: how many rows are written so far. Within a snapshot of the acting client.

    A batch holds one fiscal year and one month, since DATEV names only day and month of a document.
    """
    if client.chart not in CHARTS:
        raise NotForDatev(
            f"{client.code} keeps its books by {client.chart}; DATEV takes {' and '.join(CHARTS)}. Write the tables of an audit."
        )
    names = {row.id: row for row in partners(client.id)}
    if len(names) > MOST_PARTIES:
        raise NotForDatev(f"{client.code} has {len(names)} business partners; accounts of five digits hold {MOST_PARTIES}.")
    written: list[Path] = []
    used: set[tuple[str, str]] = set()
    count = 0
    for period in ledger.periods(client.id):
        if period.ends_on < days[0] or period.starts_on > days[1]:
            continue
        within = (max(period.starts_on, days[0]), min(period.ends_on, days[1]))
        rows = _rows(client, within, {party_id: row.place for party_id, row in names.items()}, used)
        for part in _parts(rows):
            batch = _batch(client, within, adviser, at, year_began(client, within[0]))
            path = folder / f"EXTF_Buchungsstapel_{client.code}_{within[0]:%Y%m}_{len(written) + 1:03d}.csv"
            with path.open("wb") as file:
                for line in booking_batch(batch, part):
                    file.write(line)
                    count += 1
            written.append(path)
            told(count)
    labels = folder / f"EXTF_Kontenbeschriftungen_{client.code}.csv"
    batch = _batch(client, days, adviser, at, year_began(client, days[0]))
    with labels.open("wb") as file:
        file.writelines(account_labels(batch, _labels(client, names, used)))
    return [*written, labels]


def _parts(rows: Iterator[Row]) -> Iterator[Iterable[Row]]:
    """Runs of at most `BATCH` rows, each read while it is written, before the next one is asked for; none where there is no row."""
    for first in rows:
        yield chain([first], islice(rows, BATCH - 1))


def _rows(client: ClientRecord, days: tuple[date, date], places: Mapping[int, int], used: set[tuple[str, str]]) -> Iterator[Row]:
    """Without entries that carry a result forward: DATEV carries it itself, and would show a year that earned nothing; and without what
    stands beside the books for tax."""
    for entry in entries(client.id, *days):
        lines = [_booked(row, places, used) for row in entry]
        head = entry[0]
        if head.ledger != MAIN:
            continue
        number = head.number or ledger.voucher_text(head.series, head.year, head.voucher)
        for pair in pairs(lines):
            yield pair, head.booked_on, number, head.entry_text


def _booked(row: Any, places: Mapping[int, int], used: set[tuple[str, str]]) -> Booked:
    account = _account(row, places)
    used.add((account, row.account))
    reversed_ = row.dr < 0 or row.cr < 0
    return Booked(account, row.dr - row.cr, reversed_, bool(row.own_code), row.text, row.cost_centre)


def _account(row: Any, places: Mapping[int, int]) -> str:
    """What a partner owes or is owed stands on an account of his own, of which the books keep the sum."""
    roles = row.role.split()
    if row.party_id in places and "receivables" in roles:
        return str(DEBTORS + places[row.party_id])
    if row.party_id in places and "payables" in roles:
        return str(CREDITORS + places[row.party_id])
    return str(row.account)


def _labels(client: ClientRecord, names: Mapping[int, Any], used: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    chart = {row.number: row.name for row in ledger.accounts(client.id)}
    by_place = {row.place: row.name for row in names.values()}
    for number, kept_on in sorted(used):
        is_own = number != kept_on
        begins = CREDITORS if is_own and int(number) > CREDITORS else DEBTORS
        yield number, by_place[int(number) - begins] if is_own else chart[number]


def _batch(client: ClientRecord, days: tuple[date, date], adviser: Adviser, at: datetime, begins: date) -> Batch:
    return Batch(
        adviser=adviser.number,
        client_number=adviser.client,
        year_begins_on=begins,
        from_on=days[0],
        until_on=days[1],
        account_digits=DIGITS,
        name=say("accounting.auditing.batch", client.language, {"month": f"{days[0]:%m/%Y}"}),
        currency=client.currency,
        chart=CHARTS.get(client.chart, ""),
        made_at=at,
    )
